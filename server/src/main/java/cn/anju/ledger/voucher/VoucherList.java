package cn.anju.ledger.voucher;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.ledger.VoucherNumbers;
import cn.anju.ledger.voucher.VoucherState.Cause;
import cn.anju.ledger.voucher.VoucherState.Move;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 手工凭证清单和一张凭证。 */
@Component
class VoucherList {

    record Filter(@Nullable VoucherState state, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String q) {}

    /** 一张手工凭证。 @param voucherNo once it is posted */
    record Row(long id, LocalDate date, String summary, Money amount, int documents, @Nullable String withoutDocument, VoucherState state,
               String stateLabel, @Nullable String voucherNo, @Nullable Long entryId, @Nullable Long correctsId, boolean isRed, @Nullable String reason,
               long madeBy, String madeByName, Instant madeAt, @Nullable String reviewedBy, @Nullable Instant reviewedAt, @Nullable String refusal) {}

    record Line(String account, String accountName, Money debit, Money credit, @Nullable String chargeItem, @Nullable String memo) {}

    record Done(String move, @Nullable String note, String by, Instant at) {}

    /** 一张凭证连同分录和经过。 @param moves what this person may do now */
    record Detail(Row voucher, List<Line> lines, List<Done> history, List<Move> moves) {}

    private static final Map<String, String> SORTABLE = Map.of("date", "voucher_on", "id", "v.id", "summary", "summary", "state", "state");
    private static final String MATCHES = """
          from ledger.voucher v
          left join ledger.voucher_number n on n.community_id = v.community_id and n.entry_id = v.entry_id
         where v.community_id = :community
           and (cast(:state as text) is null or v.state = :state)
           and (cast(:from as date) is null or v.voucher_on >= :from)
           and (cast(:to as date) is null or v.voucher_on <= :to)
           and (cast(:q as text) is null or strpos(v.summary, :q) > 0)
        """;
    private static final String COLUMNS = """
        select v.*, n.word || '-' || lpad(n.number::text, 4, '0') voucher_no,
               (select sum(l.debit) from ledger.voucher_line l where l.community_id = v.community_id and l.voucher_id = v.id) amount
        """;

    private final JdbcClient jdbc;
    private final VoucherNumbers numbers;

    VoucherList(JdbcClient jdbc, VoucherNumbers numbers) {
        this.jdbc = jdbc;
        this.numbers = numbers;
    }

    @Transactional
    Page<Row> list(long community, Filter filter, Paging paging) {
        numbers.giveMissing(community);
        var rows = matching(COLUMNS + MATCHES + paging.orderBy(SORTABLE, "v.id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(VoucherList::row).list();
        return new Page<>(rows, matching("select count(*) " + MATCHES, community, filter).query(Long.class).single());
    }

    @Transactional
    Detail get(long community, long id) {
        numbers.giveMissing(community);
        var row = jdbc.sql(COLUMNS + """
                  from ledger.voucher v left join ledger.voucher_number n on n.community_id = v.community_id and n.entry_id = v.entry_id
                 where v.community_id = :community and v.id = :id
                """).param("community", community).param("id", id).query(VoucherList::row).optional()
            .orElseThrow(() -> Problem.notFound("voucher-unknown", "没有这张凭证"));
        var lines = jdbc.sql("""
                select l.account_code, a.name, l.debit, l.credit, l.charge_item, l.memo
                  from ledger.voucher_line l join ledger.account a on a.entity_id = l.entity_id and a.code = l.account_code
                 where l.community_id = :community and l.voucher_id = :id order by l.line
                """).param("community", community).param("id", id)
            .query((line, i) -> new Line(line.getString(1), line.getString(2), new Money(line.getBigDecimal(3)), new Money(line.getBigDecimal(4)),
                line.getString(5), line.getString(6))).list();
        var history = jdbc.sql("select move, note, made_name, made_at from ledger.voucher_move where community_id = :community and voucher_id = :id order by id")
            .param("community", community).param("id", id)
            .query((done, i) -> new Done(Move.valueOf(done.getString(1)).label, done.getString(2), done.getString(3), done.getTimestamp(4).toInstant())).list();
        return new Detail(row, lines, history, moves(community, row));
    }

    private static List<Move> moves(long community, Row voucher) {
        var user = CurrentUser.get();
        return Arrays.stream(Move.values()).filter(move -> move.from.contains(voucher.state()))
            .filter(move -> move.isReview() ? voucher.madeBy() != user.id() && user.may(community, "ledger.review")
                : voucher.madeBy() == user.id() && user.may(community, "ledger.voucher")).toList();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("state", filter.state() == null ? null : filter.state().name())
            .param("from", filter.from()).param("to", filter.to()).param("q", filter.q());
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        var state = VoucherState.valueOf(row.getString("state"));
        var amount = row.getBigDecimal("amount");
        var reviewed = row.getTimestamp("reviewed_at");
        var cause = row.getString("refusal_cause");
        return new Row(row.getLong("id"), row.getObject("voucher_on", LocalDate.class), row.getString("summary"),
            amount == null ? Money.ZERO : new Money(amount), row.getInt("documents"), row.getString("without_document"), state, state.label,
            row.getString("voucher_no"), row.getObject("entry_id", Long.class), row.getObject("corrects_id", Long.class), row.getBoolean("is_red"),
            row.getString("reason"), row.getLong("made_by"), row.getString("made_name"), row.getTimestamp("made_at").toInstant(),
            row.getString("reviewed_name"), reviewed == null ? null : reviewed.toInstant(),
            cause == null ? null : Cause.valueOf(cause).label + "：" + row.getString("refusal"));
    }
}

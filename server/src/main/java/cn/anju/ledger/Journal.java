package cn.anju.ledger;

import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 凭证序时簿：凭证连同分录。 */
@Component
class Journal {

    /** 按什么找凭证；空的不限。 */
    record Filter(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable EntryKind kind, @Nullable String account,
                  @Nullable String sourceType, @Nullable Long sourceId, @Nullable String q) {}

    /** 一张凭证。 */
    record Row(long id, @Nullable String voucherNo, LocalDate date, EntryKind kind, String kindLabel, String summary, Money amount,
               String sourceType, long sourceId, @Nullable Long reversesId, @Nullable Long reversedById,
               @Nullable String reason, @Nullable String madeBy, Instant madeAt, List<Line> postings) {}

    /** 凭证里的一条分录。 */
    record Line(String accountCode, String accountName, Money debit, Money credit, @Nullable String chargeItem,
                @Nullable String memo) {}

    private record EntryLine(long entry, Line line) {}

    private static final Map<String, String> SORTABLE = Map.of("date", "entry_on", "id", "id", "kind", "kind", "summary", "summary");
    private static final String MATCHES = """
          from ledger.journal_entry e
         where e.community_id = :community
           and (cast(:from as date) is null or e.entry_on >= :from)
           and (cast(:to as date) is null or e.entry_on <= :to)
           and (cast(:kind as text) is null or e.kind = :kind)
           and (cast(:sourceType as text) is null or e.source_type = :sourceType)
           and (cast(:sourceId as bigint) is null or e.source_id = :sourceId)
           and (cast(:q as text) is null or strpos(e.summary, :q) > 0)
           and (cast(:account as text) is null or exists (
                select from ledger.posting p
                 where p.community_id = e.community_id and p.entry_id = e.id and p.account_code = :account))
        """;

    private static final String VOUCHER_NO = """
        (select n.word || '-' || lpad(n.number::text, 4, '0') from ledger.voucher_number n
          where n.community_id = e.community_id and n.entry_id = e.id) voucher_no,
        (select s.name from access.staff s where s.id = e.made_by) made_name
        """;

    private final JdbcClient jdbc;
    private final VoucherNumbers numbers;

    Journal(JdbcClient jdbc, VoucherNumbers numbers) {
        this.jdbc = jdbc;
        this.numbers = numbers;
    }

    @Transactional
    Page<Row> list(long community, Filter filter, Paging paging) {
        numbers.giveMissing(community);
        var total = matching("select count(*) " + MATCHES, community, filter).query(Long.class).single();
        return new Page<>(rows(community, filter, paging), total);
    }

    @Transactional
    Row get(long community, long id) {
        numbers.giveMissing(community);
        var rows = withPostings(community, jdbc.sql("select e.*, r.id reversed_by, " + VOUCHER_NO + """
                 from ledger.journal_entry e
                  left join ledger.journal_entry r on r.community_id = e.community_id and r.reverses_id = e.id
                 where e.community_id = :community and e.id = :id
                """).param("community", community).param("id", id).query(Journal::head).list());
        if (rows.isEmpty()) throw Problem.notFound("entry-unknown", "没有这张凭证");
        return rows.getFirst();
    }

    private List<Row> rows(long community, Filter filter, Paging paging) {
        return withPostings(community, matching("select " + VOUCHER_NO + """
                , e.*, (select r.id from ledger.journal_entry r
                              where r.community_id = e.community_id and r.reverses_id = e.id) reversed_by
                """ + MATCHES + paging.orderBy(SORTABLE, "entry_on desc, id desc") + " limit :limit offset :offset",
                community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Journal::head).list());
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("from", filter.from()).param("to", filter.to())
            .param("kind", filter.kind() == null ? null : filter.kind().name()).param("account", filter.account())
            .param("sourceType", filter.sourceType()).param("sourceId", filter.sourceId()).param("q", filter.q());
    }

    private List<Row> withPostings(long community, List<Row> heads) {
        if (heads.isEmpty()) return heads;
        var lines = jdbc.sql("""
                select p.entry_id, p.account_code, a.name, p.debit, p.credit, p.charge_item, p.memo
                  from ledger.posting p
                  join ledger.account a on a.entity_id = p.entity_id and a.code = p.account_code
                 where p.community_id = :community and p.entry_id = any (:entries)
                 order by p.entry_id, p.line
                """)
            .param("community", community).param("entries", heads.stream().map(Row::id).toArray(Long[]::new))
            .query((row, i) -> new EntryLine(row.getLong("entry_id"), new Line(row.getString("account_code"),
                row.getString("name"), Amounts.of(row, "debit"), Amounts.of(row, "credit"), row.getString("charge_item"),
                row.getString("memo"))))
            .list().stream()
            .collect(Collectors.groupingBy(EntryLine::entry, Collectors.mapping(EntryLine::line, Collectors.toList())));
        return heads.stream().map(head -> with(head, lines.getOrDefault(head.id(), List.of()))).toList();
    }

    private static Row with(Row head, List<Line> lines) {
        return new Row(head.id(), head.voucherNo(), head.date(), head.kind(), head.kindLabel(), head.summary(), Money.sum(lines, Line::debit),
            head.sourceType(), head.sourceId(), head.reversesId(), head.reversedById(), head.reason(), head.madeBy(), head.madeAt(), lines);
    }

    private static Row head(ResultSet row, int i) throws SQLException {
        var kind = EntryKind.valueOf(row.getString("kind"));
        return new Row(row.getLong("id"), row.getString("voucher_no"), row.getObject("entry_on", LocalDate.class), kind, kind.label(),
            row.getString("summary"), Money.ZERO, row.getString("source_type"), row.getLong("source_id"),
            row.getObject("reverses_id", Long.class), row.getObject("reversed_by", Long.class), row.getString("reason"),
            row.getString("made_name"), row.getTimestamp("made_at").toInstant(), List.of());
    }
}

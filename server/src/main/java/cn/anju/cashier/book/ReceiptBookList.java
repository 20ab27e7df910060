package cn.anju.cashier.book;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Collectors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 票据本的清单：此刻谁手里有哪些号；电子收据自成号段，另列。 */
@Component
class ReceiptBookList {

    /** 按什么找；空的不限。 */
    record Filter(ReceiptBooks.@Nullable Kind kind, @Nullable String state, @Nullable String holder, @Nullable Long entity) {}

    /** 一本。 @param isMine whether the caller holds it */
    record Row(long id, long entityId, String entityName, String kindLabel, String series, long firstNumber, long lastNumber, long nextNumber, long left, LocalDate boughtOn,
               String state, String stateLabel, @Nullable String holderName, boolean isMine, long spoiled, long lost) {}

    /** 一步经过，或一号作废、遗失。 */
    record Step(String text, String by, Instant at) {}

    /** 一本的全部。 */
    record Detail(Row book, List<Step> steps) {}

    /** 电子收据的号段。 */
    record Electronic(String entity, String series, long lastNumber) {}

    /** 可以有票据本的主体。 */
    record Owner(long id, String name) {}

    /** 可以领票据的人。 */
    record Holder(long id, String name) {}

    private static final Map<String, String> STATES = Map.of("STOCK", "在库", "ISSUED", "已领用", "WRITTEN_OFF", "已核销");
    private static final Map<String, String> MOVES = Map.of("BUY", "购入", "ISSUE", "发出", "USE", "登记使用", "GIVE_BACK", "交回", "WRITE_OFF", "核销");
    private static final Map<String, String> SORTABLE = Map.of("series", "b.series", "boughtOn", "b.bought_on", "state", "b.state",
        "holderName", "b.holder_name");
    private static final String ROWS = """
        select b.*, e.name entity_name, b.holder_id is not distinct from :me is_mine,
               (select count(*) from cashier.book_mark m where m.community_id = b.community_id and m.book_id = b.id and m.kind = 'SPOILED') spoiled,
               (select count(*) from cashier.book_mark m where m.community_id = b.community_id and m.book_id = b.id and m.kind = 'LOST') lost
        """;
    private static final String MATCHES = """
          from cashier.book b
          join ledger.legal_entity e on e.id = b.entity_id
         where b.community_id = :community
           and (cast(:kind as text) is null or b.kind = :kind)
           and (cast(:state as text) is null or b.state = :state)
           and (cast(:entity as bigint) is null or b.entity_id = :entity)
           and (cast(:holder as text) is null or b.holder_name = :holder)
        """;

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final Collectors collectors;

    ReceiptBookList(JdbcClient jdbc, StaffAccess staff, Collectors collectors) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.collectors = collectors;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + MATCHES, community, filter).query(Long.class).single();
        var rows = matching(ROWS + MATCHES + paging.orderBy(SORTABLE, "b.id desc") + " limit :limit offset :offset", community, filter)
            .param("me", CurrentUser.get().id()).param("limit", paging.limit()).param("offset", paging.offset()).query(ReceiptBookList::row).list();
        return new Page<>(rows, total);
    }

    @Transactional(readOnly = true)
    Detail get(long community, long id) {
        var book = jdbc.sql(ROWS + " from cashier.book b join ledger.legal_entity e on e.id = b.entity_id where b.community_id = :community and b.id = :id")
            .param("community", community).param("id", id).param("me", CurrentUser.get().id()).query(ReceiptBookList::row).optional()
            .orElseThrow(() -> Problem.notFound("book-not-found", "没有这本票据"));
        var steps = jdbc.sql("""
            select move, holder_name, next_number, note, made_name, made_at at from cashier.book_move where community_id = :community and book_id = :id
            union all
            select kind, null, number, reason, marked_name, marked_at from cashier.book_mark where community_id = :community and book_id = :id
            order by at
            """).param("community", community).param("id", id).query(ReceiptBookList::step).list();
        return new Detail(book, steps);
    }

    @Transactional(readOnly = true)
    List<Electronic> electronic(long community) {
        return jdbc.sql("""
            select e.name entity, s.series, s.last_number from ledger.receipt_series s join ledger.legal_entity e on e.id = s.entity_id
             where s.community_id = :community order by e.name, s.series
            """).param("community", community).query(Electronic.class).list();
    }

    /** Whose receipts are written here: the community's own entity first. */
    @Transactional(readOnly = true)
    List<Owner> owners(long community) {
        var main = collectors.main(community).entityId();
        return jdbc.sql("""
                select e.id, e.name from ledger.legal_entity e
                 where e.id = :main or exists (select from ledger.collector c where c.community_id = :community and c.entity_id = e.id)
                 order by e.id <> :main, e.name
                """).param("community", community).param("main", main).query(Owner.class).list();
    }

    /** Who receives money here. */
    @Transactional(readOnly = true)
    List<Holder> holders(long community) {
        return staff.holders(community, "cashier.receive").stream().map(staff::of).flatMap(Optional::stream)
            .map(user -> new Holder(user.id(), user.name())).toList();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("kind", filter.kind() == null ? null : filter.kind().name())
            .param("state", filter.state()).param("holder", filter.holder()).param("entity", filter.entity());
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        var state = row.getString("state");
        var last = row.getLong("last_number");
        var next = row.getLong("next_number");
        return new Row(row.getLong("id"), row.getLong("entity_id"), row.getString("entity_name"), ReceiptBooks.Kind.valueOf(row.getString("kind")).label, row.getString("series"), row.getLong("first_number"), last,
            next, last - next + 1, row.getObject("bought_on", LocalDate.class), state, STATES.get(state), row.getString("holder_name"),
            row.getBoolean("is_mine"), row.getLong("spoiled"), row.getLong("lost"));
    }

    private static Step step(ResultSet row, int i) throws SQLException {
        var move = row.getString("move");
        var number = row.getLong("next_number");
        var note = row.getString("note") == null ? "" : "：" + row.getString("note");
        var holder = row.getString("holder_name") == null ? "" : "给 " + row.getString("holder_name");
        var text = MOVES.containsKey(move) ? "%s%s，下一号 %d%s".formatted(MOVES.get(move), holder, number, note)
            : "%d 号%s%s".formatted(number, move.equals("LOST") ? "遗失" : "作废", note);
        return new Step(text, row.getString("made_name"), row.getTimestamp("at").toInstant());
    }
}

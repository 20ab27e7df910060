package cn.anju.planning;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.planning.ContractKind.NoteKind;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 合同与证照：管登记的人看全部，别人看自己管的；快到期、已到期、续了的一眼看出。 */
@Component
@Transactional(readOnly = true)
class ContractList {

    enum State {
        VALID("有效"), EXPIRING("将到期"), LAPSED("已到期"), RENEWED("已续"), ENDED("已终止");

        final String label;

        State(String label) {
            this.label = label;
        }
    }

    record Filter(@Nullable ContractKind kind, @Nullable State state, @Nullable String q, @Nullable Long ownerId, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean mine) {}

    /**
     * @param left days to its end; negative past it
     * @param notes how many notes of its keeping, breaches among them apart
     */
    record Row(long id, String number, ContractKind kind, String title, @Nullable String paperNumber, String counterparty, @Nullable Money amount, LocalDate fromOn, LocalDate toOn, int remindDays,
               long ownerId, String ownerName, State state, int left, int notes, int breaches, @Nullable Long renewsId, @Nullable String renewsNumber, @Nullable Long renewedId,
               @Nullable String renewedNumber, Instant madeAt, String madeName, @Nullable LocalDate endedOn, @Nullable String endedWhy, @Nullable String endedName) {}

    record Note(long id, NoteKind kind, String text, @Nullable Long attachmentId, Instant madeAt, String madeName) {}

    enum Act { NOTE, RENEW, END }

    record Detail(Row contract, List<Note> notes, List<Act> acts) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "number", "title", "title", "toOn", "to_on", "fromOn", "from_on", "amount", "amount", "ownerName", "owner_name");
    private static final String STATED = """
        with stated as (
            select c.*, o.number renews_number, r.id renewed_id, r.number renewed_number, c.to_on - :today left_days,
                   case when c.ended_at is not null then 'ENDED' when r.id is not null then 'RENEWED' when c.to_on < :today then 'LAPSED'
                        when c.to_on - c.remind_days <= :today then 'EXPIRING' else 'VALID' end state,
                   (select count(*) from planning.contract_note n where n.community_id = c.community_id and n.contract_id = c.id and n.kind <> 'PAPER') notes,
                   (select count(*) from planning.contract_note n where n.community_id = c.community_id and n.contract_id = c.id and n.kind = 'BREACH') breaches
              from planning.contract c
              left join planning.contract o on o.community_id = c.community_id and o.id = c.renews_id
              left join planning.contract r on r.community_id = c.community_id and r.renews_id = c.id
             where c.community_id = :community and (:all or c.owner_id = :me))
        """;
    private static final String FROM = """
          from stated where (:id::bigint is null or id = :id) and (:kind::text is null or kind = :kind) and (:state::text is null or state = :state)
           and (:q::text is null or position(:q in concat_ws(' ', number, title, paper_number, counterparty)) > 0) and (:owner::bigint is null or owner_id = :owner)
           and (not :mine or owner_id = :me) and (:from::date is null or to_on >= :from) and (:to::date is null or to_on <= :to)
        """;
    private static final Filter NONE = new Filter(null, null, null, null, null, null, null);

    private final JdbcClient jdbc;
    private final Clock clock;

    ContractList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching(STATED + "select *" + FROM + paging.orderBy(SORTABLE, "state in ('RENEWED', 'ENDED'), to_on, id") + " limit :limit offset :offset", community, null, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(ContractList::row).list();
        return new Page<>(rows, count(community, filter));
    }

    long count(long community, Filter filter) {
        return matching(STATED + "select count(*)" + FROM, community, null, filter).query(Long.class).single();
    }

    /** @throws Problem 404 {@code contract-not-found} */
    Detail get(long community, long id) {
        var row = matching(STATED + "select *" + FROM, community, id, NONE).query(ContractList::row).optional().orElseThrow(() -> Problem.notFound("contract-not-found", "没有这份合同或证照"));
        var notes = jdbc.sql("select id, kind, text, attachment_id, made_at, made_name from planning.contract_note where community_id = :community and contract_id = :id order by id")
            .param("community", community).param("id", id).query(Note.class).list();
        var isOpen = row.state() != State.ENDED && row.state() != State.RENEWED;
        var acts = isOpen ? List.of(Act.NOTE, Act.RENEW, Act.END) : List.of(Act.NOTE);
        return new Detail(row, notes, acts);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long id, Filter filter) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "all", user.may(community, "planning.papers"), "today", LocalDate.now(clock),
            "mine", Boolean.TRUE.equals(filter.mine())));
        values.put("id", id);
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("owner", filter.ownerId());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        return new Row(row.getLong("id"), row.getString("number"), ContractKind.valueOf(row.getString("kind")), row.getString("title"), row.getString("paper_number"), row.getString("counterparty"),
            money(row.getBigDecimal("amount")), row.getObject("from_on", LocalDate.class), row.getObject("to_on", LocalDate.class), row.getInt("remind_days"), row.getLong("owner_id"),
            row.getString("owner_name"), State.valueOf(row.getString("state")), row.getInt("left_days"), row.getInt("notes"), row.getInt("breaches"), row.getObject("renews_id", Long.class),
            row.getString("renews_number"), row.getObject("renewed_id", Long.class), row.getString("renewed_number"), row.getTimestamp("made_at").toInstant(), row.getString("made_name"),
            row.getObject("ended_on", LocalDate.class), row.getString("ended_why"), row.getString("ended_name"));
    }

    private static @Nullable Money money(@Nullable BigDecimal yuan) {
        return yuan == null ? null : new Money(yuan);
    }
}

package cn.anju.cashier.agency;

import cn.anju.cashier.PaymentMethod;
import cn.anju.cashier.till.Slips;
import cn.anju.cashier.till.Till;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 移交单的清单、明细与打印。 */
@Component
@Transactional(readOnly = true)
class AgencyPayoutList {

    /** 按什么找；空的不限。 */
    record Filter(@Nullable AgencyState state, @Nullable Long entity, @Nullable LocalDate from, @Nullable LocalDate to) {}

    /** 一份移交单。 @param slipNo once it is paid @param lines settlements on it */
    record Row(long id, long entityId, String entityName, LocalDate fromOn, LocalDate toOn, long lines, Money amount, String payee, @Nullable String payeeBank,
               @Nullable String note, AgencyState state, String stateLabel, String madeName, Instant madeAt, @Nullable String endedNote,
               @Nullable LocalDate paidOn, @Nullable String paidName, @Nullable String method, @Nullable String slipNo, @Nullable Long entryId,
               @Nullable LocalDate reversedOn, @Nullable String reversedName) {}

    private static final Map<String, String> SORTABLE = Map.of("madeAt", "p.made_at", "amount", "p.amount", "paidOn", "p.paid_on", "state", "p.state");
    private static final Map<String, String> LINE_SORTABLE = Map.of("day", "s.settled_on", "roomCode", "r.code", "amount", "l.amount");
    private static final String ROWS = """
        select p.*, e.name entity_name, m.method, s.slip_no,
               (select count(*) from cashier.agency_payout_line l where l.community_id = p.community_id and l.payout_id = p.id) lines
        """;
    private static final String FROM = """
          from cashier.agency_payout p
          join ledger.legal_entity e on e.id = p.entity_id
          left join cashier.till_movement m on m.community_id = p.community_id and m.kind = 'AGENCY' and m.source_id = p.id
          left join cashier.slip s on s.community_id = p.community_id and s.kind = 'AGENCY' and s.source_id = p.id
         where p.community_id = :community
        """;
    private static final String MATCHES = FROM + """
           and (cast(:state as text) is null or p.state = :state)
           and (cast(:entity as bigint) is null or p.entity_id = :entity)
           and (cast(:from as date) is null or (p.made_at at time zone 'Asia/Shanghai')::date >= :from)
           and (cast(:to as date) is null or (p.made_at at time zone 'Asia/Shanghai')::date <= :to)
        """;

    private final JdbcClient jdbc;
    private final Till till;
    private final Slips slips;

    AgencyPayoutList(JdbcClient jdbc, Till till, Slips slips) {
        this.jdbc = jdbc;
        this.till = till;
        this.slips = slips;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + MATCHES, community, filter).query(Long.class).single();
        return new Page<>(matching(ROWS + MATCHES + paging.orderBy(SORTABLE, "p.id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(AgencyPayoutList::row).list(), total);
    }

    Row get(long community, long id) {
        return jdbc.sql(ROWS + FROM + " and p.id = :id").param("community", community).param("id", id).query(AgencyPayoutList::row).optional()
            .orElseThrow(AgencyStore::unknown);
    }

    /** 移交的每一笔。 */
    Page<AgencyDue.Line> lines(long community, long id, Paging paging) {
        return new Page<>(jdbc.sql("""
                select s.id, s.settled_on, s.kind, s.source_id, l.amount, r.code room_code, i.name item_name, b.period_start, t.receipt_no
                  from cashier.agency_payout_line l
                  join billing.settlement s on s.community_id = l.community_id and s.id = l.settlement_id
                  join billing.bill b on b.community_id = s.community_id and b.id = s.bill_id
                  join estate.room r on r.community_id = b.community_id and r.id = b.room_id
                  join billing.tariff v on v.community_id = b.community_id and v.id = b.tariff_id
                  join billing.charge_item i on i.community_id = v.community_id and i.id = v.charge_item_id
                  left join cashier.receipt t on t.community_id = s.community_id and t.payment_id = s.source_id and s.kind in ('PAYMENT', 'DISCOUNT')
                 where l.community_id = :community and l.payout_id = :id
                """ + paging.orderBy(LINE_SORTABLE, "s.settled_on, s.id") + " limit :limit offset :offset")
            .param("community", community).param("id", id).param("limit", paging.limit()).param("offset", paging.offset()).query(AgencyDue::line).list(),
            get(community, id).lines());
    }

    /** 移交单的打印页；付了才有。 */
    String slip(long community, long id) {
        var row = get(community, id);
        if (row.slipNo() == null) throw Problem.conflict("agency-payout-not-paid", "付了款才有移交单");
        var means = till.means(community, Till.Kind.AGENCY, id);
        var lines = new LinkedHashMap<String, String>();
        lines.put("日期", String.valueOf(row.paidOn()));
        lines.put("代收款", row.entityName());
        lines.put("收款单位", row.payee() + (row.payeeBank() == null ? "" : "，" + row.payeeBank()));
        lines.put("起止", row.fromOn() + " 至 " + row.toOn() + "，共 " + row.lines() + " 笔，明细附后");
        lines.put("付款方式", means.method().label() + (means.reference() == null ? "" : "（" + means.reference() + "）"));
        lines.put("申请", row.madeName());
        return slips.page(community, Slips.Kind.AGENCY, row.slipNo(), row.state() == AgencyState.REVERSED ? "已冲销" : "", row.amount(),
            String.valueOf(row.paidName()), lines);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("state", filter.state() == null ? null : filter.state().name())
            .param("entity", filter.entity()).param("from", filter.from()).param("to", filter.to());
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        var state = AgencyState.valueOf(row.getString("state"));
        var method = row.getString("method");
        return new Row(row.getLong("id"), row.getLong("entity_id"), row.getString("entity_name"), row.getObject("from_on", LocalDate.class),
            row.getObject("to_on", LocalDate.class), row.getLong("lines"), new Money(row.getBigDecimal("amount")), row.getString("payee"), row.getString("payee_bank"),
            row.getString("note"), state, state.label(), row.getString("made_name"), row.getTimestamp("made_at").toInstant(), row.getString("ended_note"),
            row.getObject("paid_on", LocalDate.class), row.getString("paid_name"), method == null ? null : PaymentMethod.valueOf(method).label(),
            row.getString("slip_no"), row.getObject("entry_id", Long.class), row.getObject("reversed_on", LocalDate.class), row.getString("reversed_name"));
    }
}

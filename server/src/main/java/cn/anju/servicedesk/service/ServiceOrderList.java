package cn.anju.servicedesk.service;

import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 服务单的清单、每人每月的提成。 */
@Component
@Transactional(readOnly = true)
public class ServiceOrderList {

    /** @param state QUOTED, AGREED, DONE, DECLINED */
    record Filter(@Nullable String state, @Nullable Long ticket, @Nullable Long workOrder, @Nullable Long doer, @Nullable Long promotion, @Nullable YearMonth doneIn,
                  @Nullable LocalDate from, @Nullable LocalDate to) {}

    /** @param what the items in words; {@code outstanding} what is still to be paid of it */
    public record Row(long id, String number, long ticketId, String ticketNumber, long roomId, String room, String what, Money amount, Money commission, @Nullable Money outstanding,
                      String state, Instant quotedAt, String quotedName, @Nullable String agreedWho, ServiceOrders.@Nullable Way agreedWay, @Nullable Instant agreedAt,
                      @Nullable String doer, @Nullable Instant doneAt, @Nullable String receivedBy, @Nullable String reason, @Nullable String promotion, @Nullable Long workOrderId) {}

    /** 一个人一个月。 */
    record Commission(long staffId, String name, long orders, Money amount, Money commission) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "o.number", "quotedAt", "o.quoted_at", "amount", "amount", "room", "r.code");
    private static final String FROM = """
          from servicedesk.service_order o
          join servicedesk.ticket t on t.community_id = o.community_id and t.id = o.ticket_id
          join estate.room r on r.community_id = o.community_id and r.id = o.room_id
          left join access.staff d on d.id = o.doer_id
          left join servicedesk.promotion p on p.community_id = o.community_id and p.id = o.promotion_id
          cross join lateral (select string_agg(l.name || ' × ' || trim_scale(l.count) || l.unit, '，' order by l.id) what, sum(l.amount) amount, sum(l.commission) commission,
                                     sum(b.outstanding) outstanding
                                from servicedesk.service_line l left join billing.bill b on b.community_id = l.community_id and b.id = l.bill_id
                               where l.community_id = o.community_id and l.service_order_id = o.id) s
         where o.community_id = :community and (:state::text is null or o.state = :state) and (:ticket::bigint is null or o.ticket_id = :ticket)
           and (:workOrder::bigint is null or o.work_order_id = :workOrder)
           and (:doer::bigint is null or o.doer_id = :doer) and (:promotion::bigint is null or o.promotion_id = :promotion)
           and (:month::date is null or o.done_at >= :month::date::timestamp at time zone 'Asia/Shanghai'
                and o.done_at < (:month::date + interval '1 month') at time zone 'Asia/Shanghai')
           and (:from::date is null or o.quoted_at >= :from::date::timestamp at time zone 'Asia/Shanghai')
           and (:to::date is null or o.quoted_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai')
        """;
    private static final String COLUMNS = """
        select o.id, o.number, o.ticket_id, t.number ticket_number, o.room_id, r.code room, s.what, s.amount, s.commission, s.outstanding, o.state, o.quoted_at, o.quoted_name,
               o.agreed_who, o.agreed_way, o.agreed_at, d.name doer, o.done_at, o.received_by, o.reason, p.name promotion, o.work_order_id
        """;

    private final JdbcClient jdbc;

    ServiceOrderList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*)" + FROM, community, filter).query(Long.class).single();
        var rows = matching(COLUMNS + FROM + paging.orderBy(SORTABLE, "o.id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, total);
    }

    /** 这张任务单上收费的几项。 */
    public List<Row> ofWorkOrder(long community, long workOrder) {
        return matching(COLUMNS + FROM + " order by o.id", community, new Filter(null, null, workOrder, null, null, null, null, null)).query(Row.class).list();
    }

    /** 账单冲掉的不提。 */
    List<Commission> commissions(long community, YearMonth month) {
        return jdbc.sql("""
            select d.id staff_id, d.name, count(distinct o.id) orders, sum(l.amount) amount, sum(l.commission) commission
              from servicedesk.service_order o
              join servicedesk.service_line l on l.community_id = o.community_id and l.service_order_id = o.id
              join billing.bill b on b.community_id = l.community_id and b.id = l.bill_id and not b.is_reversed
              join access.staff d on d.id = o.doer_id
             where o.community_id = :community and o.state = 'DONE' and o.done_at >= :month::date::timestamp at time zone 'Asia/Shanghai'
               and o.done_at < (:month::date + interval '1 month') at time zone 'Asia/Shanghai'
             group by d.id, d.name order by sum(l.commission) desc, d.name
            """).param("community", community).param("month", month.atDay(1)).query(Commission.class).list();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("state", filter.state());
        values.put("ticket", filter.ticket());
        values.put("workOrder", filter.workOrder());
        values.put("doer", filter.doer());
        values.put("promotion", filter.promotion());
        values.put("month", filter.doneIn() == null ? null : filter.doneIn().atDay(1));
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }
}

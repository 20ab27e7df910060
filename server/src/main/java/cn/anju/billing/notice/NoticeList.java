package cn.anju.billing.notice;

import cn.anju.billing.FormerOwners;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 某月要送给现业主的缴费通知单：一户一张，当月应缴多少、往期欠多少、送到没有。 */
@Component
@Transactional(readOnly = true)
class NoticeList {

    /**
     * @param month yyyy-MM, the month of the runs
     * @param text the beginning of a room code
     * @param delivered whether a delivery is on record
     */
    record Filter(String month, @Nullable Long building, @Nullable String text, @Nullable Boolean delivered) {

        LocalDate first() {
            if (month == null || !month.matches("\\d{4}-(0[1-9]|1[0-2])")) throw Problem.invalid("month-invalid", "月份请写成 2026-07 这样");
            return YearMonth.parse(month).atDay(1);
        }
    }

    /**
     * @param amount what the month's runs charge the owner
     * @param outstanding the part of it that is still open
     * @param earlier what is still open of earlier months
     */
    record Row(long roomId, String roomCode, @Nullable String owners, Money amount, Money outstanding, Money earlier, LocalDate dueOn,
               @Nullable DeliveryWay way, @Nullable LocalDate deliveredOn, @Nullable String deliveredBy) {}

    record Totals(long rooms, Money amount, Money outstanding, Money earlier, long delivered) {}

    private static final Map<String, String> SORTABLE = Map.of("roomCode", "r.code", "amount", "l.amount", "outstanding", "l.outstanding",
        "earlier", "l.earlier", "dueOn", "l.due_on", "deliveredOn", "d.delivered_on");
    private static final String FROM = """
          from (select b.room_id, coalesce(sum(b.amount) filter (where n.month = :month), 0.00) amount,
                       coalesce(sum(b.outstanding) filter (where n.month = :month), 0.00) outstanding,
                       coalesce(sum(b.outstanding) filter (where n.month < :month), 0.00) earlier,
                       coalesce(min(b.due_on) filter (where n.month = :month and b.outstanding > 0), min(b.due_on) filter (where n.month = :month)) due_on
                  from billing.bill b
                  join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                 where b.community_id = :community and not b.is_reversed and b.payer = 'OWNER' and
        """ + FormerOwners.NONE + """
                   and (n.month = :month or n.month < :month and b.outstanding > 0)
                 group by b.room_id having bool_or(n.month = :month)) l
          join estate.room r on r.community_id = :community and r.id = l.room_id
          left join lateral (select way, delivered_on, made_name from billing.notice_delivery
                              where community_id = :community and room_id = l.room_id and month = :month order by id desc limit 1) d on true
         where (:building::bigint is null or r.building_id = :building) and (:text::text is null or starts_with(r.code, :text))
           and (:delivered::boolean is null or (d.way is not null) = :delivered)
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    NoticeList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<Row> page(long community, Filter filter, Paging paging) {
        var parameters = parameters(community, filter);
        var rows = jdbc.sql("""
            select l.room_id, r.code room_code, l.amount, l.outstanding, l.earlier, l.due_on, d.way, d.delivered_on, d.made_name delivered_by,
                   (select string_agg(p.name, '、' order by h.id) from resident.holding h
                      join resident.person p on p.community_id = h.community_id and p.id = h.person_id
                     where h.community_id = :community and h.room_id = l.room_id and h.role = 'OWNER'
                       and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)) owners
            """ + FROM + paging.orderBy(SORTABLE, "r.code") + " limit :limit offset :offset")
            .params(parameters).param("today", LocalDate.now(clock)).param("limit", paging.limit()).param("offset", paging.offset())
            .query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + FROM).params(parameters).query(Long.class).single());
    }

    Totals totals(long community, Filter filter) {
        return jdbc.sql("""
            select count(*) rooms, coalesce(sum(l.amount), 0.00) amount, coalesce(sum(l.outstanding), 0.00) outstanding,
                   coalesce(sum(l.earlier), 0.00) earlier, count(d.way) delivered
            """ + FROM).params(parameters(community, filter)).query(Totals.class).single();
    }

    private static Map<String, @Nullable Object> parameters(long community, Filter filter) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("month", filter.first());
        parameters.put("building", filter.building());
        parameters.put("text", filter.text() == null || filter.text().isBlank() ? null : filter.text().strip());
        parameters.put("delivered", filter.delivered());
        return parameters;
    }
}

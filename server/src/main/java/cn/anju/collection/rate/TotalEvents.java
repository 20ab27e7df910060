package cn.anju.collection.rate;

/** 会改变收缴率的四件事：出了账、冲红、收了款（含预存抵扣）、减免优惠；每件落在自己的那一天。 */
final class TotalEvents {

    private TotalEvents() {}

    // offset 0: which runs are new is settled before their lines are read, not line by line; and all events are read
    // before their tariff and room are looked up, whose numbers the planner cannot guess behind the row policy.
    private static final String EVENTS = """
        select e.community_id, t.charge_item_id, date_trunc('month', e.due_on)::date due_month, e.day, %1$s, e.billed, e.reversed, e.paid, e.relieved
          from (
            select b.community_id, b.tariff_id, b.room_id, b.due_on, n.day, b.amount billed, 0.00 reversed, 0.00 paid, 0.00 relieved
              from (select n.community_id, n.id, collection.run_day(n.community_id, n.id, n.entry_on) as day from billing.bill_run n
                     where n.community_id = any (:communities) and n.entry_on is not null %2$s
                    offset 0) n
              join billing.bill b on b.community_id = n.community_id and b.run_id = n.id
            union all
            select v.community_id, b.tariff_id, b.room_id, b.due_on, v.reversed_on, 0, v.amount, 0, 0
              from billing.bill_reversal v
              join billing.bill b on b.community_id = v.community_id and b.id = v.bill_id
              left join collection.counted_mark k on k.community_id = v.community_id
             where v.community_id = any (:communities) %3$s and v.entry_id <= :lastEntry
            union all
            select s.community_id, b.tariff_id, b.room_id, b.due_on, s.settled_on, 0, 0,
                   case when s.kind in ('PAYMENT', 'PREPAYMENT') then s.amount else 0 end,
                   case when s.kind in ('PAYMENT', 'PREPAYMENT') then 0 else s.amount end
              from unnest(:communities::bigint[]) c
              left join collection.counted_mark k on k.community_id = c
              join billing.settlement s on s.community_id = c %4$s and s.id <= :lastSettlement
              join billing.bill b on b.community_id = s.community_id and b.id = s.bill_id
            offset 0) e
          join billing.tariff t on t.community_id = e.community_id and t.id = e.tariff_id
          join estate.room r on r.community_id = e.community_id and r.id = e.room_id
          %5$s
        """;

    /**
     * Everything after the marks of the communities in {@code :communities}, up to {@code :lastSettlement} and
     * {@code :lastEntry}; columns as in {@code collection.day_total}.
     */
    static final String AFTER_MARK = EVENTS.formatted("r.building_id, coalesce(r.entrance_id, 0) entrance_id",
        "and not exists (select from collection.counted_run c where c.community_id = n.community_id and c.run_id = n.id)",
        "and v.entry_id > coalesce(k.entry_id, 0)", "and s.id > coalesce(k.settlement_id, 0)", "");

    /** All of one community ({@code :community}) with the steward area of {@code :asOf} in the building's place: areas may cut through buildings. */
    static final String BY_AREA = EVENTS.formatted("coalesce(part.area_id, 0) building_id, 0::bigint entrance_id", "", "", "",
        "left join estate.steward_area_rooms(:community, :asOf) part on part.room_id = r.id");
}

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
              join billing.bill b on b.community_id = n.community_id and b.run_id = n.id %6$s
            union all
            select v.community_id, b.tariff_id, b.room_id, b.due_on, v.reversed_on, 0, v.amount, 0, 0
              from billing.bill_reversal v
              join billing.bill b on b.community_id = v.community_id and b.id = v.bill_id %6$s
              left join collection.counted_mark k on k.community_id = v.community_id
             where v.community_id = any (:communities) %3$s and v.entry_id <= :lastEntry
            union all
            select s.community_id, b.tariff_id, b.room_id, b.due_on, s.settled_on, 0, 0,
                   case when s.kind in ('PAYMENT', 'PREPAYMENT') then s.amount else 0 end,
                   case when s.kind in ('PAYMENT', 'PREPAYMENT') then 0 else s.amount end
              from unnest(:communities::bigint[]) c
              left join collection.counted_mark k on k.community_id = c
              join billing.settlement s on s.community_id = c %4$s and s.id <= :lastSettlement
              join billing.bill b on b.community_id = s.community_id and b.id = s.bill_id %6$s
            offset 0) e
          join billing.tariff t on t.community_id = e.community_id and t.id = e.tariff_id
          join estate.room r on r.community_id = e.community_id and r.id = e.room_id
          %5$s
        """;

    private static final String NEW_RUN = "and not exists (select from collection.counted_run c where c.community_id = n.community_id and c.run_id = n.id)";
    private static final String NEW_REVERSAL = "and v.entry_id > coalesce(k.entry_id, 0)";
    private static final String NEW_SETTLEMENT = "and s.id > coalesce(k.settlement_id, 0)";

    /**
     * Everything after the marks of the communities in {@code :communities}, up to {@code :lastSettlement} and
     * {@code :lastEntry}; columns as in {@code collection.day_total}.
     */
    static final String AFTER_MARK = EVENTS.formatted("r.building_id, coalesce(r.entrance_id, 0) entrance_id", NEW_RUN, NEW_REVERSAL, NEW_SETTLEMENT, "", "");

    /**
     * The steward area of {@code :asOf} by place ({@code place}): of whole entrances, and of the rooms one by one, as
     * {@link #OF_CUT_ROOMS} gives them, where the area's border runs through an entrance.
     */
    static final String PLACES = """
        part as materialized (
          select r.id room_id, r.building_id, coalesce(r.entrance_id, 0) entrance_id, coalesce(a.area_id, 0) area_id
            from estate.room r left join estate.steward_area_rooms(:community, :asOf) a on a.room_id = r.id
           where r.community_id = :community),
        border as materialized (
          select building_id, entrance_id, min(area_id) area_id, min(area_id) <> max(area_id) is_cut from part group by 1, 2),
        place as materialized (
          select building_id, entrance_id, area_id from border where not is_cut
          union all
          select 0, p.room_id, p.area_id from part p join border c using (building_id, entrance_id) where c.is_cut)
        """;

    static final String CUT_ROOMS = "with " + PLACES + " select entrance_id from place where building_id = 0";

    /** All events of the rooms in {@code :cut}, row by row, with the room in the entrance's place. */
    static final String OF_CUT_ROOMS = " union all select * from (" + EVENTS.formatted("0::bigint building_id, r.id entrance_id", "", "", "", "",
        "and b.room_id = any (:cut)") + ") cut";
}

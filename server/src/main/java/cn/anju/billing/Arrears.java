package cn.anju.billing;

import cn.anju.billing.calculation.Payer;
import cn.anju.estate.RoomCode;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 欠费：某日终了还欠着的，逐行，或按房屋、收费项目、楼栋合计。
 *
 * <p>Worked out from the days on which things counted (the entry, each settlement, the reversal), so a later payment
 * does not change an earlier day's answer.
 */
@Component
@Transactional(readOnly = true)
class Arrears {

    /**
     * @param asOf the end of that day; today unless given
     * @param text the beginning of a room code
     * @param overdue only what is past its due date
     * @param former only what owners from before a transfer still owe
     */
    record Filter(@Nullable LocalDate asOf, @Nullable Long building, @Nullable String text, @Nullable String tariffCode,
                  @Nullable String payer, @Nullable Boolean overdue, @Nullable Boolean former) {}

    /**
     * 欠着的一行。
     *
     * @param formerOwner who owes it when that is no longer the owner
     * @param formerOwnerId one of them, rather one whose phone is kept
     */
    record ArrearsRow(long id, long roomId, String roomCode, String tariffCode, String itemName, @Nullable String shareGroup,
                      LocalDate periodStart, LocalDate periodEnd, LocalDate dueOn, Money amount, Money outstanding, String payer,
                      long daysLate, Money lateFee, @Nullable String formerOwner, @Nullable Long formerOwnerId) {}

    /** 合计按什么归。 */
    enum By {
        ROOM("r.code", "r.id"), ITEM("i.name", "i.id"), BUILDING("u.code", "u.id");

        final String name;
        final String id;

        By(String name, String id) {
            this.name = name;
            this.id = id;
        }
    }

    /**
     * 一间房、一个收费项目或一栋楼的合计。
     *
     * @param overdue the part past its due date
     */
    record ArrearsSum(long id, String name, long rooms, long lines, Money outstanding, Money overdue, LocalDate oldestDueOn,
                      long daysLate, Money lateFee) {}

    /** 随同一筛选的合计。 */
    record Totals(long rooms, long lines, Money outstanding, Money overdue, Money lateFee) {}

    private static final Map<String, String> COLUMNS = Map.of("roomCode", "r.code", "tariffCode", "t.code", "dueOn", "b.due_on",
        "outstanding", "b.still_open", "daysLate", "days_late", "lateFee", "late_fee");
    private static final Map<String, String> SUM_COLUMNS = Map.of("name", "name", "lines", "lines", "outstanding", "outstanding",
        "overdue", "overdue", "oldestDueOn", "oldest_due_on", "lateFee", "late_fee", "rooms", "rooms");

    private final JdbcClient jdbc;
    private final Clock clock;

    Arrears(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<ArrearsRow> page(long community, Filter filter, Paging paging) {
        var parameters = parameters(community, filter);
        var items = jdbc.sql(OpenOn.WITH + SELECT + FROM
                + paging.orderBy(COLUMNS, "r.code, b.due_on, t.code, b.period_start, p.group_code nulls first, b.id")
                + " limit :limit offset :offset")
            .params(parameters).param("limit", paging.limit()).param("offset", paging.offset()).query(ArrearsRow.class).list();
        return new Page<>(items, count(parameters, "*"));
    }

    Page<ArrearsSum> sums(long community, Filter filter, By by, Paging paging) {
        var parameters = parameters(community, filter);
        var items = jdbc.sql(OpenOn.WITH + SUMS.formatted(by.id, by.name, FROM, by.id, by.name) + paging.orderBy(SUM_COLUMNS, "name")
                + " limit :limit offset :offset")
            .params(parameters).param("limit", paging.limit()).param("offset", paging.offset()).query(ArrearsSum.class).list();
        return new Page<>(items, count(parameters, "distinct " + by.id));
    }

    Totals totals(long community, Filter filter) {
        return jdbc.sql(OpenOn.WITH + TOTALS + FROM).params(parameters(community, filter)).query(Totals.class).single();
    }

    private long count(Map<String, @Nullable Object> parameters, String what) {
        return jdbc.sql(OpenOn.WITH + "select count(" + what + ")" + FROM).params(parameters).query(Long.class).single();
    }

    private Map<String, @Nullable Object> parameters(long community, Filter filter) {
        var payer = Filters.choice(Payer.class, filter.payer(), "payer-unknown");
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("asOf", filter.asOf() == null ? LocalDate.now(clock) : filter.asOf());
        parameters.put("building", filter.building());
        parameters.put("text", filter.text() == null ? null : Filters.text(RoomCode.building(filter.text())));
        parameters.put("tariffCode", Filters.text(filter.tariffCode()));
        parameters.put("payer", payer == null ? null : payer.name());
        parameters.put("overdue", Boolean.TRUE.equals(filter.overdue()));
        parameters.put("former", Boolean.TRUE.equals(filter.former()));
        return parameters;
    }

    /** 逐行，合同里 {@code arrears.csv} 的次序。 */
    List<ArrearsRow> asOf(long community, LocalDate day) {
        return page(community, new Filter(day, null, null, null, null, null, null), Paging.all(null)).items();
    }

    private static final String SELECT = """
        select b.id, b.room_id, r.code room_code, t.code tariff_code, i.name item_name, p.group_code share_group, b.period_start,
               b.period_end, b.due_on, b.amount, b.still_open outstanding, b.payer, greatest(:asOf - b.due_on, 0) days_late,
               least(round(b.still_open * t.late_fee_rate * greatest(:asOf - b.due_on - b.frozen_days, 0), 2), b.still_open) late_fee,
               """ + FormerOwners.FIRST.formatted("from_names") + """
               former_owner,
               (select p.id from resident.person p where p.community_id = b.community_id and p.id = any (cast(
               """ + FormerOwners.FIRST.formatted("from_ids") + """
                as bigint[])) order by p.phone is null, p.id limit 1) former_owner_id
        """;

    private static final String FROM = """

          from open b
          join estate.room r on r.community_id = b.community_id and r.id = b.room_id
          join estate.building u on u.community_id = r.community_id and u.id = r.building_id
          join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
          join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
          left join billing.share_pool p on p.community_id = b.community_id and p.run_id = b.run_id
                                        and p.tariff_id = b.tariff_id and p.share_group_id = b.share_group_id
         where (:building::bigint is null or r.building_id = :building)
           and (:text::text is null or starts_with(r.code, :text))
           and (:tariffCode::text is null or t.code = :tariffCode)
           and (:payer::text is null or b.payer = :payer)
           and (not :overdue or b.due_on < :asOf)
           and (not :former or b.payer = 'OWNER' and not
        """ + FormerOwners.NONE + ")\n";

    private static final String TOTALS = """
        select count(distinct r.id) rooms, count(*) lines, coalesce(sum(b.still_open), 0.00) outstanding,
               coalesce(sum(b.still_open) filter (where b.due_on < :asOf), 0.00) overdue,
               coalesce(sum(least(round(b.still_open * t.late_fee_rate * greatest(:asOf - b.due_on - b.frozen_days, 0), 2), b.still_open)), 0.00) late_fee
        """;

    private static final String SUMS = """
        select %s id, %s "name", count(distinct r.id) rooms, count(*) lines, sum(b.still_open) outstanding,
               coalesce(sum(b.still_open) filter (where b.due_on < :asOf), 0) overdue, min(b.due_on) oldest_due_on,
               greatest(:asOf - min(b.due_on), 0) days_late,
               sum(least(round(b.still_open * t.late_fee_rate * greatest(:asOf - b.due_on - b.frozen_days, 0), 2), b.still_open)) late_fee
        %s group by %s, %s
        """;
}

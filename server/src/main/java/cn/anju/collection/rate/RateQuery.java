package cn.anju.collection.rate;

import cn.anju.collection.CollectionRate;
import cn.anju.collection.debt.Stewards;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 收缴率的查询：合计表加上还没并进去的，任何一天都重算得出。 */
@Component
@Transactional(readOnly = true)
public class RateQuery {

    /** 按什么归。 */
    public enum By {
        WHOLE("0::bigint", "'合计'", "null::text", false, ""),
        COMMUNITY("c.id", "c.name", "null::text", false, "join estate.community c on c.id = x.community_id"),
        ITEM("i.id", "i.name", "null::text", false, "join billing.charge_item i on i.community_id = x.community_id and i.id = x.charge_item_id"),
        MONTH("to_char(x.due_month, 'YYYYMM')::bigint", "to_char(x.due_month, 'YYYY-MM')", "null::text", false, ""),
        BUILDING("u.id", "u.code", "null::text", true, "join estate.building u on u.community_id = x.community_id and u.id = x.building_id"),
        AREA("coalesce(a.id, 0)", "coalesce(a.name, '（未划片区）')", "w.name", true, """
            join place on place.building_id = x.building_id and place.entrance_id = x.entrance_id
            left join estate.steward_area a on a.community_id = x.community_id and a.id = place.area_id
            """ + Stewards.STEWARD_JOIN);

        final String id;
        final String name;
        final String steward;
        final boolean needsBuilding;
        final String join;

        By(String id, String name, String steward, boolean needsBuilding, String join) {
            this.id = id;
            this.name = name;
            this.steward = steward;
            this.needsBuilding = needsBuilding;
            this.join = join;
        }
    }

    /**
     * 哪一期，截至哪天。
     *
     * @param from the first month whose due days count as current; what was due before is 往年
     */
    public record Span(YearMonth from, YearMonth to, LocalDate asOf) {

        public Span {
            if (to.isBefore(from)) throw Problem.invalid("month-order", "结束月不能早于开始月");
            if (asOf.isBefore(from.atDay(1))) throw Problem.invalid("month-order", "截至日不能早于期初");
        }

        /** 截至某日的本年。 */
        public static Span yearTo(LocalDate asOf) {
            return new Span(YearMonth.of(asOf.getYear(), 1), YearMonth.from(asOf), asOf);
        }
    }

    private record Row(long id, String name, @Nullable String steward, Money currentDue, Money currentPaid, Money priorDue, Money priorPaid) {}

    private final JdbcClient jdbc;

    RateQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<CollectionRate> of(List<Long> communities, Span span, By by) {
        var community = communities.isEmpty() ? 0 : communities.getFirst();
        var cut = by == By.AREA ? cutRooms(community, span.asOf()) : new Long[0];
        var rows = jdbc.sql(SQL.formatted(by == By.AREA ? TotalEvents.PLACES + "," : "", source(by, cut.length > 0), by == By.AREA ? NO_KEYS : KEYS, by.id, by.name, by.steward, by.join))
            .param("communities", communities.toArray(Long[]::new)).param("community", community).param("cut", cut)
            .param("lastSettlement", Long.MAX_VALUE).param("lastEntry", Long.MAX_VALUE)
            .param("from", span.from().atDay(1)).param("to", span.to().atDay(1)).param("asOf", span.asOf()).query(Row.class).list();
        if (rows.isEmpty() && by == By.WHOLE) return List.of(CollectionRate.of(0, "合计", null, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO));
        return rows.stream().map(row -> CollectionRate.of(row.id(), row.name(), row.steward(), row.currentDue(), row.currentPaid(), row.priorDue(), row.priorPaid())).toList();
    }

    private Long[] cutRooms(long community, LocalDate asOf) {
        return jdbc.sql(TotalEvents.CUT_ROOMS).param("community", community).param("asOf", asOf).query(Long.class).list().toArray(Long[]::new);
    }

    /** Community by community, so that the row policy becomes a condition of the index and is not worked out for every row. */
    private static String source(By by, boolean hasCutRooms) {
        var table = by.needsBuilding ? "building_id, entrance_id, billed, reversed, paid, relieved from collection.day_total"
            : "0::bigint, 0::bigint, billed, reversed, paid, relieved from collection.item_total";
        return "select t.* from unnest(:communities::bigint[]) c cross join lateral (select community_id, charge_item_id, due_month, day, " + table
            + " where community_id = c and due_month <= :to and day <= :asOf offset 0) t union all select * from (" + TotalEvents.AFTER_MARK + ") tail"
            + (hasCutRooms ? TotalEvents.OF_CUT_ROOMS : "");
    }

    private static final String KEYS = "charge_item_id, due_month";
    /** Areas are looked up place by place: one row for each, whatever the item and the month. */
    private static final String NO_KEYS = "0::bigint charge_item_id, null::date due_month";

    // The totals are summed per group of their own keys before the names are looked up: millions of rows become hundreds.
    private static final String SQL = """
        with %s
        total (community_id, charge_item_id, due_month, day, building_id, entrance_id, billed, reversed, paid, relieved) as (
          %s),
        x as (
          select community_id, %s, building_id, entrance_id,
                 coalesce(sum(billed - reversed - relieved) filter (where due_month >= :from), 0) current_due,
                 coalesce(sum(paid) filter (where due_month >= :from), 0) current_paid,
                 coalesce(sum(billed - reversed - relieved) filter (where due_month < :from), 0)
                   - coalesce(sum(paid) filter (where due_month < :from and day < :from), 0) prior_due,
                 coalesce(sum(paid) filter (where due_month < :from and day >= :from), 0) prior_paid
            from total where due_month <= :to and day <= :asOf group by 1, 2, 3, 4, 5)
        select %s id, %s "name", %s steward, sum(x.current_due) current_due, sum(x.current_paid) current_paid, sum(x.prior_due) prior_due,
               sum(x.prior_paid) prior_paid
          from x %s
         group by 1, 2, 3 order by 2, 1
        """;
}

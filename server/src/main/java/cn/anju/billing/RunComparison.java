package cn.anju.billing;

import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 草稿连同本月已发布的，与上月相比：各项合计，变动两成以上的房屋，上月有、这次没有的。 */
@Component
@Transactional(readOnly = true)
class RunComparison {

    /** 差在哪里：变动两成以上，或这次没有了。 */
    enum Kind { CHANGED, NEW_ZERO }

    /**
     * 一个收费项目的合计。
     *
     * @param lines of this run
     * @param monthLines with what was published for the month before: that is what is held against last month
     */
    record ItemRow(String itemName, String tariffCode, long lines, Money amount, long monthLines, Money monthAmount, long linesBefore, Money amountBefore) {}

    /**
     * 概况。
     *
     * @param readingsMissing how many warnings of that kind the run has
     */
    record Comparison(YearMonth month, YearMonth before, List<ItemRow> items, long changed, long newZeros,
                      long readingsMissing, long groupsEmpty, long otherWarnings) {}

    /** 一间房一项的变动；上月没有的没有百分比。 */
    record ChangedRoom(String roomCode, String tariffCode, String itemName, Money before, Money now, @Nullable BigDecimal percent) {}

    private static final Map<String, String> COLUMNS = Map.of("roomCode", "r.code", "tariffCode", "c.tariff_code",
        "before", "c.before", "now", "c.now", "percent", "percent");

    private final JdbcClient jdbc;
    private final BillRuns runs;

    RunComparison(JdbcClient jdbc, BillRuns runs) {
        this.jdbc = jdbc;
        this.runs = runs;
    }

    Comparison of(long community, long id) {
        var month = runs.get(community, id).month();
        var before = month.minusMonths(1);
        var items = jdbc.sql("""
                with total as (
                  select i.name item_name, t.code tariff_code, s.run_id = :run is_run, n.month = :month is_now, s.lines, s.amount
                    from billing.bill_run_total s
                    join billing.bill_run n on n.community_id = s.community_id and n.id = s.run_id
                    join billing.tariff t on t.community_id = s.community_id and t.id = s.tariff_id
                    join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                   where s.community_id = :community
                     and (n.id = :run or n.month in (:month, :before) and n.state = 'PUBLISHED' and n.kind in ('MONTH', 'AHEAD')))
                select item_name, tariff_code, coalesce(sum(lines) filter (where is_run), 0)::bigint lines,
                       coalesce(sum(amount) filter (where is_run), 0) amount,
                       coalesce(sum(lines) filter (where is_now), 0)::bigint month_lines,
                       coalesce(sum(amount) filter (where is_now), 0) month_amount,
                       coalesce(sum(lines) filter (where not is_now), 0)::bigint lines_before,
                       coalesce(sum(amount) filter (where not is_now), 0) amount_before
                  from total group by item_name, tariff_code order by tariff_code
                """).param("community", community).param("run", id).param("month", before.plusMonths(1).atDay(1)).param("before", before.atDay(1)).query(ItemRow.class).list();
        return new Comparison(month, before, items, count(community, id, before, Kind.CHANGED),
            count(community, id, before, Kind.NEW_ZERO), warnings(community, id, "reading-missing"),
            warnings(community, id, "share-group-empty"),
            warnings(community, id, null) - warnings(community, id, "reading-missing") - warnings(community, id, "share-group-empty"));
    }

    Page<ChangedRoom> rooms(long community, long id, @Nullable Kind kind, Paging paging) {
        var wanted = kind == null ? Kind.CHANGED : kind;
        var before = runs.get(community, id).month().minusMonths(1);
        var items = jdbc.sql(WITH + """
                select r.code room_code, c.tariff_code, c.item_name, c.before, c.now,
                       case when c.before > 0 then round((c.now - c.before) * 100 / c.before, 1) end percent
                  from compared c
                  join estate.room r on r.community_id = :community and r.id = c.room_id
                """ + WHERE + paging.orderBy(COLUMNS, "r.code, c.tariff_code") + " limit :limit offset :offset")
            .param("community", community).param("run", id).param("month", before.plusMonths(1).atDay(1)).param("before", before.atDay(1)).param("kind", wanted.name())
            .param("limit", paging.limit()).param("offset", paging.offset()).query(ChangedRoom.class).list();
        return new Page<>(items, count(community, id, before, wanted));
    }

    private long count(long community, long id, YearMonth before, Kind kind) {
        return jdbc.sql(WITH + "select count(*) from compared c" + WHERE).param("community", community).param("run", id).param("month", before.plusMonths(1).atDay(1))
            .param("before", before.atDay(1)).param("kind", kind.name()).query(Long.class).single();
    }

    private long warnings(long community, long run, @Nullable String code) {
        return jdbc.sql("""
                select count(*) from billing.bill_warning
                 where community_id = :community and run_id = :run and (:code::text is null or code = :code)
                """).param("community", community).param("run", run).param("code", code).query(Long.class).single();
    }

    // Per room and monthly tariff code; longer cycles come and go by themselves and would only hide what matters.
    private static final String WITH = """
        with compared as (
          select b.room_id, t.code tariff_code, min(i.name) item_name,
                 coalesce(sum(b.amount) filter (where n.month = :before), 0) before,
                 coalesce(sum(b.amount) filter (where n.month = :month), 0) now
            from billing.bill_run n
            join billing.bill b on b.community_id = n.community_id and b.run_id = n.id and not b.is_reversed
            join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id and t.cycle = 'MONTH'
            join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
           where n.community_id = :community
             and (n.id = :run or n.month in (:month, :before) and n.entry_on is not null and n.kind in ('MONTH', 'AHEAD'))
           group by b.room_id, t.code)
        """;

    private static final String WHERE = """

         where case :kind when 'NEW_ZERO' then c.now = 0 and c.before > 0
                          else c.before > 0 and c.now > 0 and abs(c.now - c.before) * 5 >= c.before end
        """;
}

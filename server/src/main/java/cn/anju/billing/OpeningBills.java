package cn.anju.billing;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 期初欠费：成为一批已发布的账单，往后与别的账单一样收。 */
@Service
public class OpeningBills {

    private final JdbcClient jdbc;
    private final BillRuns runs;
    private final Clock clock;

    OpeningBills(JdbcClient jdbc, BillRuns runs, Clock clock) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.clock = clock;
    }

    /** 收费项目的代码，没有这个项目就建一个。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public String itemCode(long community, String name) {
        jdbc.sql("""
                insert into billing.charge_item (community_id, code, name, is_pass_through)
                select :community, :item, :item, false
                 where not exists (select from billing.charge_item where community_id = :community and (name = :item or code = :item))
                """).param("community", community).param("item", name).update();
        return jdbc.sql("""
                select code from billing.charge_item where community_id = :community and (name = :item or code = :item)
                 order by name <> :item limit 1
                """).param("community", community).param("item", name).query(String.class).single();
    }

    /**
     * 一批写入；调用者已记好期初凭证。
     *
     * <p>The lines stand apart from the tariffs of the monthly runs, so that what was charged before the books began never
     * counts as a line already made.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(long community, List<OpeningArrears> arrears, LocalDate entryOn, long entryId) {
        if (arrears.isEmpty()) return;
        var run = runs.add(community, YearMonth.from(entryOn), BillRuns.Kind.OPENING, BillRunState.CALCULATING);
        var tariffs = new HashMap<String, Long>();
        for (var line : arrears)
            tariffs.computeIfAbsent(line.itemName(), name -> tariff(community, name, line.lateFeeDailyRate()));
        jdbc.sql("""
                insert into billing.bill (community_id, run_id, room_id, tariff_id, period_start, period_end, quantity, amount,
                                          outstanding, due_on, payer, is_one_off)
                select :community, :run, a.room, a.tariff, a.period_start, a.period_end, 1, a.amount, a.amount, a.due_on, 'OWNER', true
                  from unnest(:rooms::bigint[], :tariffs::bigint[], :starts::date[], :ends::date[], :amounts::numeric[], :dues::date[])
                       as a(room, tariff, period_start, period_end, amount, due_on)
                """)
            .param("community", community).param("run", run)
            .param("rooms", arrears.stream().map(OpeningArrears::roomId).toArray(Long[]::new))
            .param("tariffs", arrears.stream().map(line -> tariffs.get(line.itemName())).toArray(Long[]::new))
            .param("starts", texts(arrears, OpeningArrears::periodStart)).param("ends", texts(arrears, OpeningArrears::periodEnd))
            .param("amounts", texts(arrears, OpeningArrears::amount)).param("dues", texts(arrears, OpeningArrears::dueOn)).update();
        jdbc.sql("""
                insert into billing.bill_run_total (community_id, run_id, tariff_id, period_start, period_end, lines, amount)
                select community_id, run_id, tariff_id, period_start, period_end, count(*), sum(amount)
                  from billing.bill where community_id = :community and run_id = :run
                 group by community_id, run_id, tariff_id, period_start, period_end
                """).param("community", community).param("run", run).update();
        runs.calculated(community, run, arrears.size(), Money.sum(arrears, OpeningArrears::amount));
        runs.published(community, runs.get(community, run), entryOn, entryId);
    }

    private long tariff(long community, String item, BigDecimal lateFeeDailyRate) {
        return jdbc.sql("""
                insert into billing.tariff (community_id, code, charge_item_id, rule, room_kinds, is_yearly, cycle, from_on,
                                            vacancy_factor, due_day, late_fee_rate, is_developer_charged, made_by, made_at)
                select :community, '期初-' || i.code, i.id, 'ONE_OFF', '{}', false, 'MONTH', '1990-01-01', 1, 31, :rate, false, :by, :at
                  from billing.charge_item i where i.community_id = :community and i.code = :code
                returning id
                """)
            .param("community", community).param("code", itemCode(community, item)).param("rate", lateFeeDailyRate)
            .param("by", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .query(Long.class).single();
    }

    private static String[] texts(List<OpeningArrears> arrears, Function<OpeningArrears, Object> field) {
        return arrears.stream().map(field).map(Object::toString).toArray(String[]::new);
    }
}

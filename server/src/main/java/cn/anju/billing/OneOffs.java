package cn.anju.billing;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 临时收费：门禁卡、临时用电……当场成一行账单，今天应缴，不收违约金。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class OneOffs {

    private final JdbcClient jdbc;
    private final BillRuns runs;
    private final RunBooks books;
    private final Ledger ledger;
    private final Clock clock;

    OneOffs(JdbcClient jdbc, BillRuns runs, RunBooks books, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.books = books;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** 成账并记账；返回账单号。 */
    long add(long community, long room, OneOffCharge charge) {
        var today = LocalDate.now(clock);
        var run = runs.add(community, YearMonth.from(today), BillRuns.Kind.ONE_OFF, BillRunState.CALCULATING);
        var tariff = tariff(community, charge);
        var bill = jdbc.sql("""
                insert into billing.bill (community_id, run_id, room_id, tariff_id, period_start, period_end, quantity,
                                          amount, outstanding, due_on, payer, is_one_off)
                values (:community, :run, :room, :tariff, :today, :today, :quantity, :amount, :amount, :today, 'OWNER', true)
                returning id
                """)
            .param("community", community).param("run", run).param("room", room).param("tariff", tariff)
            .param("today", today).param("quantity", charge.quantity()).param("amount", charge.amount().yuan())
            .query(Long.class).single();
        total(community, run, tariff, today, charge.amount());
        runs.calculated(community, run, 1, charge.amount());
        var date = ledger.entryDate(community, today);
        var entry = books.post(community, run, date, EntryKind.ONE_OFF, "临时收费 " + charge.name());
        runs.published(community, runs.get(community, run), date, entry);
        return bill;
    }

    private void total(long community, long run, long tariff, LocalDate today, Money amount) {
        jdbc.sql("""
                insert into billing.bill_run_total (community_id, run_id, tariff_id, period_start, period_end, lines, amount)
                values (:community, :run, :tariff, :today, :today, 1, :amount)
                """).param("community", community).param("run", run).param("tariff", tariff).param("today", today)
            .param("amount", amount.yuan()).update();
    }

    /** Each code on the counter's price list has one charge item and one tariff of its own; the price is on the line. */
    private long tariff(long community, OneOffCharge charge) {
        jdbc.sql("""
                insert into billing.charge_item (community_id, code, name, is_pass_through)
                values (:community, :code, :name, false) on conflict do nothing
                """).param("community", community).param("code", charge.code()).param("name", charge.name()).update();
        var item = jdbc.sql("""
                select id from billing.charge_item where community_id = :community and (code = :code or name = :name)
                 order by code <> :code limit 1
                """).param("community", community).param("code", charge.code()).param("name", charge.name())
            .query(Long.class).single();
        jdbc.sql("""
                insert into billing.tariff (community_id, code, charge_item_id, rule, room_kinds, is_yearly, cycle, from_on,
                                            vacancy_factor, due_day, late_fee_rate, is_developer_charged, made_by, made_at)
                values (:community, :code, :item, 'ONE_OFF', '{}', false, 'MONTH', '2000-01-01', 1, 31, 0, false, :by, :at)
                    on conflict do nothing
                """).param("community", community).param("code", charge.code()).param("item", item)
            .param("by", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        return jdbc.sql("select id from billing.tariff where community_id = :community and code = :code and rule = 'ONE_OFF'")
            .param("community", community).param("code", charge.code()).query(Long.class).single();
    }
}

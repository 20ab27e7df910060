package cn.anju.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.StoryDatabase;
import cn.anju.access.People;
import cn.anju.kernel.Invariant;
import cn.anju.kernel.Money;
import cn.anju.kernel.Scope;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Collectors;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Posting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 收银故事的场景：一个小区、几间房、想欠多少欠多少。 */
@TestComponent
@Lazy
public class Counter {

    public static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    /** The smallest picture there is. */
    public static final byte[] PNG = Base64.getDecoder().decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public final Office office;
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Collectors collectors;
    private final List<Invariant> invariants;
    private final TransactionTemplate transaction;
    private final Map<String, Long> people = new HashMap<>();
    private final Map<Long, Office> finances = new HashMap<>();

    Counter(Office office, JdbcClient jdbc, Ledger ledger, Collectors collectors, List<Invariant> invariants, PlatformTransactionManager transactions) {
        this.invariants = invariants;
        this.office = office;
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.collectors = collectors;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** 新小区，房屋 1-101 起若干间。 */
    public long community(int rooms) {
        var community = office.newCommunity("收银小区", "2026-07-01");
        for (var i = 1; i <= rooms; i++)
            office.post(path(community, "rooms"), Map.of("building", "1", "number", String.valueOf(100 + i), "kind", "HOUSE",
                "grossArea", "90.5", "status", "SELF_USED", "handoverOn", "2020-01-01")).expect(201);
        return community;
    }

    /** 让这间房的业主欠一笔已发布、已记账的账单。 */
    public long owe(long community, String room, String tariff, String amount, LocalDate dueOn, String lateFeeRate) {
        return in(community, () -> {
            var values = new HashMap<String, Object>(Map.of("community", community, "code", tariff, "month", dueOn.withDayOfMonth(1),
                "end", dueOn.withDayOfMonth(1).plusMonths(1).minusDays(1), "due", dueOn, "amount", new BigDecimal(amount),
                "rate", new BigDecimal(lateFeeRate), "room", roomId(community, room)));
            jdbc.sql("""
                insert into billing.charge_item (community_id, code, name, is_pass_through)
                values (:community, :code, :code || '费', false) on conflict do nothing
                """).params(values).update();
            jdbc.sql("""
                insert into billing.tariff (community_id, code, charge_item_id, rule, room_kinds, price, is_yearly, cycle, from_on,
                                            vacancy_factor, due_day, late_fee_rate, is_developer_charged, made_by, made_at)
                select :community, :code, i.id, 'FIXED', array['HOUSE'], 1, false, 'MONTH', '2020-01-01', 1, 31, :rate, false, '试', '2026-01-01'
                  from billing.charge_item i where i.community_id = :community and i.code = :code
                   and not exists (select from billing.tariff t where t.community_id = :community and t.code = :code)
                """).params(values).update();
            values.put("run", jdbc.sql("""
                insert into billing.bill_run (community_id, month, kind, state, lines, total, entry_on, made_by, made_at)
                values (:community, :month, 'AHEAD', 'PUBLISHED', 1, :amount, :month, '试', '2026-01-01') returning id
                """).params(values).query(Long.class).single());
            var bill = jdbc.sql("""
                insert into billing.bill (community_id, run_id, room_id, tariff_id, period_start, period_end, quantity, amount,
                                          outstanding, due_on, payer)
                select :community, :run, :room, t.id, :month, :end, 1, :amount, :amount, :due, 'OWNER'
                  from billing.tariff t where t.community_id = :community and t.code = :code returning id
                """).params(values).query(Long.class).single();
            jdbc.sql("""
                insert into billing.bill_run_total (community_id, run_id, tariff_id, period_start, period_end, lines, amount)
                select community_id, run_id, tariff_id, period_start, period_end, 1, amount
                  from billing.bill where community_id = :community and run_id = :run
                """).params(values).update();
            values.put("entry", ledger.post(new Entry(community, TODAY, EntryKind.BILL_RUN, "出账", "bill_run", (Long) values.get("run"), List.of(
                Posting.debit(Accounts.RECEIVABLE, Money.of(amount), tariff), Posting.credit(collectors.collectorOf(community, tariff).isAgency() ? Accounts.DEVELOPER : Accounts.INCOME, Money.of(amount), tariff)))));
            jdbc.sql("update billing.bill_run set entry_id = :entry where community_id = :community and id = :run").params(values).update();
            return bill;
        });
    }

    /** 这间房从某日起是这位业主的（同名即同一人）。 */
    public long own(long community, String room, String owner, LocalDate from) {
        var person = people.computeIfAbsent(community + " " + owner,
            key -> office.post(path(community, "people"), Map.of("kind", "PERSON", "name", owner)).expect(201).id());
        var roomId = in(community, () -> roomId(community, room));
        office.post(path(community, "rooms/" + roomId + "/ownership-transfers"), Map.of("on", from.toString(), "ownerIds", List.of(person)))
            .expect(200);
        return person;
    }

    public long openShift(long community) {
        return office.post(path(community, "shifts"), Map.of()).expect(201).id();
    }

    /** 收款，违约金减免，多的预存。 */
    public Office.Answer pay(long community, String room, String method, String amount, Object... more) {
        return send(community, UUID.randomUUID().toString(), body(room, method, amount, more));
    }

    public Office.Answer send(long community, String key, Map<String, Object> body) {
        return office.post(path(community, "payments"), body, "Idempotency-Key", key);
    }

    public static Map<String, Object> body(String room, String method, String amount, Object... more) {
        var body = new HashMap<String, Object>(Map.of("roomCode", room, "tenders", List.of(Map.of("method", method, "amount", amount)),
            "lateFee", "COLLECT", "surplus", "PREPAY"));
        for (var i = 0; i < more.length; i += 2) body.put((String) more[i], more[i + 1]);
        return body;
    }

    /** 从保险柜解款，附银行回单，由另一人签收。 */
    public long remit(long community, String amount) {
        var slip = office.post(path(community, "remittances"), Map.of("amount", amount), "Idempotency-Key", UUID.randomUUID().toString())
            .expect(201).at("/slip/id");
        office.upload(path(community, "attachments?subject=remittance:" + slip), "回单.png", PNG).expect(201);
        var finance = finances.computeIfAbsent(community, key -> People.of(office).permitted(community, "cashier.read", "cashier.remittance-sign"));
        finance.post(path(community, "remittances/" + slip + "/signature"), Map.of()).expect(200);
        return Long.parseLong(slip);
    }

    /** 科目余额，借方减贷方。 */
    public String balance(long community, String account) {
        var trial = office.get(path(community, "ledger/trial-balance")).expect(200).json();
        for (var line : trial.get("accounts"))
            if (line.get("code").asString().equals(account)) return line.get("balance").asString();
        return "0.00";
    }

    String outstanding(long community, long bill) {
        return in(community, () -> jdbc.sql("select outstanding::text from billing.bill where community_id = :community and id = :bill")
            .param("community", community).param("bill", bill).query(String.class).single());
    }

    /** 账实相符：全部不变量在这个小区成立。 */
    public void assertBooksAgree(long community) {
        var owner = StoryDatabase.owner();
        for (var invariant : invariants)
            assertThat(invariant.violations(owner)).as(invariant.name()).filteredOn(text -> text.matches("小区 " + community + "\\D.*")).isEmpty();
        assertThat(invariants).hasSizeGreaterThan(9);
    }

    public <T> T in(long community, Callable<T> work) {
        try {
            return Scope.of(community).call(() -> transaction.execute(status -> {
                try {
                    return work.call();
                } catch (Exception e) {
                    throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
                }
            }));
        } catch (Exception e) {
            throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
        }
    }

    public long rows(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    public long roomId(long community, String code) {
        return jdbc.sql("select id from estate.room where community_id = :community and code = :code")
            .param("community", community).param("code", code).query(Long.class).single();
    }

    public static String path(long community, String rest) {
        return "/api/communities/" + community + "/" + rest;
    }
}

package cn.anju.billing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.StoryDatabase;
import cn.anju.kernel.Invariant;
import cn.anju.kernel.Scope;
import java.math.BigDecimal;
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

/** 计费故事的场景：一个小区、几间房、标准、仪表和读数。 */
@TestComponent
@Lazy
public class Neighbourhood {

    final Office office;
    private final JdbcClient jdbc;
    private final List<Invariant> invariants;
    private final TransactionTemplate transaction;

    Neighbourhood(Office office, JdbcClient jdbc, List<Invariant> invariants, PlatformTransactionManager transactions) {
        this.office = office;
        this.jdbc = jdbc;
        this.invariants = invariants;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** 新小区，1 栋住宅 1-101 起若干间，各 100 ㎡，2020 年交房。 */
    long community(int rooms) {
        var community = office.newCommunity("计费小区", "2026-07-01");
        for (var number = 101; number <= 100 + rooms; number++)
            office.post(path(community, "rooms"), Map.of("building", "1", "number", String.valueOf(number), "kind", "HOUSE",
                "grossArea", "100", "status", "SELF_USED", "handoverOn", "2020-01-01")).expect(201);
        return community;
    }

    /** 一个标准，按月固定收，余下的照给的改。 */
    static Map<String, Object> terms(String code, String price, String from, Object... more) {
        var terms = new HashMap<String, Object>(Map.of("code", code, "chargeItem", code + "费", "rule", "FIXED", "roomKinds", List.of("HOUSE"),
            "price", price, "isYearly", false, "from", from, "dueDay", 25, "isDeveloperCharged", false, "cycle", "MONTH"));
        for (var i = 0; i < more.length; i += 2) {
            if (more[i + 1] == null) terms.remove((String) more[i]);
            else terms.put((String) more[i], more[i + 1]);
        }
        return terms;
    }

    long tariff(long community, String code, String price, String from, Object... more) {
        return office.post(path(community, "tariffs"), terms(code, price, from, more)).expect(201).id();
    }

    /** 给每间房装一只水表，并记下某月的读数（用量）。 */
    void water(long community, String month, String usage) {
        in(community, () -> {
            jdbc.sql("""
                insert into metering.meter (community_id, number, kind, room_id, multiplier, digits, start_reading, start_on, used_this_year)
                select :community, 'W' || r.code, '水', r.id, 1, 6, 0, '2026-07-01', 0 from estate.room r where r.community_id = :community
                    on conflict do nothing
                """).param("community", community).update();
            return jdbc.sql("""
                insert into metering.reading (community_id, meter_id, month, value, previous, multiplier, is_rollover, usage, read_on, source,
                                              read_by, written_at)
                select m.community_id, m.id, :month::date, p.previous + :usage, p.previous, 1, false, :usage, :month::date + 27, 'IMPORT', '试', '2026-01-01'
                  from metering.meter m,
                       lateral (select coalesce(max(r.value), m.start_reading) previous from metering.reading r
                                 where r.community_id = m.community_id and r.meter_id = m.id and r.month < :month::date) p
                 where m.community_id = :community and m.kind = '水' and m.room_id is not null
                """).param("community", community).param("month", month + "-01").param("usage", new BigDecimal(usage)).update();
        });
    }

    /** 全区公摊的一只电表和某月的用量。 */
    void publicElectricity(long community, String month, String usage) {
        in(community, () -> {
            jdbc.sql("insert into metering.share_group (community_id, code) values (:community, '全区') on conflict do nothing")
                .param("community", community).update();
            jdbc.sql("""
                insert into metering.meter (community_id, number, kind, share_group_id, multiplier, digits, start_reading, start_on, used_this_year)
                select :community, 'P1', '电', id, 1, 6, 0, '2026-07-01', 0 from metering.share_group where community_id = :community
                    on conflict do nothing
                """).param("community", community).update();
            return jdbc.sql("""
                insert into metering.reading (community_id, meter_id, month, value, previous, multiplier, is_rollover, usage, read_on, source,
                                              read_by, written_at)
                select m.community_id, m.id, :month::date, p.previous + :usage, p.previous, 1, false, :usage, :month::date + 27, 'IMPORT', '试', '2026-01-01'
                  from metering.meter m,
                       lateral (select coalesce(max(r.value), m.start_reading) previous from metering.reading r
                                 where r.community_id = m.community_id and r.meter_id = m.id and r.month < :month::date) p
                 where m.community_id = :community and m.number = 'P1'
                """).param("community", community).param("month", month + "-01").param("usage", new BigDecimal(usage)).update();
        });
    }

    /** 出一个月的账，等它算完。 */
    Office.Answer run(long community, String month) {
        var id = office.post(path(community, "bill-runs"), Map.of("month", month)).expect(202).id();
        return office.waitWhile(path(community, "bill-runs/" + id), "calculating");
    }

    /** 出账并发布；返回出账号。 */
    long publish(long community, String month) {
        var run = run(community, month);
        assertThat(run.at("/state")).isEqualTo("draft");
        office.post(path(community, "bill-runs/" + run.id() + "/publish"), Map.of()).expect(200);
        return run.id();
    }

    Office.Answer undo(long community, long run) {
        return office.post(path(community, "bill-runs/" + run + "/undo"), Map.of("reason", "单价填错"));
    }

    void openShift(long community) {
        office.post(path(community, "shifts"), Map.of()).expect(201);
    }

    /** 现金收款，违约金减免，多的预存。 */
    Office.Answer pay(long community, String room, String amount, Object... more) {
        var body = new HashMap<String, Object>(Map.of("roomCode", room, "tenders", List.of(Map.of("method", "CASH", "amount", amount)),
            "lateFee", "WAIVE", "waiverReason", "试", "surplus", "PREPAY"));
        for (var i = 0; i < more.length; i += 2) body.put((String) more[i], more[i + 1]);
        return office.post(path(community, "payments"), body, "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
    }

    Office.Answer bills(long community, String query) {
        return office.get(path(community, "bills?size=200&" + query)).expect(200);
    }

    /** 某月的各行。 */
    List<String> csv(long community, String month) {
        return office.get(path(community, "bills.csv?month=" + month)).expect(200).text().lines().skip(1).toList();
    }

    /** 科目余额，借方减贷方。 */
    String balance(long community, String account) {
        for (var line : office.get(path(community, "ledger/trial-balance")).expect(200).json().get("accounts"))
            if (line.get("code").asString().equals(account)) return line.get("balance").asString();
        return "0.00";
    }

    /** 账实相符：全部不变量在这个小区成立。 */
    void assertBooksAgree(long community) {
        for (var invariant : invariants)
            assertThat(invariant.violations(StoryDatabase.owner())).as(invariant.name()).filteredOn(text -> text.matches("小区 " + community + "\\D.*")).isEmpty();
    }

    <T> T in(long community, Callable<T> work) {
        try {
            return Scope.of(community).call(() -> transaction.execute(status -> {
                try {
                    return work.call();
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String path(long community, String rest) {
        return "/api/communities/" + community + "/" + rest;
    }
}

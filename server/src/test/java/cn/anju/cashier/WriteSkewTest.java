package cn.anju.cashier;

import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * R4：两件事各看各的都行、一起办就不行的，一起来：READ COMMITTED 之下靠行锁和唯一键，一次也不许两件都成。
 *
 * <p>{@code -Danju.skew.rounds=1000} is the long form.
 */
@Story
class WriteSkewTest {

    private static final int ROUNDS = Integer.getInteger("anju.skew.rounds", 10);

    @Autowired Counter counter;

    private long community;
    private Office supervisor;
    private Office other;

    @BeforeEach
    void open() {
        community = counter.community(1);
        supervisor = People.of(counter.office).with("cs_supervisor", community);
        other = People.of(counter.office).with("cashier", community);
        counter.openShift(community);
    }

    @Test
    void R4_一笔预存两张退款单一起付_至多付剩下的() {
        counter.pay(community, "1-101", "WECHAT", "100.00").expect(201);
        for (var round = 0; round < ROUNDS; round++) {
            var account = Long.parseLong(counter.office.get(path(community, "prepayments")).at("/items/0/id"));
            var asked = together(() -> refund("PREPAYMENT", account, "70.00"), () -> refund("PREPAYMENT", account, "70.00"))
                .stream().filter(answer -> answer.status() == 201).map(Office.Answer::id).toList();
            assertThat(asked).isNotEmpty();
            approve();
            var first = asked.getFirst();
            var paid = together(() -> payOut(counter.office, first), () -> payOut(other, asked.getLast()));
            assertThat(paid).as("round %d", round).extracting(Office.Answer::status).containsExactlyInAnyOrder(200, 409);
            if (asked.size() > 1) counter.office.post(path(community, "refunds/" + (paid.getFirst().status() == 200 ? asked.getLast() : first) + "/cancellation"),
                Map.of("reason", "余额不够了")).expect(200);
            assertThat(counter.balance(community, "2203")).isEqualTo("-30.00");
            counter.pay(community, "1-101", "WECHAT", "70.00").expect(201);
        }
        counter.assertBooksAgree(community);
    }

    @Test
    void R4_退押金与押金抵账单一起办_只成一件() {
        for (var round = 0; round < ROUNDS; round++) {
            counter.owe(community, "1-101", "WY" + round, "80.00", Counter.TODAY, "0");
            var deposit = counter.office.post(path(community, "deposits"), Map.of("roomCode", "1-101", "kind", "KEY", "amount", "80.00", "method", "WECHAT",
                "payerName", "张三", "cause", "借钥匙"), "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
            var asked = refund("DEPOSIT", Long.parseLong(deposit.at("/deposit/id")), "80.00").expect(201).id();
            approve();
            var setOff = new HashMap<String, Object>(Map.of("roomCode", "1-101", "note", "同意抵账",
                "tenders", List.of(Map.of("method", "DEPOSIT", "amount", "80.00", "reference", deposit.at("/deposit/number")))));
            var answers = together(() -> payOut(other, asked), () -> counter.send(community, UUID.randomUUID().toString(), setOff));
            assertThat(answers).as("round %d", round).filteredOn(answer -> answer.status() < 300).hasSize(1);
            assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(1);
            if (answers.getFirst().status() == 200) counter.pay(community, "1-101", "WECHAT", "80.00").expect(201);
            else counter.office.post(path(community, "refunds/" + asked + "/cancellation"), Map.of("reason", "抵账了")).expect(200);
            assertThat(counter.balance(community, "224102")).isEqualTo("0.00");
        }
        counter.assertBooksAgree(community);
    }

    @Test
    void R4_减免额度两人一起批_不超过额度() {
        for (var round = 0; round < ROUNDS; round++) {
            counter.office.put(path(community, "settings/billing.relief-budget"), Map.of("value", String.valueOf(100 + 60 * round))).expect(204);
            var bills = List.of(counter.owe(community, "1-101", "A" + round, "80.00", Counter.TODAY, "0"), counter.owe(community, "1-101", "B" + round, "80.00", Counter.TODAY, "0"));
            var asked = bills.stream().map(bill -> counter.office.post(path(community, "bills/" + bill + "/waiver"), Map.of("reason", "维修耽误", "amount", "60.00"))
                .expect(201).at("/approval")).toList();
            var answers = together(() -> decide(asked.getFirst(), true), () -> decide(asked.getLast(), true));
            var left = new ArrayList<String>();
            for (var i = 0; i < 2; i++) if (answers.get(i).status() != 200) left.add(asked.get(i));
            assertThat(left).as("round %d: %s", round, answers.stream().map(Office.Answer::text).toList()).hasSize(1);
            left.forEach(each -> decide(each, false).expect(200));
            var budget = supervisor.get(path(community, "reliefs/budget")).expect(200);
            assertThat(budget.at("/left")).isEqualTo("40.00");
        }
        counter.assertBooksAgree(community);
    }

    @Test
    void R4_交班与收款一起来_收到的都在交班表里() {
        for (var round = 0; round < ROUNDS; round++) {
            var shift = Long.parseLong(counter.office.get(path(community, "shifts/current")).expect(200).at("/shift/id"));
            var answers = together(() -> counter.office.post(path(community, "shifts/" + shift + "/close"), Map.of("countedCash", "0", "reason", "没点")),
                () -> counter.pay(community, "1-101", "CASH", "10"));
            var isTaken = answers.getLast().status() == 201;
            if (!isTaken) assertThat(answers.getLast().code()).isEqualTo("shift-not-open");
            assertThat(answers.getFirst().expect(200).at("/expectedCash")).as("round %d", round).isEqualTo(isTaken ? "10.00" : "0.00");
            counter.openShift(community);
        }
        counter.assertBooksAgree(community);
    }

    private Office.Answer refund(String kind, long source, String amount) {
        return counter.office.post(path(community, "refunds"), Map.of("kind", kind, "sourceId", source, "amount", amount, "payee", "张三", "reason", "退"));
    }

    private Office.Answer payOut(Office who, long refund) {
        return who.post(path(community, "refunds/" + refund + "/payout"), Map.of("method", "BANK_TRANSFER"));
    }

    private void approve() {
        for (var waiting : supervisor.get(path(community, "approvals")).expect(200).json().get("items")) decide(waiting.get("id").asString(), true).expect(200);
    }

    private Office.Answer decide(String approval, boolean isApproved) {
        return supervisor.post(path(community, "approvals/" + approval + "/decisions"), Map.of("isApproved", isApproved, "note", "核对过"));
    }

    private static List<Office.Answer> together(Callable<Office.Answer> one, Callable<Office.Answer> other) {
        var start = new CyclicBarrier(2);
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = new ArrayList<Office.Answer>();
            for (var each : pool.invokeAll(List.<Callable<Office.Answer>>of(() -> after(start, one), () -> after(start, other)))) answers.add(each.get());
            return answers;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Office.Answer after(CyclicBarrier start, Callable<Office.Answer> work) throws Exception {
        start.await();
        return work.call();
    }
}

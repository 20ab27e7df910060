package cn.anju.cashier;

import static cn.anju.cashier.Counter.TODAY;
import static cn.anju.cashier.Counter.body;
import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** 真的一起来：同一笔账单、同一个键、同一张收据、交班与收款。 */
@Story
class CounterRaceTest {

    private static final Logger LOG = LoggerFactory.getLogger(CounterRaceTest.class);

    @Autowired Counter counter;

    long community;
    long shift;

    @BeforeEach
    void open() {
        community = counter.community(2);
        shift = counter.openShift(community);
    }

    @Test
    void 十六个收银台抢一笔账单_一个收到_十五个被告知() {
        for (var round = 0; round < 5; round++) {
            var bill = counter.owe(community, "1-101", "WY" + round, "123.45", TODAY, "0");
            var answers = together(16, i -> () -> counter.pay(community, "1-101", "CASH", "123.45", "billIds", List.of(bill), "surplus", "CHANGE"));
            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers).filteredOn(answer -> answer.code().equals("bill-already-settled")).hasSize(15);
        }
        assertThat(counter.balance(community, "1001")).isEqualTo("617.25");
        counter.assertBooksAgree(community);
    }

    @Test
    void 整间房一起来收_多的都成了预存_一分不丢() {
        counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        counter.owe(community, "1-101", "SF", "50.00", TODAY, "0");
        var answers = together(8, i -> () -> counter.pay(community, "1-101", "WECHAT", "60"));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(counter.balance(community, "1122")).isEqualTo("0.00");
        assertThat(counter.balance(community, "2203")).isEqualTo("-330.00");
        counter.assertBooksAgree(community);
    }

    @Test
    void R2_同一个键八次一起发_一张收据_七个重放() {
        counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        var key = UUID.randomUUID().toString();
        var answers = together(8, i -> () -> counter.send(community, key, body("1-101", "CASH", "100.00")));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.raw().headers().firstValue("Idempotency-Replayed").orElse("").equals("true")).hasSize(7);
        assertThat(answers.stream().map(Office.Answer::text).distinct()).hasSize(1);
        counter.assertBooksAgree(community);
    }

    @Test
    void 一张收据两个人同时作废_只有一个作废成() {
        for (var round = 0; round < 10; round++) {
            counter.owe(community, "1-101", "WY" + round, "10.00", TODAY, "0");
            var paid = counter.pay(community, "1-101", "CASH", "15.00").expect(201);
            var answers = together(2, i -> () -> counter.office.post(path(community, "payments/" + paid.id() + "/void"), Map.of("reason", "收错")));
            assertThat(answers).extracting(Office.Answer::status).containsExactlyInAnyOrder(200, 409);
            assertThat(answers).filteredOn(answer -> answer.status() == 409).extracting(Office.Answer::code).containsExactly("payment-already-voided");
            counter.pay(community, "1-101", "CASH", "10.00").expect(201);
        }
        counter.assertBooksAgree(community);
    }

    @Test
    void 五十个人一起缴费_收据号连续无缺() {
        for (var i = 0; i < 4; i++) counter.owe(community, "1-101", "WY" + i, "10.00", TODAY, "0");
        var answers = together(50, i -> () -> i % 5 == 4
            ? counter.pay(community, "1-101", "CASH", "5", "expectedDue", "7")
            : counter.pay(community, i % 2 == 0 ? "1-101" : "1-102", i % 3 == 0 ? "CASH" : "WECHAT", "5"));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).extracting(answer -> answer.at("/receiptNo")).doesNotHaveDuplicates().hasSize(40);
        counter.assertBooksAgree(community);
    }

    /** {@code -Danju.race.receipts=500} is the long form. */
    @Test
    void R3_每张收据都有两个人一起作废_每张只作废一次() {
        var many = Integer.getInteger("anju.race.receipts", 40);
        var receipts = IntStream.range(0, many).mapToObj(i -> counter.pay(community, "1-101", "WECHAT", "5").expect(201).id()).toList();
        var answers = together(many * 2, i -> () -> counter.office.post(path(community, "payments/" + receipts.get(i / 2) + "/void"),
            Map.of("reason", "一起作废"), "Idempotency-Key", UUID.randomUUID().toString()));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(many);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).extracting(Office.Answer::code).hasSize(many).containsOnly("payment-already-voided");
        assertThat(counter.balance(community, "2203")).isEqualTo("0.00");
        counter.assertBooksAgree(community);
    }

    /** R3: 50 payers at the counter and with joint payments; {@code -Danju.race.bills=1000} is the long form. */
    @Test
    void R3_五十人抢同样的账单_有的合并收款_每笔只核销一次_没有一个死锁() {
        var many = Integer.getInteger("anju.race.bills", 100);
        var bills = new ArrayList<Long>();
        for (var i = 0; i < many; i++) bills.add(counter.owe(community, "1-101", "WY" + i, "1.00", TODAY, "0"));
        var millis = new ConcurrentLinkedQueue<Long>();
        for (var round = 0; round < many / 50; round++) {
            var from = round;
            var answers = together(50, i -> () -> {
                var wanted = IntStream.of(2 * i, 2 * i + 1, 7 * i, 11 * i + 3, 13 * i + 5).map(bill -> (bill + from * 50) % many).distinct().mapToObj(bills::get).toList();
                var began = System.nanoTime();
                var answer = i % 5 == 0 ? jointly(wanted) : counter.pay(community, "1-101", "WECHAT", "5.00", "billIds", wanted, "surplus", "PREPAY");
                millis.add((System.nanoTime() - began) / 1_000_000);
                return answer;
            });
            assertThat(answers).allSatisfy(answer ->
                assertThat(answer.status() == 201 || answer.code().equals("bill-already-settled")).as(answer.text()).isTrue());
        }
        LOG.info("R3: {} payments, 99 of 100 within {} ms", millis.size(), millis.stream().sorted().toList().get(millis.size() * 99 / 100 - 1));
        assertThat(bills.stream().filter(bill -> counter.outstanding(community, bill).equals("0.00")).count()).isGreaterThan(many / 3);
        counter.assertBooksAgree(community);
    }

    @Test
    void 两间房的账单从两头一起收_谁也不锁死谁() {
        counter.own(community, "1-101", "张三", TODAY.minusYears(1));
        counter.own(community, "1-102", "张三", TODAY.minusYears(1));
        var home = counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        var parking = counter.owe(community, "1-102", "CW", "100.00", TODAY.minusDays(1), "0");
        var answers = together(16, i -> () -> counter.pay(community, i % 2 == 0 ? "1-101" : "1-102", i % 3 == 0 ? "CASH" : "POS", "6",
            "billIds", i % 2 == 0 ? List.of(home, parking) : List.of(parking, home)));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as(answer.text()).isEqualTo(201));
        assertThat(counter.outstanding(community, parking)).isEqualTo("4.00");
        counter.assertBooksAgree(community);
    }

    @Test
    void 交班与收款同时_收到的都在交班表里() {
        var closing = together(9, i -> () -> i == 0
            ? counter.office.post(path(community, "shifts/" + shift + "/close"), Map.of("countedCash", "0", "reason", "还没点"))
            : counter.pay(community, "1-101", "CASH", "10"));
        var closed = closing.getFirst().expect(200);
        var taken = closing.stream().skip(1).filter(answer -> answer.status() == 201).count();
        assertThat(closing.stream().skip(1)).allSatisfy(answer ->
            assertThat(answer.status() == 201 || answer.code().equals("shift-not-open")).isTrue());
        assertThat(closed.at("/totals/CASH")).isEqualTo(taken * 10 + ".00");
        assertThat(counter.balance(community, "1001")).isEqualTo("0.00");
        counter.assertBooksAgree(community);
    }

    private Office.Answer jointly(List<Long> bills) {
        var body = Map.of("parts", List.of(Map.of("roomCode", "1-101", "billIds", bills)), "tenders", List.of(Map.of("method", "WECHAT", "amount", "5.00")), "surplus", "PREPAY");
        return counter.office.post(path(community, "carts"), body, "Idempotency-Key", UUID.randomUUID().toString());
    }

    private List<Office.Answer> together(int many, IntFunction<Callable<Office.Answer>> work) {
        var start = new CyclicBarrier(many);
        try (var threads = Executors.newFixedThreadPool(many)) {
            var futures = new ArrayList<Future<Office.Answer>>();
            for (var i = 0; i < many; i++) {
                var call = work.apply(i);
                futures.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            var answers = new ArrayList<Office.Answer>();
            for (var future : futures) answers.add(future.get());
            return answers;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

package cn.anju.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.kernel.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Story
class LedgerTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Autowired Office office;
    @Autowired Ledger ledger;
    @Autowired ReceiptNumbers numbers;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient jdbc;
    @Autowired TestClock clock;

    long community;

    @BeforeEach
    void open() {
        community = office.newCommunity("账务小区", "2026-07-01");
    }

    @Test
    void 记一张凭证_序时簿_明细账_试算平衡都看得到() {
        post(TODAY, "100.00");
        post(TODAY, "23.45");
        var trial = office.get(path("trial-balance")).expect(200);
        assertThat(trial.at("/debit")).isEqualTo("123.45").isEqualTo(trial.at("/credit"));
        assertThat(trial.at("/accounts/0/code")).isEqualTo("1001");
        assertThat(trial.at("/accounts/0/name")).isEqualTo("库存现金");
        assertThat(trial.at("/accounts/0/balance")).isEqualTo("123.45");
        var account = office.get(path("accounts/1001")).expect(200);
        assertThat(account.at("/items/0/balance")).isEqualTo("100.00");
        assertThat(account.at("/items/1/balance")).isEqualTo("123.45").isEqualTo(account.at("/balance"));
        var journal = office.get(path("entries?account=1122&kind=PAYMENT&sort=-id")).expect(200);
        assertThat(journal.at("/total")).isEqualTo("2");
        assertThat(journal.at("/items/0/amount")).isEqualTo("23.45");
        assertThat(journal.at("/items/0/postings/1/chargeItem")).isEqualTo("物业费");
    }

    @Test
    void 期初余额_本期发生_期末余额() {
        post(LocalDate.of(2026, 10, 31), "70.00");
        post(TODAY, "5.00");
        var trial = office.get(path("trial-balance?from=2026-11&to=2026-11")).expect(200);
        assertThat(trial.at("/accounts/0/opening")).isEqualTo("70.00");
        assertThat(trial.at("/accounts/0/debit")).isEqualTo("5.00");
        assertThat(trial.at("/accounts/0/balance")).isEqualTo("75.00");
        var account = office.get(path("accounts/1001?from=2026-11-01")).expect(200);
        assertThat(account.at("/opening")).isEqualTo("70.00");
        assertThat(account.at("/items/0/balance")).isEqualTo("75.00");
    }

    @Test
    void 冲红_红字同方向_余额归零_只能冲一次() {
        var entry = post(TODAY, "100.00");
        in(() -> ledger.reverse(community, entry, EntryKind.PAYMENT_VOID, "作废", "payment", 1, "收错了"));
        var trial = office.get(path("trial-balance")).expect(200);
        assertThat(trial.at("/debit")).isEqualTo("0.00");
        assertThat(office.get(path("entries/" + entry)).json().at("/reversedById").asLong()).isPositive();
        assertThatThrownBy(() -> in(() -> ledger.reverse(community, entry, EntryKind.PAYMENT_VOID, "作废", "payment", 1, "再冲")))
            .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code()).isEqualTo("entry-already-reversed"));
    }

    @Test
    void 不平的分录_数据库在提交时拒绝() {
        post(TODAY, "100.00");
        assertThatThrownBy(() -> in(() -> jdbc.sql("""
                insert into ledger.posting (community_id, entry_id, line, entity_id, account_code, debit, credit)
                select community_id, entry_id, 9, entity_id, account_code, 1, 0 from ledger.posting
                 where community_id = :community and line = 1
                """).param("community", community).update())).hasMessageContaining("out of balance");
    }

    @Test
    void 记过的账_不能改也不能删() {
        post(TODAY, "100.00");
        for (var sql : List.of("update ledger.posting set debit = 1 where community_id = :community",
            "delete from ledger.posting where community_id = :community",
            "update ledger.journal_entry set summary = 'x' where community_id = :community",
            "delete from ledger.journal_entry where community_id = :community"))
            assertThatThrownBy(() -> in(() -> jdbc.sql(sql).param("community", community).update()))
                .hasRootCauseMessage("ERROR: permission denied for table " + (sql.contains("posting") ? "posting" : "journal_entry"));
    }

    @Test
    void 结账的月份不再记账_更正记到今天() {
        accrue(LocalDate.of(2026, 9, 30), "10.00");
        accrue(LocalDate.of(2026, 10, 31), "10.00");
        assertThat(office.post(path("periods/2026-10/close"), Map.of()).expect(409).code()).isEqualTo("earlier-period-open");
        assertThat(office.post(path("periods/2026-11/close"), Map.of()).expect(409).code()).isEqualTo("period-not-over");
        office.post(path("periods/2026-09/close"), Map.of()).expect(200);
        office.post(path("periods/2026-10/close"), Map.of()).expect(200);
        assertThatThrownBy(() -> accrue(LocalDate.of(2026, 10, 31), "1.00"))
            .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code()).isEqualTo("period-closed"));
        assertThat(in(() -> ledger.entryDate(community, LocalDate.of(2026, 10, 31)))).isEqualTo(TODAY);
        assertThat(office.post(path("periods/2026-09/reopen"), Map.of("reason", "补记")).expect(409).code()).isEqualTo("later-period-closed");
        var asked = office.post(path("periods/2026-10/reopen"), Map.of("reason", "补记")).expect(202).at("/approvalId");
        assertThat(office.post("/api/communities/" + community + "/approvals/" + asked + "/decisions", Map.of("isApproved", true)).expect(403).code())
            .isEqualTo("not-own-decision");
        assertThatThrownBy(() -> accrue(LocalDate.of(2026, 10, 31), "1.00")).isInstanceOf(Problem.class);
        People.of(office).with("director", community).post("/api/communities/" + community + "/approvals/" + asked + "/decisions", Map.of("isApproved", true))
            .expect(200);
        accrue(LocalDate.of(2026, 10, 31), "1.00");
    }

    @Test
    void 结账与记账抢同一个月_结账之后没有一笔漏进来() throws Exception {
        var month = LocalDate.of(2026, 10, 1);
        accrue(month, "1.00");
        var start = new CyclicBarrier(9);
        try (var threads = Executors.newFixedThreadPool(9)) {
            var posters = IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> {
                start.await();
                for (var tries = 0; tries < 20; tries++) try {
                    accrue(month, "1.00");
                } catch (Problem closed) {
                    assertThat(closed.code()).isEqualTo("period-closed");
                }
                return null;
            })).toList();
            start.await();
            office.post(path("periods/2026-10/close"), Map.of()).expect(200);
            var atClose = office.get(path("trial-balance")).at("/debit");
            for (var poster : posters) poster.get();
            assertThat(office.get(path("trial-balance")).at("/debit")).isEqualTo(atClose);
        }
    }

    @Test
    void 收据号_五十个并发_撤销的不占号_连续无缺() throws Exception {
        Set<Long> drawn = new ConcurrentSkipListSet<>();
        try (var threads = Executors.newFixedThreadPool(20)) {
            var draws = IntStream.range(0, 50).mapToObj(i -> threads.submit(() -> {
                try {
                    drawn.add(in(() -> {
                        var number = numbers.next(community, 1, "S");
                        if (ThreadLocalRandom.current().nextInt(4) == 0) throw new IllegalStateException("rolled back");
                        return number;
                    }));
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessage("rolled back");
                }
            })).toList();
            for (var draw : draws) draw.get();
        }
        assertThat(drawn).isEqualTo(LongStream.rangeClosed(1, drawn.size()).boxed().collect(Collectors.toSet()));
    }

    private long post(LocalDate day, String amount) {
        return in(() -> ledger.post(new Entry(community, day, EntryKind.PAYMENT, "收款", "payment", 1, List.of(
            Posting.debit(Accounts.CASH, Money.of(amount), null), Posting.credit(Accounts.RECEIVABLE, Money.of(amount), "物业费")))));
    }

    private long accrue(LocalDate day, String amount) {
        return in(() -> ledger.post(new Entry(community, day, EntryKind.MANUAL, "计提", "voucher", 1, List.of(
            Posting.debit("6602", Money.of(amount), null), Posting.credit("2202", Money.of(amount), null)))));
    }

    private <T> T in(Supplier<T> work) {
        try {
            return Scope.of(community).call(() -> transaction.execute(status -> work.get()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String path(String rest) {
        return "/api/communities/" + community + "/ledger/" + rest;
    }
}

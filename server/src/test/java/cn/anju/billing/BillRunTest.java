package cn.anju.billing;

import static cn.anju.billing.Neighbourhood.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.job.JobContext;
import cn.anju.kernel.CurrentUser;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@Story
class BillRunTest {

    @Autowired Neighbourhood town;
    @Autowired TestClock clock;
    @Autowired BillRuns runs;
    @Autowired BillRunJob job;
    @Autowired Releases releases;
    @Autowired JdbcClient jdbc;

    @Test
    void 月初发布_账记在月末_收缴率当天就算应收() {
        clock.setTo(LocalDate.of(2026, 8, 1));
        var community = town.community(2);
        town.tariff(community, "WY01", "200.00", "2020-01-01");
        var run = town.publish(community, "2026-08");
        assertThat(town.office.get(path(community, "bill-runs/" + run)).at("/entryOn")).isEqualTo("2026-08-31");
        town.openShift(community);
        town.pay(community, "1-101", "200.00");
        var rate = town.office.get(path(community, "collection/rates?by=WHOLE&asOf=2026-08-01")).expect(200);
        assertThat(rate.at("/total/currentDue") + " " + rate.at("/total/currentRate")).isEqualTo("400.00 50.00");
        town.assertBooksAgree(community);
    }

    @Test
    void 月初出固定费_还没开始抄表的不提醒漏抄_抄了一部分或过了月的照提醒() {
        clock.setTo(LocalDate.of(2026, 8, 1));
        var community = town.community(2);
        town.tariff(community, "WY01", "200.00", "2020-01-01");
        town.tariff(community, "SF01", "3.00", "2020-01-01", "chargeItem", "水费", "rule", "METERED", "meterKind", "水");
        town.water(community, "2026-07", "10");
        var early = town.run(community, "2026-08");
        assertThat(early.json().get("warnings")).isEmpty();
        town.office.post(path(community, "bill-runs/" + early.at("/id") + "/discard"), Map.of()).expect(204);
        clock.setTo(LocalDate.of(2026, 9, 1));
        assertThat(town.run(community, "2026-08").json().get("warnings")).hasSize(2);
    }

    @Test
    void 草稿不是欠费_发布才是_再出一次是空的() {
        var community = town.community(3);
        town.tariff(community, "LJ01", "8.00", "2020-01-01");
        var draft = town.run(community, "2026-07");
        assertThat(draft.at("/state")).isEqualTo("draft");
        assertThat(draft.at("/lines")).isEqualTo("3");
        assertThat(draft.at("/total")).isEqualTo("24.00");
        assertThat(town.bills(community, "state=OPEN").at("/total")).isEqualTo("0");
        assertThat(town.bills(community, "run=" + draft.id()).at("/total")).isEqualTo("3");
        assertThat(town.balance(community, "1122")).isEqualTo("0.00");

        town.office.post(path(community, "bill-runs/" + draft.id() + "/publish"), Map.of()).expect(200);
        assertThat(town.bills(community, "state=OPEN").at("/total")).isEqualTo("3");
        assertThat(town.balance(community, "1122")).isEqualTo("24.00");
        assertThat(town.balance(community, "6001")).isEqualTo("-24.00");
        assertThat(town.csv(community, "2026-07")).first().isEqualTo("1-101,LJ01,2026-07-01,2026-07-31,1,8.00,2026-07-25,OWNER");

        var second = town.run(community, "2026-07");
        assertThat(second.at("/state")).isEqualTo("empty");
        assertThat(second.at("/lines")).isEqualTo("0");
        town.assertBooksAgree(community);
    }

    @Test
    void 同时开始两次_只成一次() throws Exception {
        var community = town.community(2);
        town.tariff(community, "LJ01", "8.00", "2020-01-01");
        var answers = atOnce(8, () -> town.office.post(path(community, "bill-runs"), Map.of("month", "2026-07")).status());
        assertThat(answers).containsOnlyOnce(202).allMatch(status -> status == 202 || status == 409);
        var refused = town.office.post(path(community, "bill-runs"), Map.of("month", "2026-08")).expect(409);
        assertThat(refused.code()).isEqualTo("run-in-progress");
    }

    @Test
    void 同时发布两次_只成一次_账只记一回() throws Exception {
        var community = town.community(2);
        town.tariff(community, "LJ01", "8.00", "2020-01-01");
        var run = town.run(community, "2026-07");
        var answers = atOnce(8, () -> town.office.post(path(community, "bill-runs/" + run.id() + "/publish"), Map.of()));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409).map(answer -> answer.code())).hasSize(7).containsOnly("move-not-allowed");
        assertThat(town.balance(community, "1122")).isEqualTo("16.00");
        town.assertBooksAgree(community);
    }

    @Test
    void 撤销_付过钱的留着_其余冲红_再出只补缺的() {
        var community = town.community(12);
        town.tariff(community, "LJ01", "8.00", "2020-01-01");
        var run = town.publish(community, "2026-07");
        town.openShift(community);
        for (var room : List.of("1-101", "1-105", "1-109")) town.pay(community, room, "8.00");

        var outlook = town.office.get(path(community, "bill-runs/" + run + "/undo")).expect(200);
        assertThat(List.of(outlook.at("/reversed"), outlook.at("/reversedTotal"), outlook.at("/kept"), outlook.at("/keptTotal"))).containsExactly("9", "72.00", "3", "24.00");
        assertThat(outlook.json().findValuesAsString("roomCode")).containsExactly("1-101", "1-105", "1-109");
        var undone = town.undo(community, run).expect(200);
        assertThat(undone.at("/reversed")).isEqualTo("9");
        assertThat(undone.at("/kept")).isEqualTo("3");
        assertThat(undone.at("/keptTotal")).isEqualTo("24.00");
        assertThat(town.bills(community, "run=" + run + "&state=SETTLED").at("/total")).isEqualTo("3");
        assertThat(town.bills(community, "state=OPEN").at("/total")).isEqualTo("0");
        assertThat(town.balance(community, "1122")).isEqualTo("0.00");
        assertThat(town.balance(community, "6001")).isEqualTo("-24.00");
        assertThat(town.undo(community, run).expect(409).code()).isEqualTo("move-not-allowed");

        town.publish(community, "2026-07");
        assertThat(town.csv(community, "2026-07")).hasSize(12);
        assertThat(town.balance(community, "1122")).isEqualTo("72.00");
        town.assertBooksAgree(community);
    }

    @Test
    void 预存先抵新账_撤销时先还回() {
        var community = town.community(2);
        town.tariff(community, "LJ01", "8.00", "2020-01-01");
        town.openShift(community);
        town.pay(community, "1-101", "100.00");
        var run = town.publish(community, "2026-07");
        assertThat(town.balance(community, "2203")).isEqualTo("-92.00");
        assertThat(town.bills(community, "state=OPEN").at("/total")).isEqualTo("1");

        var undone = town.undo(community, run).expect(200);
        assertThat(undone.at("/givenBack")).isEqualTo("8.00");
        assertThat(undone.at("/reversed")).isEqualTo("2");
        assertThat(town.balance(community, "2203")).isEqualTo("-100.00");
        assertThat(town.balance(community, "1122")).isEqualTo("0.00");
        town.assertBooksAgree(community);
    }

    @Test
    void 放弃草稿_什么也不留下() {
        var community = town.community(3);
        town.tariff(community, "LJ01", "8.00", "2020-01-01");
        town.tariff(community, "GT01", "0.52", "2020-01-01", "rule", "SHARED", "meterKind", "电", "shareBasis", "AREA");
        town.publicElectricity(community, "2026-07", "100");
        var run = town.run(community, "2026-07");
        assertThat(run.at("/lines")).isEqualTo("6");
        town.office.post(path(community, "bill-runs/" + run.id() + "/discard"), Map.of()).expect(204);
        for (var table : List.of("bill", "share_pool", "bill_run_total", "bill_warning"))
            assertThat(town.in(community, () -> jdbc.sql("select count(*) from billing." + table + " where community_id = :community")
                .param("community", community).query(Long.class).single())).as(table).isZero();
        assertThat(town.office.post(path(community, "bill-runs/" + run.id() + "/publish"), Map.of()).expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(town.run(community, "2026-07").at("/lines")).isEqualTo("6");
    }

    @Test
    void 出账中断再来_同样的行_同样的合计() throws Exception {
        var community = town.community(5);
        town.tariff(community, "WY01", "2.35", "2020-01-01", "rule", "BY_AREA");
        town.tariff(community, "SF01", "5.00", "2020-01-01", "rule", "METERED", "meterKind", "水");
        town.water(community, "2026-07", "7");
        var boss = new CurrentUser(1, "admin", "管理员", null, Set.of("billing.run"), Map.of());
        var run = boss.call(() -> town.in(community, () ->
            runs.add(community, YearMonth.of(2026, 7), BillRuns.Kind.MONTH, BillRunState.CALCULATING)));
        assertThatThrownBy(() -> boss.call(() -> town.in(community, () -> {
            job.run(context(community), new BillRunJob.Order(run));
            assertThat(lines(community)).hasSize(10);
            throw new IllegalStateException("killed");
        }))).hasMessage("killed");
        assertThat(town.in(community, () -> lines(community))).isEmpty();

        boss.call(() -> town.in(community, () -> job.run(context(community), new BillRunJob.Order(run))));
        var after = town.office.get(path(community, "bill-runs/" + run)).expect(200);
        assertThat(after.at("/state")).isEqualTo("draft");
        assertThat(after.at("/lines")).isEqualTo("10");
        assertThat(after.at("/total")).isEqualTo("1350.00");
    }

    @Test
    void 涨价不动以前的账() {
        var community = town.community(1);
        var tariff = town.tariff(community, "LJ01", "8.00", "2020-01-01");
        town.publish(community, "2026-07");
        var before = town.office.get(path(community, "bills/" + town.bills(community, "state=OPEN").at("/items/0/id"))).expect(200).text();
        assertThat(town.office.post(path(community, "tariffs/" + tariff + "/versions"), Neighbourhood.terms("LJ01", "9.00", "2026-07-20"))
            .expect(409).code()).isEqualTo("tariff-billed-ahead");
        town.office.post(path(community, "tariffs/" + tariff + "/versions"), Neighbourhood.terms("LJ01", "9.00", "2026-08-16")).expect(201);
        var after = town.office.get(path(community, "bills/" + town.bills(community, "state=OPEN").at("/items/0/id"))).expect(200);
        assertThat(after.at("/explanation/formula")).isEqualTo("8 × (1)");
        assertThat(after.at("/bill/amount")).isEqualTo("8.00");
        assertThat(before).contains("8 × (1)");
        town.publish(community, "2026-08");
        assertThat(town.csv(community, "2026-08")).containsExactly(
            "1-101,LJ01,2026-08-01,2026-08-15,1,3.87,2026-08-25,OWNER", "1-101,LJ01,2026-08-16,2026-08-31,1,4.65,2026-08-25,OWNER");
    }

    @Test
    void 季度的钱_以后各月先记合同负债_到月结转() {
        var community = town.community(1);
        clock.setTo(LocalDate.of(2026, 7, 20));
        town.tariff(community, "WY02", "100.00", "2020-01-01", "cycle", "QUARTER");
        var run = town.publish(community, "2026-07");
        assertThat(town.balance(community, "6001")).isEqualTo("-100.00");
        assertThat(town.balance(community, "2204")).isEqualTo("-200.00");
        clock.setTo(LocalDate.of(2026, 8, 1));
        release(community);
        release(community);
        assertThat(town.balance(community, "6001")).isEqualTo("-200.00");
        assertThat(town.balance(community, "2204")).isEqualTo("-100.00");
        town.assertBooksAgree(community);
        town.undo(community, run).expect(200);
        assertThat(town.balance(community, "6001")).isEqualTo("0.00");
        assertThat(town.balance(community, "2204")).isEqualTo("0.00");
        town.assertBooksAgree(community);
    }

    @Test
    void 预缴_现价出好以后各月_再出账不重收() {
        var community = town.community(2);
        clock.setTo(LocalDate.of(2026, 7, 20));
        town.tariff(community, "LJ01", "8.00", "2020-01-01");
        town.tariff(community, "WY02", "30.00", "2020-01-01", "cycle", "QUARTER");
        town.openShift(community);
        town.pay(community, "1-101", "228.00", "payThrough", "2026-12");
        assertThat(town.bills(community, "roomCode=1-101&state=OPEN").at("/total")).isEqualTo("0");
        assertThat(town.bills(community, "roomCode=1-101").at("/total")).isEqualTo("8");
        assertThat(town.balance(community, "1122")).isEqualTo("0.00");
        var run = town.run(community, "2026-10");
        assertThat(run.at("/lines")).isEqualTo("2");
        assertThat(town.csv(community, "2026-10")).hasSize(2).allMatch(line -> line.startsWith("1-101,"));
        town.assertBooksAgree(community);
    }

    @Test
    void 月份不对的不出账() {
        var community = town.community(1);
        assertThat(start(community, "2026-06").expect(400).code()).isEqualTo("month-before-books");
        assertThat(start(community, "2031-01").expect(400).code()).isEqualTo("month-too-far");
        assertThat(start(community, "七月").expect(400).code()).isEqualTo("fields-invalid");
        assertThat(town.office.post(path(community, "bill-runs"), Map.of()).expect(400).code()).isEqualTo("fields-invalid");
        assertThat(town.office.post(path(999_999, "bill-runs"), Map.of("month", "2026-07")).status()).isEqualTo(404);
        assertThat(town.office.get(path(community, "bill-runs/999999")).status()).isEqualTo(404);
    }

    @Test
    void 发布过的账_数据库不许改_不许删_不许重() {
        var community = town.community(1);
        town.tariff(community, "LJ01", "8.00", "2020-01-01");
        town.publish(community, "2026-07");
        for (var change : List.of("update billing.bill set amount = 1 where community_id = ", "update billing.bill set due_on = due_on + 1 where community_id = ",
            "delete from billing.bill where community_id = ", "update billing.settlement set amount = 1 where community_id = ",
            "update billing.tariff set price = 1 where community_id = ",
            "insert into billing.bill (community_id, run_id, room_id, tariff_id, period_start, period_end, quantity, amount, outstanding, due_on, payer) "
                + "select community_id, run_id, room_id, tariff_id, period_start, period_end, quantity, amount, outstanding, due_on, payer "
                + "from billing.bill where community_id = "))
            assertThatThrownBy(() -> town.in(community, () -> jdbc.sql(change + community).update())).as(change)
                .rootCause().hasMessageMatching("(?s).*(permission denied|can be deleted only|bill_once).*");
    }

    private void release(long community) {
        try {
            new CurrentUser(1, "admin", "管理员", null, Set.of(), Map.of()).call(() -> town.in(community, () -> releases.releaseDue(community)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private cn.anju.Office.Answer start(long community, String month) {
        return town.office.post(path(community, "bill-runs"), Map.of("month", month));
    }

    private List<String> lines(long community) {
        return jdbc.sql("select room_id || ' ' || tariff_id || ' ' || amount from billing.bill where community_id = :community")
            .param("community", community).query(String.class).list();
    }

    private static JobContext context(long community) {
        return new JobContext() {
            @Override
            public long community() {
                return community;
            }

            @Override
            public long jobId() {
                return 0;
            }

            @Override
            public void progress(long done, long total, @Nullable String message) {
            }
        };
    }

    private static <T> List<T> atOnce(int count, java.util.concurrent.Callable<T> work) throws Exception {
        try (var pool = Executors.newFixedThreadPool(count)) {
            var futures = IntStream.range(0, count).mapToObj(i -> pool.submit(work)).toList();
            var answers = new java.util.ArrayList<T>();
            for (var future : futures) answers.add(future.get());
            return answers;
        }
    }
}

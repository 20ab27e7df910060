package cn.anju.job;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Story
class JobTest {

    @Autowired Office office;
    @Autowired Jobs jobs;
    @Autowired JobRunner runner;
    @Autowired Rehearsal rehearsal;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;

    private long community;

    @BeforeEach
    void prepare() {
        rehearsal.reset();
        community = office.newCommunity("任务小区", "2026-07-01");
    }

    @Test void 交办以后马上做_以交办人的身份() throws Exception {
        var done = office.waitWhile(path(start("do")), "WAITING", "RUNNING");
        assertThat(done.at("/state")).isEqualTo("DONE");
        assertThat(done.at("/label")).isEqualTo("演练");
        assertThat(done.at("/result/run")).isEqualTo("1");
        assertThat(written()).isEqualTo("do admin");
        assertThat(office.get("/api/communities/" + community + "/jobs").expect(200).at("/total")).isEqualTo("1");
    }

    /** One begun right after another has ended would wait a whole poll, each of them; on a slow machine one of many is still quick. */
    @Test void 交办以后不等下一次轮询() throws Exception {
        office.waitWhile(path(start("do")), "WAITING", "RUNNING");
        var quickest = Long.MAX_VALUE;
        for (var round = 0; round < 10; round++) {
            var started = System.nanoTime();
            office.waitWhile(path(start("do")), "WAITING", "RUNNING");
            quickest = Math.min(quickest, System.nanoTime() - started);
        }
        assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(500));
    }

    @Test void 没提交的交办_等于没有() throws Exception {
        asAdmin(() -> transaction.execute(status -> {
            jobs.start(community, "rehearsal", new Rehearsal.Order("do"));
            status.setRollbackOnly();
            return null;
        }));
        TimeUnit.MILLISECONDS.sleep(1500);
        assertThat(Rehearsal.runs.get()).isZero();
        assertThat(office.get("/api/communities/" + community + "/jobs").at("/total")).isEqualTo("0");
    }

    @Test void 被拒绝的_说出那句话_什么都不留() throws Exception {
        var failed = office.waitWhile(path(start("refuse")), "WAITING", "RUNNING");
        assertThat(failed.at("/state")).isEqualTo("FAILED");
        assertThat(failed.at("/code")).isEqualTo("rehearsal-refused");
        assertThat(failed.at("/message")).isEqualTo("演练被拒绝：没有道具");
        assertThat(Rehearsal.failure).isEqualTo("rehearsal-refused");
        assertThat(written()).isEmpty();
    }

    @Test void 出了意外的_只给编号_不漏内情() throws Exception {
        var failed = office.waitWhile(path(start("break")), "WAITING", "RUNNING");
        assertThat(failed.at("/state")).isEqualTo("FAILED");
        assertThat(failed.at("/message")).contains("编号").doesNotContain("secret");
        assertThat(written()).isEmpty();
    }

    @Test void 进度不等事务提交就看得见() throws Exception {
        var id = start("wait");
        assertThat(Rehearsal.started.await(10, TimeUnit.SECONDS)).isTrue();
        var running = office.get(path(id)).expect(200);
        assertThat(running.at("/state")).isEqualTo("RUNNING");
        assertThat(running.at("/done") + "/" + running.at("/total") + " " + running.at("/message")).isEqualTo("3/10 排到第三幕");
        assertThat(written()).as("the work itself is not committed").isEmpty();
        Rehearsal.mayGoOn.countDown();
        assertThat(office.waitWhile(path(id), "RUNNING").at("/state")).isEqualTo("DONE");
    }

    @Test void 停下来_到能停的地方停_全部撤销() throws Exception {
        var id = start("wait");
        assertThat(Rehearsal.started.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(office.get(path(id)).at("/mayStop")).isEqualTo("true");
        assertThat(office.post(path(id) + "/stop", Map.of()).expect(202).at("/mayStop")).isEqualTo("false");
        Rehearsal.mayGoOn.countDown();
        var stopped = office.waitWhile(path(id), "RUNNING");
        assertThat(stopped.at("/state") + " " + stopped.at("/code")).isEqualTo("CANCELLED job-stopped");
        assertThat(stopped.at("/message")).contains("停止").contains("撤销");
        assertThat(Rehearsal.failure).isEqualTo("job-stopped");
        assertThat(count()).isZero();
        assertThat(office.post(path(id) + "/stop", Map.of()).expect(409).code()).isEqualTo("job-ended");
    }

    @Test void 九十天后清掉_近的留着() throws Exception {
        var old = start("do");
        office.waitWhile(path(old), "WAITING", "RUNNING");
        var recent = start("do");
        office.waitWhile(path(recent), "WAITING", "RUNNING");
        inScope(() -> jdbc.sql("update job.job set finished_at = finished_at - interval '91 days' where community_id = :c and id = :id")
            .param("c", community).param("id", old).update());
        inScope(() -> {
            JobCleaning.clean(jdbc, community, clock);
            return 0;
        });
        assertThat(office.get(path(old)).expect(404).code()).isEqualTo("job-not-found");
        office.get(path(recent)).expect(200);
    }

    @Test void 还要多久_照到现在的快慢() {
        var start = Instant.parse("2026-07-01T00:00:00Z");
        assertThat(JobView.secondsLeft(25, 100, start, start.plusSeconds(10))).isEqualTo(30);
        assertThat(JobView.secondsLeft(1, 100, start, start.plusSeconds(10))).as("too little to tell").isNull();
        assertThat(JobView.secondsLeft(0, 0, start, start.plusSeconds(10))).isNull();
    }

    @Test void 数据库一时忙_再试一次_只留一份() throws Exception {
        assertThat(office.waitWhile(path(start("busy-once")), "WAITING", "RUNNING").at("/state")).isEqualTo("DONE");
        assertThat(Rehearsal.runs.get()).isEqualTo(2);
        assertThat(count()).isEqualTo(1);
    }

    @Test void 试三次都不行_明白地失败() throws Exception {
        var failed = office.waitWhile(path(start("always-busy")), "WAITING", "RUNNING");
        assertThat(failed.at("/code")).isEqualTo("job-interrupted");
        assertThat(Rehearsal.runs.get()).isEqualTo(3);
        assertThat(Rehearsal.failure).isEqualTo("job-interrupted");
        assertThat(count()).isZero();
    }

    @Test void 被接手的_原来那个不能再提交() throws Exception {
        var id = start("wait");
        assertThat(Rehearsal.started.await(10, TimeUnit.SECONDS)).isTrue();
        // Another node takes over, as after a freeze: the number of the try moves on.
        inScope(() -> jdbc.sql("update job.job set tries = tries + 1 where community_id = :c and id = :id").param("c", community).param("id", id).update());
        Rehearsal.mayGoOn.countDown();
        TimeUnit.MILLISECONDS.sleep(500);
        assertThat(office.get(path(id)).at("/state")).isEqualTo("RUNNING");
        assertThat(count()).isZero();
        runner.run(community, id, () -> false);
        assertThat(office.get(path(id)).at("/state")).isEqualTo("DONE");
        assertThat(count()).isEqualTo(1);
    }

    @Test void 上次没做完就停了的_一开机就放出来() {
        transaction.executeWithoutResult(status -> {
            for (var node : new String[] {"this-node", "other-node"})
                jdbc.sql("""
                    insert into job.scheduled_task (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                    values ('unknown', :node, '2999-01-01', true, :node, now(), 1)
                    """).param("node", node).update();
        });
        JobTask.release(jdbc, transaction, "this-node");
        var picked = transaction.execute(status -> jdbc.sql("delete from job.scheduled_task where task_name = 'unknown' returning task_instance, picked")
            .query((row, i) -> row.getString(1) + " " + row.getBoolean(2)).list());
        assertThat(picked).containsExactlyInAnyOrder("this-node false", "other-node true");
    }

    @Test void 别的小区的任务_看不到() throws Exception {
        var id = start("do");
        var other = office.newCommunity("别的小区", "2026-07-01");
        assertThat(office.get("/api/communities/" + other + "/jobs/" + id).expect(404).code()).isEqualTo("job-not-found");
    }

    private long start(String what) throws Exception {
        return asAdmin(() -> jobs.start(community, "rehearsal", new Rehearsal.Order(what)));
    }

    private <T> T asAdmin(java.util.concurrent.Callable<T> work) throws Exception {
        var admin = new CurrentUser(Long.parseLong(office.get("/api/session").at("/staffId")), "admin", "admin", null, Set.of("job.read"), Map.of());
        return Scope.of(community).call(() -> admin.call(work));
    }

    private <T> T inScope(java.util.function.Supplier<T> work) throws Exception {
        return Scope.of(community).call(() -> transaction.execute(status -> work.get()));
    }

    private String written() throws Exception {
        return inScope(() -> jdbc.sql("select coalesce(max(title), '') from search.entry where community_id = :c").param("c", community).query(String.class).single());
    }

    private int count() throws Exception {
        return inScope(() -> jdbc.sql("select count(*) from search.entry where community_id = :c").param("c", community).query(Integer.class).single());
    }

    private String path(long id) {
        return "/api/communities/" + community + "/jobs/" + id;
    }
}

package cn.anju.job;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 测试用的一种长活：按吩咐做完、拒绝、出错，或等着放行。Found by the component scan, so that all stories share it.
 *
 * <p>Several contexts of one run share the database: whichever takes a job up, it is counted here.
 */
@Component
class Rehearsal implements JobHandler<Rehearsal.Order> {

    record Order(String what) {}

    static final AtomicInteger runs = new AtomicInteger();
    static volatile CountDownLatch started = new CountDownLatch(1);
    static volatile CountDownLatch mayGoOn = new CountDownLatch(1);
    static volatile String failure = "";
    private final JdbcClient jdbc;

    Rehearsal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void reset() {
        runs.set(0);
        started = new CountDownLatch(1);
        mayGoOn = new CountDownLatch(1);
        failure = "";
    }

    @Override
    public String kind() {
        return "rehearsal";
    }

    @Override
    public String label() {
        return "演练";
    }

    @Override
    public Class<Order> payload() {
        return Order.class;
    }

    @Override
    public Object run(JobContext context, Order order) {
        var run = runs.incrementAndGet();
        // Something of the job's own transaction, to see that it goes away with it.
        jdbc.sql("insert into search.entry (community_id, kind, ref_id, title, link) values (:c, 'ROOM', :ref, :title, '')")
            .param("c", context.community()).param("ref", 900_000 + run).param("title", order.what() + " " + CurrentUser.get().username()).update();
        switch (order.what()) {
            case "refuse" -> throw Problem.conflict("rehearsal-refused", "演练被拒绝：%s", "没有道具");
            case "break" -> throw new IllegalStateException("secret internals");
            case "busy-once" -> {
                if (run == 1) throw new TransientDataAccessResourceException("busy");
            }
            case "always-busy" -> throw new TransientDataAccessResourceException("busy");
            case "wait" -> waitFor(context);
            default -> { }
        }
        return Map.of("run", run);
    }

    private void waitFor(JobContext context) {
        context.progress(3, 10, "排到第三幕");
        started.countDown();
        try {
            if (!mayGoOn.await(30, TimeUnit.SECONDS)) throw new IllegalStateException("never let go");
            context.progress(4, 10, "排到第四幕");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void failed(JobContext context, Order order, Problem why) {
        failure = why.code();
    }
}

package cn.anju.billing.correction;

import cn.anju.billing.Steps;
import cn.anju.job.JobContext;
import cn.anju.job.JobHandler;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** 在后台更正账单：一个事务，做到哪了看得见，没做完的全部撤回。 */
@Component
class CorrectionJob implements JobHandler<CorrectionJob.Order> {

    static final String KIND = "correction";

    /** 照看过的办哪一次更正。 */
    record Order(String key, CorrectionOrder order, String digest) {}

    /** 办成了哪一张更正单。 */
    record Outcome(long correction) {}

    private final CorrectionDesk desk;

    CorrectionJob(CorrectionDesk desk) {
        this.desk = desk;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String label() {
        return "更正账单";
    }

    @Override
    public Class<Order> payload() {
        return Order.class;
    }

    @Override
    public Outcome run(JobContext context, Order order) {
        var done = new AtomicLong();
        Steps steps = step -> context.progress(done.incrementAndGet(), 0, step);
        return new Outcome(desk.confirm(context.community(), order.key(), order.order(), order.digest(), steps).id());
    }
}

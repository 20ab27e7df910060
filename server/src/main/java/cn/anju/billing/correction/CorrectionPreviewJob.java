package cn.anju.billing.correction;

import cn.anju.billing.Steps;
import cn.anju.job.JobContext;
import cn.anju.job.JobHandler;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** 在后台先看一次更正的影响：算好给人看，什么也不留下。 */
@Component
class CorrectionPreviewJob implements JobHandler<CorrectionOrder> {

    static final String KIND = "correction-preview";

    private final CorrectionDesk desk;
    private final CorrectionList list;

    CorrectionPreviewJob(CorrectionDesk desk, CorrectionList list) {
        this.desk = desk;
        this.list = list;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String label() {
        return "看更正的影响";
    }

    @Override
    public Class<CorrectionOrder> payload() {
        return CorrectionOrder.class;
    }

    @Override
    public CorrectionList.Preview run(JobContext context, CorrectionOrder order) {
        var done = new AtomicLong();
        Steps steps = step -> context.progress(done.incrementAndGet(), 0, step);
        return list.preview(context.community(), desk.preview(context.community(), order, steps));
    }
}

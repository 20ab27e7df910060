package cn.anju.billing;

import cn.anju.billing.calculation.BillCalculation;
import cn.anju.billing.calculation.BillFacts;
import cn.anju.billing.calculation.BillFacts.GroupUse;
import cn.anju.billing.calculation.BillFacts.RoomUse;
import cn.anju.billing.calculation.BillWarning;
import cn.anju.job.JobContext;
import cn.anju.job.JobHandler;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 出账：成批读、算、成批写，一个事务；中断了从头再来，结果一样。 */
@Component
class BillRunJob implements JobHandler<BillRunJob.Order> {

    static final String KIND = "bill-run";

    /** 出哪一次账。 */
    record Order(long run) {}

    /** 出了多少。 */
    record Outcome(long run, YearMonth month, long lines, Money total, int warnings) {}

    private final BillRuns runs;
    private final RunLock lock;
    private final FactsReader facts;
    private final LineWriter writer;
    private final JdbcClient jdbc;
    private final Clock clock;

    BillRunJob(BillRuns runs, RunLock lock, FactsReader facts, LineWriter writer, JdbcClient jdbc, Clock clock) {
        this.runs = runs;
        this.lock = lock;
        this.facts = facts;
        this.writer = writer;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String label() {
        return "出账";
    }

    @Override
    public Class<Order> payload() {
        return Order.class;
    }

    @Override
    public Outcome run(JobContext context, Order order) {
        var community = context.community();
        lock.exclusive(community);
        var run = runs.lock(community, order.run());
        context.progress(0, 0, "读取房屋、标准和读数");
        var read = facts.ofMonth(community, run.month());
        var groupCodes = read.groupUses().stream().map(GroupUse::group).distinct()
            .collect(Collectors.toMap(group -> group.id(), group -> group.code()));
        var warnings = new ArrayList<BillWarning>();
        var count = new long[1];
        var written = writer.write(community, run.id(), groupCodes, lines -> warnings.addAll(BillCalculation.run(read, line -> {
            lines.accept(line);
            if (++count[0] % 10_000 == 0) context.progress(count[0], 0, "已算 %d 行".formatted(count[0]));
        })));
        if (isNotYetRead(run.month(), read)) warnings.removeIf(warning -> warning.code().equals(BillWarning.READING_MISSING));
        warn(community, run.id(), warnings);
        runs.calculated(community, run.id(), written.lines(), written.total());
        return new Outcome(run.id(), run.month(), written.lines(), written.total(), warnings.size());
    }

    @Override
    public void failed(JobContext context, Order order, Problem why) {
        runs.failed(context.community(), order.run(), why.getMessage());
    }

    /** While the month still runs and nobody has begun to read, no reading is missing: this run is for the fixed fees. */
    private boolean isNotYetRead(YearMonth month, BillFacts read) {
        return !LocalDate.now(clock).isAfter(month.atEndOfMonth()) && read.roomUses().stream().allMatch(RoomUse::isMissing)
            && read.groupUses().stream().allMatch(GroupUse::isMissing);
    }

    private void warn(long community, long run, List<BillWarning> warnings) {
        jdbc.sql("""
                insert into billing.bill_warning (community_id, run_id, subject, tariff_code, code)
                select :community, :run, w.subject, w.tariff, w.code
                  from unnest(:subjects::text[], :tariffs::text[], :codes::text[]) as w(subject, tariff, code)
                """)
            .param("community", community).param("run", run)
            .param("subjects", warnings.stream().map(BillWarning::subject).toArray(String[]::new))
            .param("tariffs", warnings.stream().map(BillWarning::tariffCode).toArray(String[]::new))
            .param("codes", warnings.stream().map(BillWarning::code).toArray(String[]::new)).update();
    }
}

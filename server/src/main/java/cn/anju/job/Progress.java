package cn.anju.job;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** 一件长活的进度：写得不比每秒三次更勤。 */
final class Progress implements JobContext {

    private static final long PAUSE = 333_000_000L;

    private final JobTable.Claimed job;
    private final JobTable table;
    private @Nullable String said;
    private long last = System.nanoTime() - PAUSE;

    Progress(JobTable.Claimed job, JobTable table) {
        this.job = job;
        this.table = table;
    }

    @Override
    public long community() {
        return job.community();
    }

    @Override
    public long jobId() {
        return job.id();
    }

    @Override
    public void progress(long done, long total, @Nullable String message) {
        var now = System.nanoTime();
        if (now - last < PAUSE && done < total && Objects.equals(message, said)) return;
        last = now;
        said = message;
        table.progress(job, done, total, message).ifPresent(by -> { throw JobStop.stopped(by); });
    }
}

package cn.anju.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 数据范围：这段工作可以看到哪些小区的行。
 *
 * <p>Bound around a request or a job; {@link ScopedTransactionManager} tells it to PostgreSQL at the beginning of each
 * transaction, and row-level security does the rest. {@link #COMPANY} stands for rows of the company itself.
 *
 * @param communities ids, each 0 or above
 */
public record Scope(List<Long> communities) {

    /** The pseudo community of company-wide rows (audit of sign-ins, settings of the whole company). */
    public static final long COMPANY = 0;

    private static final Logger LOG = LoggerFactory.getLogger(Scope.class);
    private static final ScopedValue<Scope> CURRENT = ScopedValue.newInstance();

    public Scope {
        communities = communities.stream().distinct().sorted().toList();
        if (communities.stream().anyMatch(id -> id < 0)) throw new IllegalArgumentException("negative community id");
    }

    public static Scope of(long community) {
        return new Scope(List.of(community));
    }

    /** Runs {@code work} so that its transactions see the rows of these communities only. */
    public <T> T call(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }

    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /**
     * 逐个小区办一件事：一个办不成，别的照办；都办过了再报。
     *
     * @throws IllegalStateException with the first failure as its cause; each is in the log
     */
    public static void each(List<Long> communities, LongConsumer work) {
        var failed = new ArrayList<Long>();
        RuntimeException first = null;
        for (var community : communities) {
            try {
                of(community).run(() -> work.accept(community));
            } catch (RuntimeException e) {
                LOG.error("failed in community {}", community, e);
                failed.add(community);
                if (first == null) first = e;
            }
        }
        if (first != null) throw new IllegalStateException("failed in communities " + failed, first);
    }

    static String currentText() {
        return CURRENT.isBound() ? CURRENT.get().text() : "";
    }

    String text() {
        return communities.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}

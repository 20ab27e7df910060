package cn.anju.kernel;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

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

    static String currentText() {
        return CURRENT.isBound() ? CURRENT.get().text() : "";
    }

    String text() {
        return communities.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}

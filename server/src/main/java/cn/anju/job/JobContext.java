package cn.anju.job;

import org.jspecify.annotations.Nullable;

/** 正在跑的一件长活。 */
public interface JobContext {

    long community();

    long jobId();

    /**
     * 做到哪了；马上可见，不等事务提交。这里也是能停下来的地方：有人要停，就抛出来，所做的全部撤销。
     *
     * <p>May be called for every row: it is written at most three times a second, in a transaction of its own.
     *
     * @param total 0 when not known
     */
    void progress(long done, long total, @Nullable String message);
}

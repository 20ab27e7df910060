package cn.anju.job;

import cn.anju.kernel.Problem;

/**
 * 一种长活怎么干；做成 Spring bean 即可。
 *
 * <p>One run is one transaction: everything or nothing. After a crash it is run again from the beginning, at most three
 * times. It runs as the person who started it, in the scope of the one community it works on.
 *
 * @param <P> the record that says what to do; kept as JSON
 */
public interface JobHandler<P> {

    /** Stable name, kebab-case, e.g. {@code bill-run}. */
    String kind();

    /** 给人看的名字，如「出账」。 */
    String label();

    Class<P> payload();

    /** Does the work; what it returns (a record or map, JSON) is the job's result. A {@link Problem} ends it with its sentence. */
    Object run(JobContext context, P payload);

    /** 没做成：所做的都已撤销，在一个新的事务里记下原因。 */
    default void failed(JobContext context, P payload, Problem why) {}
}

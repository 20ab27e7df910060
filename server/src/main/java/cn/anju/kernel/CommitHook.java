package cn.anju.kernel;

/** 提交之前还要写的：在写事务提交前、同一事务内调用（审计行由此与它所记的事一同成败）。 */
public interface CommitHook {

    /** Called inside each read-write transaction, just before it commits. */
    void beforeCommit();
}

package cn.anju.servicedesk.assistance;

/** 谁的事请了人协办，答复了、退回了要知道；在办它的事务里。 */
public interface AssistanceFollower {

    void answered(long community, long assistance, String answer);

    /** Confirmed as not yet done: the answer does not count. */
    void sentBack(long community, long assistance);
}

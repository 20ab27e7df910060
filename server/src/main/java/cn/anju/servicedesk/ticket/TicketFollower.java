package cn.anju.servicedesk.ticket;

/** 工单走了一步，跟着要做的、或不许走的：投诉建卷宗、屡修的查根、事件里只派一次工；做成 bean 即可，随工单的事务成立。 */
public interface TicketFollower {

    /** 登记了一张。 */
    default void opened(long community, long ticket) {}

    /** 登记了一张，说的是这些。 */
    default void reported(long community, long ticket, NewTicket said) {}

    /** 要派工了；不该派的在这里拒绝。 */
    default void dispatching(long community, TicketLock.Held held) {}

    /** 要作废了；不该作废的在这里拒绝。 */
    default void cancelling(long community, TicketLock.Held held) {}

    /** 办结了一张。 */
    default void closed(long community, TicketLock.Held held, Responsibility responsibility, String conclusion) {}

    /** 重开了一张。 */
    default void reopened(long community, long ticket) {}

    /** 回访过一张，还满意。 */
    default void approved(long community, TicketLock.Held held) {}
}

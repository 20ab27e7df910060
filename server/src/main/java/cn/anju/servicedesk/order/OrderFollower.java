package cn.anju.servicedesk.order;

import cn.anju.servicedesk.ticket.TicketLock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** 跟着任务单走的事（收费的服务）：做成 bean 即可，随任务单的事务成立；不让走就抛。 */
public interface OrderFollower {

    /** 派了一张。 */
    void dispatched(long community, TicketLock.Held ticket, long workOrder);

    /** 住户签收了。 @param byCode he said the code instead of signing */
    void signed(long community, long workOrder, String who, boolean byCode, Instant at);

    /** 完工了。 */
    void finished(long community, long workOrder, long technician, @Nullable String receivedBy, Instant at);

    /** 退回、收回了。 */
    void released(long community, long workOrder);
}

package cn.anju.servicedesk.ticket;

import cn.anju.kernel.Problem;

/**
 * 登记一件事要填什么：看从哪里来、在哪里、什么事。
 *
 * <p>住户来说的（来电、来访、来信、自助）：家里的和写在别处的报修，姓名、地点、电话、希望几时上门都要，当面或电话里说的还要答应几时来、复述一遍；
 * 公共区域和设备的不用姓名。管家走访带回来的住户家里的报修，住户的姓名、电话、希望几时上门也要。员工看到的：什么事、在哪里、哪位同事报的。
 */
final class TicketRules {

    private TicketRules() {}

    /**
     * 该填的都填了。
     *
     * @throws Problem 400 {@code reporter-missing}, {@code wished-time-missing}, {@code promised-time-missing}, {@code not-read-back},
     *     {@code wished-time-order}, {@code told-missing}, {@code told-without-reason}, {@code colleague-needless}
     */
    static void check(NewTicket ticket) {
        var isHousehold = isHousehold(ticket);
        if (isHousehold && (ticket.reporter() == null || ticket.phone() == null)) throw Problem.invalid("reporter-missing", ticket.source() == Source.STEWARD
            ? "管家带回来的住户报修，请记下住户的姓名和电话，好回话" : "住户来说的事，请记下姓名和电话，好回话");
        if (isHousehold && ticket.kind() == TicketKind.REPAIR && ticket.isOurs() && ticket.sameAs() == null) checkVisit(ticket);
        if (ticket.reportedBy() != null && !ticket.source().isColleague()) throw Problem.invalid("colleague-needless", "%s的事不用选同事，请改来源或不选", ticket.source().label());
        if (ticket.wishedTo() != null && (ticket.wishedFrom() == null || ticket.wishedTo().isBefore(ticket.wishedFrom())))
            throw Problem.invalid("wished-time-order", "希望上门的时间，止不能早于起");
        if (!ticket.isOurs() && Places.text(ticket.referral()) == null)
            throw Problem.invalid("told-missing", "不归物业管的，请记下怎么向对方说明的");
        if (ticket.isOurs() && Places.text(ticket.referral()) != null)
            throw Problem.invalid("told-without-reason", "写了说明，请选责任归谁");
    }

    /** Whether there is a household that is to be answered, and visited when it is a repair. */
    private static boolean isHousehold(NewTicket ticket) {
        var isRepair = ticket.kind() == TicketKind.REPAIR;
        var isElsewhere = ticket.roomId() == null && ticket.commonAreaId() == null && ticket.equipment() == null;
        return switch (ticket.source()) {
            case PHONE, COUNTER, LETTER, APP -> ticket.roomId() != null || isRepair && isElsewhere;
            case STEWARD -> isRepair && ticket.roomId() != null;
            case ROUND, QUALITY -> false;
        };
    }

    /** Somebody will come to the household: when it wishes, when the desk promised, and both were read back to who is there to hear it. */
    private static void checkVisit(NewTicket ticket) {
        if (ticket.wishedFrom() == null) throw Problem.invalid("wished-time-missing", "住户报修，请问好希望几时上门");
        if (!ticket.source().isSpoken()) return;
        if (ticket.promisedAt() == null) throw Problem.invalid("promised-time-missing", "住户报修，请告诉对方几时上门，并记下来");
        if (!ticket.readBack()) throw Problem.invalid("not-read-back", "请把登记的内容向对方复述一遍再登记");
    }
}

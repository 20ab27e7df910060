package cn.anju.servicedesk.ticket;

import cn.anju.kernel.Problem;

/** 登记一件事要填什么：看从哪里来、在哪里、什么事。 */
final class TicketRules {

    private TicketRules() {}

    /**
     * 该填的都填了。
     *
     * @throws Problem 400 {@code reporter-missing}, {@code wished-time-missing}, {@code promised-time-missing}, {@code not-read-back},
     *     {@code wished-time-order}, {@code told-missing}, {@code told-without-reason}
     */
    static void check(NewTicket ticket) {
        var isHousehold = ticket.source().isResident() && ticket.roomId() != null;
        if (isHousehold && (ticket.reporter() == null || ticket.phone() == null))
            throw Problem.invalid("reporter-missing", "住户来说的事，请记下姓名和电话，好回话");
        if (isHousehold && ticket.kind() == TicketKind.REPAIR && ticket.isOurs()) checkVisit(ticket);
        if (ticket.wishedTo() != null && (ticket.wishedFrom() == null || ticket.wishedTo().isBefore(ticket.wishedFrom())))
            throw Problem.invalid("wished-time-order", "希望上门的时间，止不能早于起");
        if (!ticket.isOurs() && Places.text(ticket.referral()) == null)
            throw Problem.invalid("told-missing", "不归物业管的，请记下怎么向对方说明的");
        if (ticket.isOurs() && Places.text(ticket.referral()) != null)
            throw Problem.invalid("told-without-reason", "写了说明，请选责任归谁");
    }

    /** Somebody will come to the household: when it wishes, when the desk promised, and both were read back to who is there to hear it. */
    private static void checkVisit(NewTicket ticket) {
        if (ticket.wishedFrom() == null) throw Problem.invalid("wished-time-missing", "住户报修，请问好希望几时上门");
        if (!ticket.source().isSpoken()) return;
        if (ticket.promisedAt() == null) throw Problem.invalid("promised-time-missing", "住户报修，请告诉对方几时上门，并记下来");
        if (!ticket.readBack()) throw Problem.invalid("not-read-back", "请把登记的内容向对方复述一遍再登记");
    }
}

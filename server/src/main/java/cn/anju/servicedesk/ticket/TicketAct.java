package cn.anju.servicedesk.ticket;

import cn.anju.kernel.CurrentUser;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** 在工单上能办的事：什么状态、什么人。 */
enum TicketAct {
    DISPATCH("servicedesk.dispatch", Set.of(TicketState.OPEN, TicketState.WORKING, TicketState.PAUSED)),
    BUSY("servicedesk.dispatch", Set.of(TicketState.OPEN, TicketState.WORKING, TicketState.PAUSED)),
    CALLBACK("servicedesk.callback", Set.of(TicketState.DONE, TicketState.CLOSED)),
    CLOSE("servicedesk.close", EnumSet.complementOf(EnumSet.of(TicketState.CLOSED, TicketState.CANCELLED))),
    NOTE("servicedesk.read", EnumSet.allOf(TicketState.class)),
    PAUSE("servicedesk.dispatch", Set.of(TicketState.OPEN)),
    RESUME("servicedesk.dispatch", Set.of(TicketState.PAUSED)),
    ASSIGN("servicedesk.dispatch", EnumSet.complementOf(EnumSet.of(TicketState.CLOSED, TicketState.CANCELLED))),
    REOPEN("servicedesk.dispatch", EnumSet.of(TicketState.DONE, TicketState.CLOSED, TicketState.CANCELLED)),
    CANCEL("servicedesk.close", EnumSet.complementOf(EnumSet.of(TicketState.CLOSED, TicketState.CANCELLED)));

    private final String permission;
    private final Set<TicketState> from;

    TicketAct(String permission, Set<TicketState> from) {
        this.permission = permission;
        this.from = from;
    }

    /** What this person may do now, the likeliest first; who has done the work does not ask how it was, a complaint only goes up, and what waits for its incident or for the resident's consent is not dispatched; what an order has stopped goes on at the order. */
    static List<TicketAct> of(long community, TicketKind kind, TicketState state, CurrentUser user, boolean didIt, boolean waits,
                             boolean isDeskPause) {
        return Arrays.stream(values()).filter(act -> act.from.contains(state) && user.may(community, act.permission) && !(act == CALLBACK && didIt)
            && !(act == ASSIGN && kind.hasFile()) && !(act == DISPATCH && waits) && !(act == RESUME && !isDeskPause)).toList();
    }
}

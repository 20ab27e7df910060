package cn.anju.servicedesk.ticket;

import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** 所有跟着工单走的，一个一个告诉。 */
@Component
public class TicketFollowers {

    private final ObjectProvider<TicketFollower> followers;

    TicketFollowers(ObjectProvider<TicketFollower> followers) {
        this.followers = followers;
    }

    public void tell(Consumer<TicketFollower> what) {
        followers.orderedStream().forEach(what);
    }
}

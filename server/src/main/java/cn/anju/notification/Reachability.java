package cn.anju.notification;

import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** 走哪条路找得到他：微信不要钱，先走；再短信，再邮件。 */
@Component
class Reachability {

    private static final List<Channel.Kind> CHEAPEST_FIRST = List.of(Channel.Kind.WECHAT, Channel.Kind.SMS, Channel.Kind.EMAIL);

    private final AddressBook addresses;
    private final Templates templates;
    private final List<Channel> channels;

    Reachability(AddressBook addresses, Templates templates, List<Channel> channels) {
        this.addresses = addresses;
        this.templates = templates;
        this.channels = channels;
    }

    /** Connected, with an address of his and, where the provider wants one, an approved template; SMS where none is, so that the failure says why. */
    Channel.Kind best(long community, long person, Topic topic) {
        return CHEAPEST_FIRST.stream().filter(kind -> isReady(community, topic, kind))
            .filter(kind -> addresses.addressOf(community, person, kind).isPresent()).findFirst().orElse(Channel.Kind.SMS);
    }

    boolean hasAddress(long community, long person) {
        return Arrays.stream(Channel.Kind.values()).anyMatch(kind -> addresses.addressOf(community, person, kind).isPresent());
    }

    private boolean isReady(long community, Topic topic, Channel.Kind kind) {
        return channels.stream().filter(each -> each.kind() == kind).findFirst()
            .filter(each -> !each.needsTemplate() || templates.of(community, topic, kind).map(Templates.Row::code).isPresent()).isPresent();
    }
}

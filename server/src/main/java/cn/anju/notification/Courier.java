package cn.anju.notification;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.Scope;
import cn.anju.notification.Channel.Answer;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** 送信：每几秒看一次有没有到时候的，一条一条发。 */
@Configuration(proxyBeanMethods = false)
class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Bean
    RecurringTask<Void> delivery(CommunityDirectory communities, Outbox outbox, AddressBook addresses, List<Channel> channels, TransactionTemplate transaction) {
        return Tasks.recurring("message-delivery", FixedDelay.of(PAUSE)).execute((instance, context) -> {
            var all = Optional.ofNullable(transaction.execute(status -> communities.all())).orElse(List.of());
            if (all.isEmpty()) return;
            new Scope(all).run(() -> {
                for (var next = outbox.claim(); next.isPresent() && !context.getSchedulerState().isShuttingDown(); next = outbox.claim())
                    deliver(next.get(), outbox, transaction, addresses, channels);
            });
        });
    }

    private static void deliver(Outbox.Claimed message, Outbox outbox, TransactionTemplate transaction, AddressBook addresses, List<Channel> channels) {
        var channel = channels.stream().filter(known -> known.kind() == message.channel()).findFirst();
        if (channel.isEmpty()) {
            outbox.failed(message, "没有接通" + message.channel().label + "，请改用电话或上门");
            return;
        }
        var address = transaction.execute(status -> addresses.addressOf(message.community(), message.person(), message.channel()));
        if (address == null || address.isEmpty()) {
            outbox.failed(message, "没有登记可用的号码，请先补上");
            return;
        }
        var answer = answer(message, channel.get(), address.get());
        switch (answer) {
            case Answer.Accepted() -> outbox.sent(message);
            case Answer.Refused(var why) -> outbox.failed(message, why);
            case Answer.Unavailable(var why) -> outbox.again(message, why, false);
            case Answer.Unknown(var why) -> outbox.again(message, why, true);
        }
    }

    /** A try whose answer was lost is asked after first, so that nobody gets the same message twice. */
    private static Answer answer(Outbox.Claimed message, Channel channel, String address) {
        try {
            var outgoing = new Channel.Outgoing(message.number(), address, message.topic(), message.body(), message.templateCode(), message.named());
            var earlier = message.isUnsure() ? channel.find(outgoing) : Optional.<Answer>empty();
            return earlier.orElseGet(() -> channel.send(outgoing));
        } catch (RuntimeException e) {
            LOG.warn("message {} not answered", message.number(), e);
            return new Answer.Unknown("对方没有答复");
        }
    }
}

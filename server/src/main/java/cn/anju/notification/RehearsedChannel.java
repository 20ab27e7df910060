package cn.anju.notification;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 演练用的短信：当作发出去了，其实哪里也不去。由 {@code anju.sms=rehearsal} 打开，演示数据如此。 */
class RehearsedChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(RehearsedChannel.class);

    @Override
    public Kind kind() {
        return Kind.SMS;
    }

    @Override
    public Answer send(Outgoing message) {
        LOG.debug("rehearsed message {}", message.number());
        return new Answer.Accepted();
    }

    @Override
    public Optional<Answer> find(Outgoing message) {
        return Optional.of(new Answer.Accepted());
    }
}

package cn.anju.notification;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** 假的公众号：收下。Found by the component scan. */
@Component
public class FakeWechat implements Channel {

    static final List<Outgoing> received = new CopyOnWriteArrayList<>();

    @Override
    public Kind kind() {
        return Kind.WECHAT;
    }

    @Override
    public boolean needsTemplate() {
        return true;
    }

    @Override
    public Answer send(Outgoing message) {
        received.add(message);
        return new Answer.Accepted();
    }

    @Override
    public Optional<Answer> find(Outgoing asked) {
        return Optional.empty();
    }
}

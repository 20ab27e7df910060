package cn.anju.notification;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/**
 * 假的短信公司：照吩咐收下、拒绝、忙、收下而不答。Found by the component scan.
 *
 * <p>Several contexts of one run share the database: whichever sends a message, it arrives here.
 */
@Component
public class FakeSms implements Channel {

    public enum Mood { ACCEPTS, REFUSES, BUSY, SILENT }

    public static final List<Outgoing> received = new CopyOnWriteArrayList<>();
    public static volatile Mood mood = Mood.ACCEPTS;

    @Override
    public Kind kind() {
        return Kind.SMS;
    }

    @Override
    public Answer send(Outgoing message) {
        var now = mood;
        mood = now == Mood.BUSY || now == Mood.SILENT ? Mood.ACCEPTS : now;
        switch (now) {
            case ACCEPTS -> received.add(message);
            case REFUSES -> {
                return new Answer.Refused("号码已停机");
            }
            case BUSY -> {
                return new Answer.Unavailable("对方忙");
            }
            case SILENT -> {
                received.add(message);
                throw new IllegalStateException("no answer");
            }
        }
        return new Answer.Accepted();
    }

    @Override
    public Optional<Answer> find(String number) {
        return received.stream().anyMatch(message -> message.number().equals(number)) ? Optional.of(new Answer.Accepted()) : Optional.empty();
    }
}

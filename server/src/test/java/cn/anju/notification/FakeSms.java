package cn.anju.notification;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final Map<String, Mood> MOODS = new ConcurrentHashMap<>();

    /** How it takes this community's next message; what other stories still have on the way is accepted. */
    static void be(long community, Mood mood) {
        MOODS.put(Long.toString(community), mood);
    }

    @Override
    public Kind kind() {
        return Kind.SMS;
    }

    @Override
    public Answer send(Outgoing message) {
        var community = message.number().substring(0, message.number().indexOf('-'));
        var now = MOODS.getOrDefault(community, Mood.ACCEPTS);
        if (now == Mood.BUSY || now == Mood.SILENT) MOODS.remove(community);
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
    public Optional<Answer> find(Outgoing asked) {
        return received.stream().anyMatch(message -> message.number().equals(asked.number())) ? Optional.of(new Answer.Accepted()) : Optional.empty();
    }
}

package cn.anju.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** 待发的消息：认领、记结果；每一步一个短事务，发的时候手里没有连接。 */
@Component
class Outbox {

    private static final Duration LEASE = Duration.ofMinutes(2);
    static final int MOST_TRIES = 6;

    /** @param isUnsure an earlier try began and never ended: ask before sending again */
    record Claimed(long community, long id, Channel.Kind channel, long person, String topic, String body, String subjectType, long subjectId,
                   int tries, boolean isUnsure, boolean isUrgent, @Nullable String templateCode, Map<String, String> named) {

        String number() {
            return community + "-" + id;
        }
    }

    private final JdbcClient jdbc;
    private final List<SendGuard> guards;
    private final QuietHours quiet;
    private final Unsubscribing refusals;
    private final JsonMapper json;
    private final Clock clock;

    Outbox(JdbcClient jdbc, List<SendGuard> guards, QuietHours quiet, Unsubscribing refusals, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.guards = guards;
        this.quiet = quiet;
        this.refusals = refusals;
        this.json = json;
        this.clock = clock;
    }

    /** 认领一条到时候的；临发前不该发的当场记下原因，接着看下一条。 */
    @Transactional
    Optional<Claimed> claim() {
        while (true) {
            var found = jdbc.sql("""
                select community_id, id, channel, person_id, topic, body, subject_type, subject_id, tries, state = 'SENDING' is_unsure, is_urgent, template_code, variables
                  from notification.message
                 where state in ('PENDING', 'SENDING') and due_at <= :now
                 order by due_at, community_id, id limit 1 for update skip locked
                """).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query((row, i) -> claimed(row)).optional();
            if (found.isEmpty()) return found;
            var message = found.get();
            var later = message.isUrgent() || message.isUnsure() ? Optional.<Instant>empty() : quiet.until(message.community());
            if (later.isPresent()) {
                jdbc.sql("update notification.message set due_at = :later where community_id = :community and id = :id")
                    .param("later", later.get().atOffset(ZoneOffset.UTC)).param("community", message.community()).param("id", message.id()).update();
                continue;
            }
            var reason = guards.stream().filter(guard -> guard.subjectType().equals(message.subjectType())).findFirst()
                .flatMap(guard -> guard.reasonNotToSend(message.community(), message.subjectId()))
                .or(() -> message.isUrgent() ? Optional.empty() : refusals.reason(message.community(), message.person(), message.topic()));
            if (reason.isPresent() && !message.isUnsure()) {
                end(message, "SUPPRESSED", reason.get());
                continue;
            }
            jdbc.sql("""
                update notification.message set state = 'SENDING', tries = tries + 1, due_at = :lease
                 where community_id = :community and id = :id
                """).param("lease", clock.instant().plus(LEASE).atOffset(ZoneOffset.UTC))
                .param("community", message.community()).param("id", message.id()).update();
            return found;
        }
    }

    @Transactional
    void sent(Claimed message) {
        end(message, "SENT", null);
    }

    @Transactional
    void failed(Claimed message, String why) {
        end(message, "FAILED", why);
    }

    /**
     * 这次没发成，过一会儿再试，越等越久；试够了就算没发成。
     *
     * @param isUnsure whether it may have arrived all the same: then the other side is asked before the next try
     */
    @Transactional
    void again(Claimed message, String why, boolean isUnsure) {
        if (message.tries() + 1 >= MOST_TRIES) {
            end(message, "FAILED", why);
            return;
        }
        var later = clock.instant().plus(Duration.ofSeconds(15L << (2 * message.tries())));
        jdbc.sql("""
            update notification.message set state = :state, cause = :why, due_at = :later where community_id = :community and id = :id
            """).param("state", isUnsure ? "SENDING" : "PENDING").param("why", why).param("later", later.atOffset(ZoneOffset.UTC))
            .param("community", message.community()).param("id", message.id()).update();
    }

    private Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(row.getLong("community_id"), row.getLong("id"), Channel.Kind.valueOf(row.getString("channel")), row.getLong("person_id"), row.getString("topic"),
            row.getString("body"), row.getString("subject_type"), row.getLong("subject_id"), row.getInt("tries"), row.getBoolean("is_unsure"), row.getBoolean("is_urgent"),
            row.getString("template_code"), json.readValue(row.getString("variables"), new TypeReference<Map<String, String>>() {}));
    }

    private void end(Claimed message, String state, @Nullable String cause) {
        jdbc.sql("""
            update notification.message set state = :state, cause = :cause, ended_at = :at where community_id = :community and id = :id
            """).param("state", state).param("cause", cause).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("community", message.community()).param("id", message.id()).update();
    }
}

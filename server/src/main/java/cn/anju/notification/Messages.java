package cn.anju.notification;

import cn.anju.kernel.CurrentUser;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 发给住户的话：先记在库里，提交以后才发。 */
@Service
public class Messages {

    private final JdbcClient jdbc;
    private final Templates templates;
    private final JsonMapper json;
    private final Clock clock;

    Messages(JdbcClient jdbc, Templates templates, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.templates = templates;
        this.json = json;
        this.clock = clock;
    }

    /** 记下一条待发，随调用者的事务成立。 @return its id; empty when one with the same key is there already */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> queue(long community, Message message) {
        return queue(community, message, clock.instant());
    }

    /** 记下一条，到时候才发。 @param due not before this moment; the guards are asked then */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> queue(long community, Message message, Instant due) {
        var template = templates.of(community, message.topic(), message.channel());
        var variables = new TreeMap<>(message.variables());
        variables.putIfAbsent("内容", message.body());
        return jdbc.sql("""
            insert into notification.message (community_id, channel, person_id, room_id, topic, body, subject_type, subject_id,
                                              once_key, due_at, made_at, made_by, template_code, variables, is_urgent)
            values (:community, :channel, :person, :room, :topic, :body, :subjectType, :subject, :once, :due, :at, :by, :template, :variables::jsonb, :urgent)
            on conflict do nothing returning id
            """)
            .param("community", community).param("channel", message.channel().name()).param("person", message.person())
            .param("room", message.room()).param("topic", message.topic()).param("body", template.map(each -> Templates.filled(each.body(), variables)).orElse(message.body()))
            .param("subjectType", message.subjectType()).param("subject", message.subjectId()).param("once", message.onceKey())
            .param("due", due.atOffset(ZoneOffset.UTC)).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", CurrentUser.isKnown() ? CurrentUser.get().id() : null)
            .param("template", template.map(Templates.Row::code).orElse(null)).param("variables", json.writeValueAsString(variables)).param("urgent", message.isUrgent())
            .query(Long.class).optional();
    }
}

package cn.anju.notification;

import cn.anju.kernel.CurrentUser;
import cn.anju.setting.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private final Reachability reach;
    private final Settings settings;
    private final JsonMapper json;
    private final Clock clock;

    Messages(JdbcClient jdbc, Templates templates, Reachability reach, Settings settings, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.templates = templates;
        this.reach = reach;
        this.settings = settings;
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
        var channel = message.channel() == null ? reach.best(community, message.person(), message.topic()) : message.channel();
        var template = templates.of(community, message.topic(), channel);
        var variables = new EnumMap<Variable, String>(Variable.class);
        variables.putAll(message.variables());
        variables.put(Variable.CONTENT, message.body());
        var refusing = message.topic().isStatutory || message.isUrgent() ? null : settings.get(community, NotificationSettings.REFUSING);
        if (refusing != null) variables.put(Variable.REFUSAL, refusing);
        return jdbc.sql("""
            insert into notification.message (community_id, channel, person_id, room_id, topic, body, subject_type, subject_id,
                                              once_key, due_at, made_at, made_by, template_code, variables, is_urgent)
            values (:community, :channel, :person, :room, :topic, :body, :subjectType, :subject, :once, :due, :at, :by, :template, :variables::jsonb, :urgent)
            on conflict do nothing returning id
            """)
            .param("community", community).param("channel", channel.name()).param("person", message.person())
            .param("room", message.room()).param("topic", message.topic().label).param("body", said(channel, template.map(each -> Templates.filled(each.body(), variables)), message.body(), refusing))
            .param("subjectType", message.subjectType()).param("subject", message.subjectId()).param("once", message.onceKey())
            .param("due", due.atOffset(ZoneOffset.UTC)).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", CurrentUser.isKnown() ? CurrentUser.get().id() : null)
            .param("template", template.map(Templates.Row::code).orElse(null)).param("variables", json.writeValueAsString(named(variables))).param("urgent", message.isUrgent())
            .query(Long.class).optional();
    }

    /** 有没有一处找得到他。 */
    public boolean reaches(long community, long person) {
        return reach.hasAddress(community, person);
    }

    /** Who may refuse is told how: in a mail always, in a short message unless the words are the provider's template; WeChat has a button of its own. */
    private static String said(Channel.Kind channel, Optional<String> written, String body, @Nullable String refusing) {
        var text = written.orElse(body);
        if (refusing == null || text.contains(refusing) || channel == Channel.Kind.WECHAT || channel == Channel.Kind.SMS && written.isPresent()) return text;
        return channel == Channel.Kind.EMAIL ? text + "\n\n" + refusing + "。" : text + (text.matches("(?s).*[。！？]") ? "" : "。") + refusing + "。";
    }

    private static Map<String, String> named(Map<Variable, String> variables) {
        return variables.entrySet().stream().collect(Collectors.toMap(each -> each.getKey().key, Map.Entry::getValue));
    }
}

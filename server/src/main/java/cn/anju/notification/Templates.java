package cn.anju.notification;

import cn.anju.kernel.ChangeLog;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 消息模板：每类事、每条路怎么说，小区自己定；没定的照程序里的话发。 */
@Service
class Templates {

    /** @param code the provider's number of the approved template */
    record Facts(@NotBlank(message = "请选类别") String topic, @NotNull(message = "请选哪条路") Channel.Kind channel,
                 @Nullable @Size(max = 60) String code, @NotBlank(message = "请写内容") @Size(max = 500) String body) {}

    record Row(long id, String topic, Channel.Kind channel, @Nullable String code, String body, Instant changedAt, String changedName) {}

    /**
     * @param missing variables of the text that the topic does not have
     * @param lacksRefusal whether a short message that can be refused does not say how
     * @param parts how many short messages it is charged as; 1 for the other channels
     */
    record Preview(String text, int length, int parts, List<String> missing, boolean lacksRefusal) {}

    record Sample(@NotBlank(message = "请选类别") String topic, @NotNull(message = "请选哪条路") Channel.Kind channel, @NotBlank(message = "请写内容") @Size(max = 500) String body) {}

    /** @param key the variable's name on the provider's side */
    record Slot(String label, String key) {}

    /** 一类话。 @param isStatutory must be told, cannot be refused */
    record Kind(String topic, boolean isStatutory, List<Slot> variables) {}

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}\\s]{1,20})}");
    private static final int ONE_SMS = 70;
    private static final int PART = 67;

    private final JdbcClient jdbc;
    private final ChangeLog changes;
    private final Clock clock;

    Templates(JdbcClient jdbc, ChangeLog changes, Clock clock) {
        this.jdbc = jdbc;
        this.changes = changes;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<Row> list(long community) {
        return jdbc.sql("select id, topic, channel, code, body, changed_at, changed_name from notification.template where community_id = :community order by topic, channel")
            .param("community", community).query(Row.class).list();
    }

    @Transactional(readOnly = true)
    Optional<Row> of(long community, Topic topic, Channel.Kind channel) {
        return jdbc.sql("select id, topic, channel, code, body, changed_at, changed_name from notification.template where community_id = :community and topic = :topic and channel = :channel")
            .param("community", community).param("topic", topic.label).param("channel", channel.name()).query(Row.class).optional();
    }

    static List<Kind> kinds() {
        return Arrays.stream(Topic.values()).map(each -> new Kind(each.label, each.isStatutory, each.variables.stream().map(slot -> new Slot(slot.label, slot.key)).toList())).toList();
    }

    /** 定一个，或改掉同类同路的。 @throws Problem 400 {@code topic-unknown}, {@code variable-unknown} */
    @Transactional
    List<Row> set(long community, Facts facts) {
        CurrentUser.get().require(community, "notification.template");
        var topic = topic(facts.topic());
        var unknown = unknown(topic, facts.body());
        if (!unknown.isEmpty())
            throw Problem.invalid("variable-unknown", "「%s」里没有 %s，能写的是 %s", topic.label, String.join("、", unknown), String.join("、", topic.variables.stream().map(each -> "{" + each.label + "}").toList()));
        var before = of(community, topic, facts.channel());
        jdbc.sql("""
            insert into notification.template (community_id, topic, channel, code, body, changed_at, changed_name) values (:community, :topic, :channel, :code, :body, :at, :by)
            on conflict (community_id, topic, channel) do update set code = excluded.code, body = excluded.body, changed_at = excluded.changed_at, changed_name = excluded.changed_name
            """).param("community", community).param("topic", topic.label).param("channel", facts.channel().name())
            .param("code", facts.code() == null || facts.code().isBlank() ? null : facts.code().strip()).param("body", facts.body().strip())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", CurrentUser.get().name()).update();
        changes.note("消息模板 " + topic.label + " " + facts.channel().label, before.orElse(null), facts);
        return list(community);
    }

    @Transactional
    void remove(long community, long id) {
        CurrentUser.get().require(community, "notification.template");
        if (jdbc.sql("delete from notification.template where community_id = :community and id = :id").param("community", community).param("id", id).update() == 0)
            throw Problem.notFound("template-not-found", "没有这个模板");
    }

    static Preview preview(Sample sample) {
        var topic = topic(sample.topic());
        var text = filled(sample.body(), topic.variables.stream().collect(Collectors.toMap(each -> each, each -> each.sample)));
        var length = text.codePointCount(0, text.length());
        return new Preview(text, length, sample.channel() != Channel.Kind.SMS || length <= ONE_SMS ? 1 : (length + PART - 1) / PART, unknown(topic, sample.body()),
            sample.channel() == Channel.Kind.SMS && !topic.isStatutory && !sample.body().contains("{" + Variable.REFUSAL.label + "}"));
    }

    /** Variables in braces replaced; one that nobody named stays as it is, to be seen. */
    static String filled(String body, Map<Variable, String> values) {
        var byLabel = values.entrySet().stream().collect(Collectors.toMap(each -> each.getKey().label, Map.Entry::getValue));
        return VARIABLE.matcher(body).replaceAll(match -> Matcher.quoteReplacement(byLabel.getOrDefault(match.group(1), match.group())));
    }

    private static List<String> unknown(Topic topic, String body) {
        var known = topic.variables.stream().map(each -> each.label).toList();
        return VARIABLE.matcher(body).results().map(match -> match.group(1)).filter(name -> !known.contains(name)).distinct().toList();
    }

    private static Topic topic(String label) {
        return Topic.of(label.strip()).orElseThrow(() -> Problem.invalid("topic-unknown", "没有「%s」这一类", label.strip()));
    }
}

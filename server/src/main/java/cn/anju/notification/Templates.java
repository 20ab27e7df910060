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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 消息模板：每类事、每条路怎么说，小区自己定；没定的照程序里的话发。 */
@Service
class Templates {

    /** @param code the provider's number of the approved template */
    record Facts(@NotBlank(message = "请填类别，如 催缴、提醒") @Size(max = 20) String topic, @NotNull(message = "请选哪条路") Channel.Kind channel,
                 @Nullable @Size(max = 60) String code, @NotBlank(message = "请写内容") @Size(max = 500) String body) {}

    record Row(long id, String topic, Channel.Kind channel, @Nullable String code, String body, Instant changedAt, String changedName) {}

    /**
     * @param missing variables of the text that the sample does not name
     * @param parts how many short messages it is charged as; 1 for the other channels
     */
    record Preview(String text, int length, int parts, List<String> missing) {}

    /** @param sample what the variables stand for; made-up values where left out */
    record Sample(@NotNull(message = "请选哪条路") Channel.Kind channel, @NotBlank(message = "请写内容") @Size(max = 500) String body, @Nullable Map<String, String> sample) {}

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}\\s]{1,20})}");
    private static final Map<String, String> MADE_UP = Map.of("姓名", "张三", "房号", "3-2-1201", "金额", "356.00", "内容", "您家 11 月物业费 356.00 元，请在 11 月 30 日前交纳", "日期", "11 月 30 日", "小区", "晴川花园");
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
    Optional<Row> of(long community, String topic, Channel.Kind channel) {
        return list(community).stream().filter(each -> each.topic().equals(topic) && each.channel() == channel).findFirst();
    }

    /** 定一个，或改掉同类同路的。 */
    @Transactional
    List<Row> set(long community, Facts facts) {
        CurrentUser.get().require(community, "notification.template");
        var topic = facts.topic().strip();
        var before = of(community, topic, facts.channel());
        jdbc.sql("""
            insert into notification.template (community_id, topic, channel, code, body, changed_at, changed_name) values (:community, :topic, :channel, :code, :body, :at, :by)
            on conflict (community_id, topic, channel) do update set code = excluded.code, body = excluded.body, changed_at = excluded.changed_at, changed_name = excluded.changed_name
            """).param("community", community).param("topic", topic).param("channel", facts.channel().name())
            .param("code", facts.code() == null || facts.code().isBlank() ? null : facts.code().strip()).param("body", facts.body().strip())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", CurrentUser.get().name()).update();
        changes.note("消息模板 " + topic + " " + facts.channel().label, before.orElse(null), facts);
        return list(community);
    }

    @Transactional
    void remove(long community, long id) {
        CurrentUser.get().require(community, "notification.template");
        if (jdbc.sql("delete from notification.template where community_id = :community and id = :id").param("community", community).param("id", id).update() == 0)
            throw Problem.notFound("template-not-found", "没有这个模板");
    }

    static Preview preview(Sample sample) {
        var values = new TreeMap<>(MADE_UP);
        if (sample.sample() != null) values.putAll(sample.sample());
        var text = filled(sample.body(), values);
        var missing = new TreeSet<String>();
        VARIABLE.matcher(text).results().forEach(match -> missing.add(match.group(1)));
        var length = text.codePointCount(0, text.length());
        return new Preview(text, length, sample.channel() != Channel.Kind.SMS || length <= ONE_SMS ? 1 : (length + PART - 1) / PART, List.copyOf(missing));
    }

    /** Variables in braces replaced; one that nobody named stays as it is, to be seen. */
    static String filled(String body, Map<String, String> values) {
        return VARIABLE.matcher(body).replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
    }
}

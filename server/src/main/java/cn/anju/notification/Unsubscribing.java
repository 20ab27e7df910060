package cn.anju.notification;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 退订：住户说这一类不要再发；催缴、突发情况这些该告知的不能退，急事照发。 */
@Service
class Unsubscribing {

    private static final List<String> OFFERED = Arrays.stream(Topic.values()).filter(each -> !each.isStatutory).map(each -> each.label).toList();

    record Wanted(@NotNull(message = "请选退订哪些") @Size(max = 20) List<String> topics) {}

    /** @param offered what can be refused */
    record View(List<String> refused, List<String> offered) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Unsubscribing(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    View of(long community, long person) {
        return new View(jdbc.sql("select topic from notification.refusal where community_id = :community and person_id = :person order by topic")
            .param("community", community).param("person", person).query(String.class).list(), OFFERED);
    }

    /** 这位住户退订这些，别的都照发。 @throws Problem 400 {@code topic-statutory}, {@code topic-unknown} */
    @Transactional
    View set(long community, long person, Wanted wanted) {
        CurrentUser.get().require(community, "resident.edit");
        for (var topic : wanted.topics()) {
            var known = Topic.of(topic).orElseThrow(() -> Problem.invalid("topic-unknown", "没有「%s」这一类", topic));
            if (known.isStatutory) throw Problem.invalid("topic-statutory", "「%s」是该告知的，不能退订", topic);
        }
        jdbc.sql("delete from notification.refusal where community_id = :community and person_id = :person and topic <> all (:topics)")
            .param("community", community).param("person", person).param("topics", wanted.topics().toArray(String[]::new)).update();
        for (var topic : wanted.topics())
            jdbc.sql("""
                insert into notification.refusal (community_id, person_id, topic, refused_at, made_name) values (:community, :person, :topic, :at, :by) on conflict do nothing
                """).param("community", community).param("person", person).param("topic", topic).param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", CurrentUser.get().name()).update();
        return of(community, person);
    }

    Optional<String> reason(long community, long person, String topic) {
        return OFFERED.contains(topic) && of(community, person).refused().contains(topic) ? Optional.of("住户退订了「%s」".formatted(topic)) : Optional.empty();
    }
}

package cn.anju.notification;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 两条登记并成一条，退订跟着走：他说过不要的，换了一条登记也不要。 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class MessageRefusals {

    private final JdbcClient jdbc;
    private final Clock clock;

    MessageRefusals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** 把这位退订的也记在那位名下。 @return the topics that he had not refused himself */
    public List<String> carry(long community, long from, long to) {
        return jdbc.sql("""
            insert into notification.refusal (community_id, person_id, topic, refused_at, made_name)
            select :community, :to, topic, :at, made_name from notification.refusal where community_id = :community and person_id = :from
                on conflict (community_id, person_id, topic) do nothing
            returning topic
            """).param("community", community).param("to", to).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("from", from).query(String.class).list();
    }

    /** 拆回合并：带来的这些不再算他退订的。 */
    public void drop(long community, long person, Collection<String> topics) {
        jdbc.sql("delete from notification.refusal where community_id = :community and person_id = :person and topic = any (:topics)")
            .param("community", community).param("person", person).param("topics", topics.toArray(String[]::new)).update();
    }
}

package cn.anju.servicedesk.incident;

import cn.anju.notification.Message;
import cn.anju.notification.Messages;
import cn.anju.notification.Topic;
import cn.anju.notification.Variable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 告诉有关的人：同一条话一个人只听一遍，后来才报的补上最近一条；急的夜里也发。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class IncidentMessages {

    private record Home(long roomId, String roomCode, long personId) {}

    private final JdbcClient jdbc;
    private final Messages messages;
    private final Clock clock;

    IncidentMessages(JdbcClient jdbc, Messages messages, Clock clock) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
    }

    /** @param count the number of this text within the incident. @return how many people hear it now */
    long tell(long community, long incident, int count, @Nullable String text, Collection<Long> rooms) {
        if (text == null) return 0;
        var isUrgent = jdbc.sql("select exists (select from servicedesk.ticket where community_id = :community and incident_id = :incident and urgency = 'URGENT')")
            .param("community", community).param("incident", incident).query(Boolean.class).single();
        return jdbc.sql("""
            select distinct on (h.person_id) h.room_id, r.code room_code, h.person_id
              from resident.holding h join resident.person p on p.community_id = h.community_id and p.id = h.person_id
              join estate.room r on r.community_id = h.community_id and r.id = h.room_id
             where h.community_id = :community and h.room_id = any (:rooms) and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)
               and (p.phone is not null or exists (select from resident.contact c where c.community_id = p.community_id and c.person_id = p.id)
                    or exists (select from resident.reach w where w.community_id = p.community_id and w.person_id = p.id))
             order by h.person_id, h.room_id
            """).param("community", community).param("rooms", rooms.toArray(Long[]::new)).param("today", LocalDate.now(clock)).query(Home.class).stream()
            .filter(home -> messages.queue(community, new Message(null, home.personId(), home.roomId(), Topic.INCIDENT, text, "incident", incident,
                "incident:%d:%d:%d".formatted(incident, count, home.personId()), Map.of(Variable.ROOM, home.roomCode()), isUrgent)).isPresent()).count();
    }
}

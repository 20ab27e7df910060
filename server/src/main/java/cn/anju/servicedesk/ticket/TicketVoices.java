package cn.anju.servicedesk.ticket;

import cn.anju.resident.Voices;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 哪间房来过电话、报过修、投诉过。 */
@Component
class TicketVoices implements Voices {

    private final JdbcClient jdbc;

    TicketVoices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Heard> heard(long community, LocalDate since) {
        return jdbc.sql("""
            select room_id, sum(complaint) complaints, max(heard_on) last_on from (
                select room_id, (kind = 'COMPLAINT')::int complaint, (opened_at at time zone 'Asia/Shanghai')::date heard_on
                  from servicedesk.ticket where community_id = :community and room_id is not null and state <> 'CANCELLED'
                   and opened_at >= :since::timestamp at time zone 'Asia/Shanghai'
                union all
                select room_id, (kind = 'COMPLAINT' and ticket_id is null)::int, (received_at at time zone 'Asia/Shanghai')::date
                  from servicedesk.contact where community_id = :community and room_id is not null
                   and received_at >= :since::timestamp at time zone 'Asia/Shanghai') h
             group by room_id
            """).param("community", community).param("since", since).query(Heard.class).list();
    }
}

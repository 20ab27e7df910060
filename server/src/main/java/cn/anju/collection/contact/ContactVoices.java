package cn.anju.collection.contact;

import cn.anju.resident.Voices;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 催缴时联系上过的，也算出过声。 */
@Component
class ContactVoices implements Voices {

    private final JdbcClient jdbc;

    ContactVoices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Heard> heard(long community, LocalDate since) {
        return jdbc.sql("""
            select room_id, 0 complaints, max((contacted_at at time zone 'Asia/Shanghai')::date) last_on from collection.contact
             where community_id = :community and outcome <> 'UNREACHED' and contacted_at >= :since::timestamp at time zone 'Asia/Shanghai' group by room_id
            """).param("community", community).param("since", since).query(Heard.class).list();
    }
}

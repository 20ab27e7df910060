package cn.anju.metering;

import cn.anju.estate.RoomStory;
import cn.anju.estate.StoryItem;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 房屋时间线上的抄表。 */
@Component
class MeteringStory implements RoomStory {

    private final JdbcClient jdbc;

    MeteringStory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<StoryItem> of(long community, long room) {
        return jdbc.sql("""
            select r.written_at at, 'READING' kind, r.read_by actor, 'meters/' || m.id link,
                   to_char(r.month, 'YYYY-MM') || ' ' || m.kind || '表 ' || m.number || ' 读数 ' || trim_scale(r.value) || '，用量 ' || trim_scale(r.usage)
                   || case when r.old_stop is not null then '（换表）' when r.is_rollover then '（过零）' else '' end as text
              from metering.meter m
              join metering.reading r on r.community_id = m.community_id and r.meter_id = m.id
             where m.community_id = :community and m.room_id = :room
             order by r.written_at desc, r.id desc limit 200
            """).param("community", community).param("room", room).query(StoryItem.class).list();
    }
}

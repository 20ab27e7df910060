package cn.anju.estate;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 房屋登记本身的变动。 */
@Component
class RoomHistory implements RoomStory {

    private final JdbcClient jdbc;

    RoomHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<StoryItem> of(long community, long room) {
        return jdbc.sql("""
            select changed_at at, 'ROOM_CHANGE' kind, changed_by actor, null::text link,
                   case when before is null and field = '建档' then '建档 ' || after
                        else field || '：' || coalesce(before, '空') || ' → ' || coalesce(after, '空') end
                   || coalesce('（' || reason || '）', '') as text
              from estate.room_change where community_id = :community and room_id = :room order by changed_at desc, id desc limit 200
            """).param("community", community).param("room", room).query(StoryItem.class).list();
    }
}

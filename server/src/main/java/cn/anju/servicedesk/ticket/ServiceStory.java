package cn.anju.servicedesk.ticket;

import cn.anju.access.Masked;
import cn.anju.estate.RoomStory;
import cn.anju.estate.StoryItem;
import cn.anju.kernel.CurrentUser;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 房屋时间线上的工单与登记本。 */
@Component
class ServiceStory implements RoomStory {

    private final JdbcClient jdbc;

    ServiceStory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<StoryItem> of(long community, long room) {
        if (!CurrentUser.get().may(community, "servicedesk.read")) return List.of();
        return jdbc.sql("""
            (select e.made_at at, 'TICKET_' || e.kind kind, t.number || ' ' || case e.kind when 'OPENED' then t.title else e.text end as text, e.made_name actor,
                    'tickets/' || t.id link
               from servicedesk.ticket t join servicedesk.ticket_event e on e.community_id = t.community_id and e.ticket_id = t.id
              where t.community_id = :community and t.room_id = :room and e.kind in ('OPENED', 'DISPATCHED', 'FINISHED', 'CALLBACK', 'REOPENED', 'CLOSED', 'CANCELLED')
                and not e.is_internal
              order by e.made_at desc limit 150)
            union all
            (select c.received_at, 'CONTACT', c.said || case when c.answer is null then '' else '。答：' || c.answer end, c.made_name, null
               from servicedesk.contact c
              where c.community_id = :community and c.room_id = :room and c.ticket_id is null
              order by c.received_at desc limit 50)
            """).param("community", community).param("room", room).query(StoryItem.class).stream()
            .map(each -> new StoryItem(each.at(), each.kind(), Masked.text(each.text()), each.actor(), each.link())).toList();
    }
}

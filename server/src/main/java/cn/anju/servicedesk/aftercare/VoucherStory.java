package cn.anju.servicedesk.aftercare;

import cn.anju.estate.RoomStory;
import cn.anju.estate.StoryItem;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 入了档的维修凭证，在这间房的时间线上。 */
@Component
class VoucherStory implements RoomStory {

    private final JdbcClient jdbc;

    VoucherStory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<StoryItem> of(long community, long room) {
        return jdbc.sql("""
            select h.taken_at at, 'VOUCHER' kind, '维修凭证 ' || o.voucher || ' 入档（移交清单 ' || h.number || '）' "text", h.taken_name actor, 'tickets/' || t.id link
              from servicedesk.ticket t
              join servicedesk.work_order o on o.community_id = t.community_id and o.ticket_id = t.id
              join servicedesk.voucher_handover_line l on l.community_id = o.community_id and l.order_id = o.id
              join servicedesk.voucher_handover h on h.community_id = l.community_id and h.id = l.handover_id and h.taken_at is not null
             where t.community_id = :community and t.room_id = :room order by h.taken_at desc limit 100
            """).param("community", community).param("room", room).query(StoryItem.class).list();
    }
}

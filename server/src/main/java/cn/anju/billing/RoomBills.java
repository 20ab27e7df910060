package cn.anju.billing;

import cn.anju.estate.RoomStory;
import cn.anju.estate.StoryItem;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 房屋时间线上的账单：每次出账一句话。 */
@Component
class RoomBills implements RoomStory {

    private final JdbcClient jdbc;

    RoomBills(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<StoryItem> of(long community, long room) {
        return jdbc.sql("""
                select max(m.made_at) at, 'BILL' kind,
                       case m.to_state when 'PUBLISHED' then '出账 ' else '撤销出账 ' end || to_char(n.month, 'YYYY-MM') || '，'
                         || count(*) || ' 笔，共 ' || sum(b.amount) || ' 元' "text",
                       max(m.made_by) actor, 'bills?room=' || b.room_id link
                  from billing.bill b
                  join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id
                  join billing.bill_run_move m on m.community_id = n.community_id and m.run_id = n.id
                                              and (m.to_state = 'PUBLISHED' or m.to_state = 'UNDONE' and b.is_reversed)
                 where b.community_id = :community and b.room_id = :room
                   and ((not b.is_reversed and not b.is_one_off) or (b.is_reversed or b.is_one_off))
                 group by n.id, n.month, m.to_state, b.room_id
                 order by at desc limit 200
                """).param("community", community).param("room", room).query(StoryItem.class).list();
    }
}

package cn.anju.resident.household;

import cn.anju.estate.RoomStory;
import cn.anju.estate.StoryItem;
import cn.anju.kernel.CurrentUser;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 台账、档案变更和发过的消息上房屋的时间线；关爱的不上，只在住户情况里。 */
@Component
class HouseholdStory implements RoomStory {

    private final JdbcClient jdbc;

    HouseholdStory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<StoryItem> of(long community, long room) {
        if (!CurrentUser.get().may(community, "resident.care")) return List.of();
        return jdbc.sql("""
            select made_at at, 'STEWARD_NOTE' kind, text, made_name actor, null link from resident.steward_note where community_id = :community and room_id = :room
            union all
            select changed_at, 'PROFILE_CHANGE', subject || ' ' || field || '：' || coalesce(was, '空') || ' → ' || coalesce(becomes, '空'), changed_name, null
              from resident.change where community_id = :community and room_id = :room and subject in ('居住情况', '住户卡')
            union all
            select m.made_at, 'MESSAGE', case m.channel when 'SMS' then '短信' when 'WECHAT' then '微信' else '邮件' end || '「' || m.topic || '」'
                   || case m.state when 'SENT' then '已发：' when 'FAILED' then '没发成：' when 'SUPPRESSED' then '没有发：' else '待发：' end || m.body, null, 'people/' || m.person_id
              from notification.message m
             where m.community_id = :community and (m.room_id = :room or m.room_id is null and m.person_id in (
                   select person_id from resident.holding where community_id = :community and room_id = :room))
             order by 1 desc limit 200
            """).param("community", community).param("room", room).query(StoryItem.class).list();
    }
}

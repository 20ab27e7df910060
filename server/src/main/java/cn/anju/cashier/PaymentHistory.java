package cn.anju.cashier;

import cn.anju.estate.RoomStory;
import cn.anju.estate.StoryItem;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 这间房收过的款和作废的收据。 */
@Component
class PaymentHistory implements RoomStory {

    private final JdbcClient jdbc;

    PaymentHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<StoryItem> of(long community, long room) {
        return jdbc.sql("""
            select * from (
                select p.paid_at at, 'PAYMENT' kind, s.cashier_name actor, 'payments/' || p.id link,
                       '收款 ' || (p.tendered - p.change) || ' 元，收据 ' || t.receipt_no
                       || case when p.prepaid > 0 then '，其中预存 ' || p.prepaid || ' 元' else '' end as text
                  from cashier.payment p
                  join cashier.receipt t on t.community_id = p.community_id and t.payment_id = p.id
                  join cashier.shift s on s.community_id = p.community_id and s.id = p.shift_id
                 where p.community_id = :community and p.room_id = :room
                union all
                select v.voided_at, 'PAYMENT_VOID', v.voided_name, 'payments/' || p.id,
                       '作废收据 ' || t.receipt_no || '（' || v.reason || '）'
                  from cashier.payment_void v
                  join cashier.payment p on p.community_id = v.community_id and p.id = v.payment_id
                  join cashier.receipt t on t.community_id = p.community_id and t.payment_id = p.id
                 where v.community_id = :community and p.room_id = :room) story
             order by at desc limit 200
            """).param("community", community).param("room", room).query(StoryItem.class).list();
    }
}

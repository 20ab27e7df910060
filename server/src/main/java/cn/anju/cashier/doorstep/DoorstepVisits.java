package cn.anju.cashier.doorstep;

import cn.anju.kernel.CurrentUser;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 收款与上门是一件事：去的人当天为这间房收的款，同一事务里记到那次上门；作废了又放开。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class DoorstepVisits {

    private final JdbcClient jdbc;
    private final Clock clock;

    DoorstepVisits(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** 我今天约了去这间房的，就是收到了。 */
    public void received(long community, long room, long payment, LocalDate today) {
        jdbc.sql("""
                update cashier.doorstep_visit set state = 'PAID', payment_id = :payment, arrived_at = coalesce(arrived_at, :now)
                 where community_id = :community and room_id = :room and visit_on = :today and state in ('PLANNED', 'ARRIVED') and collector_id = :me
                """).param("community", community).param("room", room).param("payment", payment).param("today", today).param("me", CurrentUser.get().id())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    /** 那笔款作废了：这次上门还没有收到；已经另约了同一天的，就取消。 */
    public void voided(long community, long payment) {
        jdbc.sql("""
                update cashier.doorstep_visit v set payment_id = null,
                       state = case when o.is_open then 'CANCELLED' else 'ARRIVED' end, outcome = case when o.is_open then '收款作废，已另约' else v.outcome end
                  from (select exists (select from cashier.doorstep_visit w join cashier.doorstep_visit x on x.community_id = w.community_id and x.room_id = w.room_id
                                          and x.visit_on = w.visit_on and x.state in ('PLANNED', 'ARRIVED')
                                        where w.community_id = :community and w.payment_id = :payment) is_open) o
                 where v.community_id = :community and v.payment_id = :payment and v.state = 'PAID'
                """).param("community", community).param("payment", payment).update();
    }
}

package cn.anju.cashier;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 保险柜：备用金从这里领，交班的现金回到这里，余额不为负。 */
@Component
public class Safe {

    /** 进出因何而来。 */
    public enum Kind { FLOAT, RETURN, OPENING, REMITTANCE, EXPENSE }

    private final JdbcClient jdbc;
    private final Clock clock;

    Safe(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** 柜里现有多少。 */
    @Transactional(readOnly = true)
    public Money balance(long community) {
        return jdbc.sql("select balance from cashier.safe where community_id = :community").param("community", community)
            .query(BigDecimal.class).optional().map(Money::new).orElse(Money.ZERO);
    }

    /** 保险柜留到事务结束：同时要动它的人排队。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(long community) {
        jdbc.sql("insert into cashier.safe (community_id, balance) values (:community, 0) on conflict do nothing")
            .param("community", community).update();
        jdbc.sql("select 1 from cashier.safe where community_id = :community for update").param("community", community)
            .query(Integer.class).single();
    }

    /** 现金进出保险柜。 @throws Problem 409 {@code safe-short} when more is taken than there is */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(long community, Kind kind, Money amount, @Nullable Long shift) {
        if (amount.isZero()) return;
        jdbc.sql("insert into cashier.safe (community_id, balance) values (:community, 0) on conflict do nothing")
            .param("community", community).update();
        var moved = jdbc.sql("""
                update cashier.safe set balance = balance + :amount
                 where community_id = :community and balance + :amount >= 0
                """).param("community", community).param("amount", amount.yuan()).update();
        if (moved == 0) throw Problem.conflict("safe-short", "保险柜里的现金不足 %s 元，请减少金额", amount.negated());
        jdbc.sql("""
                insert into cashier.safe_movement (community_id, kind, amount, shift_id, made_by, made_at)
                values (:community, :kind, :amount, :shift, :by, :at)
                """)
            .param("community", community).param("kind", kind.name()).param("amount", amount.yuan()).param("shift", shift)
            .param("by", CurrentUser.get().id()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }
}

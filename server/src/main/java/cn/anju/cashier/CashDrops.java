package cn.anju.cashier;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 班中入柜：班还开着，把抽屉里的现金点出一部分放进保险柜，到此为止的收据就可以解款。 */
@Service
class CashDrops {

    private static final Money MOST = Money.of("100000000.00");

    private final JdbcClient jdbc;
    private final Safe safe;
    private final AuditTrail audit;
    private final Clock clock;

    CashDrops(JdbcClient jdbc, Safe safe, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.safe = safe;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 入柜。
     *
     * <p>Not compared with what the drawer should hold: the answer would tell what the count at the close must come to.
     */
    @Transactional
    void drop(long community, long shift, Money amount) {
        var user = CurrentUser.get();
        user.require(community, "cashier.shift");
        if (amount.isNegative() || amount.compareTo(MOST) > 0)
            throw Problem.invalid("amount-invalid", "入柜的现金 %s 不对：须不小于零，不超过一亿元", amount);
        var isMine = jdbc.sql("""
                select cashier_id = :me and is_open from cashier.shift where community_id = :community and id = :shift for update
                """).param("community", community).param("shift", shift).param("me", user.id()).query(Boolean.class).optional()
            .orElseThrow(() -> Problem.notFound("shift-not-found", "没有这个班次"));
        if (!isMine) throw Problem.conflict("shift-of-other", "只能由本人从自己开着的班入柜");
        jdbc.sql("""
                insert into cashier.cash_drop (community_id, shift_id, amount, made_by, made_at)
                values (:community, :shift, :amount, :by, :at)
                """)
            .param("community", community).param("shift", shift).param("amount", amount.yuan())
            .param("by", user.id()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        safe.move(community, Safe.Kind.RETURN, amount, shift);
        audit.note("班次 " + shift, null, new Dropped(amount));
    }

    /** 入柜的现金。 */
    record Dropped(Money amount) {}

    /** What this shift has put into the safe so far. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Money of(long community, long shift) {
        return new Money(jdbc.sql("select coalesce(sum(amount), 0) from cashier.cash_drop where community_id = :community and shift_id = :shift")
            .param("community", community).param("shift", shift).query(BigDecimal.class).single());
    }
}

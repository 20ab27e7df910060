package cn.anju.cashier.till;

import cn.anju.cashier.ClosedDays;
import cn.anju.cashier.PaymentMethod;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 柜台在收款之外收付的钱：押金、退款、移交的代收款；现金都在某个开着的班里。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Till {

    /** 为什么收付。 */
    public enum Kind { DEPOSIT, DEPOSIT_VOID, REFUND, AGENCY, AGENCY_BACK }

    /** 怎样收付。 */
    public record Means(PaymentMethod method, @Nullable String bank, @Nullable String reference) {

        public Means {
            if (method == PaymentMethod.PREPAYMENT || method == PaymentMethod.DEPOSIT)
                throw Problem.invalid("method-invalid", "这里只能用现金、微信、支付宝、POS、转账或支票");
            if (method == PaymentMethod.CHEQUE && (bank == null || bank.isBlank() || reference == null || reference.isBlank()))
                throw Problem.invalid("cheque-incomplete", "收支票请填出票银行和支票号码");
        }
    }

    private final JdbcClient jdbc;
    private final ClosedDays days;
    private final Clock clock;

    Till(JdbcClient jdbc, ClosedDays days, Clock clock) {
        this.jdbc = jdbc;
        this.days = days;
        this.clock = clock;
    }

    /** My open shift, kept open until the transaction ends. @throws Problem 409 {@code shift-not-open} */
    public long open(long community) {
        var shift = jdbc.sql("""
                select id from cashier.shift
                 where community_id = :community and cashier_id = :cashier and is_open for share
                """).param("community", community).param("cashier", CurrentUser.get().id()).query(Long.class).optional()
            .orElseThrow(() -> Problem.conflict("shift-not-open", "您还没有开班，请先开班再收款"));
        days.keepOpen(community, LocalDate.now(clock));
        return shift;
    }

    /** Keeps this shift open until the transaction ends. @throws Problem 409 {@code shift-closed} */
    public void keepOpen(long community, long shift) {
        var isOpen = jdbc.sql("select is_open from cashier.shift where community_id = :community and id = :shift for share")
            .param("community", community).param("shift", shift).query(Boolean.class).single();
        if (!isOpen) throw Problem.conflict("shift-closed", "收这笔款的班已经交了，不能作废；请走退款");
    }

    /**
     * 从我的抽屉付现金：班锁到提交，抽屉里要够。
     *
     * @throws Problem 409 {@code shift-not-open}, {@code drawer-short}
     */
    public long openToPay(long community, Money amount) {
        var shift = jdbc.sql("""
                select id from cashier.shift
                 where community_id = :community and cashier_id = :cashier and is_open for update
                """).param("community", community).param("cashier", CurrentUser.get().id()).query(Long.class).optional()
            .orElseThrow(() -> Problem.conflict("shift-not-open", "您还没有开班，付现金请先开班"));
        days.keepOpen(community, LocalDate.now(clock));
        var drawer = new Money(jdbc.sql("""
                select s.float_amount
                       + coalesce((select sum(t.amount) from cashier.payment p
                                     join cashier.tender t on t.community_id = p.community_id and t.payment_id = p.id and t.method = 'CASH'
                                    where p.community_id = s.community_id and p.shift_id = s.id
                                      and not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id)), 0)
                       - coalesce((select sum(p.change) from cashier.payment p
                                    where p.community_id = s.community_id and p.shift_id = s.id
                                      and not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id)), 0)
                       + coalesce((select sum(m.amount) from cashier.till_movement m
                                    where m.community_id = s.community_id and m.shift_id = s.id and m.method = 'CASH'), 0)
                       - coalesce((select sum(d.amount) from cashier.cash_drop d
                                    where d.community_id = s.community_id and d.shift_id = s.id), 0)
                  from cashier.shift s where s.community_id = :community and s.id = :shift
                """).param("community", community).param("shift", shift).query(BigDecimal.class).single());
        if (drawer.compareTo(amount) < 0)
            throw Problem.conflict("drawer-short", "抽屉里的现金不够付 %s 元，请改用转账，或领了备用金再付", amount);
        return shift;
    }

    /** 记一笔收（正）付（负）。 */
    public void move(long community, @Nullable Long shift, Kind kind, long source, Means means, Money amount) {
        var user = CurrentUser.get();
        jdbc.sql("""
                insert into cashier.till_movement (community_id, shift_id, kind, source_id, method, amount, bank, reference,
                                                   made_on, made_by, made_name, made_at)
                values (:community, :shift, :kind, :source, :method, :amount, :bank, :reference, :on, :by, :name, :at)
                """)
            .param("community", community).param("shift", shift).param("kind", kind.name()).param("source", source)
            .param("method", means.method().name()).param("amount", amount.yuan()).param("bank", means.bank())
            .param("reference", means.reference()).param("on", LocalDate.now(clock)).param("by", user.id())
            .param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    /** How a thing was taken or paid. */
    @Transactional(readOnly = true)
    public Means means(long community, Kind kind, long source) {
        return jdbc.sql("""
                select method, bank, reference from cashier.till_movement
                 where community_id = :community and kind = :kind and source_id = :source
                """).param("community", community).param("kind", kind.name()).param("source", source).query(Means.class).single();
    }
}

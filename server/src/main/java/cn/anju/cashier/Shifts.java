package cn.anju.cashier;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Posting;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * 班次：开班领备用金，收款记在班里，交班盲点现金，长短款说明并入账。
 *
 * <p>Who takes money holds the shift for share until the commit; the close locks it and so waits for them.
 */
@Service
class Shifts {

    /** 一个开着的班；现金不在合计里。 */
    record Open(long id, String cashierName, Instant openedAt, Money floatAmount, ShiftTotals.Totals totals) {}

    /**
     * 交班时点出的现金。
     *
     * @param countedCash everything in the drawer, the opening cash included
     * @param denominations face value → pieces, adding up to {@code countedCash}
     * @param reason needed when it is not what the books say
     */
    record Count(@NotNull Money countedCash, @Nullable @Size(max = 20) Map<String, Integer> denominations,
                 @Nullable @Size(max = 200) String reason) {}

    /**
     * 交好的班。
     *
     * @param totals per method; cash without the opening cash
     * @param difference counted minus expected: above zero is over
     */
    record Closed(long id, Map<PaymentMethod, Money> totals, Money floatAmount, Money expectedCash, Money countedCash,
                  Money difference) {}

    private record Row(long id, long cashierId, Money floatAmount, boolean isOpen) {}

    private static final Money MOST = Money.of("100000000.00");

    private final JdbcClient jdbc;
    private final ShiftTotals totals;
    private final Safe safe;
    private final CashDrops drops;
    private final Drawers drawers;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    Shifts(JdbcClient jdbc, ShiftTotals totals, Safe safe, CashDrops drops, Drawers drawers, Ledger ledger, AuditTrail audit,
           JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.totals = totals;
        this.safe = safe;
        this.drops = drops;
        this.drawers = drawers;
        this.ledger = ledger;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** 开班：备用金从保险柜领出；每人在一个小区只能开一个班。 */
    @Transactional
    Open open(long community, Money floatAmount) {
        var user = CurrentUser.get();
        user.require(community, "cashier.shift");
        if (floatAmount.isNegative() || floatAmount.compareTo(MOST) > 0)
            throw Problem.invalid("amount-invalid", "备用金 %s 不对：须不小于零，不超过一亿元", floatAmount);
        drawers.requireSigned(community);
        try {
            var id = jdbc.sql("""
                    insert into cashier.shift (community_id, cashier_id, cashier_name, float_amount, opened_at)
                    values (:community, :cashier, :name, :floatAmount, :at) returning id
                    """)
                .param("community", community).param("cashier", user.id()).param("name", user.name())
                .param("floatAmount", floatAmount.yuan()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class).single();
            safe.move(community, Safe.Kind.FLOAT, floatAmount.negated(), id);
            return current(community).orElseThrow();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("shift-already-open", "您在这个小区已经开着一个班，请先交班");
        }
    }

    /** 我开着的班。 */
    @Transactional(readOnly = true)
    Optional<Open> current(long community) {
        return jdbc.sql("""
                select id, cashier_name, opened_at, float_amount from cashier.shift
                 where community_id = :community and cashier_id = :cashier and is_open
                """).param("community", community).param("cashier", CurrentUser.get().id())
            .query((row, i) -> new Open(row.getLong("id"), row.getString("cashier_name"), row.getTimestamp("opened_at").toInstant(),
                new Money(row.getBigDecimal("float_amount")), totals.of(community, row.getLong("id")).withoutCash()))
            .optional();
    }

    /** The person's open shift, kept open until the transaction ends. @throws Problem 409 {@code shift-not-open} */
    @Transactional(propagation = Propagation.MANDATORY)
    long lockOpen(long community, long cashier) {
        return jdbc.sql("""
                select id from cashier.shift
                 where community_id = :community and cashier_id = :cashier and is_open for share
                """).param("community", community).param("cashier", cashier).query(Long.class).optional()
            .orElseThrow(() -> Problem.conflict("shift-not-open", "您还没有开班，请先开班再收款"));
    }

    /** Keeps this shift open until the transaction ends. @throws Problem 409 {@code shift-closed} */
    @Transactional(propagation = Propagation.MANDATORY)
    void keepOpen(long community, long shift) {
        var isOpen = jdbc.sql("select is_open from cashier.shift where community_id = :community and id = :shift for share")
            .param("community", community).param("shift", shift).query(Boolean.class).single();
        if (!isOpen) throw Problem.conflict("shift-closed", "收这笔款的班已经交了，不能作废；请走退款");
    }

    /**
     * 交班：先点后看，点出来与账面不符的要说明，差额记入待处理财产损溢，现金回到保险柜。
     *
     * <p>A count that was sent back stays recorded: the commit takes place although the answer is a refusal.
     */
    @Transactional(noRollbackFor = Problem.class)
    Closed close(long community, long id, Count count) {
        var user = CurrentUser.get();
        user.require(community, "cashier.shift");
        var counted = checked(count);
        var shift = lock(community, id);
        if (shift.cashierId() != user.id()) throw Problem.conflict("shift-of-other", "这是别人的班，只能由本人交班");
        if (!shift.isOpen()) throw Problem.conflict("shift-closed", "这个班已经交过了");
        jdbc.sql("""
                insert into cashier.shift_count (community_id, shift_id, counted, counted_at)
                values (:community, :shift, :counted, :at)
                """)
            .param("community", community).param("shift", id).param("counted", counted.yuan())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        var taken = totals.of(community, id);
        var expected = shift.floatAmount().plus(taken.cash()).minus(drops.of(community, id));
        var difference = counted.minus(expected);
        if (!difference.isZero() && (count.reason() == null || count.reason().isBlank()))
            throw Problem.conflict("cash-difference-unexplained", "点出的现金与账面不符，请重新清点；确认无误请填写说明");

        jdbc.sql("""
                insert into cashier.shift_close (community_id, shift_id, counted, expected, reason, denominations, closed_by, closed_at)
                values (:community, :shift, :counted, :expected, :reason, cast(:denominations as jsonb), :by, :at)
                """)
            .param("community", community).param("shift", id).param("counted", counted.yuan())
            .param("expected", expected.yuan()).param("reason", difference.isZero() ? null : count.reason())
            .param("denominations", count.denominations() == null ? null : json.writeValueAsString(count.denominations()))
            .param("by", user.id()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("update cashier.shift set is_open = false where community_id = :community and id = :shift")
            .param("community", community).param("shift", id).update();
        safe.move(community, Safe.Kind.RETURN, counted, id);
        postVariance(community, id, difference);
        var closed = new Closed(id, taken.byMethod(), shift.floatAmount(), expected, counted, difference);
        audit.note("班次 " + id, null, closed);
        return closed;
    }

    private Row lock(long community, long id) {
        return jdbc.sql("""
                select id, cashier_id, float_amount, is_open from cashier.shift
                 where community_id = :community and id = :shift for update
                """).param("community", community).param("shift", id)
            .query((row, i) -> new Row(row.getLong("id"), row.getLong("cashier_id"), new Money(row.getBigDecimal("float_amount")),
                row.getBoolean("is_open")))
            .optional().orElseThrow(() -> Problem.notFound("shift-not-found", "没有这个班次"));
    }

    private void postVariance(long community, long id, Money difference) {
        if (difference.isZero()) return;
        var amount = difference.max(difference.negated());
        var postings = difference.isPositive()
            ? List.of(Posting.debit(Accounts.CASH, amount, null), Posting.credit(Accounts.VARIANCE, amount, null))
            : List.of(Posting.debit(Accounts.VARIANCE, amount, null), Posting.credit(Accounts.CASH, amount, null));
        ledger.post(new Entry(community, LocalDate.now(clock), EntryKind.SHIFT_VARIANCE,
            difference.isPositive() ? "交班长款" : "交班短款", "shift", id, postings));
    }

    private static Money checked(Count count) {
        var counted = count.countedCash();
        if (counted.isNegative() || counted.compareTo(MOST) > 0)
            throw Problem.invalid("amount-invalid", "点出的现金 %s 不对：须不小于零，不超过一亿元", counted);
        if (count.denominations() == null) return counted;
        var sum = BigDecimal.ZERO;
        for (var pieces : count.denominations().entrySet()) {
            if (!pieces.getKey().matches("\\d{1,3}(\\.\\d{1,2})?") || pieces.getValue() == null || pieces.getValue() < 0)
                throw Problem.invalid("denominations-invalid", "面额「%s」的张数不对", pieces.getKey());
            sum = sum.add(new BigDecimal(pieces.getKey()).multiply(BigDecimal.valueOf(pieces.getValue())));
        }
        if (sum.compareTo(counted.yuan()) != 0)
            throw Problem.invalid("denominations-mismatch", "各面额加起来是 %s 元，与点出的 %s 元不符", sum.toPlainString(), counted);
        return counted;
    }
}

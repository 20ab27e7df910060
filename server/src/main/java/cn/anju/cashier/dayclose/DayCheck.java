package cn.anju.cashier.dayclose;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 一天对得平吗：逐项两边各是多少、差多少，和还没办完的事。 */
@Component
class DayCheck {

    /** 对账的一项：两边相等才平。 */
    record Line(String label, String leftLabel, Money left, String rightLabel, Money right, Money difference) {

        static Line of(String label, String leftLabel, Money left, String rightLabel, Money right) {
            return new Line(label, leftLabel, left, rightLabel, right, left.minus(right));
        }
    }

    /**
     * 一天的核对。
     *
     * @param undone what still has to be done, each with the page where it is done
     */
    record Result(LocalDate day, long receipts, long voided, Money total, Money remitted, Money safe, List<Line> lines, List<Undone> undone,
                  boolean isBalanced) {}

    /** 还没办完的一件事。 */
    record Undone(String text, String link) {}

    /** Sums of one day; the moments of a day run from midnight to midnight in Shanghai. */
    private record Sums(long receipts, long voided, Money total, Money tenders, Money cash, Money dayShiftCash, Money closedCash,
                        Money opening, Money remitted, Money spent, Money safeBefore, Money safeAfter, long openShifts, long withoutSlip,
                        long unsigned) {}

    private final JdbcClient jdbc;

    DayCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    Result of(long community, LocalDate day) {
        var sums = sums(community, day);
        var lines = List.of(
            Line.of("收据与付款方式", "收据合计", sums.total(), "各付款方式合计", sums.tenders()),
            Line.of("收据与交班", "当天交班的现金收据", sums.dayShiftCash(), "交班应有现金减备用金", sums.closedCash()),
            Line.of("现金与解款", "期初柜存＋交班实点＋入柜＋赔偿－备用金", sums.safeBefore().plus(sums.opening()).plus(sums.cash()),
                "解款＋报销＋期末柜存", sums.remitted().plus(sums.spent()).plus(sums.safeAfter())));
        var undone = undone(sums);
        return new Result(day, sums.receipts(), sums.voided(), sums.total(), sums.remitted(), sums.safeAfter(), lines, undone,
            undone.isEmpty() && lines.stream().allMatch(line -> line.difference().isZero()));
    }

    private static List<Undone> undone(Sums sums) {
        var undone = new ArrayList<Undone>();
        if (sums.openShifts() > 0) undone.add(new Undone("还有 %d 个班没有交".formatted(sums.openShifts()), "shifts?open=true"));
        if (sums.withoutSlip() > 0) undone.add(new Undone("还有 %d 张收据没有解款".formatted(sums.withoutSlip()), "remittances"));
        if (sums.unsigned() > 0) undone.add(new Undone("还有 %d 张解款单财务没有签收".formatted(sums.unsigned()), "remittances?state=HANDED"));
        return undone;
    }

    private Sums sums(long community, LocalDate day) {
        return jdbc.sql("""
            with moment as (select cast(:day as date)::timestamp at time zone 'Asia/Shanghai' start,
                                   (cast(:day as date) + 1)::timestamp at time zone 'Asia/Shanghai' stop),
            paid as (
                select p.id, p.shift_id, p.tendered - p.change net, v.payment_id void_id,
                       coalesce((select sum(t.amount) from cashier.tender t where t.community_id = p.community_id and t.payment_id = p.id), 0) - p.change tenders
                  from cashier.payment p
                  left join cashier.payment_void v on v.community_id = p.community_id and v.payment_id = p.id
                 where p.community_id = :community and p.paid_on = :day),
            closed as (
                select c.shift_id, c.expected, c.counted, s.float_amount,
                       coalesce((select sum(d.amount) from cashier.cash_drop d where d.community_id = c.community_id and d.shift_id = c.shift_id), 0) dropped,
                       coalesce((select sum(coalesce((select sum(t.amount) from cashier.tender t
                                                       where t.community_id = p.community_id and t.payment_id = p.id and t.method = 'CASH'), 0) - p.change)
                                   from cashier.payment p
                                  where p.community_id = c.community_id and p.shift_id = c.shift_id
                                    and not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id)), 0)
                       + coalesce((select sum(m.amount) from cashier.till_movement m
                                    where m.community_id = c.community_id and m.shift_id = c.shift_id and m.method = 'CASH'), 0) cash
                  from cashier.shift_close c
                  join cashier.shift s on s.community_id = c.community_id and s.id = c.shift_id, moment m
                 where c.community_id = :community and c.closed_at >= m.start and c.closed_at < m.stop),
            safe as (
                select kind, amount, made_at from cashier.safe_movement, moment m where community_id = :community and made_at < m.stop)
            select (select count(*) from paid) receipts, (select count(void_id) from paid) voided,
                   (select coalesce(sum(net), 0) from paid where void_id is null) total,
                   (select coalesce(sum(tenders), 0) from paid where void_id is null) tenders,
                   (select coalesce(sum(counted), 0) from closed)
                     + (select coalesce(sum(d.amount), 0) from cashier.cash_drop d, moment m
                         where d.community_id = :community and d.made_at >= m.start and d.made_at < m.stop)
                     + (select coalesce(sum(w.amount), 0) from cashier.variance_settlement w, moment m
                         where w.community_id = :community and w.kind = 'COMPENSATED' and w.settled_at >= m.start and w.settled_at < m.stop)
                     - (select coalesce(sum(s.float_amount), 0) from cashier.shift s, moment m
                         where s.community_id = :community and s.opened_at >= m.start and s.opened_at < m.stop) cash,
                   (select coalesce(sum(cash), 0) from closed) day_shift_cash,
                   (select coalesce(sum(expected + dropped - float_amount), 0) from closed) closed_cash,
                   (select coalesce(sum(amount), 0) from safe, moment m where kind = 'OPENING' and made_at >= m.start) opening,
                   (select coalesce(-sum(amount), 0) from safe, moment m where kind = 'REMITTANCE' and made_at >= m.start) remitted,
                   (select coalesce(-sum(amount), 0) from safe, moment m where kind = 'EXPENSE' and made_at >= m.start) spent,
                   (select coalesce(sum(amount), 0) from safe, moment m where made_at < m.start) safe_before,
                   (select coalesce(sum(amount), 0) from safe) safe_after,
                   (select count(*) from cashier.shift s, moment m where s.community_id = :community and s.is_open and s.opened_at < m.stop) open_shifts,
                   (select count(*) from paid where not exists (select from cashier.remittance_payment r
                         where r.community_id = :community and r.payment_id = paid.id and r.is_live)) without_slip,
                   (select count(*) from cashier.remittance where community_id = :community and handed_on <= :day and state = 'HANDED') unsigned
            """).param("community", community).param("day", day)
            .query((row, i) -> new Sums(row.getLong("receipts"), row.getLong("voided"), money(row.getBigDecimal("total")),
                money(row.getBigDecimal("tenders")), money(row.getBigDecimal("cash")), money(row.getBigDecimal("day_shift_cash")),
                money(row.getBigDecimal("closed_cash")), money(row.getBigDecimal("opening")),
                money(row.getBigDecimal("remitted")), money(row.getBigDecimal("spent")), money(row.getBigDecimal("safe_before")), money(row.getBigDecimal("safe_after")),
                row.getLong("open_shifts"), row.getLong("without_slip"), row.getLong("unsigned"))).single();
    }

    private static Money money(BigDecimal yuan) {
        return new Money(yuan);
    }
}

package cn.anju.billing.relief;

import cn.anju.access.AuditTrail;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.approval.Submission.Fact;
import cn.anju.billing.Bills;
import cn.anju.billing.OpenBill;
import cn.anju.estate.Room;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 申请减免、提前终止减免；批不批另有人。 */
@Service
class Reliefs {

    /**
     * 一段日期的减免。
     *
     * @param chargeItem id of the charge item
     * @param percent off each line; without it {@code monthly} is taken off each month
     * @param monthly the most of one month; with {@code percent} it may be left to the room's last bill of the item
     */
    record NewRelief(@NotNull ReliefKind kind, @NotBlank @Size(max = 60) String roomCode, @NotNull Long chargeItem,
                     @Nullable @DecimalMin("0.01") @DecimalMax("100") @Digits(integer = 3, fraction = 2) BigDecimal percent,
                     @Nullable Money monthly, @NotNull LocalDate from, @NotNull LocalDate to, @NotBlank @Size(max = 500) String reason) {}

    /** 一行账单的减免。 @param amount all that is open unless given */
    record NewWaiver(@Nullable Money amount, @NotBlank @Size(max = 500) String reason) {}

    /** 提前终止。 @param on the last day on which it holds */
    record End(@NotNull LocalDate on, @NotBlank @Size(max = 200) String reason) {}

    /** 提交了。 */
    record Asked(long id, long approval) {}

    private record Item(String name, boolean isPassThrough) {}

    private record Line(ReliefKind kind, long room, long item, @Nullable Long bill, @Nullable BigDecimal percent, Money amount,
                        LocalDate from, LocalDate to, String reason) {}

    private static final int MOST_MONTHS = 24;
    private static final Money MOST_MONTHLY = Money.of("100000000.00");

    private final JdbcClient jdbc;
    private final Bills bills;
    private final Rooms rooms;
    private final ReliefBudget budget;
    private final Approvals approvals;
    private final AuditTrail audit;
    private final Clock clock;

    Reliefs(JdbcClient jdbc, Bills bills, Rooms rooms, ReliefBudget budget, Approvals approvals, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.bills = bills;
        this.rooms = rooms;
        this.budget = budget;
        this.approvals = approvals;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    Asked ask(long community, NewRelief asked) {
        CurrentUser.get().require(community, "billing.relief");
        var room = rooms.byCode(community, asked.roomCode())
            .orElseThrow(() -> Problem.notFound("room-not-found", "没有房号 %s，请核对", asked.roomCode()));
        var item = item(community, asked.chargeItem());
        if (asked.kind() == ReliefKind.SINGLE_LINE) throw Problem.invalid("relief-kind-invalid", "单笔减免请在那行账单上申请");
        if (item.isPassThrough()) throw passThrough(item.name());
        if (asked.to().isBefore(asked.from())) throw Problem.invalid("dates-reversed", "止日早于起日");
        if (asked.from().isBefore(LocalDate.now(clock).withDayOfMonth(1)))
            throw Problem.invalid("relief-in-past", "只能从本月起减免；已出的账单请逐行申请单笔减免");
        var months = ReliefMonths.between(asked.from(), asked.to());
        if (months.size() > MOST_MONTHS) throw Problem.invalid("relief-too-long", "一次最多减免 %d 个月，到期再申请", MOST_MONTHS);
        var monthly = monthly(community, room, asked);
        var id = add(community, new Line(asked.kind(), room.id(), asked.chargeItem(), null, asked.percent(), monthly, asked.from(), asked.to(), asked.reason()));
        var what = asked.percent() == null ? "每月减 %s 元".formatted(monthly)
            : "减 %s%%，每月最多 %s 元".formatted(asked.percent().stripTrailingZeros().toPlainString(), monthly);
        var whole = new Money(monthly.yuan().multiply(BigDecimal.valueOf(months.size())));
        return submit(community, id, "%s %s %s减免".formatted(room.code(), item.name(), asked.kind().label()), whole, asked.reason(),
            List.of(new Fact("减免", what), new Fact("起止", asked.from() + " 至 " + asked.to()), new Fact("合计最多", whole + " 元")));
    }

    @Transactional
    Asked askForBill(long community, long billId, NewWaiver asked) {
        CurrentUser.get().require(community, "billing.relief");
        var bill = bills.lock(community, List.of(billId)).stream().findFirst().orElseThrow(() -> Problem.notFound("bill-not-found", "没有这行账单"));
        if (bill.isPassThrough()) throw passThrough(bill.itemName());
        var amount = asked.amount() == null ? bill.outstanding() : asked.amount();
        if (bill.outstanding().isZero()) throw Problem.conflict("bill-already-settled", "这行账单已经收清，没有可以减免的");
        if (!amount.isPositive() || amount.compareTo(bill.outstanding()) > 0)
            throw Problem.invalid("relief-amount-invalid", "减免金额须大于零，不超过未收的 %s 元", bill.outstanding());
        var today = LocalDate.now(clock);
        var id = add(community, new Line(ReliefKind.SINGLE_LINE, bill.roomId(), itemOf(community, billId), billId, null, amount, today, today, asked.reason()));
        return submit(community, id, "%s %s %s 单笔减免".formatted(bill.roomCode(), bill.itemName(), YearMonth.from(bill.periodStart())), amount,
            asked.reason(), facts(bill));
    }

    /** 提前终止：以后各月占着的额度退回；还没开始的取消。 */
    @Transactional
    void end(long community, long id, End end) {
        CurrentUser.get().require(community, "billing.relief");
        var relief = jdbc.sql("""
                select from_on, until_on, bill_id, state from billing.relief where community_id = :community and id = :id for no key update
                """).param("community", community).param("id", id).query(Standing.class).optional().orElseThrow(Reliefs::notFound);
        if (relief.state() != ReliefState.APPROVED || relief.billId() != null)
            throw Problem.conflict("relief-not-running", "只有批准了的分期减免可以提前终止");
        if (end.on().isBefore(LocalDate.now(clock).minusDays(1)) || !end.on().isBefore(relief.untilOn()))
            throw Problem.invalid("relief-end-invalid", "最后一天须不早于昨天，早于原来的 %s", relief.untilOn());
        var isCancelled = end.on().isBefore(relief.fromOn());
        jdbc.sql("""
                update billing.relief set until_on = :until, state = :state, ended_name = :name, ended_reason = :reason
                 where community_id = :community and id = :id
                """).param("until", isCancelled ? relief.untilOn() : end.on())
            .param("state", (isCancelled ? ReliefState.CANCELLED : ReliefState.APPROVED).name())
            .param("name", CurrentUser.get().name()).param("reason", end.reason()).param("community", community).param("id", id).update();
        budget.giveBackAfter(community, id, isCancelled ? relief.fromOn().withDayOfMonth(1).minusDays(1) : end.on());
        audit.note("减免 " + id + " 终止", relief, end);
    }

    record Standing(LocalDate fromOn, LocalDate untilOn, @Nullable Long billId, ReliefState state) {}

    static Problem notFound() {
        return Problem.notFound("relief-not-found", "没有这条减免");
    }

    private static Problem passThrough(String item) {
        return Problem.conflict("relief-of-pass-through", "%s 是代收的钱，不能减免", item);
    }

    private static List<Fact> facts(OpenBill bill) {
        return List.of(new Fact("账期", bill.periodStart() + " 至 " + bill.periodEnd()), new Fact("金额", bill.amount() + " 元"),
            new Fact("未收", bill.outstanding() + " 元"), new Fact("应缴日", bill.dueOn().toString()));
    }

    private Asked submit(long community, long id, String title, Money amount, String reason, List<Fact> facts) {
        var approval = approvals.submit(community, new Submission(ReliefApproval.KEY, id, title, amount, reason, facts, "reliefs?id=" + id));
        audit.note(title, null, facts);
        return new Asked(id, approval);
    }

    private Item item(long community, long id) {
        return jdbc.sql("""
                select i.name, i.is_pass_through or exists (select from ledger.collector_item c
                                                              join ledger.collector k on k.community_id = c.community_id and k.entity_id = c.entity_id and k.is_agency
                                                             where c.community_id = i.community_id and c.charge_item = i.code) is_pass_through
                  from billing.charge_item i where i.community_id = :community and i.id = :id
                """)
            .param("community", community).param("id", id).query(Item.class).optional()
            .orElseThrow(() -> Problem.notFound("charge-item-not-found", "没有这个收费项目"));
    }

    private long itemOf(long community, long bill) {
        return jdbc.sql("""
                select t.charge_item_id from billing.bill b join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                 where b.community_id = :community and b.id = :bill
                """).param("community", community).param("bill", bill).query(Long.class).single();
    }

    /** A percentage alone says nothing about money: the room's last bill of the item does, per month, rounded up. */
    private Money monthly(long community, Room room, NewRelief asked) {
        if (asked.monthly() != null) {
            if (!asked.monthly().isPositive() || asked.monthly().compareTo(MOST_MONTHLY) > 0)
                throw Problem.invalid("relief-amount-invalid", "每月金额须大于零，不超过一亿元");
            return asked.monthly();
        }
        if (asked.percent() == null) throw Problem.invalid("relief-amount-missing", "请填减免的比例或每月金额");
        record Last(Money amount, LocalDate periodStart, LocalDate periodEnd) {}
        var last = jdbc.sql("""
                select b.amount, b.period_start, b.period_end
                  from billing.bill b
                  join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                 where b.community_id = :community and b.room_id = :room and not b.is_reversed and not b.is_one_off and t.charge_item_id = :item
                 order by b.period_end desc, b.amount desc limit 1
                """).param("community", community).param("room", room.id()).param("item", asked.chargeItem()).query(Last.class).optional()
            .orElseThrow(() -> Problem.invalid("relief-most-missing", "这间房还没有这个项目的账单，请填每月最多减多少"));
        var months = ChronoUnit.MONTHS.between(YearMonth.from(last.periodStart()), YearMonth.from(last.periodEnd())) + 1;
        return Money.rounded(last.amount().yuan().multiply(asked.percent()), BigDecimal.valueOf(months * 100));
    }

    private long add(long community, Line line) {
        var user = CurrentUser.get();
        try {
            return jdbc.sql("""
                    insert into billing.relief (community_id, kind, room_id, charge_item_id, bill_id, percent, amount, from_on, to_on, until_on,
                                                reason, made_by, made_name, made_at)
                    values (:community, :kind, :room, :item, :bill, :percent, :amount, :from, :to, :to, :reason, :by, :name, :at) returning id
                    """)
                .param("community", community).param("kind", line.kind().name()).param("room", line.room()).param("item", line.item())
                .param("bill", line.bill()).param("percent", line.percent()).param("amount", line.amount().yuan()).param("from", line.from())
                .param("to", line.to()).param("reason", line.reason().strip()).param("by", user.id()).param("name", user.name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        } catch (DataIntegrityViolationException e) {
            throw Problem.conflict("relief-overlaps", "同一间房、同一项目在这段日期里已有减免或申请");
        }
    }
}

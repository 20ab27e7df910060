package cn.anju.billing.relief;

import cn.anju.approval.ApprovalKind;
import cn.anju.approval.Submission.Fact;
import cn.anju.billing.Bills;
import cn.anju.billing.Settlement;
import cn.anju.billing.Waivers;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 减免的审批：先看额度，批了占住；单笔的当场核销。收款的人不能批。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ReliefApproval implements ApprovalKind {

    static final String KEY = "relief";

    private record Asked(@Nullable Long billId, Money amount, LocalDate fromOn, LocalDate untilOn, String reason, ReliefState state) {}

    private final JdbcClient jdbc;
    private final Bills bills;
    private final Waivers waivers;
    private final ReliefBudget budget;
    private final Clock clock;

    ReliefApproval(JdbcClient jdbc, Bills bills, Waivers waivers, ReliefBudget budget, Clock clock) {
        this.jdbc = jdbc;
        this.bills = bills;
        this.waivers = waivers;
        this.budget = budget;
        this.clock = clock;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String label() {
        return "减免";
    }

    @Override
    public List<Step> usualChain() {
        return List.of(Step.always("cs_supervisor"), new Step("director", Money.of("500.00")));
    }

    @Override
    public List<Fact> facts(long community, long id) {
        var today = LocalDate.now(clock);
        var asked = get(community, id, "");
        var month = asked.billId() == null ? YearMonth.from(asked.fromOn()) : YearMonth.from(today);
        var view = budget.of(community, month, today);
        return List.of(new Fact(month + " 减免余额", "%s 元（额度 %s，已用 %s）".formatted(view.left(), view.budget(), view.used())),
            new Fact("批后余额", view.left().compareTo(asked.amount()) < 0 ? "不够" : view.left().minus(asked.amount()) + " 元"),
            new Fact("本年收缴率", budget.effect(community, whole(asked), today)));
    }

    @Override
    public void approved(long community, long id) {
        if (CurrentUser.get().may(community, "cashier.receive"))
            throw Problem.forbidden("collector-not-approver", "收款的人不能批减免，请由别人审批");
        var asked = get(community, id, " for no key update");
        var today = LocalDate.now(clock);
        if (asked.billId() != null) {
            waive(community, id, asked, asked.billId(), today);
            budget.take(community, id, List.of(YearMonth.from(today)), asked.amount());
        } else {
            budget.take(community, id, ReliefMonths.between(asked.fromOn(), asked.untilOn()), asked.amount());
        }
        move(community, id, ReliefState.APPROVED);
    }

    @Override
    public void rejected(long community, long id, String why) {
        move(community, id, ReliefState.REJECTED);
    }

    private void waive(long community, long id, Asked asked, long billId, LocalDate today) {
        var bill = bills.lock(community, List.of(billId)).stream().findFirst()
            .orElseThrow(() -> Problem.conflict("bill-changed", "这行账单已经冲销，不能再减免"));
        if (bill.outstanding().compareTo(asked.amount()) < 0)
            throw Problem.conflict("bill-changed", "这行账单只剩 %s 元未收，请按现在的金额重新申请", bill.outstanding());
        waivers.waive(community, List.of(new Settlement(billId, Settlement.Kind.WAIVER, asked.amount(), today, id)), "relief", id, today,
            "减免 %s %s".formatted(bill.roomCode(), bill.itemName()));
    }

    private Money whole(Asked asked) {
        var months = asked.billId() == null ? ReliefMonths.between(asked.fromOn(), asked.untilOn()).size() : 1;
        return new Money(asked.amount().yuan().multiply(BigDecimal.valueOf(months)));
    }

    private Asked get(long community, long id, String lock) {
        return jdbc.sql("select bill_id, amount, from_on, until_on, reason, state from billing.relief where community_id = :community and id = :id" + lock)
            .param("community", community).param("id", id).query(Asked.class).optional().orElseThrow(Reliefs::notFound);
    }

    private void move(long community, long id, ReliefState state) {
        jdbc.sql("update billing.relief set state = :state where community_id = :community and id = :id and state = 'WAITING'")
            .param("state", state.name()).param("community", community).param("id", id).update();
    }
}

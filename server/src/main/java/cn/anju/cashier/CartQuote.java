package cn.anju.cashier;

import cn.anju.billing.Bills;
import cn.anju.billing.OpenBill;
import cn.anju.cashier.ReceivePayment.LateFeeMode;
import cn.anju.estate.Room;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.ledger.LegalEntities;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** 合并收款的试算：各主体应收多少；什么也不留下。 */
@Service
class CartQuote {

    /** 要收的。 */
    record Asked(@NotEmpty @Size(max = 30) List<TakeCart.@Valid @NotNull Part> parts, @Nullable LateFeeMode lateFee) {}

    /** 一行账单。 @param billId none for a line that only the payment will make */
    record Line(@Nullable Long billId, String roomCode, String itemName, LocalDate periodStart, LocalDate periodEnd, LocalDate dueOn,
                Money outstanding, Money lateFee) {}

    /** 一个收款主体的一份。 */
    record Bundle(long entityId, String entityName, Money due, Money lateFee, Money discount, List<Line> lines) {}

    /** 全部。 @param due what settles everything: send it back as {@code expectedDue} */
    record Result(Money due, Money deposits, List<Bundle> bundles) {}

    private final CartPlan plans;
    private final Bills bills;
    private final Rooms rooms;
    private final LegalEntities entities;
    private final Clock clock;

    CartQuote(CartPlan plans, Bills bills, Rooms rooms, LegalEntities entities, Clock clock) {
        this.plans = plans;
        this.bills = bills;
        this.rooms = rooms;
        this.entities = entities;
        this.clock = clock;
    }

    @Transactional
    Result of(long community, Asked asked) {
        CurrentUser.get().require(community, "cashier.receive");
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        var today = LocalDate.now(clock);
        var mode = asked.lateFee() == null ? LateFeeMode.COLLECT : asked.lateFee();
        var ids = asked.parts().stream().flatMap(part -> rooms.byCode(community, part.roomCode()).stream()).map(Room::id).toList();
        var existing = bills.open(community, ids).stream().map(OpenBill::id).collect(Collectors.toSet());
        var plan = plans.of(community, asked.parts(), mode, today);
        var bundles = plan.bundles().stream().map(bundle -> new Bundle(bundle.collector().entityId(), entities.name(bundle.collector().entityId()),
            bundle.due(), bundle.whole().lateFee(), bundle.whole().discount(), bundle.bills().stream().map(bill -> new Line(
                existing.contains(bill.id()) ? bill.id() : null, bill.roomCode(), bill.itemName(), bill.periodStart(), bill.periodEnd(), bill.dueOn(),
                bill.outstanding(), Allocation.fee(bill, bill.outstanding(), today))).toList())).toList();
        return new Result(plan.due(), Money.sum(plan.deposits(), held -> held.deposit().amount()), bundles);
    }
}

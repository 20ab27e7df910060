package cn.anju.cashier;

import cn.anju.billing.Bills;
import cn.anju.billing.LateFee;
import cn.anju.billing.OpenBill;
import cn.anju.cashier.ReceivePayment.Charge;
import cn.anju.cashier.ReceivePayment.LateFeeMode;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.resident.Holdings;
import cn.anju.resident.Holdings.Owner;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * 试算：这些账单今天要收多少，收这么多钱会怎样；什么也不留下。
 *
 * <p>Coming bills and one-off charges are made as a payment would make them, and rolled back: the figures come from the
 * code that takes the money.
 */
@Service
class Quote {

    /** @param billIds what is ticked; without it everything the room's owners owe here, their other rooms included */
    record Asked(@NotBlank @Size(max = 60) String roomCode, @Nullable @Size(max = 2000) List<@NotNull Long> billIds,
                 @Nullable LateFeeMode lateFee, @Nullable Money tendered, @Nullable YearMonth payThrough,
                 @Nullable @Size(max = 20) List<@Valid @NotNull Charge> charges) {}

    /**
     * 一行可收的账单。
     *
     * @param billId none for a line that only the payment will make
     * @param settled what the tendered amount (or exactly what is due) settles of it
     */
    record Line(@Nullable Long billId, String roomCode, String tariffCode, String itemName, @Nullable String shareGroup,
                LocalDate periodStart, LocalDate periodEnd, LocalDate dueOn, long daysLate, Money amount, Money outstanding,
                Money lateFee, boolean isTicked, Money settled, Money discount) {}

    /**
     * 试算的结果。
     *
     * @param due what settles everything ticked: send it back as {@code expectedDue}
     * @param surplus what is left of the tendered amount
     * @param prepayment what the present owners may use
     */
    record Result(String roomCode, long roomId, List<String> owners, Money prepayment, List<Line> lines, Money due,
                  Money principal, Money lateFee, Money waived, Money discount, Money annualDiscount, Money rounding,
                  Money surplus) {}

    private final Bills bills;
    private final Rooms rooms;
    private final Holdings holdings;
    private final Prepayments prepayments;
    private final CashierRules rules;
    private final OneOffPrices prices;
    private final Clock clock;

    Quote(Bills bills, Rooms rooms, Holdings holdings, Prepayments prepayments, CashierRules rules, OneOffPrices prices,
          Clock clock) {
        this.bills = bills;
        this.rooms = rooms;
        this.holdings = holdings;
        this.prepayments = prepayments;
        this.rules = rules;
        this.prices = prices;
        this.clock = clock;
    }

    @Transactional
    Result of(long community, Asked asked) {
        CurrentUser.get().require(community, "cashier.receive");
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        var room = rooms.byCode(community, asked.roomCode().strip())
            .orElseThrow(() -> Problem.notFound("room-not-found", "没有房号 %s，请核对", asked.roomCode()));
        var today = LocalDate.now(clock);
        var related = Stream.concat(Stream.of(room.id()), holdings.otherRoomsOfOwners(community, room.id(), today).stream()).toList();
        var existing = bills.open(community, related).stream().map(OpenBill::id).collect(Collectors.toSet());
        if (asked.payThrough() != null) bills.ensureAhead(community, room.id(), asked.payThrough());
        prices.charge(community, room.id(), asked.charges());

        var open = bills.open(community, related).stream().filter(OpenBill::owedByOwner).sorted(OpenBill.OLDEST_FIRST).toList();
        var ticked = open.stream().filter(bill -> isTicked(bill, asked, existing.contains(bill.id()), room.id())).toList();
        var mode = asked.lateFee() == null ? LateFeeMode.COLLECT : asked.lateFee();
        var allocation = rules.allocate(community, ticked, today, mode, asked.tendered());
        var discounts = rules.discounts(community, ticked, today, mode);
        var settled = allocation.lines().stream().collect(Collectors.toMap(line -> line.bill().id(), Function.identity()));
        var tickedIds = new HashSet<>(ticked.stream().map(OpenBill::id).toList());
        var owners = holdings.owners(community, room.id(), today);
        return new Result(room.code(), room.id(), owners.stream().map(Owner::name).toList(),
            prepayments.usable(community, room.id(), owners, ticked.stream().map(OpenBill::itemCode).distinct().toList()),
            open.stream().map(bill -> line(bill, today, existing.contains(bill.id()), tickedIds.contains(bill.id()), settled)).toList(),
            allocation.due(), allocation.applied(), allocation.lateFee(), allocation.waived(), allocation.discount(),
            discounts.annual(), discounts.rounding(), allocation.surplus());
    }

    /** As {@link Cashier} chooses: paying ahead takes all the room owes, what is made for this payment is always in it. */
    private static boolean isTicked(OpenBill bill, Asked asked, boolean existed, long room) {
        if (asked.billIds() == null || !existed) return true;
        return asked.payThrough() != null && bill.roomId() == room || asked.billIds().contains(bill.id());
    }

    private static Line line(OpenBill bill, LocalDate today, boolean existed, boolean isTicked, Map<Long, Allocation.Line> settled) {
        var line = settled.get(bill.id());
        return new Line(existed ? bill.id() : null, bill.roomCode(), bill.tariffCode(), bill.itemName(), bill.shareGroup(),
            bill.periodStart(), bill.periodEnd(), bill.dueOn(), LateFee.daysLate(bill.dueOn(), today), bill.amount(),
            bill.outstanding(), Allocation.fee(bill, bill.outstanding(), today), isTicked,
            line == null ? Money.ZERO : line.settled(), line == null ? Money.ZERO : line.discount());
    }
}

package cn.anju.cashier;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Paging;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The lists of this module as Excel files: the same filters, all pages. */
@RestController
@RequestMapping("/api/communities/{community}")
class CashierSheets {

    private final PaymentList payments;
    private final ShiftList shifts;
    private final PrepaymentList prepayments;
    private final Clock clock;

    CashierSheets(PaymentList payments, ShiftList shifts, PrepaymentList prepayments, Clock clock) {
        this.payments = payments;
        this.shifts = shifts;
        this.prepayments = prepayments;
        this.clock = clock;
    }

    @GetMapping("/payments.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> payments(@PathVariable long community, @ParameterObject PaymentList.Filter filter,
                                    @ParameterObject Paging paging) {
        return ListSheet.of("收款", CashierExports.payments(clock.getZone()),
            payments.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/shifts.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> shifts(@PathVariable long community, @ParameterObject ShiftList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("班次", List.of(
            Column.text("收款人", 12, ShiftList.Row::cashierName), Column.text("开班", 18, row -> moment(row.openedAt())),
            Column.text("交班", 18, row -> moment(row.closedAt())), Column.money("备用金", 12, ShiftList.Row::floatAmount),
            Column.count("收款笔数", 10, ShiftList.Row::payments), Column.money("应有现金", 12, ShiftList.Row::expectedCash),
            Column.money("实点现金", 12, ShiftList.Row::countedCash), Column.money("长短款", 12, ShiftList.Row::difference).withSum(),
            Column.text("说明", 30, ShiftList.Row::reason)),
            shifts.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/prepayments.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> prepayments(@PathVariable long community, @ParameterObject PrepaymentList.Filter filter,
                                       @ParameterObject Paging paging) {
        return ListSheet.of("预存", List.of(
            Column.text("房号", 14, PrepaymentList.Row::roomCode), Column.text("业主", 16, PrepaymentList.Row::owner),
            Column.text("指明项目", 14, PrepaymentList.Row::itemName), Column.money("余额", 12, PrepaymentList.Row::balance).withSum(),
            Column.money("每月平均账单", 14, PrepaymentList.Row::monthly), Column.date("哪个月不够", 12, PrepaymentList.Row::runsOutIn)),
            prepayments.list(community, filter, Paging.all(paging.sort())).items());
    }

    private @Nullable String moment(@Nullable Instant instant) {
        return instant == null ? null : Html.moment(instant, clock.getZone());
    }
}

package cn.anju.cashier.prepaid;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 预付费表：清单、逐日余额、充值流水、低余额与通知。 */
@RestController
@RequestMapping("/api/communities/{community}")
class PrepaidController {

    /** 登记好的一次告知。 */
    record Recorded(long id) {}

    private static final List<Column<SupplyList.Row>> SUPPLIES = List.of(Column.text("房号", 14, SupplyList.Row::roomCode), Column.text("业主", 14, SupplyList.Row::owner),
        Column.text("表号", 18, SupplyList.Row::numbers), Column.text("项目", 12, SupplyList.Row::itemName), Column.money("余额", 12, SupplyList.Row::balance),
        Column.money("预存", 12, SupplyList.Row::funds), Column.money("未收账单", 12, SupplyList.Row::openBills), Column.money("未出账用量", 12, SupplyList.Row::unbilled),
        Column.money("界线", 10, SupplyList.Row::limit), Column.number("日均用量", 10, SupplyList.Row::averageUse), Column.money("日均金额", 10, SupplyList.Row::averageCost),
        Column.text("还够天数", 10, row -> row.daysLeft() == null ? null : row.daysLeft().toString()), Column.date("最后读数", 12, SupplyList.Row::lastReadOn),
        Column.text("状态", 10, row -> row.state().label), Column.date("预付费起", 12, SupplyList.Row::fromOn), Column.date("停止", 12, SupplyList.Row::endedOn));
    private static final List<Column<DayList.Day>> DAYS = List.of(Column.date("日期", 12, DayList.Day::on),
        Column.text("读数", 30, day -> day.readings().stream().map(each -> each.number() + " " + each.value().toPlainString()).collect(Collectors.joining("；"))),
        Column.number("用量", 10, DayList.Day::usage), Column.money("金额", 12, DayList.Day::cost), Column.money("存入", 12, DayList.Day::added),
        Column.money("预存", 12, DayList.Day::funds), Column.money("未收账单", 12, DayList.Day::openBills), Column.money("未出账用量", 12, DayList.Day::unbilled),
        Column.money("余额", 12, DayList.Day::balance));

    private final SupplyList supplies;
    private final Marking marking;
    private final DayList days;
    private final TopUpList topUps;
    private final FallList fallList;
    private final Falls falls;
    private final Communities communities;
    private final Clock clock;

    PrepaidController(SupplyList supplies, Marking marking, DayList days, TopUpList topUps, FallList fallList, Falls falls, Communities communities, Clock clock) {
        this.supplies = supplies;
        this.marking = marking;
        this.days = days;
        this.topUps = topUps;
        this.fallList = fallList;
        this.falls = falls;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/prepaid-meters")
    @Needs("cashier.prepaid-read")
    Page<SupplyList.Row> list(@PathVariable long community, @ParameterObject SupplyList.Filter filter, @ParameterObject Paging paging) {
        return supplies.page(community, filter, paging);
    }

    @GetMapping("/prepaid-meters.xlsx")
    @Needs("cashier.prepaid-read")
    ResponseEntity<byte[]> listSheet(@PathVariable long community, @ParameterObject SupplyList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("预付费表", SUPPLIES, supplies.page(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/prepaid-meters")
    @Needs("cashier.prepaid-edit")
    Marking.Results mark(@PathVariable long community, @Valid @RequestBody Marking.Order order) {
        return marking.mark(community, order);
    }

    @GetMapping("/prepaid-meters/{id}")
    @Needs("cashier.prepaid-read")
    SupplyList.Row supply(@PathVariable long community, @PathVariable long id) {
        return supplies.get(community, id);
    }

    @PutMapping("/prepaid-meters/{id}/threshold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("cashier.prepaid-edit")
    void limit(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Marking.Limit limit) {
        marking.limit(community, id, limit);
    }

    @PostMapping("/prepaid-meters/{id}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("cashier.prepaid-edit")
    void end(@PathVariable long community, @PathVariable long id) {
        marking.end(community, id);
    }

    @GetMapping("/prepaid-meters/{id}/days")
    @Needs("cashier.prepaid-read")
    List<DayList.Day> days(@PathVariable long community, @PathVariable long id, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        return days.of(community, id, from, to);
    }

    @GetMapping("/prepaid-meters/{id}/days.xlsx")
    @Needs("cashier.prepaid-read")
    ResponseEntity<byte[]> daySheet(@PathVariable long community, @PathVariable long id, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        return ListSheet.of("预付费逐日余额 " + supplies.get(community, id).roomCode(), DAYS, days.of(community, id, from, to));
    }

    @GetMapping("/prepaid-top-ups")
    @Needs("cashier.prepaid-read")
    Page<TopUpList.Row> topUps(@PathVariable long community, @ParameterObject TopUpList.Filter filter, @ParameterObject Paging paging) {
        return topUps.page(community, filter, paging);
    }

    @GetMapping("/prepaid-top-ups.xlsx")
    @Needs("cashier.prepaid-read")
    ResponseEntity<byte[]> topUpSheet(@PathVariable long community, @ParameterObject TopUpList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("预付费充值流水", List.of(Column.text("时间", 18, row -> Html.moment(row.paidAt(), clock.getZone())), Column.text("收据号", 14, TopUpList.Row::receiptNo),
            Column.text("房号", 14, TopUpList.Row::roomCode), Column.text("表号", 18, TopUpList.Row::numbers), Column.text("项目", 12, TopUpList.Row::itemName),
            Column.money("金额", 12, TopUpList.Row::amount), Column.text("付款人", 14, TopUpList.Row::payerName), Column.text("经办人", 12, TopUpList.Row::cashierName),
            Column.text("状态", 8, row -> row.isVoided() ? "作废" : "")), topUps.page(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/prepaid-falls")
    @Needs("cashier.prepaid-read")
    Page<FallList.Row> falls(@PathVariable long community, @ParameterObject FallList.Filter filter, @ParameterObject Paging paging) {
        return fallList.page(community, filter, paging);
    }

    @GetMapping("/prepaid-falls.xlsx")
    @Needs("cashier.prepaid-read")
    ResponseEntity<byte[]> fallSheet(@PathVariable long community, @ParameterObject FallList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("低余额与通知记录", List.of(Column.text("发现时间", 18, row -> Html.moment(row.fallenAt(), clock.getZone())),
            Column.text("房号", 14, FallList.Row::roomCode), Column.text("表号", 18, FallList.Row::numbers), Column.money("当时余额", 12, FallList.Row::balance),
            Column.money("界线", 10, FallList.Row::threshold), Column.date("读数日期", 12, FallList.Row::readOn),
            Column.text("告知", 50, row -> row.notices().stream().map(FallList.NoticeRow::spoken).collect(Collectors.joining("；"))),
            Column.date("回升日期", 12, FallList.Row::recoveredOn), Column.money("回升余额", 12, FallList.Row::recoveredBalance)),
            fallList.page(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/prepaid-falls/{id}/notices")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.prepaid-notice")
    Recorded told(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Falls.Told told) {
        return new Recorded(falls.record(community, id, told));
    }

    /** The slip that is handed over: of the fall as it was noted, however often it is printed. */
    @GetMapping(path = "/prepaid-meters/{id}/slip", produces = MediaType.TEXT_HTML_VALUE)
    @Needs("cashier.prepaid-read")
    String slip(@PathVariable long community, @PathVariable long id) {
        var row = supplies.get(community, id);
        if (row.openFall() == null) throw Problem.conflict("balance-not-low", "%s 的余额 %s 元不低于界线 %s 元，不用通知", row.roomCode(), row.balance(), row.limit());
        var fall = fallList.page(community, new FallList.Filter(id, true, null, null), Paging.all(null)).items().getFirst();
        return SlipPage.of(new SlipPage.Slip(communities.name(community), row.roomCode(), row.owner(), row.meterKind(), row.numbers(), row.itemName(),
            fall.balance(), fall.threshold(), fall.readOn(), fall.fallenOn(), LocalDate.now(clock), fall.id()));
    }
}

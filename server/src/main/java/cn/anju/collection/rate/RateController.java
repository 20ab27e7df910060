package cn.anju.collection.rate;

import cn.anju.collection.CollectionRate;
import cn.anju.collection.rate.RateQuery.By;
import cn.anju.collection.rate.RateQuery.Span;
import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 收缴率：一个小区的，和自己看得到的各小区的。 */
@RestController
class RateController {

    /** @param definitions what the figures mean, as they stand on the page */
    record Rates(YearMonth from, YearMonth to, LocalDate asOf, List<CollectionRate> rows, CollectionRate total, List<String> definitions) {}

    private static final List<Column<CollectionRate>> COLUMNS = List.of(
        Column.text("名称", 20, CollectionRate::name), Column.text("管家", 10, CollectionRate::steward),
        Column.money("当期应收", 14, CollectionRate::currentDue).withSum(), Column.money("当期实收", 14, CollectionRate::currentPaid).withSum(),
        Column.number("当期收缴率%", 12, CollectionRate::currentRate), Column.money("往年应收", 14, CollectionRate::priorDue).withSum(),
        Column.money("往年实收", 14, CollectionRate::priorPaid).withSum(), Column.number("往年收缴率%", 12, CollectionRate::priorRate),
        Column.money("未收", 14, CollectionRate::open).withSum(), Column.number("合计收缴率%", 12, CollectionRate::combinedRate));

    private final RateQuery query;
    private final Forecast forecast;
    private final Communities communities;
    private final Clock clock;

    RateController(RateQuery query, Forecast forecast, Communities communities, Clock clock) {
        this.query = query;
        this.forecast = forecast;
        this.communities = communities;
        this.clock = clock;
    }

    /** 截至某日（不写是今天）；期不写是那天的本年。 */
    @GetMapping("/api/communities/{community}/collection/rates")
    @Needs("collection.read")
    Rates rates(@PathVariable long community, @RequestParam By by, @RequestParam @Nullable LocalDate asOf, @RequestParam @Nullable YearMonth from,
                @RequestParam @Nullable YearMonth to) {
        return rates(List.of(community), by, span(asOf, from, to));
    }

    @GetMapping("/api/communities/{community}/collection/rates.xlsx")
    @Needs("collection.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @RequestParam By by, @RequestParam @Nullable LocalDate asOf,
                                 @RequestParam @Nullable YearMonth from, @RequestParam @Nullable YearMonth to) {
        var rates = rates(List.of(community), by, span(asOf, from, to));
        var cover = new ArrayList<>(List.of("期间", rates.from() + " 至 " + rates.to(), "截至", rates.asOf().toString()));
        for (var i = 0; i < rates.definitions().size(); i++) cover.addAll(List.of("定义 " + (i + 1), rates.definitions().get(i)));
        return ListSheet.of("收缴率", COLUMNS, rates.rows(), cover.toArray(String[]::new));
    }

    /** 到本月底估计收到多少。 */
    @GetMapping("/api/communities/{community}/collection/forecast")
    @Needs("collection.read")
    Forecast.Outlook forecast(@PathVariable long community) {
        return forecast.of(community, LocalDate.now(clock));
    }

    /** 看得到的各小区，排好名次。 */
    @GetMapping("/api/collection-rates")
    @Needs(Needs.SIGNED_IN)
    Rates everywhere(@RequestParam @Nullable LocalDate asOf, @RequestParam @Nullable YearMonth from, @RequestParam @Nullable YearMonth to) {
        var user = CurrentUser.get();
        return rates(communities.visible().stream().map(Communities.Community::id).filter(id -> user.may(id, "collection.read")).toList(), By.COMMUNITY, span(asOf, from, to));
    }

    private Rates rates(List<Long> among, By by, Span span) {
        return new Rates(span.from(), span.to(), span.asOf(), query.of(among, span, by), query.of(among, span, By.WHOLE).getFirst(), CollectionRate.DEFINITIONS);
    }

    private Span span(@Nullable LocalDate asOf, @Nullable YearMonth from, @Nullable YearMonth to) {
        var day = asOf == null ? LocalDate.now(clock) : asOf;
        var year = Span.yearTo(day);
        return new Span(from == null ? year.from() : from, to == null ? year.to() : to, day);
    }
}

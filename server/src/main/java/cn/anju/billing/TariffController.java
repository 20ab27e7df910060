package cn.anju.billing;

import cn.anju.billing.TariffList.Effect;
import cn.anju.billing.TariffList.TariffRow;
import cn.anju.billing.Tariffs.Limits;
import cn.anju.estate.RoomKind;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 收费标准：列表、版本、适用范围、影响多少房屋。 */
@RestController
@RequestMapping("/api/communities/{community}")
class TariffController {

    /** 建好了。 */
    record Made(long id) {}

    /** 最后有效的一天；空着是一直有效。 */
    record EndTariff(@Nullable LocalDate to) {}

    /** 限定到哪些楼栋和房屋；都空着就是全部。 */
    record AssignTariff(@NotNull @Size(max = 1000) List<@NotNull Long> buildings, @NotNull @Size(max = 5000) List<@NotNull Long> rooms) {

        Limits limits() {
            return new Limits(buildings, rooms);
        }
    }

    /** 要预览的标准。 */
    record PreviewTariff(@NotNull @Valid TariffTerms terms, @Nullable @Size(max = 1000) List<@NotNull Long> buildings,
                         @Nullable @Size(max = 5000) List<@NotNull Long> rooms) {

        Limits limits() {
            return new Limits(buildings == null ? List.of() : buildings, rooms == null ? List.of() : rooms);
        }
    }

    private static final List<Column<TariffRow>> COLUMNS = List.of(
        Column.text("编码", 10, row -> row.terms().code()), Column.text("收费项目", 20, row -> row.terms().chargeItem()),
        Column.text("计费方式", 10, row -> row.terms().rule().label()),
        Column.text("适用房屋类型", 16, row -> row.terms().roomKinds().stream().sorted().map(RoomKind::label).collect(Collectors.joining("、"))),
        Column.number("单价", 10, row -> row.terms().price()), Column.text("阶梯", 36, row -> row.terms().tiers()),
        Column.text("阶梯周期", 8, row -> row.terms().tiers() == null ? null : row.terms().isYearly() ? "年" : "月"),
        Column.text("公摊依据", 8, row -> row.terms().shareBasis() == null ? null : row.terms().shareBasis().label()),
        Column.text("计费周期", 8, row -> row.terms().cycle().label()), Column.date("生效日期", 12, row -> row.terms().from()),
        Column.date("失效日期", 12, row -> row.terms().to()), Column.number("空置折扣", 8, row -> row.terms().vacancyFactor()),
        Column.count("应缴日", 8, row -> (long) row.terms().dueDay()), Column.number("违约金日率", 10, row -> row.terms().lateFeeRate()),
        Column.text("起始楼层", 8, row -> row.terms().startFloor() == null ? null : row.terms().startFloor().toString()),
        Column.text("表类型", 8, row -> row.terms().meterKind()),
        Column.text("未交付", 8, row -> row.terms().isDeveloperCharged() ? "开发商" : null));

    private final TariffDesk desk;
    private final TariffList list;

    TariffController(TariffDesk desk, TariffList list) {
        this.desk = desk;
        this.list = list;
    }

    @GetMapping("/tariffs")
    @Needs("billing.read")
    Page<TariffRow> tariffs(@PathVariable long community, @RequestParam @Nullable String state, @RequestParam @Nullable String text,
                            @ParameterObject Paging paging) {
        return list.page(community, Filters.choice(TariffList.State.class, state, "state-unknown"), text, paging);
    }

    /** The sheet that the import takes. */
    @GetMapping("/tariffs.xlsx")
    @Needs("billing.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @RequestParam @Nullable String state, @RequestParam @Nullable String text,
                                 @ParameterObject Paging paging) {
        var rows = list.page(community, Filters.choice(TariffList.State.class, state, "state-unknown"), text, Paging.all(paging.sort())).items();
        return ListSheet.of("收费标准", COLUMNS, rows);
    }

    /** @param buildings with {@code rooms}, where it holds from the start; without both everywhere */
    @PostMapping("/tariffs")
    @Needs("billing.tariff")
    @ResponseStatus(HttpStatus.CREATED)
    Made add(@PathVariable long community, @RequestParam @Nullable List<Long> buildings, @RequestParam @Nullable List<Long> rooms,
             @RequestBody @Valid TariffTerms terms) {
        return new Made(desk.add(community, terms, new Limits(buildings == null ? List.of() : buildings, rooms == null ? List.of() : rooms)));
    }

    @PostMapping("/tariffs/preview")
    @Needs("billing.read")
    Effect preview(@PathVariable long community, @RequestBody @Valid PreviewTariff preview) {
        return list.effect(community, preview.terms(), preview.limits());
    }

    @GetMapping("/tariffs/{id}")
    @Needs("billing.read")
    TariffRow tariff(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping("/tariffs/{id}/versions")
    @Needs("billing.read")
    List<TariffRow> versions(@PathVariable long community, @PathVariable long id) {
        return list.history(community, id);
    }

    @PostMapping("/tariffs/{id}/versions")
    @Needs("billing.tariff")
    @ResponseStatus(HttpStatus.CREATED)
    Made addVersion(@PathVariable long community, @PathVariable long id, @RequestBody @Valid TariffTerms terms) {
        return new Made(desk.addVersion(community, id, terms));
    }

    @PutMapping("/tariffs/{id}/end")
    @Needs("billing.tariff")
    TariffRow end(@PathVariable long community, @PathVariable long id, @RequestBody @Valid EndTariff end) {
        desk.end(community, id, end.to());
        return list.get(community, id);
    }

    @PutMapping("/tariffs/{id}/assignment")
    @Needs("billing.tariff")
    TariffRow assign(@PathVariable long community, @PathVariable long id, @RequestBody @Valid AssignTariff assignment) {
        desk.assign(community, id, assignment.limits());
        return list.get(community, id);
    }

    @DeleteMapping("/tariffs/{id}")
    @Needs("billing.tariff")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long community, @PathVariable long id) {
        desk.remove(community, id);
    }
}

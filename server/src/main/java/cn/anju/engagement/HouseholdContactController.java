package cn.anju.engagement;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 每户每月的联系与走访。 */
@RestController
@RequestMapping("/api/communities/{community}")
class HouseholdContactController {

    private static final Map<HouseholdVisits.State, String> STATES = Map.of(HouseholdVisits.State.PLANNED, "排着", HouseholdVisits.State.DONE, "已走", HouseholdVisits.State.CANCELLED, "取消");
    private static final Map<HouseholdVisits.Satisfaction, String> SATISFACTIONS = Map.of(HouseholdVisits.Satisfaction.SATISFIED, "满意", HouseholdVisits.Satisfaction.FAIR, "一般", HouseholdVisits.Satisfaction.DISSATISFIED, "不满意");

    private final HouseholdContacts contacts;
    private final HouseholdVisits visits;
    private final Clock clock;

    HouseholdContactController(HouseholdContacts contacts, HouseholdVisits visits, Clock clock) {
        this.contacts = contacts;
        this.visits = visits;
        this.clock = clock;
    }

    @GetMapping("/household-contacts")
    @Needs("engagement.read")
    Page<HouseholdContacts.Row> list(@PathVariable long community, @ParameterObject HouseholdContacts.Filter filter, @ParameterObject Paging paging) {
        return contacts.list(community, filter, paging);
    }

    @GetMapping("/household-contacts.xlsx")
    @Needs("engagement.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject HouseholdContacts.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("每户联系", List.<Column<HouseholdContacts.Row>>of(Column.text("房号", 16, HouseholdContacts.Row::room), Column.text("片区", 16, HouseholdContacts.Row::area),
            Column.text("管家", 12, HouseholdContacts.Row::steward), Column.count("联系次数", 10, HouseholdContacts.Row::contacts), Column.text("从哪条路", 24, HouseholdContacts.Row::channels),
            Column.text("最近一次", 18, row -> row.lastAt() == null ? null : Html.moment(row.lastAt(), clock.getZone())), Column.text("说了什么", 36, HouseholdContacts.Row::lastSaid),
            Column.text("有效沟通", 10, row -> row.isEffective() ? "有" : "没有"), Column.date("排了走访", 12, HouseholdContacts.Row::plannedOn)),
            contacts.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/household-contacts/areas")
    @Needs("engagement.read")
    List<HouseholdContacts.Area> areas(@PathVariable long community, @RequestParam(required = false) @Nullable YearMonth month) {
        return contacts.areas(community, month);
    }

    @GetMapping("/household-visits")
    @Needs("engagement.read")
    Page<HouseholdVisits.Row> visits(@PathVariable long community, @ParameterObject HouseholdVisits.Filter filter, @ParameterObject Paging paging) {
        return visits.list(community, filter, paging);
    }

    @GetMapping("/household-visits.xlsx")
    @Needs("engagement.read")
    ResponseEntity<byte[]> visitSheet(@PathVariable long community, @ParameterObject HouseholdVisits.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("走访", List.<Column<HouseholdVisits.Row>>of(Column.text("房号", 16, HouseholdVisits.Row::room), Column.text("片区", 16, HouseholdVisits.Row::area), Column.text("状态", 8, row -> STATES.get(row.state())),
            Column.date("排在哪天", 12, HouseholdVisits.Row::plannedOn), Column.text("谁", 12, HouseholdVisits.Row::staffName), Column.text("怎么联系", 10, row -> row.way() == null ? null : row.way().label),
            Column.text("时间", 18, row -> row.doneAt() == null ? null : Html.moment(row.doneAt(), clock.getZone())), Column.text("意见", 36, HouseholdVisits.Row::opinion),
            Column.text("怎样改进", 36, HouseholdVisits.Row::improvement), Column.text("满意", 8, row -> row.satisfaction() == null ? null : SATISFACTIONS.get(row.satisfaction())),
            Column.text("没有去的原因", 24, HouseholdVisits.Row::cancelledWhy)), visits.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/household-visits")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("engagement.write")
    HouseholdVisits.Made record(@PathVariable long community, @Valid @RequestBody HouseholdVisits.NewContact contact) {
        return visits.record(community, contact);
    }

    @PostMapping("/household-visits/plans")
    @Needs("engagement.write")
    HouseholdVisits.Planned plan(@PathVariable long community, @Valid @RequestBody HouseholdVisits.Plan plan) {
        return visits.plan(community, plan);
    }

    @PostMapping("/household-visits/{id}/completion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void complete(@PathVariable long community, @PathVariable long id, @Valid @RequestBody HouseholdVisits.Contact contact) {
        visits.complete(community, id, contact);
    }

    @PostMapping("/household-visits/{id}/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void cancel(@PathVariable long community, @PathVariable long id, @Valid @RequestBody HouseholdVisits.Reason reason) {
        visits.cancel(community, id, reason);
    }
}

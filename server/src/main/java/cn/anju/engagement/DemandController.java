package cn.anju.engagement;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 业主要求、重点业主名单、生日祝福。 */
@RestController
@RequestMapping("/api/communities/{community}")
class DemandController {

    private static final Map<HouseholdVisits.Satisfaction, String> SATISFACTIONS = Map.of(HouseholdVisits.Satisfaction.SATISFIED, "满意", HouseholdVisits.Satisfaction.FAIR, "一般",
        HouseholdVisits.Satisfaction.DISSATISFIED, "不满意");

    private final Demands demands;
    private final KeyOwners keyOwners;
    private final Greetings greetings;
    private final Clock clock;

    DemandController(Demands demands, KeyOwners keyOwners, Greetings greetings, Clock clock) {
        this.demands = demands;
        this.keyOwners = keyOwners;
        this.greetings = greetings;
        this.clock = clock;
    }

    @GetMapping("/demands")
    @Needs("engagement.read")
    Page<Demands.Row> list(@PathVariable long community, @ParameterObject Demands.Filter filter, @ParameterObject Paging paging) {
        return demands.list(community, filter, paging);
    }

    @GetMapping("/demands.xlsx")
    @Needs("engagement.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject Demands.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("业主要求", List.<Column<Demands.Row>>of(Column.text("编号", 18, Demands.Row::number), Column.text("谁的", 10, row -> row.kind().label), Column.text("从哪里来", 10, row -> row.way().label),
            Column.text("房号", 12, Demands.Row::room), Column.text("谁提的", 12, Demands.Row::who), Column.text("议题", 36, Demands.Row::topic), Column.text("详细", 40, Demands.Row::detail),
            Column.date("哪天", 12, Demands.Row::receivedOn), Column.text("谁管", 12, Demands.Row::staffName), Column.date("哪天以前答复", 14, Demands.Row::dueOn),
            Column.text("落实", 14, row -> row.outcome() == null ? null : row.outcome().label), Column.text("答复", 40, Demands.Row::reply),
            Column.text("答复时间", 18, row -> row.repliedAt() == null ? null : Html.moment(row.repliedAt(), clock.getZone())), Column.text("答复人", 12, Demands.Row::repliedName),
            Column.text("满意", 8, row -> row.satisfaction() == null ? null : SATISFACTIONS.get(row.satisfaction()))), demands.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/demands")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("engagement.write")
    Demands.Made record(@PathVariable long community, @Valid @RequestBody Demands.NewDemand demand) {
        return demands.record(community, demand);
    }

    @PostMapping("/demands/{id}/reply")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void reply(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Demands.Reply reply) {
        demands.reply(community, id, reply);
    }

    @GetMapping("/key-owners")
    @Needs("engagement.read")
    List<KeyOwners.Row> keyOwners(@PathVariable long community) {
        return keyOwners.list(community);
    }

    @GetMapping("/key-owners.xlsx")
    @Needs("engagement.read")
    ResponseEntity<byte[]> keyOwnerSheet(@PathVariable long community) {
        return ListSheet.of("重点业主名单", List.<Column<KeyOwners.Row>>of(Column.text("房号", 14, KeyOwners.Row::room), Column.text("业主", 16, KeyOwners.Row::owner), Column.text("为什么列为重点", 40, KeyOwners.Row::why),
            Column.text("专门的渠道", 24, KeyOwners.Row::channel), Column.text("谁联络", 12, KeyOwners.Row::staffName), Column.date("从", 12, KeyOwners.Row::fromOn),
            Column.text("上次要求", 18, row -> row.lastAt() == null ? null : Html.moment(row.lastAt(), clock.getZone())), Column.count("要求", 8, KeyOwners.Row::demands), Column.count("待答复", 8, KeyOwners.Row::open),
            Column.date("撤下", 12, KeyOwners.Row::endedOn), Column.text("为什么撤下", 30, KeyOwners.Row::endedWhy)), keyOwners.list(community));
    }

    @PostMapping("/key-owners")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("engagement.manage")
    KeyOwners.Made addKeyOwner(@PathVariable long community, @Valid @RequestBody KeyOwners.NewKeyOwner owner) {
        return keyOwners.add(community, owner);
    }

    @PostMapping("/key-owners/{id}/ending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.manage")
    void endKeyOwner(@PathVariable long community, @PathVariable long id, @Valid @RequestBody KeyOwners.Ending ending) {
        keyOwners.end(community, id, ending);
    }

    @GetMapping("/birthdays")
    @Needs("engagement.read")
    Page<Greetings.Row> birthdays(@PathVariable long community, @ParameterObject Greetings.Filter filter, @ParameterObject Paging paging) {
        return greetings.list(community, filter, paging);
    }

    @GetMapping("/birthdays.xlsx")
    @Needs("engagement.read")
    ResponseEntity<byte[]> birthdaySheet(@PathVariable long community, @ParameterObject Greetings.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("生日祝福", List.<Column<Greetings.Row>>of(Column.date("生日", 12, Greetings.Row::fallsOn), Column.text("姓名", 14, Greetings.Row::name), Column.text("房号", 14, Greetings.Row::room),
            Column.text("片区", 14, Greetings.Row::area), Column.text("怎么祝福的", 12, row -> row.way() == null ? null : row.way().label), Column.text("说明", 30, Greetings.Row::remark),
            Column.text("时间", 18, row -> row.greetedAt() == null ? null : Html.moment(row.greetedAt(), clock.getZone())), Column.text("谁", 12, Greetings.Row::greetedName)),
            greetings.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/birthdays/greetings")
    @Needs("engagement.write")
    Greetings.Greeted greet(@PathVariable long community, @Valid @RequestBody Greetings.Greeting greeting) {
        return greetings.greet(community, greeting);
    }
}

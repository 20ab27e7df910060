package cn.anju.duty;

import cn.anju.duty.Proof.Found;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** 职责：目录、我的今天、班组、履行情况。 */
@RestController
@RequestMapping("/api")
class DutyController {

    record Created(long id) {}

    private final Placed placed;
    private final MyDay myDay;
    private final Team team;
    private final Fulfilment fulfilment;
    private final Trend trend;
    private final HandTicks handTicks;
    private final Absences absences;
    private final Amendments amendments;
    private final EvidenceChoices evidence;
    private final Clock clock;

    DutyController(Placed placed, MyDay myDay, Team team, Fulfilment fulfilment, Trend trend, HandTicks handTicks, Absences absences, Amendments amendments, EvidenceChoices evidence, Clock clock) {
        this.placed = placed;
        this.myDay = myDay;
        this.team = team;
        this.fulfilment = fulfilment;
        this.trend = trend;
        this.handTicks = handTicks;
        this.absences = absences;
        this.amendments = amendments;
        this.evidence = evidence;
        this.clock = clock;
    }

    @GetMapping("/duties")
    @Needs(Needs.SIGNED_IN)
    List<Duty> all() {
        return List.copyOf(placed.duties().values());
    }

    /** What the company has changed, why, when and who. */
    @GetMapping("/duties/amendments")
    @Needs(Needs.SIGNED_IN)
    List<Amendment> amendments() {
        return amendments.all().values().stream().sorted(Comparator.comparing(Amendment::dutyId)).toList();
    }

    /** 另选凭据时可选的。 */
    @GetMapping("/duties/evidence")
    @Needs(Amendments.AMEND)
    List<EvidenceChoices.Choice> evidence() {
        return evidence.all();
    }

    /** 公司改一条职责，从下一回起。 */
    @PutMapping("/duties/{duty}/amendment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Amendments.AMEND)
    void amend(@PathVariable String duty, @Valid @RequestBody Amendments.Change change) {
        amendments.amend(duty, change);
    }

    @DeleteMapping("/duties/{duty}/amendment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Amendments.AMEND)
    void restore(@PathVariable String duty, @RequestParam int version) {
        amendments.restore(duty, version);
    }

    @GetMapping("/communities/{community}/duties/today")
    @Needs(Needs.SIGNED_IN)
    MyDay.Day today(@PathVariable long community, @RequestParam(required = false) @Nullable Long staff) {
        var user = CurrentUser.get();
        if (staff == null || staff == user.id()) return myDay.of(community, MyDay.actingFor(user), user.name());
        user.require(community, "duty.team");
        return myDay.of(community, List.of(staff), team.name(community, staff));
    }

    @GetMapping("/communities/{community}/duties/team")
    @Needs("duty.team")
    List<Team.Member> team(@PathVariable long community) {
        return team.today(community);
    }

    @GetMapping("/communities/{community}/duties/fulfilment")
    @Needs("duty.team")
    List<Fulfilment.Row> fulfilment(@PathVariable long community, @RequestParam(required = false) @Nullable YearMonth month) {
        return fulfilment.byDuty(community, or(month));
    }

    @GetMapping("/communities/{community}/duties/fulfilment/people")
    @Needs("duty.team")
    List<Fulfilment.Person> people(@PathVariable long community, @RequestParam(required = false) @Nullable YearMonth month) {
        return fulfilment.byPerson(community, or(month));
    }

    @GetMapping("/communities/{community}/duties/fulfilment/trend")
    @Needs("duty.team")
    List<Trend.Month> trend(@PathVariable long community, @RequestParam(required = false) @Nullable YearMonth month, @RequestParam(required = false) @Nullable String duty,
                            @RequestParam(required = false) @Nullable Long staff) {
        return duty == null ? trend.of(community, or(month), staff) : trend.of(community, or(month), duty);
    }

    @GetMapping("/communities/{community}/duties/{duty}/records")
    @Needs("duty.team")
    List<Found> records(@PathVariable long community, @PathVariable String duty, @RequestParam(required = false) @Nullable YearMonth month) {
        return fulfilment.recordsOf(community, duty, or(month));
    }

    @PostMapping("/communities/{community}/duty-tasks/{task}/tick")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Needs.SIGNED_IN)
    void tick(@PathVariable long community, @PathVariable long task, @Valid @RequestBody HandTicks.Tick tick) {
        handTicks.tick(community, task, tick);
    }

    @GetMapping("/communities/{community}/duty-absences")
    @Needs("duty.team")
    List<Absences.Row> absences(@PathVariable long community) {
        return absences.all(community);
    }

    @PostMapping("/communities/{community}/duty-absences")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("duty.team")
    Created absent(@PathVariable long community, @Valid @RequestBody Absences.New absence) {
        return new Created(absences.add(community, absence));
    }

    @PostMapping("/communities/{community}/duty-absences/{absence}/lifting")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("duty.team")
    void lift(@PathVariable long community, @PathVariable long absence) {
        absences.lift(community, absence);
    }

    private YearMonth or(@Nullable YearMonth month) {
        return month == null ? YearMonth.now(clock) : month;
    }
}

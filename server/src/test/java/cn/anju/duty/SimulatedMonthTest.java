package cn.anju.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.SameOnAnyDatabase;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.duty.Evidence.Type;
import cn.anju.kernel.Scope;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** 一个月，三十来人，各岗位都有：照计划办的、迟的、没办的，履行情况说的正是计划里的。 */
@Story
@SameOnAnyDatabase("sums of rounds; DutyTest runs everywhere")
class SimulatedMonthTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 12, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);
    private static final long SEED = 20261201;

    /** Thirty-one people, every post of the catalogue. */
    private static final Map<String, Integer> POSTS = Map.ofEntries(Map.entry("front_desk", 3), Map.entry("steward", 4), Map.entry("senior_steward", 1),
        Map.entry("fee_collector", 2), Map.entry("cashier", 1), Map.entry("accountant", 1), Map.entry("cs_supervisor", 1), Map.entry("director", 1),
        Map.entry("general_manager", 1), Map.entry("technician", 4), Map.entry("engineering_supervisor", 1), Map.entry("security_guard", 4), Map.entry("security_lead", 1),
        Map.entry("toll_attendant", 2), Map.entry("clerk", 1), Map.entry("warehouse", 1), Map.entry("leasing_agent", 1), Map.entry("cleaner_supervisor", 1));

    private static final Map<String, String> CLOCKS = Map.of("planning.work-log", "18:00", "facility.office-cleaning", "09:00", "custody.radio-and-counter-gear", "08:10",
        "guard.gate-control", "07:30", "inspection.night-patrol", "21:00");

    /** 计划怎样办一回。 */
    enum Plan { IN_TIME, LATE, NOT_AT_ALL }

    private static final List<Plan> OUTCOMES = List.of(Plan.IN_TIME, Plan.IN_TIME, Plan.LATE, Plan.NOT_AT_ALL);

    /** What a person does every day in the program itself, beside the registers: the duty's evidence, and which journal is written. */
    private static final Map<String, String> JOURNALS = Map.of("planning.work-logged", "WORK", "planning.building-logged", "BUILDING");

    /** Nobody pays, reports a fault or runs out of electricity this month: for these records there is no occasion. */
    private static final Set<String> IDLE = Set.of("cashier.remittance-handed", "cashier.remittance-signed", "cashier.handover-signed", "cashier.prepaid-told",
        "servicedesk.morning-arranged", "servicedesk.orders-entered", "servicedesk.batch-approved", "servicedesk.vouchers-filed");

    record Staff(long id, String role, Office office) {}

    /** @param by who writes it, where the plan has it done */
    record Job(Duty duty, String register, LocalDate dueOn, LocalTime at, Staff by) {}

    /** What the month should say. */
    static final class Sum {
        long due;
        long onTime;
        long late;
        long missed;
        long excused;

        static Sum of(JsonNode row) {
            var sum = new Sum();
            sum.due = row.at("/due").asLong();
            sum.onTime = row.at("/onTime").asLong();
            sum.late = row.at("/late").asLong();
            sum.missed = row.at("/missed").asLong();
            sum.excused = row.at("/excused").asLong();
            return sum;
        }

        void add(Sum other) {
            due += other.due;
            onTime += other.onTime;
            late += other.late;
            missed += other.missed;
            excused += other.excused;
        }

        @Override
        public String toString() {
            return due + "/" + onTime + "/" + late + "/" + missed + "/" + excused;
        }
    }

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired TransactionTemplate transaction;
    @Autowired Placed placed;
    @Autowired Rounds rounds;
    @Autowired Ticks ticks;

    private final Map<String, List<Staff>> staff = new LinkedHashMap<>();
    private final Map<String, Sum> byDuty = new TreeMap<>();
    private final Map<Long, Sum> byPerson = new TreeMap<>();
    private final Map<String, @Nullable Staff> figures = new HashMap<>();
    private final Map<String, JsonNode> papers = new HashMap<>();
    private final List<String> done = new ArrayList<>();
    private long community;

    /** Colleagues of the whole company, whom other stories have left behind, would be one more holder here. */
    @BeforeEach void onlyWhoIsHired() {
        StoryDatabase.owner().sql("""
            update access.role_grant g set to_on = greatest(from_on, date '2026-11-30') from access.role r
             where r.id = g.role_id and r.key <> 'administrator' and g.community_id is null and g.to_on is null
            """).update();
    }

    @AfterEach void asShipped() {
        for (var each : office.get("/api/duties/amendments").json())
            office.delete("/api/duties/" + each.at("/dutyId").asString() + "/amendment?version=" + each.at("/version").asInt()).expect(204);
    }

    /** The company wants these by an hour of its own, so that they can be late. */
    private void amend() {
        CLOCKS.forEach((id, time) -> {
            var duty = placed.duties().get(id);
            office.put("/api/duties/" + id + "/amendment", Map.of("isOff", false, "roles", duty.roles(), "cadence", duty.cadence().name().toLowerCase(Locale.ROOT),
                "per", duty.per().name().toLowerCase(Locale.ROOT), "clock", time, "evidence", "SHIPPED", "reason", "公司要求按点", "version", 0)).expect(204);
        });
    }

    @Test void 照计划过一个月_履行情况说的正是计划() {
        to(FIRST.minusDays(1), LocalTime.of(9, 0));
        community = counter.community(2);
        amend();
        hire();
        to(FIRST, LocalTime.of(0, 5));
        var supervisor = staff.get("cs_supervisor").getFirst().office();
        var away = staff.get("security_guard").getFirst();
        supervisor.post(path("duty-absences"), Map.of("staffId", away.id(), "fromOn", "2026-12-10", "toOn", "2026-12-12", "reason", "年休假")).expect(201);

        var jobs = plan(away);
        assertThat(jobs.values().stream().mapToInt(List::size).sum()).as("enough is done for the month to say something, by " + done).isGreaterThan(250);
        assertThat(byDuty.values().stream().filter(sum -> sum.late > 0).count()).as("duties with something late").isGreaterThan(3);
        for (var day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) work(day, jobs.getOrDefault(day, List.of()));
        to(LAST.plusDays(1), LocalTime.of(0, 30));
        in(() -> ticks.look(community));

        var told = new TreeMap<String, String>();
        var all = new Sum();
        for (var row : office.get(path("duties/fulfilment?month=2026-12")).expect(200).json()) {
            var id = row.at("/dutyId").asString();
            if (byDuty.containsKey(id)) told.put(id, Sum.of(row).toString());
            if (isPeriodic(id)) all.add(Sum.of(row));
            // What a figure says is not of this plan; its rounds are still somebody's.
            if (figures.get(id) != null) byPerson.computeIfAbsent(figures.get(id).id(), key -> new Sum()).add(Sum.of(row));
        }
        assertThat(told).isEqualTo(texts(byDuty));
        var people = new TreeMap<Long, String>();
        var everybody = new Sum();
        for (var row : office.get(path("duties/fulfilment/people?month=2026-12")).expect(200).json()) {
            if (row.hasNonNull("staffId")) people.put(row.at("/staffId").asLong(), Sum.of(row).toString());
            everybody.add(Sum.of(row));
        }
        assertThat(people).isEqualTo(texts(byPerson));
        assertThat(everybody.toString()).as("with what a post shares and nobody did, all that was due").isEqualTo(all.toString());
        for (var duty : done)
            assertThat((long) office.get(path("duties/" + duty + "/records?month=2026-12")).expect(200).json().size()).as("%s opens to its rounds", duty)
                .isEqualTo(Math.min(500, byDuty.get(duty).due));
    }

    /** Everybody from the first on: rounds are also handed out in the background, and never to half a team. */
    private void hire() {
        POSTS.forEach((role, count) -> {
            for (var i = 0; i < count; i++) {
                var account = People.of(office).account();
                People.of(office).grant(account.id(), role, community, Map.of("fromOn", FIRST));
                staff.computeIfAbsent(role, key -> new ArrayList<>()).add(new Staff(account.id(), role, People.of(office).signIn(account)));
            }
        });
    }

    /** Decides round by round what is done and adds up what the month should then say. @return the work of each day, in order */
    private Map<LocalDate, List<Job>> plan(Staff away) {
        var chance = new Random(SEED);
        var jobs = new TreeMap<LocalDate, List<Job>>();
        for (var duty : duties()) {
            var cadence = duty.rhythm() == null ? duty.cadence() : duty.rhythm();
            if (!cadence.isPeriodic()) continue;
            if (duty.evidence().type() == Type.METRIC) {
                figures.put(duty.id(), holders(duty).getFirst());
                continue;
            }
            var register = register(duty);
            if (register != null) done.add(duty.id());
            for (var holder : holders(duty)) for (var due : dues(cadence, duty)) {
                var plan = register == null ? Plan.NOT_AT_ALL : OUTCOMES.get(chance.nextInt(OUTCOMES.size()));
                var at = duty.clock() == null ? LocalTime.NOON : plan == Plan.LATE ? duty.clock().plusMinutes(50) : duty.clock().minusMinutes(10);
                if (plan == Plan.LATE && (duty.clock() == null || duty.clock().isAfter(LocalTime.of(22, 0)))) plan = Plan.NOT_AT_ALL;
                var sum = new Sum();
                sum.due = 1;
                var isAway = holder != null && holder.equals(away) && duty.per() == Per.PERSON && isDaily(cadence) && due.getDayOfMonth() >= 10 && due.getDayOfMonth() <= 12;
                // Nobody is rostered: what a person does every day is not expected of him at the week's end.
                var isRest = duty.per() == Per.PERSON && isDaily(cadence) && due.getDayOfWeek().getValue() > 5;
                var isOver = cadence != Cadence.WEEKLY || due.isBefore(LocalDate.of(2026, 12, 28));
                if (isAway || isRest || isOver && duty.grace() == 0 && IDLE.contains(duty.evidence().key())) sum.excused = 1;
                else switch (plan) {
                    case IN_TIME -> sum.onTime = 1;
                    case LATE -> sum.late = 1;
                    case NOT_AT_ALL -> sum.missed = 1;
                }
                var writer = holder != null ? holder : staff.get(duty.roles().getFirst()).get(chance.nextInt(staff.get(duty.roles().getFirst()).size()));
                var isDone = !isAway && !isRest && plan != Plan.NOT_AT_ALL;
                if (isDone) for (var i = 0; i < duty.times(); i++) jobs.computeIfAbsent(due, key -> new ArrayList<>()).add(new Job(duty, register, due, at, writer));
                byDuty.computeIfAbsent(duty.id(), key -> new Sum()).add(sum);
                var answers = holder != null ? holder : isDone ? writer : null;
                if (answers != null) byPerson.computeIfAbsent(answers.id(), key -> new Sum()).add(sum);
            }
        }
        jobs.values().forEach(day -> day.sort(Comparator.comparing(Job::at)));
        return jobs;
    }

    private void work(LocalDate day, List<Job> jobs) {
        to(day, LocalTime.of(0, 10));
        in(() -> rounds.hand(community, day));
        for (var job : jobs) {
            to(day, job.at());
            if (JOURNALS.containsKey(job.duty().evidence().key())) {
                job.by().office().put(path("journals/today"), Map.of("kind", job.register(), "content", "当日的事", "items", List.of(), "follows", List.of())).expect(200);
                continue;
            }
            job.by().office().post(path("registers/" + job.register() + "/entries"), Map.of("day", day.toString(), "values", values(job)),
                "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
        }
        to(day, LocalTime.of(23, 30));
        in(() -> ticks.look(community));
    }

    /** Who answers for its rounds: everybody, or the one who holds the first post alone, or nobody by name. */
    private List<@Nullable Staff> holders(Duty duty) {
        if (duty.per() == Per.PERSON) return duty.roles().stream().flatMap(role -> staff.get(role).stream()).collect(Collectors.toList());
        if (duty.per() == Per.POSTS) return duty.roles().stream().map(staff::get).map(post -> post.size() == 1 ? post.getFirst() : null).collect(Collectors.toList());
        var first = staff.get(duty.roles().getFirst());
        return Collections.singletonList(first.size() == 1 ? first.getFirst() : null);
    }

    /** The days of the month on which a round of it is due, counted by hand and not by the program's own calendar. */
    private static List<LocalDate> dues(Cadence cadence, Duty duty) {
        var starts = new ArrayList<LocalDate[]>();
        switch (cadence) {
            case DAILY, SHIFT -> FIRST.datesUntil(LAST.plusDays(1)).forEach(day -> starts.add(new LocalDate[] {day, day}));
            case WEEKLY -> LocalDate.of(2026, 11, 30).datesUntil(LAST.plusDays(1), Period.ofDays(7)).forEach(day -> starts.add(new LocalDate[] {day, day.plusDays(6)}));
            case MONTHLY -> starts.add(new LocalDate[] {FIRST, LAST});
            case QUARTERLY -> starts.add(new LocalDate[] {LocalDate.of(2026, 10, 1), LAST});
            case SEMIANNUAL -> starts.add(new LocalDate[] {LocalDate.of(2026, 7, 1), LAST});
            case ANNUAL -> starts.add(new LocalDate[] {LocalDate.of(2026, 1, 1), LAST});
            default -> throw new AssertionError(cadence);
        }
        return starts.stream().map(round -> duty.day() == null ? round[1].plusDays(duty.grace()) : duty.day() > 0 ? round[0].plusDays(duty.day() - 1) : round[1].plusDays(duty.day() + 1))
            .filter(due -> !due.isBefore(FIRST) && !due.isAfter(LAST)).toList();
    }

    /** The journal or the register in which it is recorded, if it can be filled in without papers and proves nothing else; else the duty is left undone. */
    private @Nullable String register(Duty duty) {
        if (JOURNALS.containsKey(duty.evidence().key())) return JOURNALS.get(duty.evidence().key());
        if (duty.evidence().type() != Type.REGISTER || duty.grace() > 0 || !duty.link().startsWith("registers/")) return null;
        var key = duty.link().substring("registers/".length());
        var paper = paper(key);
        if (paper.at("/secondPerson").asBoolean() || paper.at("/duties").valueStream().filter(id -> isPeriodic(id.asString())).count() != 1) return null;
        var writers = paper.at("/writers").valueStream().map(JsonNode::asString).toList();
        if (!writers.containsAll(duty.per() == Per.PERSON ? duty.roles() : List.of(duty.roles().getFirst()))) return null;
        return required(paper).stream().noneMatch(field -> List.of("PHOTO", "AREA", "BUILDING", "ROOM").contains(field.at("/type").asString())) ? key : null;
    }

    private JsonNode paper(String register) {
        return papers.computeIfAbsent(register, key -> office.get(path("registers/" + key)).expect(200).json().at("/definition/paper"));
    }

    private static List<JsonNode> required(JsonNode paper) {
        return paper.at("/fields").valueStream().filter(field -> field.at("/required").asBoolean()).toList();
    }

    private Map<String, Object> values(Job job) {
        var values = new HashMap<String, Object>();
        for (var field : required(paper(job.register()))) values.put(field.at("/key").asString(), switch (field.at("/type").asString()) {
            case "CHOICE" -> field.at("/choices/0").asString();
            case "YES_NO" -> true;
            case "DATE", "DUE" -> job.dueOn().toString();
            case "MOMENT" -> job.dueOn().atTime(job.at()) + ":00+08:00";
            case "TIME" -> "08:00";
            case "COUNT" -> field.at("/minimum").isNumber() ? field.at("/minimum").asInt() : 1;
            case "DECIMAL", "MONEY" -> field.at("/minimum").isNumber() ? field.at("/minimum").asString() : "1";
            case "STAFF" -> job.by().id();
            default -> "照做了";
        });
        return values;
    }

    private List<Duty> duties() {
        return List.copyOf(placed.duties().values());
    }

    private boolean isPeriodic(String id) {
        var duty = placed.duties().get(id);
        return duty != null && (duty.rhythm() == null ? duty.cadence() : duty.rhythm()).isPeriodic();
    }

    private static boolean isDaily(Cadence cadence) {
        return cadence == Cadence.DAILY || cadence == Cadence.SHIFT;
    }

    private void in(Runnable work) {
        Scope.of(community).run(() -> transaction.executeWithoutResult(status -> work.run()));
    }

    private static <K> Map<K, String> texts(Map<K, Sum> sums) {
        var texts = new TreeMap<K, String>();
        sums.forEach((key, sum) -> texts.put(key, sum.toString()));
        return texts;
    }

    private String path(String rest) {
        return "/api/communities/" + community + "/" + rest;
    }

    private void to(LocalDate day, LocalTime time) {
        clock.setTo(day);
        clock.advance(Duration.between(LocalTime.of(9, 0), time));
    }
}

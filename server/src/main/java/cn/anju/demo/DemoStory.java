package cn.anju.demo;

import cn.anju.kernel.DayEnd;
import cn.anju.kernel.Scope;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** 两个小区这半年：建档、抄表、出账、收费，一天接一天，直到今天上午。 */
final class DemoStory {

    /** 一个小区：它的窗口，和窗口以外的事。 */
    private record Site(long community, DemoEstate estate, DemoCounter counter, DemoTeam team, List<DemoChapter> chapters) {}

    private static final int MONTHS = 6;
    private static final long SEED = 20_260_101;
    static final List<DemoEstate.Layout> LAYOUTS = List.of(
        new DemoEstate.Layout("云栖花园", 5, 12, 4, 20, 110, "76.20", true),
        new DemoEstate.Layout("枫林小镇", 8, 6, 4, 16, 150, "88.40", false));

    private final DemoClock clock;
    private final List<DayEnd> dayEnds;
    private final DemoDesk administrator;
    private final LocalDateTime now;
    private final LocalDate today;
    private final YearMonth firstMonth;
    private final List<Site> sites = new ArrayList<>();
    private final Random random = new Random(SEED);

    DemoStory(DemoClock clock, List<DayEnd> dayEnds, DemoDesk administrator, LocalDateTime now) {
        this.clock = clock;
        this.dayEnds = dayEnds;
        this.administrator = administrator;
        this.now = now;
        this.today = now.toLocalDate();
        this.firstMonth = YearMonth.from(today).minusMonths(MONTHS);
    }

    LocalDateTime beginning() {
        return firstMonth.atDay(1).atTime(LocalTime.of(8, 0));
    }

    /** 建两个小区，把管理处手里的表都导进去。 */
    void settle(String base, JsonMapper json) throws Exception {
        var region = administrator.post("/api/regions", Map.of("name", "城西片区")).get("id").asLong();
        var people = new DemoPeople(random);
        var entity = administrator.get("/api/legal-entities").get(0).get("id").asLong();
        administrator.put("/api/legal-entities/" + entity, Map.of("id", entity, "name", "云栖物业服务有限公司", "taxNumber", "91000000DEMO000001", "address", "城西路 1 号",
            "phone", "000-0000000", "bankAccounts", List.of(Map.of("bank", "演示银行城西支行", "number", "6222000000000001"))));
        var team = new DemoTeam(base, json, administrator);
        var windows = List.of(List.of(team.at("fee_collector"), team.at("collector1")), List.of(team.at("collector2")));
        for (var place = 0; place < LAYOUTS.size(); place++) {
            var layout = LAYOUTS.get(place);
            var estate = new DemoEstate(layout, people, firstMonth.atDay(1), new Random(SEED + place));
            var community = administrator.post("/api/communities",
                Map.of("name", layout.name(), "booksStart", firstMonth.atDay(1).toString(), "regionId", region)).get("id").asLong();
            var counter = new DemoCounter(community, estate, new Random(SEED + 100 + place));
            for (var desk : windows.get(place)) counter.window(desk, place == 1 || desk != windows.get(place).getFirst());
            sites.add(new Site(community, estate, counter, team, new ArrayList<>()));
        }
        everywhere(site -> {
            new DemoFiling(administrator, team.at("accountant"), site.community(), site.estate()).file();
            var office = new DemoOffice(site.community(), site == sites.getFirst(), site.estate(), site.counter(), team, today);
            site.chapters().addAll(List.of(new DemoPlace(office), new DemoRates(office), new DemoBooks(office), new DemoBank(office), new DemoConcessions(office), new DemoDeposits(office),
                new DemoIncidents(office), new DemoArrears(office), new DemoCash(office)));
            site.chapters().addAll(List.of(new DemoDoorstep(office), new DemoService(office), new DemoFrontDesk(office), new DemoAftercare(office), new DemoHousehold(office),
                new DemoRegisters(office), new DemoReports(office), new DemoHandover(office), new DemoAttendance(office), new DemoPersonnel(office), new DemoTraining(office), new DemoAppraisal(office), new DemoPosts(office),
                new DemoPlans(office), new DemoTasks(office), new DemoContracts(office), new DemoDocuments(office), new DemoMatters(office), new DemoBudgets(office), new DemoJournals(office), new DemoSurveys(office), new DemoAnnouncements(office), new DemoMessages(office), new DemoGatherings(office), new DemoVisits(office),
                new DemoPrepaid(office), new DemoInvoices(office), new DemoCarts(office),
                new DemoCorrections(office, new DemoPeople(new Random(SEED + site.community()), 7000 + (int) site.community() * 100))));
            if (office.isFirst) site.chapters().add(new DemoAgency(office));
        });
    }

    /** 一天接一天，直到今天。 */
    void live(Consumer<YearMonth> progress) throws Exception {
        for (var day = firstMonth.atDay(1); !day.isAfter(today); day = day.plusDays(1)) {
            if (day.getDayOfMonth() == 1) {
                progress.accept(YearMonth.from(day));
                bill(day);
            }
            work(day);
        }
        leaveDrafts();
    }

    /** On the first: last month's readings and what is billed by them, then this month's fixed fees. */
    private void bill(LocalDate day) throws Exception {
        var month = YearMonth.from(day);
        var last = month.minusMonths(1);
        clock.tell(day.isBefore(today) ? day.atTime(LocalTime.of(8, 10)) : day.atStartOfDay());
        everywhere(site -> {
            if (!last.isBefore(firstMonth)) {
                site.team().at("fee_collector").load(site.community(), site.estate().readings(last, last.atEndOfMonth(), false));
                publish(site, run(site, last));
            }
            publish(site, run(site, month));
            site.counter().expect(month, month.getMonthValue() + 12 * month.getYear());
        });
    }

    /** 开班、别的事、一位一位地收、交班、解款；今天的班开着。 */
    private void work(LocalDate day) throws Exception {
        var isToday = day.equals(today);
        if (isToday) for (var site : sites) site.counter().bringForward(day, 6);
        var most = sites.stream().mapToInt(site -> site.counter().expectedOn(day)).max().orElse(0);
        clock.tell(isToday ? ago(most + 1) : day.atTime(LocalTime.of(8, 30)));
        everywhere(site -> site.counter().openShifts(day));
        if (!isToday) everywhere(site -> site.chapters().forEach(chapter -> chapter.morning(day)));
        for (var place = 0; place < most; place++) {
            var turn = place;
            var moment = isToday ? ago(most - place) : day.atTime(LocalTime.of(9, 0)).plusMinutes(430L * place / most);
            clock.tell(moment);
            everywhere(site -> site.counter().serve(day, moment, turn));
        }
        if (isToday) return;
        clock.tell(day.atTime(LocalTime.of(16, 40)));
        everywhere(site -> {
            site.counter().closeShifts(day);
            site.chapters().forEach(chapter -> chapter.evening(day));
        });
        clock.tell(day.atTime(LocalTime.of(21, 0)));
        everywhere(site -> Scope.of(site.community()).run(() -> dayEnds.forEach(work -> work.close(site.community(), day))));
    }

    /** The walk of this month has begun; what it brought waits as a draft to be looked at. */
    private void leaveDrafts() throws Exception {
        clock.tell(now);
        everywhere(site -> {
            site.team().at("fee_collector").load(site.community(), site.estate().readings(YearMonth.from(today), today, true));
            run(site, YearMonth.from(today));
            site.chapters().forEach(chapter -> chapter.wait(today));
        });
    }

    private static long run(Site site, YearMonth month) {
        var at = "/api/communities/%d/bill-runs".formatted(site.community());
        var id = site.team().at("fee_collector").post(at, Map.of("month", month.toString())).get("id").asLong();
        var state = site.team().at("fee_collector").await(at + "/" + id, "calculating").get("state").asString();
        if (!state.equals("draft")) throw new IllegalStateException("demo run of " + month + " is " + state);
        return id;
    }

    private static void publish(Site site, long run) {
        site.team().at("cs_supervisor").post("/api/communities/%d/bill-runs/%d/publish".formatted(site.community(), run), Map.of());
    }

    /** Some minutes before now, never yesterday. */
    private LocalDateTime ago(int turns) {
        var time = now.minusMinutes(5L * turns);
        return time.isBefore(today.atStartOfDay()) ? today.atStartOfDay() : time;
    }

    /** The same in both communities at the same time; within one of them always in the same order. */
    private void everywhere(Consumer<Site> work) throws Exception {
        try (var executor = Executors.newFixedThreadPool(sites.size())) {
            var tasks = sites.stream().map(site -> (Callable<Void>) () -> {
                work.accept(site);
                return null;
            }).toList();
            for (var done : executor.invokeAll(tasks)) done.get();
        }
    }
}

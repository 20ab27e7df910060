package cn.anju.month;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.DayEnd;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** 讲这个月要用的：同事各在各的岗位上，一本另记的账，钟，收款、交班、出账的写法。 */
abstract class MonthDesk {

    final Office admin;
    final long community;
    final Office collector;
    final Office desk;
    final Office cashier;
    final Office accountant;
    final Office supervisor;
    final Office director;
    /** Debit less credit by account, since the books began. */
    final Map<String, BigDecimal> own = new TreeMap<>();
    /** What was made on the way, by the path variable or query that names it in the address of a printout. */
    final Map<String, String> made = new HashMap<>();

    final Counter counter;
    final TestClock clock;
    private final List<DayEnd> ends;
    final long developer;
    LocalDate today = LocalDate.of(2026, 7, 31);

    MonthDesk(Counter counter, TestClock clock, List<DayEnd> ends) {
        this.counter = counter;
        this.clock = clock;
        this.ends = ends;
        admin = counter.office;
        clock.setTo(today);
        community = admin.newCommunity("翠湖花园", "2026-07-01");
        var people = People.of(admin);
        collector = people.with("fee_collector", community);
        desk = people.with("front_desk", community);
        cashier = people.with("cashier", community);
        accountant = people.with("accountant", community);
        supervisor = people.with("cs_supervisor", community);
        director = people.with("director", community);
        developer = admin.post("/api/legal-entities", Map.of("name", "云栖置业 " + UUID.randomUUID(), "bankAccounts", List.of())).expect(201).id();
    }

    /** Lets the days pass one by one, each with the night that ends it. */
    void go(int day) {
        while (today.isBefore(LocalDate.of(2026, 8, day))) {
            night();
            today = today.plusDays(1);
            clock.setTo(today);
        }
    }

    void night() {
        counter.in(community, () -> {
            for (var end : ends) end.close(community, today);
            return null;
        });
    }

    void book(String... accountsAndAmounts) {
        for (var i = 0; i < accountsAndAmounts.length; i += 2) own.merge(accountsAndAmounts[i], new BigDecimal(accountsAndAmounts[i + 1]), BigDecimal::add);
    }

    long open(Office who) {
        return who.post(path("shifts"), Map.of()).expect(201).id();
    }

    /** 盲点交班，下一位签字，现金解到财务，会计凭回单签收。 */
    void close(Office who, Office next, long shift, String counted, String remitted) {
        who.post(path("shifts/" + shift + "/close"), Map.of("countedCash", counted)).expect(200);
        who.post(path("shifts/" + shift + "/handover"), Map.of("cheques", 0, "cards", 0, "stamps", "收款专用章 1 枚", "books", "S 本")).expect(204);
        next.post(path("shifts/" + shift + "/handover/signature"), Map.of()).expect(204);
        var slip = who.post(path("remittances"), Map.of("amount", remitted), "Idempotency-Key", key()).expect(201).at("/slip/id");
        who.upload(path("attachments?subject=remittance:" + slip), "回单.png", Counter.PNG).expect(201);
        accountant.post(path("remittances/" + slip + "/signature"), Map.of()).expect(200);
        made.put("remittance", slip);
        book("1001", "-" + remitted, "1002", remitted);
    }

    void dayClose() {
        collector.post(path("day-closes/" + today), Map.of()).expect(201);
    }

    /** Whatever waits, by whoever it waits for. */
    void approve() {
        var decided = 0;
        for (var who : List.of(supervisor, accountant, director))
            for (var waiting : who.get(path("approvals")).expect(200).json().get("items"))
                decided += who.post(path("approvals/" + waiting.get("id").asString() + "/decisions"), Map.of("isApproved", true, "note", "核对过")).expect(200).status() / 200;
        assertThat(decided).isPositive();
    }

    void publish(String month) {
        var run = collector.post(path("bill-runs"), Map.of("month", month)).expect(202).id();
        assertThat(collector.waitWhile(path("bill-runs/" + run), "calculating").at("/state")).isEqualTo("draft");
        supervisor.post(path("bill-runs/" + run + "/publish"), Map.of()).expect(200);
    }

    void tariff(String code, String item, Object... more) {
        var terms = new HashMap<String, Object>(Map.of("code", code, "chargeItem", item, "rule", "FIXED", "roomKinds", List.of("HOUSE"), "isYearly", false,
            "from", "2026-07-01", "dueDay", 25, "isDeveloperCharged", false, "cycle", "MONTH"));
        for (var i = 0; i < more.length; i += 2) terms.put((String) more[i], more[i + 1]);
        supervisor.post(path("tariffs"), terms).expect(201);
    }

    /** A tariff from this month on. @return the code of its charge item */
    String charge(String code, String item, String price, Object... more) {
        var terms = new HashMap<String, Object>(Map.of("price", price, "from", today.withDayOfMonth(1).toString()));
        for (var i = 0; i < more.length; i += 2) terms.put((String) more[i], more[i + 1]);
        tariff(code, item, terms.entrySet().stream().flatMap(term -> Stream.of(term.getKey(), term.getValue())).toArray());
        return collector.get(path("charge-items")).expect(200).json().valueStream().filter(each -> each.get("name").asString().equals(item)).findFirst().orElseThrow()
            .get("code").asString();
    }

    String meter(String number, String kind, int room, String from) {
        return String.valueOf(collector.post(path("metering/meters"), Map.of("number", number, "kind", kind, "room", room(room), "multiplier", "1", "digits", 6,
            "startReading", "0", "startOn", from)).expect(201).id());
    }

    void read(int room, String month, String value) {
        collector.put(path("metering/readings/" + made.get("W" + room) + "/" + month), Map.of("value", value)).expect(200);
    }

    void load(String kind, String name, String text) {
        var id = admin.upload(path("imports/" + kind), name, text.getBytes(StandardCharsets.UTF_8)).expect(202).id();
        assertThat(admin.waitWhile(path("imports/" + id), "running").at("/state")).isEqualTo("done");
    }

    Office.Answer pay(Office who, int room, List<Map<String, String>> tenders, Object... more) {
        var body = Counter.body(room(room), "CASH", "0", more);
        body.put("tenders", tenders);
        return who.post(path("payments"), body, "Idempotency-Key", key());
    }

    static List<Map<String, String>> tender(String method, String amount) {
        return List.of(Map.of("method", method, "amount", amount));
    }

    List<Long> july(int room) {
        return List.of(bill(room, "WY01", "2026-07"), bill(room, "SF01", "2026-07"));
    }

    long bill(int room, String tariff, String month) {
        return Long.parseLong(collector.get(path("bills?state=OPEN&roomCode=" + room(room) + "&tariffCode=" + tariff + "&month=" + month)).expect(200).at("/items/0/id"));
    }

    long roomId(int number) {
        return counter.in(community, () -> counter.roomId(community, room(number)));
    }

    static String room(int number) {
        return "1-1-" + number;
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    String path(String rest) {
        return Counter.path(community, rest);
    }
}

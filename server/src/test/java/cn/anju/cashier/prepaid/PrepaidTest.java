package cn.anju.cashier.prepaid;

import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.Column;
import cn.anju.kernel.Scope;
import cn.anju.kernel.Workbook;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Story
@Import(Counter.class)
class PrepaidTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired Watch watch;
    @Autowired TestClock clock;

    private long community;
    private String item;
    private long meter;

    @BeforeEach
    void shops() {
        community = office.newCommunity("预付费", "2026-07-01");
        var file = "楼栋,单元,楼层,房号,房屋类型,建筑面积,房屋状态,业主姓名,性别,联系电话,证件号码,交房日期,车牌号,备注\n"
            + "1,1,1,101,住宅,80,自住,张三,男,16600000001,,2023-04-03,,\n1,1,1,102,住宅,80,自住,李四,男,,,2023-04-03,,\n";
        var id = office.upload(path(community, "imports/roster"), "名册.csv", file.getBytes(StandardCharsets.UTF_8)).expect(202).id();
        office.waitWhile(path(community, "imports/" + id), "running");
        tariff("DF", "电费", "0-100:0.50;100-:0.80");
        item = item("电费");
        meter = meter("D101", "1-1-101");
    }

    @Test
    void 设预付_充值_逐日读数_跌破一次告诉一次_充值后再跌才有第二次_月底与账单一分不差() {
        counter.openShift(community);
        var supply = mark(meter);
        topUp("100.00");
        assertThat(row(supply).at("/state")).isEqualTo("SILENT");
        read("2026-10-10", "1060").expect(200);
        assertThat(List.of(row(supply).at("/balance"), row(supply).at("/unbilled"), row(supply).at("/funds"))).containsExactly("70.00", "30.00", "100.00");
        assertThat(falls()).isEmpty();

        var taken = read("2026-10-20", "1120").expect(200);
        assertThat(taken.at("/usage")).isEqualTo("60");
        assertThat(row(supply).at("/balance") + row(supply).at("/state")).isEqualTo("34.00LOW");
        assertThat(falls()).containsExactly("34.00 SMS张三");
        assertThat(messages()).singleElement().asString().contains("1-1-101", "34.00 元", "低于 50.00 元", "充值").doesNotContain("断电", "停电");
        night();
        night();
        clock.setTo(LocalDate.of(2026, 11, 22));
        night();
        read("2026-10-15", "1090").expect(200);
        assertThat(falls()).hasSize(1);
        assertThat(messages()).hasSize(1);
        assertThat(day(supply, "2026-10-20", "/cost") + " " + day(supply, "2026-10-15", "/cost")).isEqualTo("21.00 15.00");

        var fall = office.get(path(community, "prepaid-falls")).at("/items/0/id");
        var desk = People.of(office).with("front_desk", community);
        desk.post(path(community, "prepaid-falls/" + fall + "/notices"), Map.of("way", "CALL", "told", "张三", "note", "答应今天来充")).expect(201);
        assertThat(desk.get(path(community, "prepaid-meters/" + supply + "/slip")).expect(200).text()).contains("预付费余额不足通知单", "1-1-101", "34.00", "D101");
        assertThat(office.get(path(community, "prepaid-falls.xlsx")).expect(200).workbook()).contains("短信 张三", "电话 张三", "34.00");

        topUp("5.00");
        assertThat(row(supply).at("/balance") + row(supply).at("/state")).isEqualTo("39.00LOW");
        assertThat(desk.get(path(community, "prepaid-meters/" + supply + "/slip")).expect(200).text()).contains("34.00", "2026-11-21").doesNotContain("39.00");
        topUp("95.00");
        assertThat(office.get(path(community, "prepaid-falls")).at("/items/0/recoveredBalance")).isEqualTo("134.00");
        assertThat(desk.get(path(community, "prepaid-meters/" + supply + "/slip")).expect(409).code()).isEqualTo("balance-not-low");
        read("2026-10-31", "1220").expect(200);
        assertThat(row(supply).at("/balance")).isEqualTo("54.00");
        assertThat(messages()).hasSize(1);
        read("2026-11-05", "1240").expect(200);
        assertThat(row(supply).at("/balance")).isEqualTo("44.00");
        assertThat(messages()).hasSize(2);
        assertThat(falls()).hasSize(2);

        assertThat(office.post(path(community, "metering/daily-readings/months/2026-10"), Map.of()).expect(200).at("/created")).isEqualTo("1");
        publish("2026-10");
        assertThat(List.of(row(supply).at("/balance"), row(supply).at("/funds"), row(supply).at("/openBills"), row(supply).at("/unbilled")))
            .containsExactly("44.00", "54.00", "0.00", "10.00");
        assertThat(office.get(path(community, "bills?roomCode=1-1-101")).at("/items/0/amount")).isEqualTo("146.00");
        var days = office.get(path(community, "prepaid-meters/" + supply + "/days?from=2026-10-01")).expect(200);
        assertThat(days.at("/0/on") + " " + days.at("/0/balance") + " " + days.at("/1/added") + " " + days.at("/1/balance")).isEqualTo("2026-11-22 44.00 100.00 -56.00");
        assertThat(messages()).hasSize(2);
        counter.assertBooksAgree(community);

        assertThat(office.get(path(community, "prepaid-top-ups?sort=amount")).at("/total")).isEqualTo("3");
        assertThat(office.get(path(community, "prepaid-top-ups.xlsx")).expect(200).workbook()).contains("D101", "100.00", "系统管理员");
        assertThat(office.get(path(community, "prepaid-meters.xlsx")).expect(200).workbook()).contains("44.00", "低余额");
        assertThat(office.get(path(community, "prepaid-meters/" + supply + "/days.xlsx")).expect(200).workbook()).contains("D101 1240", "44.00");
    }

    @Test
    void 账单比预存多_欠着的也算进余额_撤销出账又回来_更正读数重算() {
        counter.openShift(community);
        var supply = mark(meter);
        topUp("20.00");
        read("2026-10-31", "1200").expect(200);
        assertThat(row(supply).at("/balance")).isEqualTo("-110.00");
        office.put(path(community, "metering/readings/" + meter + "/2026-10"), Map.of("value", "1201", "readOn", "2026-10-31")).expect(200);
        assertThat(row(supply).at("/balance")).isEqualTo("-110.80");
        assertThat(day(supply, "2026-10-31", "/readings/0/isClosing")).isEqualTo("true");
        var run = publish("2026-10");
        assertThat(List.of(row(supply).at("/balance"), row(supply).at("/openBills"), row(supply).at("/unbilled"))).containsExactly("-110.80", "110.80", "0.00");
        counter.assertBooksAgree(community);
        office.post(path(community, "bill-runs/" + run + "/undo"), Map.of("reason", "单价填错")).expect(200);
        assertThat(List.of(row(supply).at("/balance"), row(supply).at("/funds"), row(supply).at("/unbilled"))).containsExactly("-110.80", "20.00", "130.80");
        counter.assertBooksAgree(community);
        office.put(path(community, "metering/readings/" + meter + "/2026-10"), Map.of("value", "1050", "readOn", "2026-10-31", "version", 1)).expect(200);
        assertThat(row(supply).at("/balance")).isEqualTo("-5.00");
        office.post(path(community, "prepaid-meters/" + supply + "/end"), Map.of()).expect(204);
        assertThat(office.post(path(community, "prepaid-meters/" + supply + "/end"), Map.of()).expect(409).code()).isEqualTo("prepaid-ended");
        assertThat(office.get(path(community, "prepaid-meters")).at("/total") + office.get(path(community, "prepaid-meters?state=ENDED")).at("/total")).isEqualTo("01");
    }

    @Test
    void 拒绝_没有权限_别的小区_读数变小_还没到的日子_多得离谱_重复设置_界线不对() {
        var supply = mark(meter);
        assertThat(post("prepaid-meters", order(meter)).expect(409).code()).isEqualTo("already-prepaid");
        assertThat(post("prepaid-meters", Map.of("meterIds", List.of(meter), "fromOn", "2026-12-01")).expect(400).code()).isEqualTo("date-in-future");
        assertThat(post("prepaid-meters", Map.of("meterIds", List.of(meter), "fromOn", "2026-06-30")).expect(400).code()).isEqualTo("date-invalid");
        assertThat(post("prepaid-meters", Map.of("fromOn", "2026-10-01")).expect(400).code()).isEqualTo("meters-missing");
        assertThat(post("prepaid-meters", Map.of("meterIds", List.of(999_999_999L), "fromOn", "2026-10-01")).expect(404).code()).isEqualTo("meter-not-found");
        var water = office.post(path(community, "metering/meters"), facts("S101", "水", "1-1-101")).expect(201).id();
        assertThat(post("prepaid-meters", order(water)).expect(409).code()).isEqualTo("no-tariff");

        read("2026-10-10", "1060").expect(200);
        assertThat(read("2026-10-11", "1059.9").expect(409).code()).isEqualTo("reading-decreased");
        assertThat(read("2026-10-05", "1061").expect(409).code()).isEqualTo("reading-exceeds-next");
        assertThat(read("2026-11-22", "1100").expect(400).code()).isEqualTo("date-in-future");
        assertThat(read("2026-06-30", "1000").expect(409).code()).isEqualTo("date-before-books");
        assertThat(read("2026-10-11", "3061").expect(409).code()).isEqualTo("usage-absurd");
        assertThat(read("2026-10-11", "1000000").expect(400).code()).isEqualTo("reading-beyond-dial");
        assertThat(read("2026-10-11", "-1").expect(400).code()).isEqualTo("reading-invalid");
        assertThat(read("2026-10-10", "1070").expect(409).code()).isEqualTo("reading-changed");
        office.put(daily("2026-10-12"), Map.of("value", "5", "oldStop", "1065", "newStart", "2")).expect(200);
        assertThat(day(Long.parseLong(supply), "2026-10-12", "/usage")).isEqualTo("8");
        office.delete(daily("2026-10-12")).expect(204);
        assertThat(office.delete(daily("2026-10-12")).expect(404).code()).isEqualTo("reading-not-found");
        assertThat(post("metering/daily-readings/months/2026-11", Map.of()).expect(409).code()).isEqualTo("month-not-over");

        assertThat(office.put(path(community, "prepaid-meters/" + supply + "/threshold"), Map.of("threshold", "-1.00", "version", 1)).expect(400).code()).isEqualTo("amount-invalid");
        assertThat(office.put(path(community, "prepaid-meters/" + supply + "/threshold"), Map.of("threshold", "10.00", "version", 7)).expect(409).code()).isEqualTo("prepaid-changed");
        office.put(path(community, "prepaid-meters/" + supply + "/threshold"), Map.of("threshold", "10.00", "version", 1)).expect(204);
        assertThat(row(supply).at("/limit")).isEqualTo("10.00");

        var reader = People.of(office).permitted(community, "cashier.prepaid-read");
        assertThat(reader.get(path(community, "prepaid-meters/" + supply)).status()).isEqualTo(200);
        assertThat(reader.post(path(community, "prepaid-meters"), order(meter)).status()).isEqualTo(403);
        assertThat(reader.put(daily("2026-10-12"), Map.of("value", "1062")).status()).isEqualTo(403);
        var fall = office.get(path(community, "prepaid-falls")).at("/items/0/id");
        assertThat(reader.post(path(community, "prepaid-falls/" + fall + "/notices"), Map.of("way", "CALL", "told", "张三")).status()).isEqualTo(403);
        assertThat(post("prepaid-falls/" + fall + "/notices", Map.of("way", "SMS", "told", "张三")).expect(400).code()).isEqualTo("way-invalid");
        var elsewhere = office.newCommunity("隔壁", "2026-07-01");
        for (var path : List.of("prepaid-meters/" + supply, "prepaid-meters/" + supply + "/days", "prepaid-meters/" + supply + "/slip"))
            assertThat(office.get(path(elsewhere, path)).status()).as(path).isEqualTo(404);
        assertThat(office.post(path(elsewhere, "prepaid-falls/" + fall + "/notices"), Map.of("way", "CALL", "told", "张三")).status()).isEqualTo(404);
        assertThat(office.put(path(elsewhere, "metering/daily-readings/" + meter + "/2026-10-12"), Map.of("value", "1062")).status()).isEqualTo(404);
        assertThat(office.post(path(elsewhere, "prepaid-meters"), order(meter)).expect(404).code()).isEqualTo("meter-not-found");
    }

    @Test
    void 没有电话的_不发短信_写明要人去告诉_整栋设置跳过没有标准的() {
        var other = meter("D102", "1-1-102");
        var building = office.get(path(community, "rooms?text=1-1-101")).expect(200).at("/items/0/buildingId");
        var results = post("prepaid-meters", Map.of("buildingId", Long.valueOf(building), "fromOn", "2026-10-01", "threshold", "60.00")).expect(200);
        assertThat(results.at("/marked") + results.at("/already")).isEqualTo("20");
        office.put(path(community, "metering/daily-readings/" + other + "/2026-10-10"), Map.of("value", "1001")).expect(200);
        assertThat(falls()).containsExactly("-0.50 ");
        assertThat(messages()).isEmpty();
        assertThat(office.get(path(community, "prepaid-falls?told=false")).at("/total")).isEqualTo("1");
        assertThat(office.get(path(community, "notices")).expect(200).text()).contains("1-1-102 预付电费余额 -0.50 元", "没有可发短信的人");
        assertThat(office.get(path(community, "prepaid-meters?sort=balance&state=LOW")).at("/items/0/numbers")).isEqualTo("D102");
    }

    @Test
    void 短信没发成不算告诉过_请同事去告诉一次_关了短信不发照样记下() {
        mark(meter);
        read("2026-10-10", "1060").expect(200);
        assertThat(told()).containsExactly("true");
        StoryDatabase.owner().sql("update notification.message set state = 'FAILED', cause = '空号', ended_at = now() where community_id = :community")
            .param("community", community).update();
        assertThat(told()).containsExactly("false");
        assertThat(office.get(path(community, "prepaid-falls?told=false")).at("/total") + office.get(path(community, "prepaid-falls?told=true")).at("/total")).isEqualTo("10");
        night();
        night();
        assertThat(unsent()).isEqualTo(1);
        var fall = office.get(path(community, "prepaid-falls")).at("/items/0/id");
        office.post(path(community, "prepaid-falls/" + fall + "/notices"), Map.of("way", "CALL", "told", "张三")).expect(201);
        assertThat(told()).containsExactly("true");

        office.put(path(community, "settings/cashier.prepaid-message"), Map.of("value", "false")).expect(204);
        counter.openShift(community);
        topUp("200.00");
        read("2026-10-20", "1400").expect(200);
        assertThat(told()).containsExactlyInAnyOrder("true", "false");
        assertThat(messages()).hasSize(1);
        assertThat(office.get(path(community, "notices")).expect(200).text()).contains("没有发短信（设置里关了）");
    }

    private List<String> told() {
        return office.get(path(community, "prepaid-falls?sort=fallenAt")).expect(200).json().at("/items").valueStream().map(fall -> fall.get("isTold").asString()).toList();
    }

    private long unsent() {
        return office.get(path(community, "notices?size=200")).expect(200).json().at("/items").valueStream()
            .filter(notice -> notice.get("title").asString().contains("没发成")).count();
    }

    @Test
    void 两个节点同一夜_两人同时录_只有一次() throws Exception {
        mark(meter);
        try (var pool = Executors.newFixedThreadPool(8)) {
            var answers = pool.invokeAll(IntStream.range(0, 8).<java.util.concurrent.Callable<Integer>>mapToObj(i -> () -> i % 2 == 0
                ? read("2026-10-10", String.valueOf(1060 + i)).status() : nightStatus()).toList());
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) statuses.add(answer.get());
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(5);
            assertThat(statuses.stream().filter(status -> status == 409)).hasSize(3);
        }
        assertThat(falls()).hasSize(1);
        assertThat(messages()).hasSize(1);
        var again = office.post(path(community, "prepaid-meters"), order(meter("D102", "1-1-102")));
        assertThat(again.status()).isEqualTo(200);
        counter.assertBooksAgree(community);
    }

    @Test
    void 导入_好的收下_错的逐行说明_再导一遍不变_撤销后余额复原() {
        var supply = mark(meter);
        var rows = List.of(List.of("D101", "2026-10-02", "1010"), List.of("D101", "2026-10-04", "1030"), List.of("D101", "2026-10-03", "1009"),
            List.of("D999", "2026-10-02", "5"), List.of("D101", "2026-13-02", "5"), List.of("D101", "2027-01-01", "1040"), List.of("D101", "2026-10-02", "1011"),
            List.of("D101", "2026-10-05", "约1040"), List.of("", "2026-10-05", "1040"), List.of("D101", "2026-10-05", "9999"));
        var first = load(rows);
        assertThat(first.json().at("/rejects").valueStream().map(reject -> reject.get("row").asString() + " " + reject.get("code").asString()))
            .containsExactly("4 reading-decreased", "5 meter-unknown", "6 date-invalid", "7 date-in-future", "8 reading-duplicate", "9 reading-invalid",
                "10 meter-no-missing", "11 usage-absurd");
        assertThat(first.at("/created")).isEqualTo("2");
        assertThat(row(supply).at("/balance")).isEqualTo("-15.00");
        assertThat(falls()).hasSize(1);
        var second = load(rows.subList(0, 2));
        assertThat(second.at("/unchanged") + second.at("/created")).isEqualTo("20");
        office.post(path(community, "imports/" + first.id() + "/undo"), Map.of()).expect(200);
        assertThat(row(supply).at("/balance")).isEqualTo("0.00");
    }

    private Office.Answer load(List<List<String>> rows) {
        var columns = new ArrayList<Column<List<String>>>();
        for (var each : List.of("表号", "日期", "读数")) columns.add(Column.text(each, 12, row -> row.get(columns.stream().map(Column::title).toList().indexOf(each))));
        var id = office.upload(path(community, "imports/daily-readings"), "日读数.xlsx", Workbook.of("表", columns).bytes(rows)).expect(202).id();
        return office.waitWhile(path(community, "imports/" + id), "running");
    }

    private void tariff(String code, String name, String tiers) {
        var terms = new HashMap<String, Object>(Map.of("code", code, "chargeItem", name, "rule", "METERED", "roomKinds", List.of("HOUSE"), "tiers", tiers,
            "isYearly", false, "from", "2026-07-01", "dueDay", 25, "isDeveloperCharged", false));
        terms.put("cycle", "MONTH");
        terms.put("meterKind", "电");
        office.post(path(community, "tariffs"), terms).expect(201);
    }

    private String item(String name) {
        return office.get(path(community, "charge-items")).expect(200).json().valueStream().filter(each -> each.get("name").asString().equals(name))
            .findFirst().orElseThrow().get("code").asString();
    }

    private long meter(String number, String room) {
        return office.post(path(community, "metering/meters"), facts(number, "电", room)).expect(201).id();
    }

    private static Map<String, Object> facts(String number, String kind, String room) {
        return Map.of("number", number, "kind", kind, "room", room, "multiplier", "1", "digits", 6, "startReading", "1000", "startOn", "2026-10-01");
    }

    private static Map<String, Object> order(long meter) {
        return Map.of("meterIds", List.of(meter), "fromOn", "2026-10-01");
    }

    private String mark(long id) {
        post("prepaid-meters", order(id)).expect(200);
        return office.get(path(community, "prepaid-meters")).expect(200).at("/items/0/id");
    }

    private Office.Answer post(String rest, Object body) {
        return office.post(path(community, rest), body);
    }

    private void topUp(String amount) {
        counter.pay(community, "1-1-101", "CASH", amount, "billIds", List.of(), "prepayFor", item).expect(201);
    }

    private String daily(String day) {
        return path(community, "metering/daily-readings/" + meter + "/" + day);
    }

    private Office.Answer read(String day, String value) {
        return office.put(daily(day), Map.of("value", value));
    }

    private Office.Answer row(String supply) {
        return office.get(path(community, "prepaid-meters/" + supply)).expect(200);
    }

    private String day(String supply, String on, String pointer) {
        return day(Long.parseLong(supply), on, pointer);
    }

    private String day(long supply, String on, String pointer) {
        return office.get(path(community, "prepaid-meters/" + supply + "/days?from=" + on + "&to=" + on)).expect(200).at("/0" + pointer);
    }

    private void night() {
        Scope.of(community).run(() -> watch.daily(community));
    }

    private int nightStatus() {
        night();
        return 200;
    }

    private List<String> falls() {
        return office.get(path(community, "prepaid-falls?sort=fallenAt")).expect(200).json().at("/items").valueStream().map(fall -> fall.get("balance").asString() + " "
            + fall.get("notices").valueStream().map(notice -> notice.get("way").asString() + notice.get("told").asString()).toList().stream().findFirst().orElse("")).toList();
    }

    private List<String> messages() {
        var shared = StoryDatabase.shared();
        return JdbcClient.create(new DriverManagerDataSource(shared.url(), shared.owner().user(), shared.owner().password()))
            .sql("select body from notification.message where community_id = :community order by id").param("community", community).query(String.class).list();
    }

    private long publish(String month) {
        var id = post("bill-runs", Map.of("month", month)).expect(202).id();
        office.waitWhile(path(community, "bill-runs/" + id), "calculating");
        post("bill-runs/" + id + "/publish", Map.of()).expect(200);
        return id;
    }
}

package cn.anju.billing;

import static cn.anju.billing.Neighbourhood.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.SameOnAnyDatabase;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.TestClock;
import cn.anju.access.People;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 更正已发布的账单：先看，再一次改对；账从头到尾相符。 */
@Story
class CorrectionTest {

    private static final List<String> MONTHS = List.of("2026-07", "2026-08", "2026-09");

    @Autowired Neighbourhood town;
    @Autowired TestClock clock;

    @Test
    void 读数更正_当月和次月跟着变_付过的转预存再抵新账() {
        var community = town.community(2);
        town.tariff(community, "SF01", "5.00", "2020-01-01", "rule", "METERED", "meterKind", "水");
        meter(community, "W101", "1-101", 0);
        read(community, "W101", "2026-07", "30");
        read(community, "W101", "2026-08", "40");
        town.publish(community, "2026-07");
        town.publish(community, "2026-08");
        town.openShift(community);
        town.pay(community, "1-101", "200.00");
        assertThat(town.balance(community, "1122")).isEqualTo("0.00");

        var order = order("2026-07", "reading", Map.of("meterNumber", "W101", "value", "20"));
        var preview = preview(community, order);
        assertThat(preview.json().get("lines").size()).isEqualTo(2);
        assertThat(List.of(preview.at("/before"), preview.at("/after"), preview.at("/difference"), preview.at("/settled")))
            .containsExactly("200.00", "200.00", "0.00", "200.00");
        assertThat(List.of(preview.at("/lines/0/difference"), preview.at("/lines/1/difference"))).containsExactly("-50.00", "50.00");
        assertThat(preview.at("/change")).isEqualTo("30 → 20");
        assertThat(town.csv(community, "2026-07").getFirst()).contains(",30,150.00,");

        var key = UUID.randomUUID().toString();
        var made = confirm(town.office, community, key, order, preview.at("/digest")).expect(201);
        assertThat(made.at("/correction/moved")).isEqualTo("200.00");
        assertThat(confirm(town.office, community, key, order, preview.at("/digest")).expect(201).at("/correction/id")).isEqualTo(made.at("/correction/id"));
        assertThat(town.csv(community, "2026-07")).hasSize(1).first().asString().startsWith("1-101,SF01,2026-07-01,2026-07-31,20,100.00");
        assertThat(town.csv(community, "2026-08")).hasSize(1).first().asString().startsWith("1-101,SF01,2026-08-01,2026-08-31,20,100.00");
        assertThat(town.bills(community, "state=OPEN").at("/total")).isEqualTo("0");
        assertThat(town.bills(community, "state=REVERSED").at("/total")).isEqualTo("2");
        assertThat(List.of(town.balance(community, "1122"), town.balance(community, "2203"))).containsExactly("0.00", "0.00");
        town.assertBooksAgree(community);
        assertThat(town.office.get(path(community, "ledger/entries?size=200")).expect(200).json().get("items").valueStream()
            .filter(entry -> entry.get("summary").asString().contains("已付的转预存")).map(entry -> entry.get("postings").size())).containsExactly(2);
        assertThat(town.office.get(path(community, "prepayments?all=true")).expect(200).at("/total")).isEqualTo("1");

        var payment = town.office.get(path(community, "payments")).at("/items/0/id");
        assertThat(town.office.post(path(community, "payments/" + payment + "/void"), Map.of("reason", "收错了")).expect(409).code()).isEqualTo("bill-reversed");
        assertThat(town.office.put(path(community, "metering/readings/" + meterId(community, "W101") + "/2026-07"), Map.of("value", "25")).expect(409).code())
            .isEqualTo("month-already-billed");
        assertThat(preview(community, order).code()).isEqualTo("reading-unchanged");
    }

    @Test
    void 面积更正_自己的行和整个公摊池都重来_多收的成预存_草稿在就不办() {
        var community = town.community(3);
        town.tariff(community, "WY01", "2.00", "2020-01-01", "rule", "BY_AREA");
        town.tariff(community, "GT01", "1.00", "2020-01-01", "rule", "SHARED", "meterKind", "电", "shareBasis", "AREA");
        town.publicElectricity(community, "2026-07", "100");
        town.publish(community, "2026-07");
        town.openShift(community);
        town.pay(community, "1-101", "233.34");
        var order = order("2026-07", "area", Map.of("roomCode", "1-101", "grossArea", "50"));
        var preview = preview(community, order);
        assertThat(preview.json().get("lines").size()).isEqualTo(4);
        assertThat(preview.at("/difference")).isEqualTo("-100.00");
        assertThat(town.office.get(path(community, "rooms?q=1-101")).text()).contains("\"grossArea\":\"100\"");

        var draft = town.run(community, "2026-07");
        assertThat(draft.at("/state")).isEqualTo("empty");
        confirm(town.office, community, UUID.randomUUID().toString(), order, preview.at("/digest")).expect(201);
        assertThat(town.csv(community, "2026-07").stream().map(CorrectionTest::withoutDue).toList()).containsExactly(
            "1-101,GT01,2026-07-01,2026-07-31,50,20.00,OWNER", "1-101,WY01,2026-07-01,2026-07-31,50,100.00,OWNER",
            "1-102,GT01,2026-07-01,2026-07-31,100,40.00,OWNER", "1-102,WY01,2026-07-01,2026-07-31,100,200.00,OWNER",
            "1-103,GT01,2026-07-01,2026-07-31,100,40.00,OWNER", "1-103,WY01,2026-07-01,2026-07-31,100,200.00,OWNER");
        assertThat(town.balance(community, "2203")).isEqualTo("-113.34");
        town.assertBooksAgree(community);
        town.run(community, "2026-07");
        assertThat(town.csv(community, "2026-07")).hasSize(6);
    }

    @Test
    void 价格更正_从错的那天起换上对的() {
        clock.setTo(LocalDate.parse("2026-08-05"));
        var community = town.community(2);
        var tariff = town.tariff(community, "LJ01", "8.00", "2020-01-01");
        town.publish(community, "2026-07");
        town.publish(community, "2026-08");
        var order = order("2026-07", "price", Map.of("tariffId", tariff, "on", "2026-08-01", "price", "9.00"));
        var preview = preview(community, order);
        assertThat(preview.json().get("lines").size()).isEqualTo(4);
        assertThat(preview.at("/difference")).isEqualTo("2.00");
        confirm(town.office, community, UUID.randomUUID().toString(), order, preview.at("/digest")).expect(201);
        assertThat(town.csv(community, "2026-08").stream().map(CorrectionTest::withoutDue).toList()).containsExactly(
            "1-101,LJ01,2026-08-01,2026-08-31,1,9.00,OWNER", "1-102,LJ01,2026-08-01,2026-08-31,1,9.00,OWNER");
        assertThat(town.csv(community, "2026-07")).allMatch(line -> line.contains(",8.00,"));
        assertThat(town.office.get(path(community, "tariffs")).expect(200).at("/total")).isEqualTo("2");
        assertThat(preview(community, order("2026-07", "price", Map.of("tariffId", tariff, "on", "2026-09-01", "price", "9.00"))).code())
            .isEqualTo("dates-reversed");
        assertThat(town.balance(community, "6001")).isEqualTo("-34.00");
        town.assertBooksAgree(community);
    }

    @Test
    void 收错标准_从错的拿出来归到对的_后台办_冲销重出_没变化的不办() {
        clock.setTo(LocalDate.parse("2026-08-05"));
        var community = town.community(3);
        town.tariff(community, "WY01", "2.00", "2020-01-01", "rule", "BY_AREA");
        var dear = town.tariff(community, "WY02", "3.00", "2020-01-01", "rule", "BY_AREA");
        var rooms = town.office.get(path(community, "rooms?sort=code")).json().get("items");
        var first = rooms.get(0).get("id").asLong();
        var last = rooms.get(2).get("id").asLong();
        town.office.put(path(community, "tariffs/" + dear + "/assignment"), Map.of("buildings", List.of(), "rooms", List.of(last))).expect(200);
        town.publish(community, "2026-07");
        town.publish(community, "2026-08");
        town.openShift(community);
        town.pay(community, "1-101", "200.00");
        var order = order("2026-07", "placement", Map.of("wrongCode", "WY01", "rightCode", "WY02", "rooms", List.of(first)));
        var preview = preview(community, order).expect(200);
        assertThat(List.of(preview.at("/count"), preview.at("/before"), preview.at("/after"), preview.at("/settled"))).containsExactly("4", "400.00", "600.00", "200.00");
        assertThat(preview.at("/change")).isEqualTo("1-101 按 WY01 → 按 WY02（2026-07 起）");
        assertThat(preview(community, order("2026-07", "placement", Map.of("wrongCode", "WY02", "rightCode", "WY01", "rooms", List.of(first)))).expect(409).code())
            .isEqualTo("assignment-unchanged");
        assertThat(preview(community, order("2026-07", "placement", Map.of("wrongCode", "WY01", "rightCode", "XX", "rooms", List.of(first)))).expect(404).code())
            .isEqualTo("tariff-not-found");
        assertThat(preview(community, order("2026-07", "placement", Map.of("wrongCode", "WY01", "rooms", List.of()))).expect(400).code()).isEqualTo("placement-unclear");
        var other = town.office.get(path(town.community(1), "rooms")).json().at("/items/0/id").asLong();
        assertThat(preview(community, order("2026-07", "placement", Map.of("wrongCode", "WY01", "rooms", List.of(other)))).expect(404).code()).isEqualTo("assignment-unknown");

        var stale = inBackground(community, UUID.randomUUID().toString(), order, "0".repeat(64));
        assertThat(stale.at("/state")).isEqualTo("FAILED");
        assertThat(stale.at("/message")).contains("重新看一遍");
        assertThat(town.bills(community, "state=REVERSED").at("/total")).isEqualTo("0");
        var key = UUID.randomUUID().toString();
        var done = inBackground(community, key, order, preview.at("/digest"));
        assertThat(done.at("/state")).isEqualTo("DONE");
        var made = done.at("/result/correction");
        assertThat(inBackground(community, key, order, preview.at("/digest")).at("/result/correction")).isEqualTo(made);
        assertThat(town.csv(community, "2026-07").stream().map(CorrectionTest::withoutDue).toList()).containsExactly(
            "1-101,WY02,2026-07-01,2026-07-31,100,300.00,OWNER", "1-102,WY01,2026-07-01,2026-07-31,100,200.00,OWNER",
            "1-103,WY01,2026-07-01,2026-07-31,100,200.00,OWNER", "1-103,WY02,2026-07-01,2026-07-31,100,300.00,OWNER");
        town.office.get(path(community, "corrections/" + made + "/lines.xlsx")).expect(200);

        // 1-103 had both: only one of them was right.
        var both = order("2026-07", "placement", Map.of("wrongCode", "WY01", "rooms", List.of(last)));
        confirm(town.office, community, UUID.randomUUID().toString(), both, preview(community, both).expect(200).at("/digest")).expect(201);
        assertThat(town.csv(community, "2026-08").stream().map(CorrectionTest::withoutDue).toList()).containsExactly(
            "1-101,WY02,2026-08-01,2026-08-31,100,300.00,OWNER", "1-102,WY01,2026-08-01,2026-08-31,100,200.00,OWNER",
            "1-103,WY02,2026-08-01,2026-08-31,100,300.00,OWNER");
        assertThat(People.of(town.office).permitted(community, "billing.read").post(path(community, "corrections/jobs"),
            Map.of("order", both, "digest", "x"), "Idempotency-Key", UUID.randomUUID().toString()).status()).isEqualTo(403);
        town.assertBooksAgree(community);
    }

    @Test
    void 后台先看与当场看一样_什么也不留下_审计里没有改动_超过当场能看的行数只在后台看() {
        var community = town.community(3);
        var tariff = town.tariff(community, "LJ01", "8.00", "2020-01-01");
        town.publish(community, "2026-07");
        var order = order("2026-07", "price", Map.of("tariffId", tariff, "on", "2026-07-01", "price", "9.00"));
        var audited = town.office.get(path(community, "audit")).at("/total");
        var atOnce = preview(community, order).expect(200);
        var job = town.office.post(path(community, "corrections/previews"), order).expect(202).at("/job");
        var seen = town.office.waitWhile(path(community, "jobs/" + job), "WAITING", "RUNNING");
        assertThat(seen.at("/state")).as(seen.text()).isEqualTo("DONE");
        assertThat(seen.json().get("result")).isEqualTo(atOnce.json());
        assertThat(town.office.get(path(community, "audit")).at("/total")).isEqualTo(audited);
        assertThat(town.csv(community, "2026-07")).allMatch(line -> line.contains(",8.00,"));
        assertThat(town.office.get(path(community, "tariffs")).at("/total")).isEqualTo("1");

        var refused = town.office.post(path(community, "corrections/previews"), order("2026-07", "price", Map.of("tariffId", 999999, "on", "2026-07-01", "price", "9.00")))
            .expect(202).at("/job");
        assertThat(town.office.waitWhile(path(community, "jobs/" + refused), "WAITING", "RUNNING").at("/message")).contains("没有这个收费标准");
        People.of(town.office).permitted(community, "billing.read").post(path(community, "corrections/previews"), order).expect(403);
        assertThat(town.office.get(path(community, "audit?refused=true")).at("/items/0/code")).isEqualTo("not-permitted");

        StoryDatabase.owner().sql("update billing.bill_run_total set lines = 3001 where community_id = :community").param("community", community).update();
        assertThat(preview(community, order).expect(409).code()).isEqualTo("correction-needs-job");
        assertThat(confirm(town.office, community, UUID.randomUUID().toString(), order, atOnce.at("/digest")).expect(409).code()).isEqualTo("correction-needs-job");
        var wide = town.office.post(path(community, "corrections/previews"), order).expect(202).at("/job");
        assertThat(town.office.waitWhile(path(community, "jobs/" + wide), "WAITING", "RUNNING").at("/result/digest")).isEqualTo(atOnce.at("/digest"));
        StoryDatabase.owner().sql("update billing.bill_run_total set lines = 3 where community_id = :community").param("community", community).update();
    }

    private Office.Answer inBackground(long community, String key, Map<String, Object> order, String digest) {
        var job = town.office.post(path(community, "corrections/jobs"), Map.of("order", order, "digest", digest), "Idempotency-Key", key).expect(202).at("/job");
        return town.office.waitWhile(path(community, "jobs/" + job), "WAITING", "RUNNING");
    }

    @Test
    void 异议冲销过的行不因更正又收_没有影响的不办_没有权限的不办_别的小区查不到() {
        var community = town.community(2);
        town.tariff(community, "WY01", "2.00", "2020-01-01", "rule", "BY_AREA");
        town.tariff(community, "LJ01", "8.00", "2020-01-01");
        town.publish(community, "2026-07");
        var bill = town.bills(community, "roomCode=1-101&tariffCode=WY01").at("/items/0/id");
        var dispute = People.of(town.office).permitted(community, "billing.dispute").post(path(community, "bills/" + bill + "/disputes"),
            Map.of("raisedBy", "张三", "claim", "没住")).expect(201).id();
        People.of(town.office).permitted(community, "billing.dispute-decide").post(path(community, "disputes/" + dispute + "/decision"),
            Map.of("isReversed", true, "note", "不收")).expect(200);
        var order = order("2026-07", "area", Map.of("roomCode", "1-101", "grossArea", "90"));
        var preview = preview(community, order);
        assertThat(preview.json().get("lines").size()).isZero();
        assertThat(confirm(town.office, community, UUID.randomUUID().toString(), order, preview.at("/digest")).expect(409).code()).isEqualTo("nothing-to-correct");

        var collector = People.of(town.office).permitted(community, "billing.read", "billing.run");
        assertThat(collector.post(path(community, "corrections/preview"), order).expect(403).code()).isEqualTo("not-permitted");
        assertThat(confirm(collector, community, UUID.randomUUID().toString(), order, "x").status()).isEqualTo(403);
        var second = order("2026-07", "area", Map.of("roomCode", "1-102", "grossArea", "90"));
        var right = confirm(town.office, community, UUID.randomUUID().toString(), second, preview(community, second).at("/digest")).expect(201);
        var other = town.community(1);
        town.office.get(path(other, "corrections/" + right.at("/correction/id"))).expect(404);
        assertThat(preview(other, second).code()).isEqualTo("room-not-found");
        assertThat(town.office.get(path(community, "corrections")).at("/items/0/difference")).isEqualTo("-20.00");
        town.office.get(path(community, "corrections.xlsx")).expect(200);
    }

    @Test
    void 两人同时确认_一人办成_另一人被告知() throws Exception {
        var community = town.community(2);
        town.tariff(community, "WY01", "2.00", "2020-01-01", "rule", "BY_AREA");
        town.publish(community, "2026-07");
        var order = order("2026-07", "area", Map.of("roomCode", "1-101", "grossArea", "90"));
        var digest = preview(community, order).at("/digest");
        try (var pool = Executors.newFixedThreadPool(2)) {
            Callable<Integer> one = () -> confirm(town.office, community, UUID.randomUUID().toString(), order, digest).status();
            var done = new ArrayList<Integer>();
            for (var future : pool.invokeAll(List.of(one, one))) done.add(future.get());
            assertThat(done).containsExactlyInAnyOrder(201, 409);
        }
        assertThat(town.bills(community, "state=REVERSED").at("/total")).isEqualTo("1");
        town.assertBooksAgree(community);
    }

    /** The same data, once right from the beginning and once corrected afterwards. */
    @SameOnAnyDatabase("the engine on many seeds; each kind of correction has its own story here")
    @Test
    void 随便哪里错了再更正_与一开始就对_账单一样() {
        for (var seed = 1; seed <= 3; seed++) {
            var wrong = new Village(seed, true);
            var right = new Village(seed, false);
            for (var month : MONTHS)
                assertThat(lines(wrong.community, month)).as("seed " + seed + " " + wrong.what + " " + month).isEqualTo(lines(right.community, month));
            town.assertBooksAgree(wrong.community);
        }
    }

    /** Four rooms with everything that is charged, three months of it, one mistake by chance. */
    private final class Village {

        final long community;
        final String what;

        Village(int seed, boolean isWrong) {
            var random = new Random(seed);
            community = town.office.newCommunity("更正小区" + seed, "2026-07-01");
            var areas = IntStream.range(0, 4).mapToObj(i -> String.valueOf(60 + random.nextInt(60))).toList();
            var kind = seed % 3;
            var badRoom = random.nextInt(4);
            var badMonth = random.nextInt(3);
            for (var i = 0; i < 4; i++)
                town.office.post(path(community, "rooms"), Map.of("building", "1", "number", "10" + (i + 1), "kind", "HOUSE", "grossArea",
                    isWrong && kind == 0 && i == badRoom ? "200" : areas.get(i), "status", i == 1 ? "VACANT" : "SELF_USED", "handoverOn", "2020-01-01")).expect(201);
            var price = town.tariff(community, "WY01", isWrong && kind == 1 ? "3.33" : "2.35", "2020-01-01", "rule", "BY_AREA", "vacancyFactor", "0.7");
            town.tariff(community, "CW01", "30.00", "2020-01-01", "cycle", "QUARTER");
            town.tariff(community, "SF01", "0", "2020-01-01", "rule", "METERED", "meterKind", "水", "price", null, "tiers", "0-20:1.01;20-45:2.02;45-:3.03",
                "isYearly", true);
            town.tariff(community, "GT01", "0.77", "2020-01-01", "rule", "SHARED", "meterKind", "电", "shareBasis", "AREA");
            town.office.post(path(community, "metering/share-groups"), Map.of("code", "全区"));
            for (var i = 0; i < 4; i++) meter(community, "W" + i, "1-10" + (i + 1), 0);
            town.office.post(path(community, "metering/meters"), Map.of("number", "P", "kind", "电", "shareGroup", "全区", "multiplier", "1", "digits", 6,
                "startReading", "0", "startOn", "2026-07-01")).expect(201);
            var badMeter = random.nextBoolean() ? "P" : "W" + badRoom;
            var stands = new HashMap<String, Integer>();
            for (var m = 0; m < 3; m++) {
                for (var number : List.of("W0", "W1", "W2", "W3", "P")) {
                    var stand = stands.merge(number, 15 + random.nextInt(20), Integer::sum);
                    var isBad = isWrong && kind == 2 && m == badMonth && number.equals(badMeter);
                    read(community, number, MONTHS.get(m), String.valueOf(isBad ? stand - 7 : stand));
                    if (m == badMonth) stands.put(number + " right", stand);
                }
                town.publish(community, MONTHS.get(m));
            }
            what = List.of("area", "price", "reading " + badMeter).get(kind);
            if (!isWrong) return;
            town.openShift(community);
            for (var i = 0; i < 4; i++) if (random.nextBoolean()) town.pay(community, "1-10" + (i + 1), String.valueOf(100 + random.nextInt(900)));
            var order = switch (kind) {
                case 0 -> order("2026-07", "area", Map.of("roomCode", "1-10" + (badRoom + 1), "grossArea", areas.get(badRoom)));
                case 1 -> order("2026-07", "price", Map.of("tariffId", price, "on", "2020-01-01", "price", "2.35"));
                default -> order(MONTHS.get(badMonth), "reading", Map.of("meterNumber", badMeter, "value", String.valueOf(stands.get(badMeter + " right"))));
            };
            confirm(town.office, community, UUID.randomUUID().toString(), order, preview(community, order).expect(200).at("/digest")).expect(201);
        }
    }

    private List<String> lines(long community, String month) {
        return town.csv(community, month).stream().map(CorrectionTest::withoutDue).toList();
    }

    /** A corrected line that asks for more falls due anew. */
    static String withoutDue(String line) {
        var fields = new ArrayList<>(List.of(line.split(",")));
        fields.remove(6);
        return String.join(",", fields);
    }

    static Map<String, Object> order(String from, String what, Map<String, Object> right) {
        return Map.of("from", from, "reason", "当初登记错了", what, right);
    }

    Office.Answer preview(long community, Map<String, Object> order) {
        return town.office.post(path(community, "corrections/preview"), order);
    }

    static Office.Answer confirm(Office office, long community, String key, Map<String, Object> order, String digest) {
        return office.post(path(community, "corrections"), Map.of("order", order, "digest", digest), "Idempotency-Key", key);
    }

    private void meter(long community, String number, String room, int start) {
        town.office.post(path(community, "metering/meters"), Map.of("number", number, "kind", "水", "room", room, "multiplier", "1", "digits", 6,
            "startReading", String.valueOf(start), "startOn", "2026-07-01")).expect(201);
    }

    private void read(long community, String number, String month, String value) {
        town.office.put(path(community, "metering/readings/" + meterId(community, number) + "/" + month), Map.of("value", value)).expect(200);
    }

    private String meterId(long community, String number) {
        return town.office.get(path(community, "metering/meters?size=200")).json().get("items").valueStream()
            .filter(meter -> meter.at("/meter/number").asString().equals(number)).findFirst().orElseThrow().at("/meter/id").asString();
    }
}

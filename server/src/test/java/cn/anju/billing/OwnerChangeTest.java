package cn.anju.billing;

import static cn.anju.billing.Neighbourhood.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import java.io.IOException;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 交房与过户：谁缴到哪天，从头到尾经接口走一遍，账始终相符。 */
@Story
class OwnerChangeTest {

    @Autowired Neighbourhood town;
    @Autowired TestClock clock;

    @BeforeEach
    void today() {
        clock.setTo(LocalDate.parse("2026-08-20"));
    }

    @Test
    void 季中补登交房_开发商已缴整季的_退他剩下的_业主从当天起() {
        var community = town.community(1);
        town.office.post(path(community, "rooms"), Map.of("building", "1", "number", "201", "kind", "HOUSE", "grossArea", "100", "status", "UNDELIVERED")).expect(201);
        town.tariff(community, "WY01", "1.00", "2020-01-01", "rule", "BY_AREA", "cycle", "QUARTER", "isDeveloperCharged", true);
        town.publish(community, "2026-07");
        assertThat(town.run(community, "2026-08").at("/state")).isEqualTo("empty");
        town.openShift(community);
        var bill = town.bills(community, "roomCode=1-201").at("/items/0/id");
        town.pay(community, "1-201", "300.00", "billIds", List.of(Long.valueOf(bill)));

        var order = CorrectionTest.order("2026-07", "handover", Map.of("roomCode", "1-201", "handoverOn", "2026-08-11"));
        var preview = town.office.post(path(community, "corrections/preview"), order).expect(200);
        assertThat(preview.json().get("lines").findValuesAsString("payer")).containsExactly("DEVELOPER", "OWNER");
        assertThat(preview.json().get("lines").findValuesAsString("after")).containsExactly("132.26", "167.74");
        CorrectionTest.confirm(town.office, community, UUID.randomUUID().toString(), order, preview.at("/digest")).expect(201);

        assertThat(town.csv(community, "2026-07").stream().filter(line -> line.startsWith("1-201")).map(CorrectionTest::withoutDue)).containsExactly(
            "1-201,WY01,2026-07-01,2026-08-10,100,132.26,DEVELOPER");
        assertThat(town.csv(community, "2026-08").stream().map(CorrectionTest::withoutDue)).containsExactly("1-201,WY01,2026-08-11,2026-09-30,100,167.74,OWNER");
        assertThat(town.bills(community, "roomCode=1-201&payer=DEVELOPER&state=SETTLED").at("/total")).isEqualTo("1");
        assertThat(town.bills(community, "roomCode=1-201&payer=OWNER&state=OPEN").at("/items/0/outstanding")).isEqualTo("167.74");
        assertThat(town.balance(community, "2203")).isEqualTo("-167.74");
        assertThat(town.office.get(path(community, "prepayments")).expect(200).text()).contains("开发商");
        town.assertBooksAgree(community);
        assertThat(town.run(community, "2026-08").at("/state")).isEqualTo("empty");
    }

    /** B23: old and new owner's shares equal the undivided bill to the cent. */
    @Test
    void 过户_两位业主之和等于原账单_预存押金转过去_欠费还是原业主的() {
        var community = village();
        var old = person(community, "张三", "2020-01-01");
        var next = town.office.post(path(community, "people"), Map.of("kind", "PERSON", "name", "李四")).expect(201).id();
        town.openShift(community);
        town.pay(community, "1-101", "300.00", "billIds", List.of(bill(community, "WY01", "2026-08")));
        town.office.post(path(community, "deposits"), Map.of("roomCode", "1-101", "kind", "RENOVATION", "payerName", "张三", "cause", "装修", "amount", "500.00",
            "method", "CASH"), "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
        var before = total(community);
        var order = order(next, "MOVE", "MOVE", List.of(Map.of("meterNumber", "W101", "value", "35")));

        var seen = preview(community, order).expect(200);
        assertThat(seen.at("/undivided")).isEqualTo(new BigDecimal(seen.at("/former")).add(new BigDecimal(seen.at("/next"))).toPlainString());
        assertThat(seen.json().get("shares").size()).isEqualTo(3);
        assertThat(total(community)).isEqualTo(before);
        assertThat(confirm(town.office, community, UUID.randomUUID().toString(), order, "别的").expect(409).code()).isEqualTo("correction-changed");
        var key = UUID.randomUUID().toString();
        var done = confirm(town.office, community, key, order, seen.at("/digest")).expect(201);
        assertThat(confirm(town.office, community, key, order, seen.at("/digest")).expect(201).at("/id")).isEqualTo(done.at("/id"));

        assertThat(total(community)).isEqualTo(before);
        assertThat(town.csv(community, "2026-08").stream().map(CorrectionTest::withoutDue)).containsExactly(
            "1-101,GT01,2026-08-01,2026-08-10,100,32.26,OWNER", "1-101,GT01,2026-08-11,2026-08-31,100,67.74,OWNER",
            "1-101,SF01,2026-08-01,2026-08-10,5,25.00,OWNER", "1-101,SF01,2026-08-11,2026-08-31,15,75.00,OWNER",
            "1-101,WY01,2026-08-01,2026-08-10,100,75.81,OWNER", "1-101,WY01,2026-08-11,2026-08-31,100,159.19,OWNER");
        assertThat(done.at("/settlement/debts/0/outstanding")).isEqualTo("235.00");
        town.assertBooksAgree(community);

        var quote = town.office.post(path(community, "payments/quote"), Map.of("roomCode", "1-101", "lateFee", "COLLECT")).expect(200);
        assertThat(quote.text()).doesNotContain("\"2026-07-01\"");
        clock.setTo(LocalDate.parse("2026-12-20"));
        assertThat(town.office.get(path(community, "collection/work-list")).expect(200).at("/items/0/overdue")).isEqualTo(quote.at("/due"));
        clock.setTo(LocalDate.parse("2026-08-20"));
        assertThat(town.bills(community, "state=OPEN").json().get("items").valueStream().map(bill -> new BigDecimal(bill.get("outstanding").asString()))
            .reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo("370.00");
        assertThat(town.office.get(path(community, "deposits")).expect(200).text()).contains("李四");
        assertThat(town.office.get(path(community, "owner-settlements/" + done.at("/id") + "/sheet.html")).expect(200).text()).contains("过户结算单", "张三", "李四", "159.19");
        assertThat(town.office.get(path(town.community(1), "owner-settlements/" + done.at("/id"))).expect(404).code()).isEqualTo("settlement-not-found");
        assertThat(preview(community, order).status()).isEqualTo(409);
        assertThat(old).isNotEqualTo(next);
    }

    @Test
    void 过户以后_通知单对账单证据卷宗只有现业主自己的() throws Exception {
        var community = village();
        person(community, "张三", "2020-01-01");
        var next = town.office.post(path(community, "people"), Map.of("kind", "PERSON", "name", "李四")).expect(201).id();
        town.openShift(community);
        town.pay(community, "1-101", "100.00", "billIds", List.of(bill(community, "WY01", "2026-07")));
        town.pay(community, "1-101", "235.00", "billIds", List.of(bill(community, "WY01", "2026-08")));
        var order = order(next, "MOVE", "MOVE", List.of(Map.of("meterNumber", "W101", "value", "35")));
        confirm(town.office, community, UUID.randomUUID().toString(), order, preview(community, order).expect(200).at("/digest")).expect(201);
        clock.setTo(LocalDate.parse("2026-12-20"));

        var notice = town.office.get(path(community, "bill-notices?month=2026-08")).expect(200);
        assertThat(notice.at("/items/0/amount") + " " + notice.at("/items/0/earlier")).isEqualTo("301.93 0.00");
        assertThat(pdf(town.office.get(path(community, "bill-notices.pdf?month=2026-08&perPage=1")))).contains("李四", "159.19", "301.93").doesNotContain("75.81");

        var statement = town.office.get(path(community, "rooms/" + room(community) + "/statement?from=2026-08-01&to=2026-12-31")).expect(200);
        assertThat(List.of(statement.at("/opening"), statement.at("/charged"))).containsExactly("0.00", "301.93");
        assertThat(new BigDecimal(statement.at("/charged")).subtract(new BigDecimal(statement.at("/settled"))).toPlainString())
            .isEqualTo(statement.at("/closing")).isEqualTo(notice.at("/items/0/outstanding"));
        assertThat(statement.json().get("lines").findValuesAsString("charged")).doesNotContain("75.81", "235.00", "-235.00");

        var evidence = town.office.post(path(community, "collection/evidence"), Map.of("roomId", room(community))).expect(201);
        assertThat(pdf(town.office.get(path(community, "collection/evidence/" + evidence.id() + ".pdf")))).contains("67.74").doesNotContain("32.26", "135.00");
    }

    /** Two months ahead, and ten days of August his own. */
    private long aheadVillage() {
        clock.setTo(LocalDate.parse("2026-08-05"));
        var community = town.community(1);
        town.tariff(community, "WY01", "2.35", "2020-01-01", "rule", "BY_AREA");
        town.publish(community, "2026-07");
        town.publish(community, "2026-08");
        town.openShift(community);
        town.pay(community, "1-101", "940.00", "payThrough", "2026-10");
        clock.setTo(LocalDate.parse("2026-08-20"));
        return community;
    }

    @Test
    void 过户前预缴的_退给原业主的重新出给新业主_原业主的对账单只有他自己的() {
        var community = aheadVillage();
        var old = person(community, "张三", "2020-01-01");
        var next = town.office.post(path(community, "people"), Map.of("kind", "PERSON", "name", "李四")).expect(201).id();
        var order = order(next, "REFUND", "KEEP", List.of());
        var seen = preview(community, order).expect(200);
        assertThat(seen.json().get("shares").findValuesAsString("next")).containsExactly("159.19", "235.00", "235.00");
        assertThat(seen.at("/prepayment")).isEqualTo("629.19");
        confirm(town.office, community, UUID.randomUUID().toString(), order, seen.at("/digest")).expect(201);
        assertThat(town.office.get(path(community, "refunds")).at("/items/0/amount")).isEqualTo("629.19");
        assertThat(town.bills(community, "state=OPEN").json().get("items").findValuesAsString("outstanding")).containsExactlyInAnyOrder("159.19", "235.00", "235.00");
        town.assertBooksAgree(community);

        var base = path(community, "rooms/" + room(community));
        var mine = town.office.get(base + "/statement?from=2026-07-01&to=2026-12-31").expect(200);
        assertThat(List.of(mine.at("/charged"), mine.at("/closing"))).containsExactly("629.19", "629.19");
        assertThat(mine.text()).doesNotContain("冲销", "2026-07-01\",\"periodEnd");
        var his = town.office.get(base + "/statement?from=2026-07-01&to=2026-12-31&formerOwner=" + old).expect(200);
        assertThat(List.of(his.at("/charged"), his.at("/settled"), his.at("/closing"))).containsExactly("310.81", "310.81", "0.00");
        assertThat(his.text()).doesNotContain("159.19");
        assertThat(town.office.get(base + "/statement.html?from=2026-07-01&to=2026-12-31&formerOwner=" + old).expect(200).text()).contains("张三（原业主，至 2026-08-10）");
        assertThat(town.office.get(base + "/former-owners").expect(200).at("/0/personId")).isEqualTo(String.valueOf(old));
        assertThat(town.office.get(base + "/statement?from=2026-07-01&to=2026-12-31&formerOwner=" + next).expect(404).code()).isEqualTo("former-owner-not-found");
    }

    @Test
    void 过户前预缴的_转给新业主的不动_那几期不用再缴() {
        var community = aheadVillage();
        person(community, "张三", "2020-01-01");
        var next = town.office.post(path(community, "people"), Map.of("kind", "PERSON", "name", "李四")).expect(201).id();
        var order = order(next, "MOVE", "KEEP", List.of());
        var seen = preview(community, order).expect(200);
        assertThat(List.of(seen.at("/paidAhead"), seen.at("/prepayment"))).containsExactly("470.00", "159.19");
        var done = confirm(town.office, community, UUID.randomUUID().toString(), order, seen.at("/digest")).expect(201);
        assertThat(town.bills(community, "state=OPEN").at("/total")).isEqualTo("0");
        assertThat(town.office.get(path(community, "owner-settlements/" + done.id() + "/sheet.html")).expect(200).text()).contains("已预缴到过户以后的 470.00 元归新业主");
        town.assertBooksAgree(community);
    }

    @Test
    void 原业主的欠费单独列出来_知道找谁() {
        var community = village();
        var old = person(community, "张三", "2020-01-01");
        var next = town.office.post(path(community, "people"), Map.of("kind", "PERSON", "name", "李四")).expect(201).id();
        town.openShift(community);
        var order = order(next, "MOVE", "MOVE", List.of(Map.of("meterNumber", "W101", "value", "35")));
        confirm(town.office, community, UUID.randomUUID().toString(), order, preview(community, order).expect(200).at("/digest")).expect(201);

        clock.setTo(LocalDate.parse("2026-09-20"));
        var all = town.office.get(path(community, "arrears")).expect(200).json().get("items").valueStream().toList();
        var his = town.office.get(path(community, "arrears?former=true&sort=-outstanding")).expect(200);
        assertThat(his.json().get("items").findValuesAsString("outstanding")).containsExactly("235.00", "75.81", "32.26", "25.00");
        assertThat(his.json().get("items").findValuesAsString("formerOwner")).containsOnly("张三").hasSize(4);
        assertThat(his.at("/items/0/formerOwnerId")).isEqualTo(String.valueOf(old));
        assertThat(all.stream().filter(line -> line.hasNonNull("formerOwner"))).hasSize(4);
        assertThat(all).hasSize(7);
        assertThat(town.office.get(path(community, "arrears/totals?former=true")).at("/outstanding")).isEqualTo("368.07");
        assertThat(town.office.get(path(community, "arrears/sums?former=true")).at("/items/0/outstanding")).isEqualTo("368.07");
        var sheet = town.office.get(path(community, "arrears.xlsx?former=true")).expect(200).workbook();
        assertThat(sheet).contains("原业主", "张三");
    }

    private static String pdf(Office.Answer answer) throws IOException {
        try (var document = Loader.loadPDF(answer.expect(200).raw().body())) {
            return Normalizer.normalize(new PDFTextStripper().getText(document), Normalizer.Form.NFKC);
        }
    }

    @Test
    void 过户_没有权限的不办_同时两次只成一次_退预存要申请() throws Exception {
        var community = village();
        person(community, "张三", "2020-01-01");
        var next = town.office.post(path(community, "people"), Map.of("kind", "PERSON", "name", "李四")).expect(201).id();
        town.openShift(community);
        town.pay(community, "1-101", "900.00");
        var order = order(next, "REFUND", "KEEP", List.of());
        var clerk = People.of(town.office).permitted(community, "billing.read", "resident.edit");
        assertThat(clerk.post(path(community, "rooms/" + room(community) + "/owner-settlements/preview"), order).status()).isEqualTo(403);
        var seen = preview(community, order).expect(200);
        try (var pool = Executors.newFixedThreadPool(2)) {
            Callable<Integer> one = () -> confirm(town.office, community, UUID.randomUUID().toString(), order, seen.at("/digest")).status();
            assertThat(pool.invokeAll(List.of(one, one)).stream().map(future -> future.resultNow()).toList()).containsExactlyInAnyOrder(201, 409);
        }
        assertThat(town.office.get(path(community, "refunds")).expect(200).at("/total")).isEqualTo("1");
        assertThat(town.bills(community, "state=OPEN").json().get("items").findValuesAsString("periodStart")).containsOnly("2026-08-11");
        assertThat(town.office.get(path(community, "prepayments")).at("/items/0/balance")).isEqualTo("524.67");
        town.assertBooksAgree(community);
    }

    @Test
    void 过户那个月换过表_那天的读数不收_按天分() {
        var community = town.community(1);
        town.tariff(community, "SF01", "5.00", "2020-01-01", "rule", "METERED", "meterKind", "水");
        town.office.post(path(community, "metering/meters"), Map.of("number", "W101", "kind", "水", "room", "1-101", "multiplier", "1", "digits", 6,
            "startReading", "30", "startOn", "2026-08-01")).expect(201);
        var meter = town.office.get(path(community, "metering/meters")).at("/items/0/meter/id");
        person(community, "张三", "2020-01-01");
        var next = town.office.post(path(community, "people"), Map.of("kind", "PERSON", "name", "李四")).expect(201).id();
        town.office.put(path(community, "metering/readings/" + meter + "/2026-08"), Map.of("value", "16", "oldStop", "45", "newStart", "0")).expect(200);
        town.publish(community, "2026-08");
        assertThat(preview(community, order(next, "MOVE", "MOVE", List.of(Map.of("meterNumber", "W101", "value", "4")))).expect(409).code()).isEqualTo("meter-replaced");
        var seen = preview(community, order(next, "MOVE", "MOVE", List.of())).expect(200);
        assertThat(List.of(seen.at("/undivided"), seen.at("/former"), seen.at("/next"))).containsExactly("155.00", "50.00", "105.00");
    }

    /** July and August published: by area, by meter (10 and 20 used), a pool of 100 yuan for the only room. */
    private long village() {
        var community = town.community(1);
        town.tariff(community, "WY01", "2.35", "2020-01-01", "rule", "BY_AREA");
        town.tariff(community, "SF01", "5.00", "2020-01-01", "rule", "METERED", "meterKind", "水");
        town.tariff(community, "GT01", "1.00", "2026-08-01", "rule", "SHARED", "meterKind", "电", "shareBasis", "AREA");
        town.office.post(path(community, "metering/meters"), Map.of("number", "W101", "kind", "水", "room", "1-101", "multiplier", "1", "digits", 6,
            "startReading", "30", "startOn", "2026-08-01")).expect(201);
        var meter = town.office.get(path(community, "metering/meters")).at("/items/0/meter/id");
        town.office.put(path(community, "metering/readings/" + meter + "/2026-08"), Map.of("value", "50")).expect(200);
        town.publicElectricity(community, "2026-08", "100");
        town.publish(community, "2026-07");
        town.publish(community, "2026-08");
        return community;
    }

    private long person(long community, String name, String from) {
        var id = town.office.post(path(community, "people"), Map.of("kind", "PERSON", "name", name)).expect(201).id();
        town.office.post(path(community, "rooms/" + room(community) + "/ownership-transfers"), Map.of("on", from, "ownerIds", List.of(id))).expect(200);
        return id;
    }

    private static Map<String, Object> order(long next, String prepayment, String deposit, List<Map<String, Object>> readings) {
        return new HashMap<>(Map.of("on", "2026-08-11", "ownerIds", List.of(next), "prepayment", prepayment, "deposit", deposit, "readings", readings));
    }

    private Office.Answer preview(long community, Map<String, Object> order) {
        return town.office.post(path(community, "rooms/" + room(community) + "/owner-settlements/preview"), order);
    }

    private Office.Answer confirm(Office office, long community, String key, Map<String, Object> order, String digest) {
        return office.post(path(community, "rooms/" + room(community) + "/owner-settlements"), Map.of("order", order, "digest", digest, "fromConfirmed", "张三 签字",
            "toConfirmed", "李四 签字"), "Idempotency-Key", key);
    }

    private long room(long community) {
        return Long.parseLong(town.office.get(path(community, "rooms")).at("/items/0/id"));
    }

    private String total(long community) {
        return town.office.get(path(community, "bills?size=200")).json().get("items").valueStream().filter(bill -> !bill.get("state").asString().equals("REVERSED"))
            .map(bill -> new BigDecimal(bill.get("amount").asString())).reduce(BigDecimal.ZERO, BigDecimal::add).toPlainString();
    }

    private long bill(long community, String tariff, String month) {
        return Long.parseLong(town.bills(community, "roomCode=1-101&tariffCode=" + tariff + "&month=" + month).at("/items/0/id"));
    }
}

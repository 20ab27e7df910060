package cn.anju.metering;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 存疑的读数：收下，不出账，由另一个人放行或更正。 */
@Story
class HoldTest {

    @Autowired Office office;

    private Desk desk;
    private long meter;

    @BeforeEach void 一只水表_用了三个月_按表收费() {
        desk = new Desk(office);
        meter = desk.meter("W1", "1-1-101", "100");
        for (var reading : List.of("2026-07 110", "2026-08 121", "2026-09 130")) desk.read(meter, reading.split(" ")[0], reading.split(" ")[1]).expect(200);
        office.post(desk.root + "/tariffs", Map.ofEntries(Map.entry("code", "SF"), Map.entry("chargeItem", "水费"), Map.entry("rule", "METERED"),
            Map.entry("roomKinds", List.of("HOUSE")), Map.entry("price", "3"), Map.entry("isYearly", false), Map.entry("meterKind", "水"),
            Map.entry("from", "2026-07-01"), Map.entry("dueDay", 10), Map.entry("isDeveloperCharged", false))).expect(201);
    }

    @Test void 不开的小区_只提醒_照旧出账() {
        assertThat(desk.read(meter, "2026-10", "230").expect(200).at("/hold")).isEmpty();
        assertThat(desk.read(meter, "2026-10", "129").code()).isEqualTo("reading-changed");
        assertThat(office.get(desk.root + "/metering/held").expect(200).at("/total")).isEqualTo("0");
        assertThat(run("2026-10").at("/lines")).isEqualTo("1");
    }

    @Test void 用量过大_不出账_录入的人放行不了_另一个人写明理由放行_再出账就有() {
        switchOn();
        var held = desk.read(meter, "2026-10", "230").expect(200);
        assertThat(held.at("/hold") + held.at("/isReleased")).isEqualTo("HIGHfalse");
        var draft = run("2026-10");
        assertThat(draft.at("/state") + draft.at("/warnings/0/subject") + draft.at("/warnings/0/code")).isEqualTo("empty1-1-101reading-held");
        var row = office.get(desk.root + "/metering/held?state=HELD").expect(200);
        assertThat(row.at("/items/0/usage") + " " + row.at("/items/0/mean") + " " + row.at("/items/0/isOwn")).isEqualTo("100 10.00 true");
        assertThat(office.get(desk.root + "/metering/held.xlsx").expect(200).workbook()).contains("用量过大", "W1");

        var address = desk.root + "/metering/held/" + meter + "/2026-10/release";
        var reason = Map.of("reason", "水管漏水，已修好", "version", 1);
        assertThat(office.post(address, reason).expect(409).code()).isEqualTo("own-reading");
        var other = People.of(office).permitted(desk.community, "metering.read", "metering.release");
        assertThat(other.post(address, Map.of("reason", " ", "version", 1)).status()).isEqualTo(400);
        assertThat(other.post(address, Map.of("reason", "看过", "version", 7)).expect(409).code()).isEqualTo("reading-changed");
        other.post(address, reason).expect(204);
        assertThat(other.post(address, reason).expect(409).code()).isEqualTo("reading-not-held");
        assertThat(other.post(desk.root + "/metering/held/" + meter + "/2026-11/release", reason).expect(404).code()).isEqualTo("reading-not-found");
        var billed = run("2026-10");
        assertThat(billed.at("/total")).isEqualTo("300.00");
        office.post(desk.root + "/bill-runs/" + billed.id() + "/publish", Map.of()).expect(200);
        assertThat(office.get(desk.root + "/metering/held?state=RELEASED").expect(200).at("/items/0/releaseReason")).isEqualTo("水管漏水，已修好");
    }

    @Test void 前一个月存疑_后一个月也不出账_更正了就都出() {
        switchOn();
        desk.read(meter, "2026-10", "230").expect(200);
        desk.read(meter, "2026-11", "240").expect(200);
        assertThat(run("2026-11").at("/warnings/0/code")).isEqualTo("reading-held");
        desk.put(meter, "2026-10", Map.of("value", "139", "version", 1)).expect(200);
        var november = office.get(desk.root + "/metering/meters/" + meter).expect(200);
        assertThat(november.at("/readings/0/usage") + november.at("/readings/0/hold")).as("跟着重算，成了它存疑").isEqualTo("101HIGH");
        assertThat(november.at("/readings/1/usage") + november.at("/readings/1/hold")).isEqualTo("9");
        assertThat(run("2026-10").at("/total")).isEqualTo("27.00");
    }

    @Test void 忽然为零_读数变小_也存疑_变小的放行不了只能更正() {
        switchOn();
        assertThat(desk.read(meter, "2026-10", "130").expect(200).at("/hold")).isEqualTo("ZERO");
        var smaller = desk.put(meter, "2026-10", Map.of("value", "128", "version", 1)).expect(200);
        assertThat(smaller.at("/usage") + smaller.at("/hold")).isEqualTo("-2NEGATIVE");
        assertThat(run("2026-10").at("/warnings/0/code")).isEqualTo("reading-held");
        var other = People.of(office).permitted(desk.community, "metering.release", "metering.edit");
        assertThat(other.post(desk.root + "/metering/held/" + meter + "/2026-10/release", Map.of("reason", "看过", "version", 2)).expect(409).code())
            .isEqualTo("usage-negative");
        assertThat(other.put(desk.root + "/metering/readings/" + meter + "/2026-10", Map.of("value", "138", "version", 2)).expect(200).at("/hold")).isEmpty();
        assertThat(office.get(desk.root + "/metering/held").expect(200).at("/total")).isEqualTo("0");
    }

    @Test void 导入的也存疑_警告里说明() {
        switchOn();
        var done = desk.load("readings", List.of("抄表月份", "表号", "本期读数"), List.of(List.of("2026-10", "W1", "190")));
        assertThat(done.at("/accepted") + done.at("/rejected") + done.at("/warnings/0/code")).isEqualTo("10reading-held");
    }

    @Test void 存疑告诉能放行的人_一批一次_列进他的待办_录入的人自己不用看_放行了就没有() {
        switchOn();
        var other = People.of(office).permitted(desk.community, "metering.read", "metering.release", "notification.read");
        var reader = People.of(office).permitted(desk.community, "metering.read", "notification.read");
        desk.meter("W2", "1-1-101", "100");
        var months = List.of(List.of("2026-07", "W2", "110"), List.of("2026-08", "W2", "120"), List.of("2026-09", "W2", "130"));
        desk.load("readings", List.of("抄表月份", "表号", "本期读数"), months);
        assertThat(notices(other)).isEmpty();
        desk.load("readings", List.of("抄表月份", "表号", "本期读数"), List.of(List.of("2026-10", "W1", "190"), List.of("2026-10", "W2", "200")));
        assertThat(notices(other)).containsExactly("2 条读数存疑，等人放行 表 W1、W2：用量过大");
        assertThat(notices(reader)).isEmpty();
        assertThat(notices(office)).isEmpty();
        assertThat(waiting(other)).containsExactly("有 2 条存疑读数等放行");
        assertThat(waiting(office)).doesNotContain("有 2 条存疑读数等放行");

        other.post(desk.root + "/metering/held/" + meter + "/2026-10/release", Map.of("reason", "看过", "version", 1)).expect(204);
        assertThat(waiting(other)).containsExactly("有 1 条存疑读数等放行");
        desk.read(meter, "2026-11", "300").expect(200);
        desk.put(meter, "2026-11", Map.of("value", "301", "version", 1)).expect(200);
        assertThat(notices(other)).as("一条一条录的，一天一次").hasSize(2).contains("有读数存疑，等人放行 表 W1：用量过大");
    }

    private List<String> notices(Office person) {
        return person.get(desk.root + "/notices").expect(200).json().get("items").valueStream()
            .map(notice -> notice.get("title").asString() + " " + notice.get("detail").asString()).filter(text -> text.contains("存疑")).toList();
    }

    private List<String> waiting(Office person) {
        return person.get(desk.root + "/today").expect(200).json().get("toDo").valueStream().map(each -> each.get("label").asString())
            .filter(label -> label.contains("存疑")).toList();
    }

    private void switchOn() {
        office.put("/api/communities/" + desk.community + "/settings/metering.hold", Map.of("value", "true")).expect(204);
    }

    private Office.Answer run(String month) {
        var id = office.post(desk.root + "/bill-runs", Map.of("month", month)).expect(202).id();
        var run = office.waitWhile(desk.root + "/bill-runs/" + id, "calculating");
        if (run.at("/state").equals("draft") && !run.at("/warnings/0/code").isEmpty()) office.post(desk.root + "/bill-runs/" + id + "/discard", Map.of()).expect(204);
        return run;
    }
}

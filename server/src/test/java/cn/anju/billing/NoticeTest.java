package cn.anju.billing;

import static cn.anju.billing.Neighbourhood.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Story;
import cn.anju.access.People;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class NoticeTest {

    @Autowired Neighbourhood town;

    @Test void 一月的通知单_一页四张或一张_往期欠费单列_送到的有登记() throws Exception {
        var community = town.community(5);
        town.tariff(community, "WY01", "235.00", "2020-01-01");
        town.publish(community, "2026-07");
        town.publish(community, "2026-08");
        town.openShift(community);
        town.pay(community, "1-101", "235.00");
        var list = town.office.get(path(community, "bill-notices?month=2026-08&sort=roomCode")).expect(200);
        assertThat(list.at("/total") + list.at("/items/0/earlier") + list.at("/items/1/earlier")).isEqualTo("50.00235.00");
        try (var four = Loader.loadPDF(town.office.get(path(community, "bill-notices.pdf?month=2026-08")).expect(200).raw().body())) {
            assertThat(four.getNumberOfPages()).isEqualTo(2);
            assertThat(new PDFTextStripper().getText(four)).contains("1-105", "470.00").containsOnlyOnce("业主 —1-101");
        }
        try (var single = Loader.loadPDF(town.office.get(path(community, "bill-notices.pdf?month=2026-08&perPage=1")).expect(200).raw().body())) {
            assertThat(single.getNumberOfPages()).isEqualTo(5);
        }
        var room = Long.parseLong(list.at("/items/0/roomId"));
        town.office.post(path(community, "bill-notices/deliveries"), Map.of("month", "2026-08", "rooms", List.of(room), "way", "DOOR", "receiver", "本人")).expect(200);
        assertThat(town.office.get(path(community, "bill-notices/totals?month=2026-08")).at("/delivered")).isEqualTo("1");
        assertThat(town.office.get(path(community, "bill-notices?month=2026-08&delivered=false")).at("/total")).isEqualTo("4");
        assertThat(town.office.get(path(community, "rooms/" + room + "/notice-deliveries")).at("/0/receiver")).isEqualTo("本人");
        assertThat(town.office.get(path(community, "bill-notices/handing-out.html?month=2026-08")).expect(200).text()).contains("派单登记表", "共 5 份", "上门当面");
    }

    @Test void 通知单的拒绝_没出账_月份不对_将来的送达_别的小区的房_没有这项权限() {
        var community = town.community(1);
        assertThat(town.office.get(path(community, "bill-notices.pdf?month=2026-07")).expect(409).code()).isEqualTo("no-notices");
        assertThat(town.office.get(path(community, "bill-notices?month=七月")).expect(400).code()).isEqualTo("month-invalid");
        assertThat(town.office.get(path(community, "bill-notices.pdf?month=2026-07&perPage=3")).expect(400).code()).isEqualTo("layout-unknown");
        var other = town.community(1);
        var foreign = Long.parseLong(town.office.get(path(other, "rooms")).at("/items/0/id"));
        assertThat(town.office.post(path(community, "bill-notices/deliveries"), Map.of("month", "2026-07", "rooms", List.of(foreign), "way", "DOOR")).expect(404).code())
            .isEqualTo("room-not-found");
        assertThat(town.office.get(path(community, "rooms/" + foreign + "/statement?from=2026-07-01&to=2026-08-31")).expect(404).code()).isEqualTo("room-not-found");
        var own = Long.parseLong(town.office.get(path(community, "rooms")).at("/items/0/id"));
        assertThat(town.office.post(path(community, "bill-notices/deliveries"), Map.of("month", "2026-07", "rooms", List.of(own), "way", "DOOR", "on", "2099-01-01")).expect(400).code())
            .isEqualTo("date-in-future");
        var accountant = People.of(town.office).with("accountant", community);
        assertThat(accountant.post(path(community, "bill-notices/deliveries"), Map.of("month", "2026-07", "rooms", List.of(own), "way", "DOOR")).expect(403).code())
            .isEqualTo("not-permitted");
    }

    @Test void 对账单_期初加应收减已收就是期末_与欠费相等() {
        var community = town.community(1);
        town.tariff(community, "WY01", "235.00", "2020-01-01");
        town.publish(community, "2026-07");
        town.publish(community, "2026-08");
        town.openShift(community);
        town.pay(community, "1-101", "100.00");
        var room = Long.parseLong(town.office.get(path(community, "rooms")).at("/items/0/id"));
        var view = town.office.get(path(community, "rooms/" + room + "/statement?from=2026-08-01&to=2026-11-21")).expect(200);
        assertThat(view.at("/opening") + " " + view.at("/charged") + " " + view.at("/settled") + " " + view.at("/closing")).isEqualTo("235.00 235.00 100.00 370.00");
        assertThat(town.office.get(path(community, "arrears/totals")).at("/outstanding")).isEqualTo("370.00");
        assertThat(town.office.get(path(community, "rooms/" + room + "/statement.html?from=2026-07-01&to=2026-11-21")).expect(200).text()).contains("对账单", "期初", "370.00");
        assertThat(town.office.get(path(community, "rooms/" + room + "/statement?from=2026-08-01&to=2026-07-01")).expect(400).code()).isEqualTo("dates-reversed");
    }

    @Test void 对账单_月中发布的账单从发布日算起_先收款也不出负数_多收的列为预存() {
        var community = town.community(1);
        town.tariff(community, "WY01", "235.00", "2020-01-01");
        var run = town.publish(community, "2026-11");
        town.openShift(community);
        town.pay(community, "1-101", "300.00");
        var room = Long.parseLong(town.office.get(path(community, "rooms")).at("/items/0/id"));
        assertThat(sums(community, room, "2026-11-01", "2026-11-20")).isEqualTo("0.00 + 0.00 - 0.00 = 0.00，预存 0.00 + 0.00 - 0.00 = 0.00");
        assertThat(sums(community, room, "2026-11-01", "2026-11-25")).isEqualTo("0.00 + 235.00 - 235.00 = 0.00，预存 0.00 + 65.00 - 0.00 = 65.00");
        assertThat(town.office.get(path(community, "rooms/" + room + "/statement?from=2026-11-01&to=2026-11-30")).json().get("lines").findValuesAsString("balance"))
            .containsExactly("235.00", "0.00");
        town.office.post(path(community, "payments/" + town.office.get(path(community, "payments")).at("/items/0/id") + "/void"), Map.of("reason", "收错")).expect(200);
        town.undo(community, run).expect(200);
        var undone = town.office.get(path(community, "rooms/" + room + "/statement?from=2026-11-01&to=2026-11-25")).expect(200);
        assertThat(undone.json().get("lines").findValuesAsString("balance")).hasSize(4).noneMatch(balance -> balance.startsWith("-"));
        assertThat(sums(community, room, "2026-11-22", "2026-12-31")).isEqualTo("0.00 + 0.00 - 0.00 = 0.00，预存 0.00 + 0.00 - 0.00 = 0.00");
        assertThat(town.office.get(path(community, "rooms/" + room + "/statement.html?from=2026-11-01&to=2026-11-25")).expect(200).text())
            .contains("预存款　期初 0.00 元　存入 65.00 元　抵扣和退还 65.00 元　期末 0.00 元");
    }

    private String sums(long community, long room, String from, String to) {
        var view = town.office.get(path(community, "rooms/" + room + "/statement?from=" + from + "&to=" + to)).expect(200);
        return "%s + %s - %s = %s，预存 %s + %s - %s = %s".formatted(view.at("/opening"), view.at("/charged"), view.at("/settled"), view.at("/closing"),
            view.at("/prepaid/opening"), view.at("/prepaid/added"), view.at("/prepaid/taken"), view.at("/prepaid/closing"));
    }
}

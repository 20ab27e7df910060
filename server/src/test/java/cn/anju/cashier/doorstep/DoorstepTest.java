package cn.anju.cashier.doorstep;

import static cn.anju.cashier.Counter.TODAY;
import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class DoorstepTest {

    @Autowired Counter counter;

    @Test
    void 约好时间_到了记时间_收了写上收据_别人不能代记_没遇上写明情况() {
        var community = counter.community(2);
        var office = counter.office;
        counter.owe(community, "1-101", "WY", "100.00", TODAY.minusDays(1), "0");
        var me = Long.valueOf(office.get("/api/session").expect(200).at("/staffId"));
        var wanted = Map.of("roomCode", "1-101", "on", TODAY.toString(), "at", "23:30", "collectorId", me, "contact", "李女士");
        var visit = office.post(path(community, "doorstep-visits"), wanted).expect(201);
        assertThat(visit.at("/owed")).isEqualTo("100.00");
        assertThat(office.post(path(community, "doorstep-visits"), wanted).expect(409).code()).isEqualTo("visit-planned");
        assertThat(office.post(path(community, "doorstep-visits"), Map.of("roomCode", "1-102", "on", "2026-01-01", "at", "10:00", "collectorId", me))
            .expect(400).code()).isEqualTo("date-past");
        assertThat(office.post(path(community, "doorstep-visits"), Map.of("roomCode", "1-102", "on", TODAY.toString(), "at", "10:00", "collectorId", 999999))
            .expect(404).code()).isEqualTo("collector-not-found");
        var id = path(community, "doorstep-visits/" + visit.id());
        var people = People.of(office);
        assertThat(people.permitted(community, "cashier.read").post(id + "/arrival", Map.of()).status()).isEqualTo(403);
        assertThat(people.permitted(community, "cashier.receive").post(id + "/arrival", Map.of()).expect(409).code()).isEqualTo("visit-of-other");
        assertThat(office.post(id + "/arrival", Map.of()).expect(200).at("/isLate")).isEqualTo("false");
        assertThat(office.post(id + "/arrival", Map.of()).expect(409).code()).isEqualTo("visit-ended");
        counter.openShift(community);
        var other = counter.pay(community, "1-102", "CASH", "5.00").expect(201).id();
        assertThat(office.post(id + "/payment", Map.of("paymentId", other)).expect(404).code()).isEqualTo("payment-not-found");
        var wrong = counter.pay(community, "1-101", "CASH", "100.00").expect(201).id();
        office.post(path(community, "payments/" + wrong + "/void"), Map.of("reason", "收错")).expect(200);
        assertThat(office.post(id + "/payment", Map.of("paymentId", wrong)).expect(404).code()).isEqualTo("payment-not-found");
        var payment = counter.pay(community, "1-101", "CASH", "100.00").expect(201);
        assertThat(office.post(id + "/payment", Map.of("paymentId", payment.id())).expect(200).at("/receiptNo")).isEqualTo(payment.at("/receiptNo"));

        var second = office.post(path(community, "doorstep-visits"), Map.of("roomCode", "1-102", "on", TODAY.toString(), "at", "08:00", "collectorId", me)).expect(201);
        office.post(path(community, "doorstep-visits/" + second.id() + "/ending"), Map.of("isMissed", true, "outcome", "家里没人")).expect(200);
        assertThat(office.get(path(community, "doorstep-visits?on=" + TODAY + "&mine=true")).expect(200).text()).contains("没遇上", "家里没人", "李女士");
        assertThat(office.get(path(community, "doorstep-visits.xlsx?on=" + TODAY)).expect(200).workbook()).contains("1-101", "家里没人");
        var elsewhere = office.newCommunity("隔壁", "2026-07-01");
        assertThat(office.post(path(elsewhere, "doorstep-visits/" + visit.id() + "/arrival"), Map.of()).status()).isEqualTo(404);
    }

    @Test
    void 收款当场记到上门_作废又放开_柜台收的看得见_同一笔不能记两次() {
        var community = counter.community(2);
        var office = counter.office;
        counter.owe(community, "1-101", "WY", "100.00", TODAY.minusDays(1), "0");
        var me = Long.valueOf(office.get("/api/session").expect(200).at("/staffId"));
        var visit = plan(office, community, "1-101", me).expect(201).id();
        counter.openShift(community);
        var payment = counter.pay(community, "1-101", "CASH", "60.00").expect(201).id();
        assertThat(row(office, community, visit).at("/state")).isEqualTo("PAID");
        office.post(path(community, "payments/" + payment + "/void"), Map.of("reason", "收错")).expect(200);
        assertThat(row(office, community, visit).at("/state")).isEqualTo("ARRIVED");
        var again = counter.pay(community, "1-101", "CASH", "50.00").expect(201);
        assertThat(row(office, community, visit).at("/receiptNo")).isEqualTo(again.at("/receiptNo"));

        // Somebody else goes, and the money came in at the counter: it is shown, and nothing is open in silence.
        var account = People.of(office).account();
        People.of(office).grant(account.id(), "fee_collector", community);
        var collector = People.of(office).signIn(account);
        var second = plan(office, community, "1-102", account.id()).expect(201).id();
        var atCounter = counter.pay(community, "1-102", "CASH", "5.00").expect(201);
        assertThat(row(office, community, second).at("/state") + row(office, community, second).at("/takenReceiptNo")).isEqualTo("PLANNED" + atCounter.at("/receiptNo"));
        assertThat(collector.post(path(community, "doorstep-visits/" + second + "/payment"), Map.of("paymentId", atCounter.id())).expect(404).code())
            .isEqualTo("payment-not-found");

        // Who may not send others goes himself.
        assertThat(plan(collector, community, "1-101", me).expect(403).code()).isEqualTo("not-permitted");
        assertThat(collector.post(path(community, "doorstep-visits/assigned"), Map.of()).status()).isEqualTo(403);
        var supervisor = People.of(office).with("cs_supervisor", community);
        assertThat(supervisor.post(path(community, "doorstep-visits/" + second + "/collector"), Map.of("collectorId", account.id())).expect(409).code())
            .isEqualTo("visit-same-collector");
        assertThat(supervisor.post(path(community, "doorstep-visits/" + second + "/collector"), Map.of("collectorId", me)).expect(200).at("/collectorId"))
            .isEqualTo(String.valueOf(me));
        assertThat(office.post(path(community, "doorstep-visits/" + second + "/payment"), Map.of("paymentId", atCounter.id())).expect(200).at("/state")).isEqualTo("PAID");
        assertThat(supervisor.post(path(community, "doorstep-visits/" + second + "/collector"), Map.of("collectorId", account.id())).expect(409).code())
            .isEqualTo("visit-ended");
        counter.assertBooksAgree(community);
    }

    @Test
    void 收款人员_谁在哪栋收从哪天到哪天_重叠的不收_约上门时管这栋的在前() {
        var community = counter.community(1);
        var office = counter.office;
        var me = Long.valueOf(office.get("/api/session").expect(200).at("/staffId"));
        var account = People.of(office).account();
        People.of(office).grant(account.id(), "fee_collector", community);
        var building = office.get(path(community, "buildings")).expect(200).json().get(0).get("id").asLong();
        var wanted = Map.of("staffId", account.id(), "buildings", List.of(building), "from", TODAY.minusDays(3).toString(), "to", TODAY.toString());
        office.post(path(community, "collector-areas"), wanted).expect(201);
        assertThat(office.post(path(community, "collector-areas"), wanted).expect(409).code()).isEqualTo("collector-area-overlaps");
        office.post(path(community, "collector-areas"), Map.of("staffId", me, "from", TODAY.plusDays(1).toString())).expect(201);
        assertThat(office.post(path(community, "collector-areas"), Map.of("staffId", 999999, "from", TODAY.toString())).expect(404).code()).isEqualTo("collector-not-found");
        assertThat(office.post(path(community, "collector-areas"), Map.of("staffId", me, "from", TODAY.toString(), "to", TODAY.minusDays(1).toString()))
            .expect(400).code()).isEqualTo("dates-reversed");
        var elsewhere = counter.community(1);
        var other = office.get(path(elsewhere, "buildings")).json().get(0).get("id").asLong();
        assertThat(office.post(path(community, "collector-areas"), Map.of("staffId", me, "buildings", List.of(other), "from", TODAY.toString())).expect(404).code())
            .isEqualTo("building-not-found");
        var first = office.get(path(community, "collector-areas/candidates?roomCode=1-101&on=" + TODAY)).expect(200);
        assertThat(first.at("/0/staffId") + first.at("/0/isInCharge")).isEqualTo(account.id() + "true");
        assertThat(office.get(path(community, "collector-areas/candidates?roomCode=1-101&on=" + TODAY.plusDays(1))).at("/0/staffId")).isEqualTo(String.valueOf(me));
        var rows = office.get(path(community, "collector-areas?sort=fromOn")).expect(200);
        assertThat(rows.at("/total") + rows.at("/items/0/isCurrent") + rows.at("/items/1/isCurrent")).isEqualTo("2truefalse");
        var end = path(community, "collector-areas/" + rows.at("/items/0/id") + "/end");
        assertThat(office.post(end, Map.of("last", TODAY.plusDays(1).toString())).expect(400).code()).isEqualTo("dates-reversed");
        office.post(end, Map.of("last", TODAY.minusDays(1).toString())).expect(204);
        assertThat(office.get(path(community, "collector-areas")).at("/total") + office.get(path(community, "collector-areas?ended=true")).at("/total")).isEqualTo("12");
        assertThat(office.get(path(community, "collector-areas.xlsx?ended=true")).expect(200).workbook()).contains("全小区");
        office.post(path(elsewhere, "collector-areas/" + rows.at("/items/0/id") + "/end"), Map.of("last", TODAY.toString())).expect(404);
    }

    private static Office.Answer plan(Office by, long community, String room, long collector) {
        return by.post(path(community, "doorstep-visits"), Map.of("roomCode", room, "on", TODAY.toString(), "at", "23:30", "collectorId", collector));
    }

    /** @return the visit alone, as the list tells it */
    private Listed row(Office office, long community, long visit) {
        var all = office.get(path(community, "doorstep-visits?on=" + TODAY)).expect(200);
        for (var index = 0; index < all.json().size(); index++)
            if (all.at("/" + index + "/id").equals(String.valueOf(visit))) return new Listed(all, index);
        throw new AssertionError("no visit " + visit);
    }

    private record Listed(Office.Answer all, int index) {

        String at(String pointer) {
            return all.at("/" + index + pointer);
        }
    }
}

package cn.anju.cashier.doorstep;

import static cn.anju.cashier.Counter.TODAY;
import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Story;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
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
}

package cn.anju.cashier;

import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Story;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class PayAheadTest {

    @Autowired Counter counter;

    long community;

    @BeforeEach
    void open() {
        community = counter.community(2);
        counter.openShift(community);
        counter.office.post(path(community, "tariffs"), Map.of("code", "WY", "chargeItem", "物业费", "rule", "FIXED", "roomKinds", List.of("HOUSE"),
            "price", "100", "isYearly", false, "from", "2026-07-01", "dueDay", 25, "isDeveloperCharged", false, "cycle", "MONTH")).expect(201);
        counter.office.put(path(community, "settings/cashier.annual-discount"), Map.of("value", "2")).expect(204);
    }

    @Test
    void 试算以后什么也没留下_照试算收_年缴优惠记作红字收入() {
        var asked = Map.of("roomCode", "1-101", "payThrough", "2027-12");
        var quote = counter.office.post(path(community, "payments/quote"), asked).expect(200);
        assertThat(quote.json().get("lines").valueStream().filter(line -> line.at("/periodStart").asString().compareTo("2026-12") >= 0)).hasSize(13);
        assertThat(quote.at("/annualDiscount")).isEqualTo("26.00");
        assertThat(counter.balance(community, "1122")).isEqualTo("0.00");
        var due = quote.at("/due");
        var paid = counter.pay(community, "1-101", "POS", due, "payThrough", "2027-12", "expectedDue", due, "surplus", "CHANGE", "billIds", List.of()).expect(201);
        assertThat(paid.at("/applied")).isEqualTo(due);
        assertThat(paid.at("/discount")).isEqualTo("26.00");
        assertThat(counter.balance(community, "1122")).isEqualTo("0.00");
        assertThat(counter.office.post(path(community, "payments/quote"), asked).at("/due")).isEqualTo("0.00");
        counter.assertBooksAgree(community);
    }

    @Test
    void 不满十二个月_没有年缴优惠() {
        var quote = counter.office.post(path(community, "payments/quote"), Map.of("roomCode", "1-101", "payThrough", "2027-10")).expect(200);
        assertThat(quote.at("/annualDiscount")).isEqualTo("0.00");
    }

    @Test
    void 预缴作废_账单重新欠着_优惠也收回() {
        var due = counter.office.post(path(community, "payments/quote"), Map.of("roomCode", "1-101", "payThrough", "2027-12")).at("/due");
        var paid = counter.pay(community, "1-101", "CASH", due, "payThrough", "2027-12").expect(201);
        counter.office.post(path(community, "payments/" + paid.id() + "/void"), Map.of("reason", "改主意了")).expect(200);
        assertThat(counter.office.post(path(community, "payments/quote"), Map.of("roomCode", "1-101")).at("/due")).isEqualTo(due);
        counter.assertBooksAgree(community);
    }
}

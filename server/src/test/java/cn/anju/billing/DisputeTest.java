package cn.anju.billing;

import static cn.anju.billing.Neighbourhood.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class DisputeTest {

    @Autowired Neighbourhood town;
    @Autowired TestClock clock;

    private Office collector;
    private Office supervisor;

    /** B7: only the disputed line stops, from the day of the dispute, everywhere a late fee is worked out. */
    @Test
    void 异议只停这一行的违约金_别的行照计_维持以后接着计() {
        var community = community();
        var disputed = bill(community, "WY01");
        clock.setTo(LocalDate.parse("2026-08-04"));
        assertThat(fees(community)).isEqualTo(Map.of("WY01", "2.00", "TC01", "1.00"));
        var id = collector.post(path(community, "bills/" + disputed + "/disputes"), Map.of("raisedBy", "业主张三", "claim", "面积不对")).expect(201).id();
        clock.setTo(LocalDate.parse("2026-08-14"));
        assertThat(fees(community)).isEqualTo(Map.of("WY01", "1.80", "TC01", "2.00"));
        assertThat(town.office.get(path(community, "arrears/totals")).at("/lateFee")).isEqualTo("3.80");
        assertThat(town.office.get(path(community, "arrears.csv?asOf=2026-08-03")).text()).contains(",200.00,9,1.80");
        assertThat(quote(community).at("/lateFee")).isEqualTo("3.80");
        assertThat(collector.get(path(community, "disputes?state=OPEN")).at("/total")).isEqualTo("1");
        assertThat(town.office.get(path(community, "collection/work-list")).at("/items/0/overdue")).isEqualTo("100.00");

        assertThat(collector.post(path(community, "disputes/" + id + "/decision"), Map.of("isReversed", false, "note", "对的")).expect(403).code()).isEqualTo("not-permitted");
        supervisor.post(path(community, "disputes/" + id + "/decision"), Map.of("isReversed", false, "note", "实测面积无误")).expect(200);
        clock.setTo(LocalDate.parse("2026-08-24"));
        assertThat(fees(community)).isEqualTo(Map.of("WY01", "4.00", "TC01", "3.00"));
        assertThat(quote(community).at("/lateFee")).isEqualTo("7.00");
        assertThat(town.office.get(path(community, "arrears.csv?asOf=2026-08-10")).text()).contains(",200.00,16,1.80", ",100.00,16,1.60");
        var story = town.office.get(path(community, "bills/" + disputed)).expect(200);
        assertThat(story.at("/bill/daysLate") + " " + story.at("/bill/frozenDays") + " " + story.at("/disputes/0/decision")).isEqualTo("30 10 实测面积无误");
        assertThat(supervisor.post(path(community, "disputes/" + id + "/decision"), Map.of("isReversed", true, "note", "再来")).expect(409).code()).isEqualTo("dispute-ended");

        town.openShift(community);
        var paid = town.pay(community, "1-101", "307.00", "lateFee", "COLLECT");
        assertThat(paid.at("/applied") + " " + paid.at("/lateFee") + " " + paid.at("/prepaid")).isEqualTo("300.00 7.00 0.00");
        town.assertBooksAgree(community);
    }

    @Test
    void 裁定冲销_账反着记_不再出_付过钱的不能冲_解释认可要有确认() {
        var community = community();
        var disputed = bill(community, "WY01");
        var id = supervisor.post(path(community, "bills/" + disputed + "/disputes"), Map.of("raisedBy", "业主", "claim", "没住")).expect(201).id();
        assertThat(supervisor.post(path(community, "bills/" + disputed + "/disputes"), Map.of("raisedBy", "业主", "claim", "没住")).expect(409).code()).isEqualTo("already-disputed");
        assertThat(supervisor.post(path(community, "disputes/" + id + "/decision"), Map.of("isReversed", true, "note", "是")).expect(403).code()).isEqualTo("not-own-decision");
        assertThat(town.office.post(path(community, "disputes/" + id + "/decision"), Map.of("isReversed", true, "note", "是")).expect(403).code()).isEqualTo("collector-not-decider");
        var director = People.of(town.office).with("director", community);
        director.post(path(community, "disputes/" + id + "/decision"), Map.of("isReversed", true, "note", "确未交付")).expect(200);
        assertThat(town.balance(community, "1122")).isEqualTo("100.00");
        assertThat(town.balance(community, "6001")).isEqualTo("-100.00");
        assertThat(town.run(community, "2026-07").at("/state")).isEqualTo("empty");
        town.assertBooksAgree(community);

        var parking = bill(community, "TC01");
        var second = collector.post(path(community, "bills/" + parking + "/disputes"), Map.of("raisedBy", "业主", "claim", "贵")).expect(201).id();
        town.openShift(community);
        town.pay(community, "1-101", "40.00");
        assertThat(director.post(path(community, "disputes/" + second + "/decision"), Map.of("isReversed", true, "note", "是")).expect(409).code()).isEqualTo("bill-paid");
        var told = new HashMap<String, Object>(Map.of("basis", "价目公示", "explanation", "政府指导价", "isAccepted", true));
        assertThat(collector.post(path(community, "disputes/" + second + "/explanations"), told).expect(400).code()).isEqualTo("confirmation-missing");
        told.putAll(Map.of("confirmedBy", "张三", "way", "签字"));
        var done = collector.post(path(community, "disputes/" + second + "/explanations"), told).expect(200);
        assertThat(done.at("/dispute/state") + done.at("/explanations/0/confirmedBy")).isEqualTo("EXPLAINED张三");
        assertThat(collector.get(path(community, "disputes.xlsx")).expect(200).raw().body()).isNotEmpty();
        assertThat(collector.get(path(town.community(1), "disputes")).status()).isEqualTo(404);
        town.assertBooksAgree(community);
    }

    @Test
    void 冲销一行_抵它的预存还给原来的户头_不进别的项目() {
        clock.setTo(LocalDate.parse("2026-07-20"));
        var community = town.community(1);
        town.tariff(community, "WY01", "200.00", "2020-01-01");
        town.tariff(community, "TC01", "100.00", "2020-01-01");
        var items = new HashMap<String, String>();
        for (var item : town.office.get(path(community, "tax-items")).expect(200).json()) items.put(item.get("itemName").asString(), item.get("itemCode").asString());
        var parking = items.get("TC01费");
        town.openShift(community);
        town.pay(community, "1-101", "60.00", "prepayFor", parking);
        town.pay(community, "1-101", "90.00");
        town.publish(community, "2026-07");
        assertThat(town.balance(community, "2203")).isEqualTo("0.00");
        var collector = People.of(town.office).with("fee_collector", community);
        var id = collector.post(path(community, "bills/" + bill(community, "WY01") + "/disputes"), Map.of("raisedBy", "业主", "claim", "没住")).expect(201).id();
        People.of(town.office).with("director", community).post(path(community, "disputes/" + id + "/decision"), Map.of("isReversed", true, "note", "没住")).expect(200);
        var back = town.office.get(path(community, "prepayments")).expect(200);
        assertThat(back.at("/total") + " " + back.at("/items/0/balance") + back.at("/items/0/chargeItem")).isEqualTo("1 50.00");
        town.assertBooksAgree(community);
    }

    /** 两项各 200 与 100 元，7 月 25 日应缴，日率千分之一。 */
    private long community() {
        clock.setTo(LocalDate.parse("2026-07-20"));
        var community = town.community(1);
        town.tariff(community, "WY01", "200.00", "2020-01-01", "lateFeeRate", "0.001");
        town.tariff(community, "TC01", "100.00", "2020-01-01", "lateFeeRate", "0.001");
        collector = People.of(town.office).with("fee_collector", community);
        supervisor = People.of(town.office).with("cs_supervisor", community);
        town.publish(community, "2026-07");
        return community;
    }

    private Office.Answer quote(long community) {
        return town.office.post(path(community, "payments/quote"), Map.of("roomCode", "1-101")).expect(200);
    }

    private Map<String, String> fees(long community) {
        var fees = new HashMap<String, String>();
        for (var line : town.bills(community, "roomCode=1-101").json().get("items")) fees.put(line.get("tariffCode").asString(), line.get("lateFee").asString());
        return fees;
    }

    private long bill(long community, String tariff) {
        return Long.parseLong(town.bills(community, "roomCode=1-101&tariffCode=" + tariff).at("/items/0/id"));
    }
}

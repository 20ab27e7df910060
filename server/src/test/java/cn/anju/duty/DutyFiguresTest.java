package cn.anju.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 服务台和住户的数字：做了算做了，过了日子就不算。 */
@Story
class DutyFiguresTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired Figures figures;

    private long community;
    private long first;
    private long second;
    private long area;
    private long stewardId;
    private Office steward;
    private Office desk;
    private Office supervisor;

    @BeforeEach
    void people() {
        community = counter.community(2);
        first = counter.in(community, () -> counter.roomId(community, "1-101"));
        second = counter.in(community, () -> counter.roomId(community, "1-102"));
        counter.own(community, "1-101", "张三", LocalDate.of(2026, 1, 1));
        counter.own(community, "1-102", "李四", LocalDate.of(2026, 1, 1));
        var people = People.of(office);
        var account = people.account();
        stewardId = account.id();
        people.grant(stewardId, "steward", community);
        steward = people.signIn(account);
        desk = people.with("front_desk", community);
        supervisor = people.with("cs_supervisor", community);
        var building = Long.valueOf(office.get(path("buildings")).at("/0/id"));
        area = office.post(path("steward-areas"), Map.of("name", "一片", "parts", List.of(Map.of("buildingId", building, "fromOn", "2026-07-01")),
            "assignments", List.of(Map.of("staffId", account.id(), "fromOn", "2026-07-01")))).expect(201).id();
    }

    @Test void 片区台账_熟悉率_重点户_关爱户() {
        assertThat(figure("resident.watch-and-silent-lists")).as("nobody on the list, nothing to count").isEqualTo("");
        steward.post(path("rooms/" + first + "/notes"), Map.of("way", "VISIT", "text", "反映楼道灯暗")).expect(201);
        steward.post(path("rooms/" + first + "/watches"), Map.of("kind", "SILENT", "reason", "半年没见过", "everyDays", 30)).expect(201);
        var care = steward.post(path("rooms/" + second + "/care"), Map.of("reason", "OLD", "who", "李奶奶", "help", "每周敲门", "everyDays", 7)).expect(201).id();
        var check = supervisor.post(path("spot-checks"), Map.of("areaId", area)).expect(201);
        var answers = check.json().at("/questions").valueStream().map(each -> Map.of("place", each.at("/place").asInt(), "answer", "口头答", "isRight", each.at("/place").asInt() > 1)).toList();
        var percent = supervisor.post(path("spot-checks/" + check.at("/check/id") + "/answers"), Map.of("answers", answers)).expect(200).at("/check/percent");
        assertThat(figure("resident.steward-ledger")).as("one of two rooms").isEqualTo("50");
        assertThat(figure("resident.familiarity-rate")).startsWith(percent);
        assertThat(figure("resident.watch-and-silent-lists") + "/" + figure("resident.care-list")).isEqualTo("100/100");
        clock.setTo(LocalDate.of(2026, 12, 22));
        assertThat(figure("resident.watch-and-silent-lists") + "/" + figure("resident.care-list")).as("their days have passed").isEqualTo("0/0");
        steward.post(path("care/" + care + "/visits"), Map.of("text", "送了菜")).expect(204);
        assertThat(figure("resident.care-list") + "/" + figure("resident.steward-ledger") + "/" + figure("resident.familiarity-rate")).isEqualTo("100/100/");
    }

    @Test void 答复有依据_电话簿与资讯按期核对_推广查过_卷宗归档() {
        var article = desk.post(path("articles"), Map.of("kind", "FAQ", "text", Map.of("category", "装修", "title", "装修垃圾几点可以运", "body", "8:00 到 18:00", "validFrom", "2026-11-21",
            "reason", "新写"))).expect(201).id();
        var told = ask("装修垃圾");
        desk.post(path("articles/" + article + "/citations"), Map.of("contactId", told)).expect(204);
        ask("停车费");
        var shop = desk.post(path("directory"), Map.of("kind", "LIFE", "category", "药店", "name", "同仁药房", "address", "东门")).expect(201).id();
        desk.post(path("directory"), Map.of("kind", "AUTHORITY", "category", "供水", "name", "自来水公司", "phone", "96116")).expect(201);
        var promotion = desk.post(path("promotions"), Map.of("name", "冬季换新", "channel", "海报", "fromOn", "2026-11-01", "toOn", "2026-11-30", "reached", 300)).expect(201).id();
        var complaint = new HashMap<String, Object>(Map.of("kind", "COMPLAINT", "source", "ROUND", "urgency", "NORMAL", "place", "大门口", "title", "太吵", "readBack", false, "introduced", false));
        var ticket = desk.add(path("tickets"), complaint).expect(201).id();
        desk.post(path("tickets/" + ticket + "/closing"), Map.of("responsibility", "OURS", "conclusion", "劝住了")).expect(204);
        assertThat(figure("servicedesk.faq-knowledge")).as("one of two answers").isEqualTo("50");
        assertThat(figure("servicedesk.local-life-info") + "/" + figure("servicedesk.government-phonebook")).isEqualTo("100/100");
        assertThat(figure("servicedesk.paid-service-promotion") + "/" + figure("servicedesk.complaint-archive")).as("it still runs; the month is not over").isEqualTo("/0");
        clock.setTo(LocalDate.of(2026, 12, 22));
        assertThat(figure("servicedesk.paid-service-promotion") + "/" + figure("servicedesk.complaint-archive")).isEqualTo("0/1");
        desk.post(path("promotions/" + promotion + "/checks"), Map.of("effect", "一单", "opinions", "希望晚上也能来")).expect(204);
        assertThat(figure("servicedesk.paid-service-promotion")).isEqualTo("100");
        clock.setTo(LocalDate.of(2027, 2, 20));
        desk.post(path("directory/" + shop + "/checks"), Map.of("finding", "还在")).expect(200);
        assertThat(figure("servicedesk.local-life-info") + "/" + figure("servicedesk.government-phonebook")).as("ninety days, only the shop was looked at").isEqualTo("100/0");
    }

    @Test void 需求按期答复_重点业主满意() {
        assertThat(figure("engagement.need-research") + "/" + figure("engagement.key-owner-channel")).as("nothing to count").isEqualTo("/");
        var need = Map.of("kind", "NEED", "way", "VISIT", "roomCode", "1-101", "who", "张三", "topic", "充电桩", "dueOn", "2026-11-22");
        var answered = steward.post(path("demands"), need).expect(201).id();
        steward.post(path("demands"), need).expect(201);
        steward.post(path("demands/" + answered + "/reply"), Map.of("outcome", "DECLINED", "reply", "电容不够，说明了")).expect(204);
        assertThat(figure("engagement.need-research")).as("the other is not due yet").isEqualTo("100");
        clock.setTo(LocalDate.of(2026, 11, 23));
        assertThat(figure("engagement.need-research")).isEqualTo("50");
        supervisor.post(path("key-owners"), Map.of("roomCode", "1-102", "why", "大业主", "channel", "热线", "staffId", stewardId)).expect(201);
        for (var said : List.of("SATISFIED", "FAIR")) {
            var demand = steward.post(path("demands"), Map.of("kind", "KEY_OWNER", "way", "PHONE", "roomCode", "1-102", "who", "李四", "topic", "车位", "dueOn", "2026-11-30")).expect(201).id();
            steward.post(path("demands/" + demand + "/reply"), Map.of("outcome", "MET", "reply", "办了", "satisfaction", said)).expect(204);
        }
        assertThat(figure("engagement.key-owner-channel")).isEqualTo("50");
    }

    @Test void 数字点开的行和数出来的一样多() {
        var body = new HashMap<String, Object>(Map.of("kind", "REPAIR", "source", "PHONE", "urgency", "URGENT", "title", "水管漏水", "readBack", true, "introduced", false, "roomId", first,
            "reporter", "李小明", "phone", "13900000001"));
        body.putAll(Map.of("wishedFrom", "2026-11-21T06:00:00Z", "promisedAt", "2026-11-21T06:00:00Z"));
        for (var i = 0; i < 2; i++) {
            var ticket = desk.add(path("tickets"), body).expect(201).id();
            desk.post(path("tickets/" + ticket + "/closing"), Map.of("responsibility", "OURS", "conclusion", "拧紧了")).expect(204);
        }
        desk.add(path("tickets"), body).expect(201);
        office.post(path("vehicles"), Map.of("plate", "京A12345", "roomId", first)).expect(201);
        office.post(path("vehicles"), Map.of("plate", "京A12346", "roomId", first, "model", "轿车", "colour", "白")).expect(201);
        counter.openShift(community);
        var bill = counter.owe(community, "1-101", "WY", "100.00", LocalDate.of(2026, 11, 20), "0");
        counter.pay(community, "1-101", "CASH", "100.00", "billIds", List.of(bill)).expect(201);
        for (var key : List.of("servicedesk.kept-word", "servicedesk.instant-callback", "cashier.receipted", "ledger.documents-attached", "reporting.hotspots-owned", "cashier.shortages-open",
                "billing.reliefs-waiting", "resident.vehicles-complete")) {
            var value = counter.in(community, () -> figures.now(community, key, LocalDate.now(clock)));
            var rows = value.whole() == null ? value.part() : key.equals("resident.vehicles-complete") ? value.whole().subtract(value.part()) : value.whole();
            assertThat(office.get(path(value.link())).expect(200).at("/total")).as(key + " " + value.link()).isEqualTo(rows.toPlainString());
        }
        assertThat(office.get(path("tickets?done=2026-11&promised=true")).at("/total") + office.get(path("tickets?done=2026-10&served=true")).at("/total")).isEqualTo("20");
    }

    @Test void 越权被拒的数得出来_租赁专员的和看文件的() {
        assertThat(figure("access.leasing-secrecy") + figure("access.undisclosed-information")).isEqualTo("00");
        var agent = People.of(office).with("leasing_agent", community);
        agent.post(path("vehicles"), Map.of("plate", "京A12345")).expect(403);
        People.of(office).permitted(community, "estate.read").post(path("documents"), Map.of()).expect(403);
        assertThat(figure("access.leasing-secrecy") + figure("access.undisclosed-information")).isEqualTo("11");
    }

    @Test void 一个数只有一处设_改了接听时限和回访率目标_数字跟着变() {
        desk.add(path("desk-contacts"), Map.of("source", "PHONE", "kind", "ENQUIRY", "said", "几点下班", "answer", "五点半", "introduced", false, "ringSeconds", 14)).expect(201);
        assertThat(figure("servicedesk.phone-standard")).as("fifteen seconds until the setting says otherwise").isEqualTo("100");
        office.put(path("settings/servicedesk.ring-seconds"), Map.of("value", "10")).expect(204);
        assertThat(figure("servicedesk.phone-standard")).isEqualTo("0");
        assertThat(target("servicedesk.callback-rate")).isEqualTo("60");
        office.put(path("settings/servicedesk.callback-rate"), Map.of("value", "75")).expect(204);
        assertThat(target("servicedesk.callback-rate")).isEqualTo("75");
        assertThat(office.put(path("settings/duty.target.servicedesk.callback-rate"), Map.of("value", "50")).status()).as("no second place").isEqualTo(404);
    }

    private String target(String metric) {
        return supervisor.get(path("metrics")).expect(200).json().valueStream().filter(row -> row.at("/key").asString().equals(metric)).findFirst().orElseThrow().at("/target").asString("");
    }

    private long ask(String what) {
        return desk.add(path("desk-contacts"), Map.of("source", "PHONE", "kind", "ENQUIRY", "said", what, "answer", "已答复", "introduced", false)).expect(201).id();
    }

    /** What the supervisor reads on the page of fulfilment, counted anew. */
    private String figure(String duty) {
        counter.in(community, () -> {
            figures.count(community, LocalDate.now(clock));
            return null;
        });
        return supervisor.get(path("duties/fulfilment?month=" + YearMonth.now(clock))).expect(200).json().valueStream()
            .filter(row -> row.at("/dutyId").asString().equals(duty)).findFirst().orElseThrow().at("/figure/value").asString("");
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}

package cn.anju.resident;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class HouseholdTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long first;
    private long second;
    private long area;
    private Office steward;
    private Office supervisor;

    @BeforeEach
    void neighbourhood() {
        community = counter.community(3);
        first = counter.in(community, () -> counter.roomId(community, "1-101"));
        second = counter.in(community, () -> counter.roomId(community, "1-102"));
        counter.own(community, "1-101", "张三", java.time.LocalDate.of(2026, 1, 1));
        counter.own(community, "1-102", "李四", java.time.LocalDate.of(2026, 1, 1));
        var account = People.of(office).account();
        People.of(office).grant(account.id(), "steward", community);
        var building = Long.parseLong(office.get(path("buildings")).at("/0/id"));
        area = office.post(path("steward-areas"), Map.of("name", "东区", "parts", List.of(Map.of("buildingId", building, "roomId", first, "fromOn", "2026-01-01")),
            "assignments", List.of(Map.of("staffId", account.id(), "fromOn", "2026-01-01")))).expect(201).id();
        steward = People.of(office).signIn(account);
        supervisor = People.of(office).with("cs_supervisor", community);
    }

    @Test void 管家只看自己片区_主管看全部() {
        assertThat(steward.get(path("occupancies")).at("/total") + supervisor.get(path("occupancies")).at("/total")).isEqualTo("13");
        steward.get(path("rooms/" + first + "/household")).expect(200);
        assertThat(steward.get(path("rooms/" + second + "/household")).expect(403).code()).isEqualTo("not-your-area");
        assertThat(steward.post(path("rooms/" + second + "/notes"), Map.of("way", "PHONE", "text", "问好")).expect(403).code()).isEqualTo("not-your-area");
        supervisor.get(path("rooms/" + second + "/household")).expect(200);
    }

    @Test void 居住情况一段接一段_改前改后有人有时() {
        occupy("SELF_USED", "FAMILY", 3, "2026-03-01").expect(204);
        assertThat(occupy("VACANT", "FAMILY", 0, "2026-11-01").expect(400).code()).isEqualTo("occupancy-unclear");
        occupy("RENTED", "SHARED", 4, "2026-11-01").expect(204);
        assertThat(occupy("RENTED", "SHARED", 4, "2026-10-01").expect(409).code()).isEqualTo("occupancy-later");
        var household = steward.get(path("rooms/" + first + "/household"));
        assertThat(household.at("/occupancies/1/toOn") + household.at("/occupancies/0/persons")).isEqualTo("2026-10-314");
        assertThat(household.at("/changes/0/was") + "|" + household.at("/changes/0/becomes")).isEqualTo("自住，一家人 3 人，2026-03-01 起|出租，合租 4 人，2026-11-01 起");
        assertThat(steward.get(path("occupancies?differs=true")).at("/items/0/roomCode")).isEqualTo("1-101");
        var person = steward.get(path("people")).at("/items/0/id");
        supervisor.put(path("people/" + person), Map.of("kind", "PERSON", "name", "张三丰", "gender", "MALE")).expect(200);
        var changes = supervisor.get(path("profile-changes?person=" + person));
        assertThat(changes.json().at("/items").valueStream().map(each -> each.at("/field").asString() + each.at("/was").asString("") + "→" + each.at("/becomes").asString("")))
            .contains("姓名张三→张三丰", "性别→男");
        steward.get(path("occupancies.xlsx")).expect(200);
    }

    @Test void 名单_户籍人口_登记_合并_每一样改动都在变更本里() {
        var care = steward.post(path("rooms/" + first + "/care"), Map.of("reason", "OLD", "who", "张奶奶", "help", "每周敲门", "everyDays", 7)).expect(201).id();
        steward.post(path("care/" + care + "/ending"), Map.of("reason", "搬去女儿家")).expect(204);
        var watch = supervisor.post(path("rooms/" + first + "/watches"), Map.of("kind", "SILENT", "reason", "半年没见过", "everyDays", 30)).expect(201).id();
        supervisor.post(path("watches/" + watch + "/ending"), Map.of("reason", "联系上了")).expect(204);
        for (var persons : List.of(3, 4)) office.put(path("rooms/" + first + "/household-sizes"), Map.of("fromOn", "2026-11-01", "persons", persons)).expect(200);
        var other = office.post(path("people"), Map.of("kind", "PERSON", "name", "张三", "phone", "16600000009")).expect(201).id();
        var kept = supervisor.get(path("people?text=张三")).json().at("/items").valueStream().map(each -> each.at("/id").asLong()).filter(id -> id != other).findFirst().orElseThrow();
        office.post(path("people/" + kept + "/merges/" + other), Map.of()).expect(200);
        office.post(path("merges/" + supervisor.get(path("people/" + kept + "/merges")).at("/0/id") + "/undo"), Map.of()).expect(200);
        assertThat(supervisor.get(path("profile-changes?size=100")).expect(200).json().at("/items").valueStream().map(each -> "%s %s：%s→%s".formatted(each.at("/subject").asString(),
            each.at("/field").asString(), each.at("/was").asString(""), each.at("/becomes").asString("")))).contains("关爱名单 孤老高龄：→张奶奶", "关爱名单 不再列入：张奶奶→搬去女儿家",
                "沉默户 列入：→半年没见过", "沉默户 不再列入：半年没见过→联系上了", "居住情况 户籍人口：→3 人，2026-11-01 起", "居住情况 户籍人口：3 人，2026-11-01 起→4 人，2026-11-01 起",
                "住户登记 登记：→张三", "住户登记 合并：张三 与 张三 两条→张三 一条", "住户登记 合并：张三→并入 张三", "住户登记 合并：合并成一条→拆回两条");
    }

    @Test void 住户卡_发出去收回来_丢了的不能再发() {
        var card = steward.post(path("rooms/" + first + "/cards"), Map.of("number", "A001", "holder", "张三")).expect(201).id();
        assertThat(supervisor.post(path("rooms/" + second + "/cards"), Map.of("number", "A001", "holder", "李四")).expect(409).code()).isEqualTo("card-out");
        steward.post(path("cards/" + card + "/ending"), Map.of("state", "RETURNED")).expect(204);
        var again = supervisor.post(path("rooms/" + second + "/cards"), Map.of("number", "A001", "holder", "李四")).expect(201).id();
        assertThat(supervisor.post(path("cards/" + again + "/ending"), Map.of("state", "LOST")).expect(400).code()).isEqualTo("card-ending");
        supervisor.post(path("cards/" + again + "/ending"), Map.of("state", "LOST", "note", "公交上丢的")).expect(204);
        assertThat(supervisor.post(path("rooms/" + first + "/cards"), Map.of("number", "A001", "holder", "张三")).expect(409).code()).isEqualTo("card-out");
        assertThat(steward.get(path("cards?state=LOST")).at("/total") + supervisor.get(path("cards?state=LOST")).at("/total")).isEqualTo("01");
    }

    @Test void 关爱上门_台账跟进_到日子上今日页_做了就下去() {
        var care = steward.post(path("rooms/" + first + "/care"), Map.of("reason", "OLD", "who", "张奶奶", "help", "每周敲门", "everyDays", 7)).expect(201).id();
        var note = steward.post(path("rooms/" + first + "/notes"), Map.of("way", "VISIT", "text", "反映楼道灯暗", "followUpOn", "2026-11-25")).expect(201).id();
        assertThat(steward.get(path("today")).text()).doesNotContain("关爱上门", "台账跟进");
        clock.advance(Duration.ofDays(8));
        assertThat(steward.get(path("today")).text()).contains("关爱上门 1 户到期", "台账跟进 1 件到期");
        steward.post(path("care/" + care + "/visits"), Map.of("text", "送了菜，精神好")).expect(204);
        steward.post(path("steward-notes/" + note + "/follow-up"), Map.of("text", "灯换了")).expect(204);
        assertThat(steward.post(path("steward-notes/" + note + "/follow-up"), Map.of("text", "灯换了")).expect(409).code()).isEqualTo("note-followed");
        assertThat(steward.get(path("today")).text()).doesNotContain("关爱上门", "台账跟进");
        assertThat(steward.get(path("care")).at("/items/0/visits") + steward.get(path("care/" + care + "/visits")).at("/0/text")).isEqualTo("1送了菜，精神好");
        steward.post(path("care/" + care + "/ending"), Map.of("reason", "搬去女儿家")).expect(204);
        assertThat(steward.post(path("care/" + care + "/visits"), Map.of("text", "再去")).expect(409).code()).isEqualTo("care-ended");
    }

    @Test void 重点户沉默户_系统提_人来定_联系过就顺延() {
        IntStream.range(0, 3).forEach(turn -> supervisor.add(path("desk-contacts"), Map.of("source", "PHONE", "kind", "COMPLAINT", "roomId", second, "said", "太吵" + turn,
            "answer", "去劝", "introduced", false)).expect(201));
        var watched = supervisor.get(path("watches?kind=WATCH&confirmed=false"));
        assertThat(watched.at("/total") + watched.at("/items/0/roomCode") + watched.at("/items/0/complaints")).isEqualTo("11-1023");
        assertThat(supervisor.get(path("watches?kind=SILENT&confirmed=false")).json().at("/items").valueStream().map(each -> each.at("/roomCode").asString())).containsExactly("1-101");
        supervisor.post(path("rooms/" + first + "/watches"), Map.of("kind", "SILENT", "reason", "半年没见过", "everyDays", 30)).expect(201);
        assertThat(supervisor.post(path("rooms/" + first + "/watches"), Map.of("kind", "SILENT", "reason", "又", "everyDays", 30)).expect(409).code()).isEqualTo("watch-exists");
        clock.advance(Duration.ofDays(31));
        assertThat(steward.get(path("today")).text()).contains("沉默户 1 户该联系了");
        steward.post(path("rooms/" + first + "/notes"), Map.of("way", "PHONE", "text", "一切都好")).expect(201);
        assertThat(steward.get(path("today")).text()).doesNotContain("沉默户");
        var spoken = LocalDate.now(clock).toString();
        clock.advance(Duration.ofDays(400));
        var silent = supervisor.get(path("watches?kind=SILENT")).expect(200).json().at("/items");
        assertThat(silent.valueStream().map(each -> each.at("/roomCode").asString() + " " + each.at("/lastOn").asString())).as("on the list and proposed, each with its last day, however long ago")
            .containsExactlyInAnyOrder("1-101 " + spoken, "1-102 2026-11-21");
    }

    @Test void 熟悉度抽查_交卷前不露答案_对几成和目标比() {
        occupy("SELF_USED", "FAMILY", 3, "2026-03-01").expect(204);
        var asked = supervisor.post(path("spot-checks"), Map.of("areaId", area)).expect(201);
        var check = asked.at("/check/id");
        assertThat(asked.text()).doesNotContain("张三");
        assertThat(asked.at("/check/questions") + asked.at("/questions/0/prompt")).startsWith("1").contains("1-101");
        steward.post(path("spot-checks"), Map.of("areaId", area)).expect(403);
        var done = supervisor.post(path("spot-checks/" + check + "/answers"), Map.of("answers", List.of(Map.of("place", 1, "answer", "不知道")))).expect(200);
        assertThat(done.at("/check/percent") + done.at("/check/isFew") + done.at("/check/isShort") + done.at("/check/target")).as("one question rates nobody").isEqualTo("0truefalse95");
        assertThat(done.at("/questions/0/expected")).isNotEmpty();
        assertThat(supervisor.post(path("spot-checks/" + check + "/answers"), Map.of("answers", List.of(Map.of("place", 1)))).expect(409).code()).isEqualTo("spot-check-finished");
        var right = supervisor.post(path("spot-checks"), Map.of("areaId", area)).expect(201).at("/check/id");
        var expected = done.at("/questions/0/expected");
        var next = supervisor.get(path("spot-checks/" + right)).at("/questions/0/prompt").equals(done.at("/questions/0/prompt")) ? Map.of("place", 1, "answer", " " + expected)
            : Map.<String, Object>of("place", 1, "answer", "口头答对", "isRight", true);
        assertThat(supervisor.post(path("spot-checks/" + right + "/answers"), Map.of("answers", List.of(next))).at("/check/percent")).isEqualTo("100");
        assertThat(supervisor.get(path("spot-check-rates")).at("/0/questions") + supervisor.get(path("spot-check-rates")).at("/0/percent")).as("two are not ten").isEqualTo("2");
        for (var round = 0; round < 8; round++) {
            var one = supervisor.post(path("spot-checks"), Map.of("areaId", area)).expect(201).at("/check/id");
            supervisor.post(path("spot-checks/" + one + "/answers"), Map.of("answers", List.of(Map.of("place", 1, "answer", "口头答对", "isRight", true)))).expect(200);
        }
        var rate = supervisor.get(path("spot-check-rates?from=2026-11-01")).expect(200);
        assertThat(rate.at("/0/checks") + " " + rate.at("/0/correct") + "/" + rate.at("/0/questions") + " " + rate.at("/0/percent") + " " + rate.at("/0/isShort")).isEqualTo("10 9/10 90 true");
        assertThat(supervisor.get(path("spot-checks?steward=" + rate.at("/0/stewardId"))).at("/total")).isEqualTo("10");
        assertThat(supervisor.get(path("spot-checks?failed=true")).at("/total")).as("none is rated by itself").isEqualTo("0");
        assertThat(supervisor.get(path("spot-check-rates?to=2026-10-31")).json().size()).isZero();
        steward.get(path("spot-check-rates")).expect(403);
    }

    @Test void 合并前先看_搬什么_被什么挡着() {
        var other = office.post(path("people"), Map.of("kind", "PERSON", "name", "张三", "phone", "16600000009")).expect(201).id();
        var kept = supervisor.get(path("people?text=张三")).json().at("/items").valueStream().map(each -> each.at("/id").asLong()).filter(id -> id != other).findFirst().orElseThrow();
        office.post(path("vehicles"), Map.of("plate", "苏A12345", "personId", other)).expect(201);
        var preview = supervisor.get(path("people/" + kept + "/merges/" + other + "/preview")).expect(200);
        assertThat(preview.at("/plates/0") + preview.at("/fillsPhone") + preview.at("/obstacle")).isEqualTo("苏A12345true");
        office.post(path("rooms/" + first + "/holdings"), Map.of("personId", other, "role", "OWNER", "fromOn", "2026-05-01")).expect(201);
        assertThat(supervisor.get(path("people/" + kept + "/merges/" + other + "/preview")).at("/obstacle")).contains("1-101");
    }

    private Office.Answer occupy(String usage, String type, int persons, String from) {
        return steward.post(path("rooms/" + first + "/occupancies"), Map.of("usage", usage, "householdType", type, "persons", persons, "fromOn", from));
    }

    private String path(String rest) {
        return "/api/communities/" + community + "/" + rest;
    }
}

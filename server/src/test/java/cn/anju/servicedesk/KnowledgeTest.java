package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.servicedesk.knowledge.Knowledge;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class KnowledgeTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired Knowledge knowledge;

    private long community;
    private long room;
    private Office desk;

    @BeforeEach
    void people() {
        community = counter.community(2);
        room = counter.in(community, () -> counter.roomId(community, "1-101"));
        desk = People.of(office).with("front_desk", community);
    }

    @Test void 不归物业的_按说的话找到口径和电话_改版以后旧的还在() {
        assertThat(desk.post(path("articles"), article("NOT_OURS", "外面自来水管爆了", "我们管到水表为止", null)).expect(400).code()).isEqualTo("authority-missing");
        var water = desk.post(path("directory"), Map.of("kind", "AUTHORITY", "category", "供水", "name", "自来水公司", "phone", "96116")).expect(201).id();
        var made = desk.post(path("articles"), article("NOT_OURS", "外面自来水管爆了", "我们管到水表为止", water)).expect(201);
        assertThat(answer("小区门口马路上的自来水管爆了，水流了一地", "phone")).isEqualTo("96116");
        assertThat(answer("电梯不动了", "phone")).isEmpty();
        var next = new HashMap<>(text("外面自来水管爆了", "室外管网归自来水公司", water));
        next.put("validFrom", "2026-12-01");
        desk.post(path("articles/" + made.id() + "/versions"), next).expect(201);
        assertThat(answer("自来水管爆了", "body")).isEqualTo("我们管到水表为止");
        clock.advance(Duration.ofDays(12));
        assertThat(answer("自来水管爆了", "body")).isEqualTo("室外管网归自来水公司");
        var detail = desk.get(path("articles/" + made.id())).expect(200);
        assertThat(detail.at("/current") + detail.at("/versions/1/body")).isEqualTo("2我们管到水表为止");
        assertThat(desk.get(path("articles/" + made.id() + "/print?version=1")).expect(200).text()).contains("我们管到水表为止", "自来水公司 96116");
        desk.post(path("articles/" + made.id() + "/retirement"), Map.of()).expect(204);
        assertThat(answer("自来水管爆了", "body")).isEmpty();
    }

    @Test void 说给谁听了_记着当时的那一版() {
        var made = desk.post(path("articles"), article("FAQ", "装修垃圾几点可以运", "8:00 到 18:00，袋装", null)).expect(201);
        var told = counter.in(community, () -> knowledge.find(community, "我想问装修垃圾什么时候运", null));
        assertThat(told).hasSize(1);
        var line = desk.add(path("desk-contacts"), Map.of("source", "PHONE", "kind", "ENQUIRY", "said", "装修垃圾", "answer", "8 点到 18 点", "introduced", false)).expect(201).id();
        assertThat(desk.post(path("articles/" + made.id() + "/citations"), Map.of("contactId", 999999)).expect(404).code()).isEqualTo("citation-subject-not-found");
        desk.post(path("articles/" + made.id() + "/citations"), Map.of("contactId", line)).expect(204);
        assertThat(desk.get(path("articles/" + made.id())).at("/citations/0/version") + desk.get(path("articles")).at("/items/0/cited")).isEqualTo("11");
    }

    @Test void 搜索找得到现行的标题和别的叫法_没有权限的人找不到() {
        var made = desk.post(path("articles"), article("FAQ", "装修押金怎么退", "验收合格后七个工作日", null)).expect(201);
        var later = new HashMap<>(text("以后才施行的规矩", "到时候再说", null));
        later.put("validFrom", "2027-01-01");
        desk.post(path("articles"), Map.of("kind", "RULES", "text", later)).expect(201);
        var hit = found(desk, "押金怎么退");
        assertThat(hit.at("/groups/0/label") + hit.at("/groups/0/hits/0/title") + hit.at("/groups/0/hits/0/why")).isEqualTo("知识装修押金怎么退标题");
        assertThat(hit.at("/groups/0/hits/0/link")).isEqualTo("articles/" + made.id());
        assertThat(found(desk, "zhuangxiuyajin").at("/groups/0/hits/0/title") + found(desk, "自来水").at("/groups/0/hits/0/title")).isEqualTo("装修押金怎么退装修押金怎么退");
        assertThat(found(desk, "以后才施行").text()).doesNotContain("以后才施行");
        assertThat(found(People.of(office).with("cashier", community), "押金怎么退").text()).doesNotContain("装修押金怎么退");
        desk.post(path("articles/" + made.id() + "/retirement"), Map.of()).expect(204);
        assertThat(found(desk, "押金怎么退").text()).doesNotContain("装修押金怎么退");
    }

    @Test void 电话簿久不核对_上今日页_核对一次就下去() {
        var entry = desk.post(path("directory"), Map.of("kind", "LIFE", "category", "药店", "name", "同仁药房", "address", "东门出去 200 米")).expect(201).id();
        assertThat(desk.post(path("directory"), Map.of("kind", "LIFE", "category", "药店", "name", "没有地址电话")).expect(400).code()).isEqualTo("directory-unreachable");
        assertThat(desk.get(path("today")).text()).doesNotContain("久未核对");
        clock.advance(Duration.ofDays(91));
        assertThat(desk.get(path("today")).text()).contains("电话簿与便民资讯 1 条久未核对");
        assertThat(desk.get(path("directory?stale=true")).at("/items/0/isStale")).isEqualTo("true");
        desk.post(path("directory/" + entry + "/checks"), Map.of("finding", "去看过，还在")).expect(200);
        assertThat(desk.get(path("today")).text()).doesNotContain("久未核对");
        assertThat(desk.get(path("directory/" + entry + "/checks")).at("/0/finding")).isEqualTo("去看过，还在");
    }

    @Test void 托办的事_到日子上今日页_办完要住户确认_提醒发短信() {
        var owner = office.post(path("people"), Map.of("kind", "PERSON", "name", "张三", "phone", "16600000001")).expect(201).id();
        office.post(path("rooms/" + room + "/holdings"), Map.of("personId", owner, "role", "OWNER", "fromOn", "2026-07-01")).expect(201);
        var affair = desk.post(path("affairs"), Map.of("kind", "ERRAND", "roomId", room, "client", "张三", "title", "代收快递", "dueOn", "2026-11-23", "tells", false)).expect(201).id();
        var reminder = desk.post(path("affairs"), Map.of("kind", "REMINDER", "roomId", room, "client", "张三", "title", "车险到期", "dueOn", "2026-11-22", "tells", true)).expect(201).id();
        assertThat(desk.get(path("today")).text()).doesNotContain("托办与提醒");
        assertThat(desk.get(path("affairs?kind=REMINDER")).at("/items/0/message")).isEqualTo("到时候发");
        clock.advance(Duration.ofDays(3));
        await().atMost(Duration.ofSeconds(20)).until(() -> desk.get(path("affairs?kind=REMINDER")).at("/items/0/message").equals("已发"));
        assertThat(desk.get(path("today")).text()).contains("托办与提醒 2 件到期");
        assertThat(desk.post(path("affairs/" + affair + "/completion"), Map.of("result", "送上门了")).expect(400).code()).isEqualTo("confirmation-missing");
        desk.post(path("affairs/" + affair + "/completion"), Map.of("result", "送上门了", "confirmedBy", "张三")).expect(204);
        assertThat(desk.post(path("affairs/" + affair + "/cancellation"), Map.of("result", "重复")).expect(409).code()).isEqualTo("affair-ended");
        desk.post(path("affairs/" + reminder + "/completion"), Map.of("result", "已提醒")).expect(204);
        assertThat(desk.get(path("affairs?state=DONE")).at("/total")).isEqualTo("2");
        assertThat(desk.get(path("today")).text()).doesNotContain("托办与提醒");
    }

    @Test void 提醒改了日子_原来那天不发_新的那天发一次() {
        var owner = office.post(path("people"), Map.of("kind", "PERSON", "name", "张三", "phone", "16600000001")).expect(201).id();
        office.post(path("rooms/" + room + "/holdings"), Map.of("personId", owner, "role", "OWNER", "fromOn", "2026-07-01")).expect(201);
        var reminder = desk.post(path("affairs"), Map.of("kind", "REMINDER", "roomId", room, "client", "张三", "title", "年检", "dueOn", "2026-11-22", "tells", true)).expect(201).id();
        desk.put(path("affairs/" + reminder), Map.of("dueOn", "2026-11-27", "staffId", desk.get("/api/session").json().at("/staffId").asLong())).expect(204);
        clock.advance(Duration.ofDays(3));
        var sent = "select string_agg(state, ' ' order by id) from notification.message where community_id = :c and subject_type = 'affair'";
        await().atMost(Duration.ofSeconds(20)).until(() -> StoryDatabase.owner().sql(sent).param("c", community).query(String.class).single().equals("SUPPRESSED PENDING"));
        assertThat(desk.get(path("affairs?kind=REMINDER")).at("/total") + desk.get(path("affairs?kind=REMINDER")).at("/items/0/message")).isEqualTo("1到时候发");
        clock.advance(Duration.ofDays(4));
        await().atMost(Duration.ofSeconds(20)).until(() -> StoryDatabase.owner().sql(sent).param("c", community).query(String.class).single().equals("SUPPRESSED SENT"));
    }

    private Office.Answer found(Office who, String typed) {
        return who.get(path("search?q=" + Office.encoded(typed))).expect(200);
    }

    private String answer(String said, String field) {
        return desk.get(path("articles/answers?kind=NOT_OURS&said=" + java.net.URLEncoder.encode(said, java.nio.charset.StandardCharsets.UTF_8))).at("/0/" + field);
    }

    private static Map<String, Object> article(String kind, String title, String body, Long authority) {
        return Map.of("kind", kind, "text", text(title, body, authority));
    }

    private static Map<String, Object> text(String title, String body, Long authority) {
        var text = new HashMap<String, Object>(Map.of("category", "用水", "title", title, "keywords", "水管爆,自来水,装修垃圾", "body", body, "validFrom", "2026-11-01", "reason", "新写"));
        if (authority != null) text.put("authorityId", authority);
        return text;
    }

    private String path(String rest) {
        return "/api/communities/" + community + "/" + rest;
    }
}

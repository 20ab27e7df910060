package cn.anju.workforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@Story
class ShiftHandoverTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired JdbcClient jdbc;

    private long community;
    private long stewardId;
    private Office night;
    private Office desk;
    private Office supervisor;

    @BeforeEach
    void people() {
        community = counter.community(1);
        var people = People.of(office);
        night = people.with("front_desk", community);
        desk = people.with("front_desk", community);
        supervisor = people.with("cs_supervisor", community);
        stewardId = people.account().id();
        people.grant(stewardId, "steward", community);
    }

    @Test void 交接单带出没办完的工单_签字以前每一项都在交班人手上() {
        report("路灯不亮");
        var draft = night.get(path("shift-handovers/draft?post=FRONT_DESK")).expect(200);
        assertThat(draft.at("/found/0/text")).contains("WX-202611-0001", "大门口", "路灯不亮", "没有人办");
        var id = write("DAY", "今日无事", line("KEY", "消防通道钥匙一把", false)).expect(201).id();
        var paper = desk.get(path("shift-handovers/" + id)).expect(200);
        assertThat(paper.json().at("/lines").findValuesAsString("kind")).containsExactly("TICKET", "KEY");
        assertThat(paper.json().at("/lines").findValuesAsString("holderName")).as("an unsigned item stays with who leaves").containsOnly(paper.at("/handover/handedName"));
        assertThat(paper.json().at("/acts").toString()).isEqualTo("[\"SIGN\"]");
        assertThat(todo(night)).anyMatch(each -> each.contains("还没有人签，还由您负责"));
        assertThat(todo(desk)).anyMatch(each -> each.contains("的班等人接"));
        assertThat(write("DAY", "再写一张").expect(409).code()).isEqualTo("handover-open");
        assertThat(sign(night, id, 1).expect(409).code()).isEqualTo("own-handover");

        var keys = line("KEY", "消防通道钥匙两把", false);
        night.put(path("shift-handovers/" + id), handover("DAY", "今日无事", keys)).expect(204);
        assertThat(desk.put(path("shift-handovers/" + id), handover("DAY", "替他改")).expect(403).code()).isEqualTo("handover-of-other");
        assertThat(sign(desk, id, 1).expect(409).code()).as("read before it was changed").isEqualTo("handover-changed");
        sign(desk, id, 2).expect(204);
        var signed = desk.get(path("shift-handovers/" + id));
        assertThat(signed.json().at("/lines").findValuesAsString("text").getLast()).isEqualTo("消防通道钥匙两把");
        assertThat(signed.at("/handover/signedAt")).isEqualTo(Instant.now(clock).toString());
        assertThat(todo(night)).noneMatch(each -> each.contains("由您负责"));
        assertThat(desk.get(path("shift-handovers/" + id + "/print.html")).text()).contains("交接班记录", "消防通道钥匙两把", "接班人（签字）");
        assertThat(desk.get(path("shift-handovers.xlsx")).workbook()).contains("JB-202611-0001");
    }

    @Test void 两人同时签_一人签上_另一人看到谁先签了() throws Exception {
        var id = write("DAY", "今日无事", line("KEY", "钥匙一把", false)).expect(201).id();
        Callable<Office.Answer> one = () -> sign(desk, id, 1);
        Callable<Office.Answer> other = () -> sign(supervisor, id, 1);
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = pool.invokeAll(List.of(one, other)).stream().map(each -> each.resultNow()).toList();
            assertThat(answers).extracting(Office.Answer::status).containsExactlyInAnyOrder(204, 409);
            var late = answers.stream().filter(each -> each.status() == 409).findFirst().orElseThrow();
            assertThat(late.code()).isEqualTo("handover-signed");
            assertThat(late.at("/detail")).contains("已经签了");
        }
        assertThat(night.put(path("shift-handovers/" + id), handover("DAY", "签了再改")).expect(409).code()).isEqualTo("handover-signed");
    }

    @Test void 签了以后库里也改不动_添不上_删不掉() {
        var id = write("DAY", "今日无事", line("KEY", "钥匙一把", false)).expect(201).id();
        sign(desk, id, 1).expect(204);
        for (var sql : List.of("update workforce.handover set log = '改了' where community_id = :c and id = :id", "update workforce.handover_line set refused_why = '改了' where community_id = :c and handover_id = :id",
            "delete from workforce.handover_line where community_id = :c and handover_id = :id",
            "insert into workforce.handover_line (community_id, handover_id, position, kind, text, needs_person) values (:c, :id, 99, 'KEY', '添的', false)"))
            assertThatThrownBy(() -> counter.in(community, () -> jdbc.sql(sql).param("c", community).param("id", id).update())).as(sql).hasMessageContaining("of community");
    }

    @Test void 点不清的一项不接_还在交班人手上_点清了补签() {
        var id = write("DAY", "今日无事", line("KEY", "钥匙三把", false), line("ALARM", "二号探头误报", false)).expect(201).id();
        var key = desk.get(path("shift-handovers/" + id)).json().at("/lines/0/id").asLong();
        assertThat(desk.post(path("shift-handovers/" + id + "/signature"), Map.of("version", 1, "refused", List.of(Map.of("lineId", key + 1000, "why", "不在单上")))).expect(409).code())
            .isEqualTo("line-not-there");
        desk.post(path("shift-handovers/" + id + "/signature"), Map.of("version", 1, "refused", List.of(Map.of("lineId", key, "why", "只有两把")))).expect(204);
        var paper = desk.get(path("shift-handovers/" + id));
        assertThat(paper.at("/lines/0/refusedWhy") + paper.at("/handover/untaken")).isEqualTo("只有两把1");
        assertThat(todo(night)).anyMatch(each -> each.contains("1 项没有接走，还在您手上"));
        assertThat(night.get(path("notices?unread=true")).text()).contains("有 1 项没有接");
        assertThat(night.post(path("handover-lines/" + key + "/signature"), Map.of()).expect(409).code()).isEqualTo("own-handover");
        desk.post(path("handover-lines/" + key + "/signature"), Map.of()).expect(204);
        assertThat(supervisor.post(path("handover-lines/" + key + "/signature"), Map.of()).expect(409).code()).isEqualTo("line-taken");
        assertThat(desk.get(path("shift-handovers/" + id)).at("/handover/untaken")).isEqualTo("0");
    }

    @Test void 夜班记录八点十分前读了派人_晚了看得见() {
        at("2026-11-21T23:50:00Z");
        var id = night.post(path("shift-handovers"), night(line("ALARM", "地下室三点水浸报警，已关阀", true), line("MATTER", "请管家早上看 1-101 阳台", true))).expect(201).id();
        assertThat(assign(desk, id, 0).expect(409).code()).isEqualTo("handover-unsigned");
        at("2026-11-22T00:02:00Z");
        sign(desk, id, 1).expect(204);
        var row = desk.get(path("shift-handovers?open=true")).expect(200);
        assertThat(row.at("/items/0/unassigned") + row.at("/items/0/isLate") + row.at("/items/0/dueAt")).isEqualTo("2false2026-11-22T00:10:00Z");
        assertThat(todo(desk)).anyMatch(each -> each.contains("2 件交来的事没派人"));
        assign(desk, id, 0).expect(201);
        at("2026-11-22T00:11:00Z");
        assertThat(desk.get(path("shift-handovers?late=true")).at("/total")).as("one matter has nobody at ten past eight").isEqualTo("1");
        assign(desk, id, 1).expect(201);
        assertThat(desk.get(path("shift-handovers/" + id)).at("/handover/isLate")).as("late stays late").isEqualTo("true");
        var line = desk.get(path("shift-handovers/" + id)).json().at("/lines/0/id").asLong();
        assertThat(desk.post(path("handover-lines/" + line + "/outcome"), Map.of("outcome", "阀换了")).expect(403).code()).isEqualTo("line-not-yours");
        supervisor.post(path("handover-lines/" + line + "/outcome"), Map.of("outcome", "阀换了")).expect(204);
        assertThat(supervisor.post(path("handover-lines/" + line + "/outcome"), Map.of("outcome", "又换")).expect(409).code()).isEqualTo("line-done");
        assertThat(desk.get(path("shift-handovers/" + id)).at("/lines/0/outcome")).isEqualTo("阀换了");
    }

    @Test void 夜班按时派完的不晚() {
        at("2026-11-21T23:50:00Z");
        var id = night.post(path("shift-handovers"), night(line("MATTER", "请管家早上看 1-101 阳台", true))).expect(201).id();
        sign(desk, id, 1).expect(204);
        assign(desk, id, 0).expect(201);
        at("2026-11-22T05:00:00Z");
        assertThat(desk.get(path("shift-handovers/" + id)).at("/handover/isLate")).isEqualTo("false");
        assertThat(night.post(path("shift-handovers"), new HashMap<>(Map.of("post", "GUARD", "shift", "NIGHT", "day", "2026-11-19", "log", "补", "lines", List.of()))).expect(400).code()).isEqualTo("day-not-shift");
        assertThat(night.post(path("shift-handovers"), Map.of("post", "GUARD", "shift", "DAY", "day", "2026-11-22", "log", "写", "lines", List.of(line("TICKET", "自己写的工单", false)))).expect(400).code())
            .isEqualTo("line-is-carried");
    }

    private void at(String moment) {
        clock.advance(Duration.between(clock.instant(), Instant.parse(moment)));
    }

    private Map<String, Object> night(Object... lines) {
        return Map.of("post", "FRONT_DESK", "shift", "NIGHT", "day", "2026-11-21", "log", "夜里三点水浸报警一次", "lines", List.of(lines));
    }

    private Office.Answer assign(Office who, long handover, int line) {
        var id = who.get(path("shift-handovers/" + handover)).json().at("/lines/" + line + "/id").asLong();
        return who.post(path("handover-lines/" + id + "/tasks"), Map.of("staffId", stewardId));
    }

    private Office.Answer sign(Office who, long handover, int version) {
        return who.post(path("shift-handovers/" + handover + "/signature"), Map.of("version", version, "refused", List.of()));
    }

    private Office.Answer write(String shift, String log, Object... lines) {
        return night.post(path("shift-handovers"), handover(shift, log, lines));
    }

    private Map<String, Object> handover(String shift, String log, Object... lines) {
        return Map.of("post", "FRONT_DESK", "shift", shift, "day", LocalDate.now(clock).toString(), "log", log, "lines", List.of(lines));
    }

    private static Map<String, Object> line(String kind, String text, boolean needsPerson) {
        return Map.of("kind", kind, "text", text, "needsPerson", needsPerson);
    }

    private void report(String title) {
        desk.add(path("tickets"), Map.of("kind", "REPAIR", "source", "ROUND", "urgency", "NORMAL", "place", "大门口", "title", title, "readBack", false, "introduced", false)).expect(201);
    }

    private List<String> todo(Office who) {
        return who.get(path("today")).expect(200).json().findValuesAsString("label");
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}

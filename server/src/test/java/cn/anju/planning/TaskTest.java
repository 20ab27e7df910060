package cn.anju.planning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.DayEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 主管交办，管家签收、办完、主管确认；例会开完，决议成任务。 */
@Story
class TaskTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> ends;

    private long community;
    private long stewardId;
    private Office steward;
    private Office other;
    private Office supervisor;
    private Office clerk;

    @BeforeEach
    void people() {
        clock.setTo(LocalDate.of(2026, 11, 23));
        community = counter.community(1);
        var people = People.of(office);
        var account = people.account();
        stewardId = account.id();
        people.grant(stewardId, "steward", community);
        steward = people.signIn(account);
        other = people.with("front_desk", community);
        supervisor = people.with("cs_supervisor", community);
        clerk = people.with("clerk", community);
    }

    @Test void 交办_签收_进展_回执_退回_再回执_确认() {
        var task = give(supervisor, "ASSIGNED", "核对三栋车位", "2026-11-27", key()).expect(201);
        var id = task.id();
        assertThat(task.at("/number")).isEqualTo("DB-202611-0001");
        assertThat(steward.get(path("notices?unread=true")).text()).contains("核对三栋车位");
        assertThat(other.get(path("tasks/" + id)).expect(404).code()).isEqualTo("task-not-found");
        assertThat(move(other, id, "TAKE", null).expect(403).code()).isEqualTo("task-of-other");
        assertThat(move(steward, id, "FINISH", "办完").expect(409).code()).isEqualTo("move-not-allowed");
        move(steward, id, "TAKE", null).expect(204);
        steward.post(path("tasks/" + id + "/moves"), Map.of("move", "REPORT", "note", "核了一半", "percent", 50)).expect(204);
        assertThat(move(steward, id, "FINISH", " ").expect(400).code()).isEqualTo("note-missing");
        move(steward, id, "FINISH", "核完，差两个").expect(204);
        assertThat(move(steward, id, "CONFIRM", null).expect(403).code()).isEqualTo("task-of-other");
        move(supervisor, id, "SEND_BACK", "差的两个写明是谁的").expect(204);
        move(steward, id, "FINISH", "B12、B13 没有登记车主").expect(204);
        move(supervisor, id, "CONFIRM", null).expect(204);
        assertThat(supervisor.get(path("tasks/" + id)).at("/task/state") + supervisor.get(path("tasks/" + id)).json().at("/history").size()).isEqualTo("CONFIRMED6");
        assertThat(supervisor.get(path("tasks/" + id + "/print.html")).text()).contains("任务单", "DB-202611-0001", "B12、B13");
        assertThat(steward.get(path("tasks?whose=MINE")).at("/total") + steward.get(path("tasks?whose=GIVEN")).at("/total")).isEqualTo("10");
        assertThat(supervisor.get(path("tasks.xlsx")).workbook()).contains("核对三栋车位", "已确认");
        assertThat(give(steward, "ASSIGNED", "代班", "2026-11-27", key()).status()).isEqualTo(403);
        give(steward, "HELP", "请帮忙看一眼", "2026-11-27", key()).expect(201);
    }

    @Test void 送两次只下一件_两下同时点也一样_别的小区看不见() throws Exception {
        var key = key();
        var first = give(supervisor, "ASSIGNED", "贴通知", "2026-11-25", key).expect(201);
        assertThat(give(supervisor, "ASSIGNED", "贴通知", "2026-11-25", key).expect(201).id()).isEqualTo(first.id());
        var twice = key();
        Callable<Office.Answer> one = () -> give(supervisor, "ASSIGNED", "换灯", "2026-11-25", twice);
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = pool.invokeAll(List.of(one, one)).stream().map(each -> each.resultNow()).toList();
            assertThat(answers).extracting(Office.Answer::status).isSubsetOf(201, 409).contains(201);
        }
        assertThat(supervisor.get(path("tasks")).at("/total")).isEqualTo("2");
        assertThat(supervisor.post(path("tasks"), body("ASSIGNED", "换灯", "2026-11-25")).expect(400).code()).isEqualTo("idempotency-key-missing");
        assertThat(give(supervisor, "ASSIGNED", "换灯", "2026-11-22", key()).expect(400).code()).isEqualTo("due-past");
        assertThat(office.get(Counter.path(counter.community(1), "tasks/" + first.id())).expect(404).code()).isEqualTo("task-not-found");
    }

    @Test void 过了期_承办的和交办的各收到一次消息_列表上标出来() {
        give(supervisor, "ASSIGNED", "清楼道", "2026-11-24", key()).expect(201);
        clock.setTo(LocalDate.of(2026, 11, 25));
        for (var day : List.of("2026-11-23", "2026-11-24", "2026-11-24")) night(day);
        assertThat(count(steward) + count(supervisor)).isEqualTo(2);
        assertThat(supervisor.get(path("tasks?late=true")).at("/items/0/isLate")).isEqualTo("true");
    }

    @Test void 召集_备会务_签到_纪要的决议成任务_阅签() {
        var meeting = supervisor.post(path("meetings"), Map.of("kind", "DEPARTMENT", "topic", "本周收费与维修", "agenda", "一、欠费", "place", "二楼会议室", "startsAt", "2026-11-23T03:00:00Z",
            "supplies", "投影、茶水", "people", List.of(stewardId)), "Idempotency-Key", key()).expect(201);
        var id = meeting.id();
        assertThat(meeting.at("/number")).isEqualTo("HY-202611-0001");
        assertThat(steward.get(path("notices?unread=true")).text()).contains("开会：本周收费与维修");
        assertThat(other.get(path("meetings/" + id)).expect(404).code()).isEqualTo("meeting-not-found");
        clerk.post(path("meetings/" + id + "/readiness"), Map.of()).expect(204);
        assertThat(clerk.post(path("meetings/" + id + "/readiness"), Map.of()).expect(409).code()).isEqualTo("nothing-to-prepare");
        assertThat(steward.post(path("meetings/" + id + "/signature"), Map.of()).expect(409).code()).isEqualTo("too-early");
        assertThat(minute(id).expect(409).code()).isEqualTo("not-begun");
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-11-23T03:30:00Z")));
        steward.post(path("meetings/" + id + "/signature"), Map.of()).expect(204);
        assertThat(other.post(path("meetings/" + id + "/signature"), Map.of()).expect(403).code()).isEqualTo("not-invited");
        assertThat(steward.post(path("meetings/" + id + "/reading"), Map.of()).expect(409).code()).isEqualTo("not-minuted");
        minute(id).expect(204);
        assertThat(minute(id).expect(409).code()).isEqualTo("meeting-over");
        assertThat(steward.get(path("tasks?whose=MINE")).at("/items/0/meetingNumber")).isEqualTo("HY-202611-0001");
        steward.post(path("meetings/" + id + "/reading"), Map.of()).expect(204);
        var row = supervisor.get(path("meetings")).json().at("/items/0");
        assertThat(row.at("/state").asString() + row.at("/signed").asString() + row.at("/read").asString() + row.at("/openTasks").asString()).isEqualTo("MINUTED111");
        assertThat(supervisor.get(path("meetings/" + id + "/print.html")).text()).contains("会议纪要", "HY-202611-0001", "欠费户逐户联系", "上门催收");
        assertThat(supervisor.get(path("meetings.xlsx")).workbook()).contains("本周收费与维修");
        assertThat(supervisor.post(path("meetings/" + id + "/cancellation"), Map.of("why", "不开了")).expect(409).code()).isEqualTo("meeting-over");
    }

    private Office.Answer minute(long id) {
        return supervisor.post(path("meetings/" + id + "/minutes"), Map.of("minutes", "欠费户逐户联系", "present", List.of(),
            "tasks", List.of(Map.of("title", "上门催收", "staffId", stewardId, "dueOn", "2026-11-27"))));
    }

    private long count(Office who) {
        return who.get(path("notices?unread=true")).json().at("/items").valueStream().filter(each -> each.get("title").asString().startsWith("任务过期")).count();
    }

    private void night(String day) {
        counter.in(community, () -> {
            for (var end : ends) end.close(community, LocalDate.parse(day));
            return null;
        });
    }

    private Map<String, Object> body(String kind, String title, String due) {
        return new HashMap<>(Map.of("kind", kind, "title", title, "staffId", stewardId, "dueOn", due));
    }

    private Office.Answer give(Office who, String kind, String title, String due, String key) {
        return who.post(path("tasks"), body(kind, title, due), "Idempotency-Key", key);
    }

    private Office.Answer move(Office who, long id, String move, String note) {
        return who.post(path("tasks/" + id + "/moves"), note == null ? Map.of("move", move) : Map.of("move", move, "note", note));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}

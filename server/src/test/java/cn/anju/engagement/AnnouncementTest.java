package cn.anju.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 今天 11 月 21 日。 */
@Story
class AnnouncementTest {

    @Autowired Office office;
    @Autowired Counter counter;

    private long community;
    private Office supervisor;
    private Office director;
    private Office steward;

    @BeforeEach
    void people() {
        community = counter.community(3);
        var people = People.of(office);
        supervisor = people.with("cs_supervisor", community);
        director = people.with("director", community);
        steward = people.with("steward", community);
    }

    @Test void 起草_别人审_发布_张贴取下_送上门签收() throws Exception {
        counter.own(community, "1-101", "张三", LocalDate.of(2026, 1, 1));
        var id = supervisor.post(path("announcements"), text("2026-11-30")).expect(201).id();
        assertThat(supervisor.post(path("announcements/" + id + "/publication"), Map.of()).expect(409).code()).as("nobody has reviewed it").isEqualTo("move-not-allowed");
        var asked = supervisor.post(path("announcements/" + id + "/submission"), Map.of()).expect(200).at("/approvalId");
        assertThat(supervisor.put(path("announcements/" + id), text("2026-11-30")).expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(supervisor.post(path("announcements/" + id + "/withdrawal"), Map.of("reason", "不发了")).expect(409).code()).as("waits for its reviewer").isEqualTo("move-not-allowed");
        assertThat(decide(supervisor, asked, true, "我看行").status()).as("nobody reviews his own").isEqualTo(403);
        assertThat(decide(steward, asked, true, "我看行").status()).isEqualTo(403);
        decide(director, asked, false, "写明几点到几点").expect(200);
        assertThat(supervisor.get(path("announcements/" + id)).at("/facts/reviewNote")).isEqualTo("写明几点到几点");
        assertThat(steward.put(path("announcements/" + id), text("2026-12-01")).expect(403).code()).isEqualTo("draft-of-other");
        supervisor.put(path("announcements/" + id), text("2026-12-01")).expect(204);
        decide(director, supervisor.post(path("announcements/" + id + "/submission"), Map.of()).expect(200).at("/approvalId"), true, "可以").expect(200);
        assertThat(steward.post(path("announcements/" + id + "/publication"), Map.of()).expect(403).code()).isEqualTo("not-permitted");
        assertThat(steward.post(path("announcements/" + id + "/postings"), Map.of("place", "一栋大堂")).expect(409).code()).isEqualTo("not-published");
        Callable<Office.Answer> one = () -> supervisor.post(path("announcements/" + id + "/publication"), Map.of());
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = pool.invokeAll(List.of(one, one)).stream().map(each -> each.resultNow()).toList();
            assertThat(answers).extracting(Office.Answer::status).containsExactlyInAnyOrder(200, 409);
            assertThat(answers.stream().filter(each -> each.status() == 200).findFirst().orElseThrow().at("/messages")).isEqualTo("1");
        }
        assertThat(steward.post(path("announcements/" + id + "/postings"), Map.of("place", "一栋大堂", "photoId", 987654)).expect(404).code()).isEqualTo("attachment-not-found");
        var posting = steward.post(path("announcements/" + id + "/postings"), Map.of("place", "一栋大堂")).expect(201).id();
        assertThat(steward.post(path("announcements/" + id + "/postings"), Map.of("place", "一栋大堂")).expect(409).code()).isEqualTo("posted-there");
        steward.post(path("announcements/" + id + "/deliveries"), Map.of("roomCode", "1-102", "isSigned", true)).expect(204);
        assertThat(steward.post(path("announcements/" + id + "/deliveries"), Map.of("roomCode", "1-102", "isSigned", true)).expect(409).code()).isEqualTo("delivered-there");
        assertThat(counts(id)).isEqualTo("3 1 1 1 1");
        supervisor.post(path("announcements/" + id + "/withdrawal"), Map.of("reason", "改期了")).expect(204);
        assertThat(steward.get(path("announcements?current=true")).at("/total")).isEqualTo("0");
        steward.post(path("announcement-postings/" + posting + "/removal"), Map.of()).expect(204);
        assertThat(steward.post(path("announcement-postings/" + posting + "/removal"), Map.of()).expect(404).code()).isEqualTo("posting-not-found");
        assertThat(counts(id)).isEqualTo("3 1 1 1 0");
        assertThat(steward.get(path("announcements/" + id + "/print.html")).text()).contains("TG-202611-0001", "盖章", "停水");
        assertThat(steward.get(path("announcements.xlsx")).workbook()).contains("停水通知", "已撤回");
    }

    @Test void 别的小区的楼栋不收_过了期的不能发() {
        var elsewhere = counter.community(1);
        var building = office.get(Counter.path(elsewhere, "buildings")).json().get(0).get("id").asLong();
        var text = text("2026-11-30");
        text.put("buildings", List.of(building));
        assertThat(supervisor.post(path("announcements"), text).expect(404).code()).isEqualTo("place-not-found");
        assertThat(supervisor.post(path("announcements"), text("2026-11-01")).expect(400).code()).isEqualTo("dates-reversed");
    }

    private Office.Answer decide(Office who, String request, boolean isApproved, String note) {
        return who.post(path("approvals/" + request + "/decisions"), Map.of("isApproved", isApproved, "note", note));
    }

    private String counts(long id) {
        var row = steward.get(path("announcements/" + id)).expect(200).json().at("/announcement");
        return "%s %s %s %s %s".formatted(row.get("addressed"), row.get("messages"), row.get("delivered"), row.get("signed"), row.get("hanging"));
    }

    private Map<String, Object> text(String to) {
        return new HashMap<>(Map.of("kind", "OUTAGE", "title", "停水通知", "content", "周三 9 点到 12 点停水，请存好水。", "channels", List.of("BOARD", "SMS", "DOOR"), "fromOn", "2026-11-21", "toOn", to,
            "buildings", List.of(), "areas", List.of()));
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}

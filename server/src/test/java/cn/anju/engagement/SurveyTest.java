package cn.anju.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
class SurveyTest {

    @Autowired Office office;
    @Autowired Counter counter;

    private long community;
    private Office supervisor;
    private Office steward;
    private Office director;

    @BeforeEach
    void people() {
        community = counter.community(10);
        var people = People.of(office);
        supervisor = people.with("cs_supervisor", community);
        steward = people.with("steward", community);
        director = people.with("director", community);
    }

    @Test void 从问卷到归档_每个数字点得开_和上一次比() {
        var first = opened("年度调查 2025", "2025-11-01", null, 100);
        assertThat(enter(first, "1-101", "PAPER", 5, 1).status()).isEqualTo(204);
        assertThat(enter(first, "1-102", "PHONE", 2, 2).status()).isEqualTo(204);
        supervisor.post(path("surveys/" + first + "/closing"), Map.of()).expect(204);

        var second = opened("年度调查 2026", "2026-11-01", first, 100);
        enter(second, "1-101", "PAPER", 5, 1).expect(204);
        enter(second, "1-102", "VISIT", 4, 1).expect(204);
        enter(second, "1-103", "PHONE", 3, 2).expect(204);
        var results = steward.get(path("surveys/" + second + "/results")).expect(200);
        assertThat(results.at("/asked") + " " + results.at("/returned") + " " + results.at("/satisfaction/percent") + " " + results.at("/previous/satisfaction")).isEqualTo("10 3 66.7 50.0");
        assertThat(results.at("/questions/0/average") + " " + results.at("/questions/0/previous") + " " + results.at("/questions/1/shares/0/count")).isEqualTo("4.00 50.0 2");
        assertThat(results.at("/byBuilding/0/returned") + results.at("/byArea/0/name")).isEqualTo("3没有片区");
        assertThat(steward.get(path("surveys/" + second + "/answers?question=1&satisfied=true")).at("/total")).isEqualTo("2");
        assertThat(steward.get(path("surveys/" + second + "/answers?question=2&choice=2")).at("/items/0/room")).isEqualTo("1-103");
        assertThat(steward.get(path("surveys/" + second + "/answers.xlsx")).workbook()).contains("1-103", "门禁");

        assertThat(steward.post(path("surveys/" + second + "/closing"), Map.of()).expect(403).code()).isEqualTo("not-permitted");
        supervisor.post(path("surveys/" + second + "/closing"), Map.of()).expect(204);
        assertThat(enter(second, "1-104", "PAPER", 5, 1).expect(409).code()).isEqualTo("survey-not-open");
        var owner = People.of(office).account();
        assertThat(act(second, owner.id()).expect(404).code()).as("of no community").isEqualTo("owner-not-found");
        People.of(office).grant(owner.id(), "steward", community);
        var action = act(second, owner.id()).expect(201).id();
        var asked = supervisor.post(path("surveys/" + second + "/report"), Map.of("findings", "门禁不满意的多", "measures", "换读卡器")).expect(200).at("/approval");
        decide(director, asked, false).expect(200);
        assertThat(supervisor.get(path("surveys/" + second)).at("/survey/state")).isEqualTo("CLOSED");
        asked = supervisor.post(path("surveys/" + second + "/report"), Map.of("findings", "门禁不满意的多，三栋最多")).expect(200).at("/approval");
        decide(supervisor, asked, true).expect(403);
        decide(director, asked, true).expect(200);
        assertThat(supervisor.post(path("surveys/" + second + "/archiving"), Map.of()).expect(409).code()).isEqualTo("actions-open");
        assertThat(steward.post(path("survey-actions/" + action + "/outcome"), Map.of("outcome", "换了")).expect(403).code()).isEqualTo("action-of-other");
        People.of(office).signIn(owner).post(path("survey-actions/" + action + "/outcome"), Map.of("outcome", "三栋换了四个")).expect(204);
        supervisor.post(path("surveys/" + second + "/archiving"), Map.of()).expect(204);
        assertThat(act(second, owner.id()).expect(409).code()).isEqualTo("actions-closed");
        assertThat(steward.get(path("surveys/" + second + "/report.html")).text()).contains("DC-202611-0002", "66.7%", "三栋换了四个");
        assertThat(steward.get(path("surveys?kind=ANNUAL&state=ARCHIVED")).at("/items/0/satisfaction")).isEqualTo("66.7");
        assertThat(steward.get(path("surveys.xlsx")).workbook()).contains("年度调查 2025");
    }

    @Test void 年度满意度报告里有这一年的调查_各题几分() {
        var first = opened("年度调查 2025", "2025-11-01", null, 100);
        enter(first, "1-101", "PAPER", 5, 1).expect(204);
        enter(first, "1-102", "PHONE", 2, 2).expect(204);
        opened("年度调查 2026", "2026-11-01", null, 100);
        var report = office.post(path("reports"), Map.of("kind", "satisfaction-year", "day", "2026-01-05")).expect(201).id();
        var sheet = office.get(path("reports/" + report + "/editions/1/sheet.xlsx")).expect(200).workbook();
        assertThat(sheet).contains("满意度调查", "年度调查 2025", "满意度调查各题").doesNotContain("年度调查 2026");
        assertThat(sheet.replaceAll("<[^>]+>", " ")).containsPattern("年度调查 2025\\D+10\\D+2\\D+20(\\.0)?\\D+3\\.50?");
    }

    @Test void 抽样按种子_同样的再抽还是那些户_开始以后不能再动() {
        var id = made("抽样", "2026-11-01", null);
        assertThat(supervisor.post(path("surveys/" + id + "/opening"), Map.of()).expect(409).code()).isEqualTo("survey-not-ready");
        write(id, 1).expect(204);
        assertThat(write(id, 1).expect(409).code()).as("somebody else has changed it").isEqualTo("survey-changed");
        var once = drawn(id, 30, 7);
        var other = drawn(id, 30, 8);
        assertThat(once).hasSize(3).isNotEqualTo(other);
        assertThat(drawn(id, 30, 7)).isEqualTo(once);
        supervisor.post(path("surveys/" + id + "/opening"), Map.of()).expect(204);
        assertThat(supervisor.put(path("surveys/" + id + "/sample"), Map.of("by", "BUILDING", "share", 50, "seed", 1)).expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(write(id, 2).expect(409).code()).isEqualTo("move-not-allowed");
        var outside = List.of("1-101", "1-102", "1-103", "1-104").stream().filter(room -> !once.contains(room)).findFirst().orElseThrow();
        assertThat(enter(id, outside, "PAPER", 5, 1).expect(404).code()).isEqualTo("household-not-asked");
    }

    @Test void 问卷对不上的不收_一户两个人同时录只收一份() throws Exception {
        var id = opened("录卷", "2026-11-01", null, 100);
        assertThat(enter(id, "1-101", "LINK", 5, 1).expect(400).code()).isEqualTo("via-invalid");
        assertThat(enter(id, "1-101", "PAPER", 6, 1).expect(400).code()).isEqualTo("reply-invalid");
        assertThat(enter(id, "1-101", "PAPER", 5, 3).expect(400).code()).isEqualTo("reply-invalid");
        assertThat(steward.post(path("surveys/" + id + "/returns"), Map.of("roomCode", "1-101", "via", "PAPER", "replies", List.of(reply(2, 1, null, null)))).expect(400).code()).isEqualTo("reply-missing");
        Callable<Office.Answer> one = () -> enter(id, "1-101", "PAPER", 5, 1);
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = pool.invokeAll(List.of(one, one)).stream().map(each -> each.resultNow()).toList();
            assertThat(answers).extracting(Office.Answer::status).containsExactlyInAnyOrder(204, 409);
        }
        assertThat(steward.get(path("surveys/" + id + "/results")).at("/returned")).isEqualTo("1");
    }

    @Test void 住户凭链接填一次_不登录_页上没有房号_猜不到_来得太快的等一等() throws Exception {
        var id = opened("扫码", "2026-11-01", null, 100);
        var rows = steward.get(path("surveys/" + id + "/households")).json().at("/items");
        var link = rows.get(0).get("link").asString();
        assertThat(People.of(office).with("general_manager", community).get(path("surveys/" + id + "/households")).at("/items/0/link")).as("who only reads gets no links").isEmpty();
        assertThat(steward.get(path("surveys/" + id + "/slips.html")).text()).contains("data:image/png", "1-101");
        var page = resident("GET", link, null);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("收银小区", "扫码", "width=device-width", "非常满意").doesNotContain("1-101", "<script");
        assertThat(resident("POST", link, "q2=1").statusCode()).as("the first question is required").isEqualTo(400);
        assertThat(resident("POST", link, "q1=9&q2=1").statusCode()).isEqualTo(400);
        assertThat(resident("POST", link, "q1=4&q2=1&q3=" + Office.encoded("<b>电梯")).body()).contains("收到了");
        assertThat(resident("POST", link, "q1=5").statusCode()).as("one answer each").isEqualTo(409);
        assertThat(resident("GET", link, null).body()).contains("已经收到");
        var answers = steward.get(path("surveys/" + id + "/answers?question=3"));
        assertThat(answers.at("/items/0/text") + answers.at("/items/0/via")).isEqualTo("<b>电梯LINK");
        assertThat(resident("GET", link.replaceAll("\\w{4}$", "0000"), null).statusCode()).isEqualTo(404);
        var elsewhere = office.newCommunity("别的小区", "2026-07-01");
        assertThat(resident("GET", link.replace("/" + community + "/", "/" + elsewhere + "/"), null).statusCode()).as("of another community").isEqualTo(404);
        supervisor.post(path("surveys/" + id + "/closing"), Map.of()).expect(204);
        assertThat(resident("GET", rows.get(1).get("link").asString(), null).body()).contains("已经结束");
        for (var turn = 0; turn < AnswerGate.MOST; turn++) resident("GET", link, null);
        assertThat(resident("GET", link, null).statusCode()).isEqualTo(429);
    }

    private HttpResponse<String> resident(String method, String link, String form) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(office.base() + link)).header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, form == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(form)).build();
        try (var phone = HttpClient.newHttpClient()) {
            return phone.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private long opened(String title, String from, Long copyOf, int share) {
        var id = made(title, from, copyOf);
        if (copyOf == null) write(id, 1).expect(204);
        drawn(id, share, 7);
        supervisor.post(path("surveys/" + id + "/opening"), Map.of()).expect(204);
        return id;
    }

    private long made(String title, String from, Long copyOf) {
        var survey = new HashMap<String, Object>(Map.of("kind", "ANNUAL", "title", title, "fromOn", from, "toOn", from.substring(0, 8) + "30"));
        if (copyOf != null) survey.put("copyOf", copyOf);
        return supervisor.post(path("surveys"), survey).expect(201).id();
    }

    private Office.Answer write(long id, int version) {
        return supervisor.put(path("surveys/" + id + "/questions"), Map.of("version", version, "questions", List.of(
            Map.of("kind", "SCALE", "text", "保洁做得怎样", "options", List.of(), "isRequired", true),
            Map.of("kind", "SINGLE", "text", "最想先改哪一样", "options", List.of("电梯", "门禁"), "isRequired", false),
            Map.of("kind", "TEXT", "text", "还有什么要说的", "options", List.of(), "isRequired", false))));
    }

    private List<String> drawn(long id, int share, int seed) {
        supervisor.put(path("surveys/" + id + "/sample"), Map.of("by", "BUILDING", "share", share, "seed", seed)).expect(200);
        return supervisor.get(path("surveys/" + id + "/households")).json().at("/items").valueStream().map(row -> row.get("room").asString()).toList();
    }

    private Office.Answer enter(long id, String room, String via, int score, int choice) {
        return steward.post(path("surveys/" + id + "/returns"), Map.of("roomCode", room, "via", via, "replies", List.of(reply(1, null, score, null), reply(2, choice, null, null))));
    }

    private static Map<String, Object> reply(int question, Integer choice, Integer score, String text) {
        var reply = new HashMap<String, Object>(Map.of("question", question, "choices", choice == null ? List.of() : List.of(choice)));
        if (score != null) reply.put("score", score);
        if (text != null) reply.put("text", text);
        return reply;
    }

    private Office.Answer act(long id, long owner) {
        return supervisor.post(path("surveys/" + id + "/actions"), Map.of("question", 2, "problem", "门禁常坏", "measure", "换读卡器", "ownerId", owner, "dueOn", "2026-12-10"));
    }

    private Office.Answer decide(Office who, String approval, boolean isApproved) {
        return who.post(path("approvals/" + approval + "/decisions"), Map.of("isApproved", isApproved, "note", "看过"));
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}

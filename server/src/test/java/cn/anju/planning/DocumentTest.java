package cn.anju.planning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.DayEnd;
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

/** 文员收发公文、编体系文件；主管审核、主任批准；送到的人阅签；归了档才借。 */
@Story
class DocumentTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> ends;

    private long community;
    private long stewardId;
    private Office steward;
    private Office clerk;
    private Office supervisor;
    private Office director;

    @BeforeEach
    void people() {
        clock.setTo(LocalDate.of(2026, 11, 23));
        community = counter.community(1);
        var people = People.of(office);
        var account = people.account();
        stewardId = account.id();
        people.grant(stewardId, "technician", community);
        steward = people.signIn(account);
        clerk = people.with("clerk", community);
        supervisor = people.with("cs_supervisor", community);
        director = people.with("director", community);
    }

    @Test void 来文_登记_送阅_承办办复_归档_借出逾期提醒一次_还了再借() {
        var id = enter("RECEIVED", "关于消防检查的通知", Map.of("party", "消防大队", "paperNumber", "消〔2026〕8号", "handlerId", stewardId, "dueOn", "2026-11-30"), key()).expect(201).id();
        assertThat(clerk.get(path("documents/" + id)).at("/document/number")).isEqualTo("SW-202611-0001");
        assertThat(steward.get(path("today")).text()).contains("1 份来文等您办复");
        clerk.post(path("documents/" + id + "/readers"), Map.of("staffIds", List.of(stewardId, stewardId))).expect(204);
        assertThat(steward.get(path("documents?whose=READ")).at("/total")).isEqualTo("1");
        assertThat(supervisor.post(path("documents/" + id + "/reading"), Map.of()).expect(404).code()).isEqualTo("document-not-found");
        steward.post(path("documents/" + id + "/reading"), Map.of("remark", "周三前备好台账")).expect(204);
        assertThat(steward.post(path("documents/" + id + "/reading"), Map.of()).expect(409).code()).isEqualTo("already-read");
        assertThat(clerk.post(path("documents/" + id + "/handling"), Map.of("result", "办了")).expect(403).code()).isEqualTo("handler-only");
        steward.post(path("documents/" + id + "/handling"), Map.of("result", "检查通过")).expect(204);
        assertThat(steward.post(path("documents/" + id + "/handling"), Map.of("result", "再办")).expect(409).code()).isEqualTo("document-not-open");
        assertThat(clerk.post(path("documents/" + id + "/loans"), Map.of("staffId", stewardId, "purpose", "对照", "dueOn", "2026-11-25")).expect(409).code()).isEqualTo("document-not-filed");
        clerk.post(path("documents/" + id + "/filing"), Map.of("classNumber", "A-3-02", "place", "二号柜三格", "retention", "TEN")).expect(204);
        clerk.post(path("documents/" + id + "/loans"), Map.of("staffId", stewardId, "purpose", "对照", "dueOn", "2026-11-25")).expect(204);
        assertThat(clerk.post(path("documents/" + id + "/loans"), Map.of("staffId", stewardId, "purpose", "对照", "dueOn", "2026-11-25")).expect(409).code()).isEqualTo("document-lent");
        closeDay(LocalDate.of(2026, 11, 25));
        closeDay(LocalDate.of(2026, 11, 26));
        assertThat(steward.get(path("notices?unread=true")).text()).containsOnlyOnce("借的档案该还了");
        clock.setTo(LocalDate.of(2026, 11, 27));
        assertThat(clerk.get(path("documents?untidy=true")).at("/total")).isEqualTo("1");
        clerk.post(path("documents/" + id + "/loans/return"), Map.of()).expect(204);
        assertThat(clerk.post(path("documents/" + id + "/loans/return"), Map.of()).expect(409).code()).isEqualTo("document-not-lent");
        assertThat(clerk.get(path("documents?untidy=true")).at("/total") + clerk.get(path("documents?lent=true")).at("/total")).isEqualTo("00");
        assertThat(clerk.get(path("documents/" + id + "/print.html")).text()).contains("消防大队", "检查通过", "周三前备好台账", "A-3-02");
        assertThat(clerk.get(path("documents.xlsx?q=%E6%B6%88%E9%98%B2")).workbook()).contains("SW-202611-0001", "二号柜三格");
    }

    @Test void 制度_编制审核批准三个人_修订另起一版_旧版自动退下_退回回到草稿() {
        var id = enter("PROCEDURE", "来访登记制度", Map.of("scope", "前台、门岗", "dueOn", "2027-11-23"), key()).expect(201).id();
        assertThat(steward.get(path("documents/" + id)).status()).as("a draft is not in force").isEqualTo(404);
        clerk.post(path("documents/" + id + "/submission"), Map.of()).expect(200);
        assertThat(change(id, "来访登记制度（改）").expect(409).code()).isEqualTo("document-submitted");
        decide(supervisor, id, false, "范围写清楚");
        assertThat(clerk.get(path("documents/" + id)).at("/course/answer")).isEqualTo("范围写清楚");
        change(id, "来访登记制度（试行）").expect(204);
        clerk.post(path("documents/" + id + "/submission"), Map.of()).expect(200);
        decide(supervisor, id, true, "同意");
        assertThat(clerk.get(path("documents/" + id)).at("/document/state")).as("reviewed is not approved").isEqualTo("CHECKING");
        assertThat(supervisor.post(path("approvals/" + request(director, id) + "/decisions"), Map.of("isApproved", true, "note", "再批")).expect(403).code()).as("who reviews does not approve").isEqualTo("not-approver");
        decide(director, id, true, "同意");
        var first = steward.get(path("documents/" + id)).expect(200);
        assertThat(first.at("/document/state")).isEqualTo("CURRENT");
        assertThat(first.at("/course/reviewedName")).isNotEmpty();
        assertThat(first.at("/course/approvedName")).isNotEmpty();
        assertThat(first.at("/course/reviewedAt")).isNotEmpty();
        var second = clerk.post(path("documents/" + id + "/versions"), Map.of("changeNote", "加上快递员")).expect(201).id();
        assertThat(clerk.post(path("documents/" + id + "/versions"), Map.of("changeNote", "又改")).expect(409).code()).isEqualTo("version-open");
        clerk.post(path("documents/" + second + "/submission"), Map.of()).expect(200);
        decide(supervisor, second, true, "同意");
        assertThat(clerk.get(path("documents/" + id)).at("/document/state")).as("the old one holds until the new one is approved").isEqualTo("CURRENT");
        decide(director, second, true, "同意");
        assertThat(clerk.get(path("documents/" + id)).at("/document/state") + clerk.get(path("documents/" + second)).at("/document/version")).isEqualTo("SUPERSEDED2");
        assertThat(clerk.get(path("documents/" + second)).json().at("/versions").size()).isEqualTo(2);
        assertThat(clerk.get(path("documents?kind=PROCEDURE")).at("/total") + clerk.get(path("documents?kind=PROCEDURE&state=SUPERSEDED")).at("/total")).isEqualTo("11");
        assertThat(clerk.get(path("documents/" + second + "/print.html")).text()).contains("编制", "审核", "批准", "第 2 版", "加上快递员");
        clock.setTo(LocalDate.of(2027, 11, 24));
        assertThat(clerk.get(path("documents?kind=PROCEDURE&lapsed=true")).at("/total")).isEqualTo("1");
        clerk.post(path("documents/" + second + "/withdrawal"), Map.of("why", "并入门岗守则")).expect(204);
        assertThat(clerk.post(path("documents/" + second + "/withdrawal"), Map.of("why", "再来")).expect(409).code()).isEqualTo("document-ended");
    }

    @Test void 法规登了就现行_修订照公布的登_发文批了才送() {
        var rule = enter("REGULATION", "物业管理条例", Map.of("party", "国务院", "scope", "住宅小区"), key()).expect(201).id();
        assertThat(steward.get(path("documents?kind=REGULATION")).at("/items/0/state")).isEqualTo("CURRENT");
        var next = clerk.post(path("documents/" + rule + "/versions"), Map.of("changeNote", "2027 年修订")).expect(201).id();
        clerk.post(path("documents/" + next + "/enforcement"), Map.of()).expect(204);
        assertThat(clerk.get(path("documents/" + rule)).at("/document/state")).isEqualTo("SUPERSEDED");
        var letter = enter("SENT", "关于停水的函", Map.of("party", "自来水公司"), key()).expect(201).id();
        assertThat(clerk.post(path("documents/" + letter + "/enforcement"), Map.of()).expect(409).code()).isEqualTo("approval-needed");
        assertThat(clerk.post(path("documents/" + letter + "/readers"), Map.of("staffIds", List.of(stewardId))).expect(409).code()).isEqualTo("document-not-current");
        assertThat(director.post(path("documents/" + letter + "/submission"), Map.of()).expect(403).code()).isEqualTo("document-of-other");
    }

    @Test void 送两次一份_别的小区不行_没有权的不行() throws Exception {
        var twice = key();
        Callable<Office.Answer> one = () -> enter("RECEIVED", "通知", Map.of(), twice);
        try (var pool = Executors.newFixedThreadPool(2)) {
            assertThat(pool.invokeAll(List.of(one, one)).stream().map(each -> each.resultNow().status()).toList()).isSubsetOf(201, 409).contains(201);
        }
        assertThat(clerk.get(path("documents")).at("/total")).isEqualTo("1");
        var id = clerk.get(path("documents")).json().at("/items/0/id").asLong();
        assertThat(steward.get(path("documents")).at("/total")).as("somebody else's letter").isEqualTo("0");
        assertThat(steward.get(path("documents/" + id)).expect(404).code()).isEqualTo("document-not-found");
        assertThat(steward.post(path("documents"), Map.of()).status()).isEqualTo(403);
        var elsewhere = counter.community(1);
        assertThat(office.get(Counter.path(elsewhere, "documents/" + id)).expect(404).code()).isEqualTo("document-not-found");
        assertThat(office.post(Counter.path(elsewhere, "documents/" + id + "/filing"), Map.of("classNumber", "A", "place", "柜", "retention", "TEN")).expect(404).code()).isEqualTo("document-not-found");
    }

    private Office.Answer enter(String kind, String title, Map<String, Object> more, String key) {
        return clerk.post(path("documents"), body(kind, title, more), "Idempotency-Key", key);
    }

    private Office.Answer change(long id, String title) {
        return clerk.put(path("documents/" + id), body("PROCEDURE", title, Map.of("scope", "前台、门岗", "dueOn", "2027-11-23")));
    }

    private static Map<String, Object> body(String kind, String title, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("kind", kind, "category", "OFFICE", "title", title, "content", "第一条 来访先登记。", "datedOn", "2026-11-20"));
        body.putAll(more);
        return body;
    }

    private void decide(Office who, long document, boolean isApproved, String note) {
        who.post(path("approvals/" + request(who, document) + "/decisions"), Map.of("isApproved", isApproved, "note", note)).expect(200);
    }

    private long request(Office who, long document) {
        return who.get(path("approvals?size=100")).json().at("/items").valueStream().filter(each -> each.get("subjectId").asLong() == document).findFirst().orElseThrow().get("id").asLong();
    }

    private void closeDay(LocalDate day) {
        counter.in(community, () -> {
            for (var end : ends) end.close(community, day);
            return null;
        });
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}

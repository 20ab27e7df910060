package cn.anju.planning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
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

/** 11 月 21 日，客服部订十二月的计划。 */
@Story
class PlanTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long stewardId;
    private Office steward;
    private Office other;
    private Office supervisor;
    private Office director;
    private Office manager;

    @BeforeEach
    void people() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        community = counter.community(1);
        var people = People.of(office);
        var account = people.account();
        stewardId = account.id();
        people.grant(stewardId, "steward", community);
        steward = people.signIn(account);
        other = people.with("front_desk", community);
        supervisor = people.with("cs_supervisor", community);
        director = people.with("director", community);
        manager = people.with("general_manager", community);
    }

    @Test void 草拟_改_报批_退回_再报_批了执行_逐项总结_总结也批() {
        var plan = write(supervisor, "DEPARTMENT", "MONTH", "2026-12-10", item("催收旧欠", "2026-12-20"), item("电梯年检", "2026-12-25")).expect(201);
        var id = plan.id();
        assertThat(plan.at("/number")).isEqualTo("JH-202611-0001");
        assertThat(supervisor.get(path("plans/" + id)).at("/period")).isEqualTo("2026 年 12 月");
        assertThat(change(supervisor, id, 2, item("催收", "2026-12-20")).expect(409).code()).isEqualTo("changed-meanwhile");
        change(supervisor, id, 1, item("催收旧欠", "2026-12-20"), item("电梯年检", "2026-12-25")).expect(204);
        assertThat(change(steward, id, 2, item("催收", "2026-12-20")).status()).isEqualTo(403);

        decide(director, submit(supervisor, id), false).expect(200);
        assertThat(state(id) + supervisor.get(path("plans/" + id)).at("/answer")).isEqualTo("DRAFT年检早些");
        var again = submit(supervisor, id);
        assertThat(supervisor.post(path("plans/" + id + "/submission"), Map.of()).expect(409).code()).isEqualTo("plan-submitted");
        decide(supervisor, again, true).expect(403);
        decide(director, again, true).expect(200);
        assertThat(state(id)).isEqualTo("APPROVED");
        assertThat(change(supervisor, id, 3, item("催收", "2026-12-20")).expect(409).code()).isEqualTo("plan-submitted");

        var items = steward.get(path("plans/" + id)).json().at("/items");
        var first = items.get(0).get("id").asLong();
        var second = items.get(1).get("id").asLong();
        assertThat(other.post(path("plan-items/" + first + "/progress"), Map.of("percent", 50)).expect(403).code()).isEqualTo("item-of-other");
        steward.post(path("plan-items/" + first + "/progress"), Map.of("percent", 60, "note", "还有三户")).expect(204);
        assertThat(summarise(supervisor, id, List.of(done(first))).status()).isEqualTo(409);
        clock.setTo(LocalDate.of(2027, 1, 5));
        assertThat(supervisor.get(path("plans?late=true")).at("/items/0/overdue")).isEqualTo("2");
        assertThat(supervisor.get(path("plans/missing")).text()).contains("总结");
        assertThat(summarise(supervisor, id, List.of(done(first))).expect(400).code()).isEqualTo("items-incomplete");
        assertThat(summarise(supervisor, id, List.of(done(first), Map.of("id", second, "outcome", "NOT", "isCarried", true))).expect(400).code()).isEqualTo("why-missing");
        var summed = summarise(supervisor, id, List.of(done(first), Map.of("id", second, "outcome", "NOT", "why", "检验所排到一月", "isCarried", true))).expect(200);
        decide(director, summed, true).expect(200);
        assertThat(state(id)).isEqualTo("SUMMED");
        assertThat(supervisor.get(path("plans/" + id + "/print.html")).text()).contains("计划与总结", "检验所排到一月", "JH-202611-0001", "转下期");
        assertThat(supervisor.get(path("plans/" + id + "/plan.xlsx")).workbook()).contains("电梯年检", "未完成");
        assertThat(supervisor.get(path("plans.xlsx")).workbook()).contains("JH-202611-0001", "2026 年 12 月");
    }

    @Test void 下月的计划_带出上月没办完的和年度计划里到期的_带过的不再带() {
        var year = write(supervisor, "DEPARTMENT", "YEAR", "2026-12-01", item("收缴率 95%", "2026-12-31"), item("消防演练", "2026-11-30")).expect(201).id();
        decide(director, submit(supervisor, year), true).expect(200);
        var november = write(supervisor, "DEPARTMENT", "MONTH", "2026-11-21", item("楼道灯", "2026-11-28"), item("旧欠", "2026-11-30")).expect(201).id();
        decide(director, submit(supervisor, november), true).expect(200);
        var items = supervisor.get(path("plans/" + november)).json().at("/items");
        supervisor.post(path("plan-items/" + items.get(0).get("id").asLong() + "/progress"), Map.of("percent", 100)).expect(204);
        var draft = draft("2026-12-01").json();
        assertThat(draft.at("/lines").valueStream().map(each -> each.get("text").asString() + each.get("dueOn").asString()).toList())
            .containsExactly("旧欠2026-12-01", "收缴率 95%2026-12-31");
        var carried = new HashMap<String, Object>(item("旧欠", "2026-12-15"));
        carried.put("fromItemId", draft.at("/lines/0/fromItemId").asLong());
        var december = write(supervisor, "DEPARTMENT", "MONTH", "2026-12-01", carried).expect(201).id();
        assertThat(supervisor.get(path("plans/" + december)).at("/items/0/source")).contains("客服部 JH-202611-0002");
        assertThat(draft("2026-12-01").json().at("/lines")).hasSize(1);
    }

    @Test void 周计划报了就算_总经理的自己定_个人的别人看不见_一期一份() throws Exception {
        var week = write(supervisor, "DEPARTMENT", "WEEK", "2026-11-23", item("走访十户", "2026-11-27")).expect(201).id();
        supervisor.post(path("plans/" + week + "/submission"), Map.of()).expect(200);
        assertThat(state(week)).isEqualTo("APPROVED");
        var own = write(manager, "OFFICE", "YEAR", "2027-01-01", item("创优", "2027-10-31")).expect(201).id();
        manager.post(path("plans/" + own + "/submission"), Map.of()).expect(200);
        assertThat(state(own)).isEqualTo("APPROVED");
        assertThat(write(steward, "OFFICE", "MONTH", "2026-12-01", item("创优", "2026-12-31")).status()).isEqualTo(403);

        Callable<Office.Answer> one = () -> write(steward, "PERSON", "MONTH", "2026-12-01", item("走访", "2026-12-15"));
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = pool.invokeAll(List.of(one, one)).stream().map(each -> each.resultNow()).toList();
            assertThat(answers).extracting(Office.Answer::status).containsExactlyInAnyOrder(201, 409);
            assertThat(answers).filteredOn(each -> each.status() == 409).extracting(Office.Answer::code).containsExactly("plan-exists");
            var id = answers.stream().filter(each -> each.status() == 201).findFirst().orElseThrow().id();
            assertThat(other.get(path("plans/" + id)).expect(404).code()).isEqualTo("plan-not-found");
            assertThat(supervisor.delete(path("plans/" + id)).expect(403).code()).isEqualTo("plan-of-other");
            decide(supervisor, submit(steward, id), true).expect(200);
            assertThat(steward.delete(path("plans/" + id)).expect(409).code()).isEqualTo("plan-submitted");
        }
        assertThat(office.get(Counter.path(counter.community(1), "plans/" + week)).expect(404).code()).isEqualTo("plan-not-found");
        assertThat(write(steward, "PERSON", "WEEK", "2026-11-02", item("走访", "2026-11-05")).expect(400).code()).isEqualTo("period-over");
        assertThat(write(steward, "PERSON", "WEEK", "2026-11-23", item("走访", "2026-12-05")).expect(400).code()).isEqualTo("due-outside");
        assertThat(supervisor.get(path("plans/missing")).text()).contains("管理处", "2026 年 11 月");
    }

    private Map<String, Object> item(String text, String due) {
        return Map.of("text", text, "staffId", stewardId, "dueOn", due, "measure", "全部办完");
    }

    private static Map<String, Object> done(long id) {
        return Map.of("id", id, "outcome", "DONE", "isCarried", false);
    }

    @SafeVarargs
    private Office.Answer write(Office who, String level, String span, String day, Map<String, Object>... items) {
        var body = new HashMap<String, Object>(Map.of("level", level, "span", span, "day", day, "aim", "把该办的办完", "items", List.of(items)));
        if (level.equals("DEPARTMENT")) body.put("department", "客服部");
        return who.post(path("plans"), body);
    }

    @SafeVarargs
    private Office.Answer change(Office who, long id, int version, Map<String, Object>... items) {
        return who.put(path("plans/" + id), Map.of("version", version, "items", List.of(items)));
    }

    private Office.Answer submit(Office who, long id) {
        return who.post(path("plans/" + id + "/submission"), Map.of()).expect(200);
    }

    private Office.Answer summarise(Office who, long id, List<Map<String, Object>> items) {
        return who.post(path("plans/" + id + "/summary"), Map.of("summary", "这个月大体办完", "items", items));
    }

    private Office.Answer decide(Office who, Office.Answer asked, boolean isApproved) {
        return who.post(path("approvals/" + asked.at("/approval") + "/decisions"), Map.of("isApproved", isApproved, "note", isApproved ? "同意" : "年检早些"));
    }

    private Office.Answer draft(String day) {
        return supervisor.get(path("plans/draft?level=DEPARTMENT&span=MONTH&day=" + day + "&department=" + Office.encoded("客服部"))).expect(200);
    }

    private String state(long id) {
        return supervisor.get(path("plans/" + id)).at("/plan/state");
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}

package cn.anju.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.access.People;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.Money;
import cn.anju.kernel.Scope;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@Story
class ApprovalTest {

    @Autowired Office office;
    @Autowired Approvals approvals;
    @Autowired Petition petition;
    @Autowired StaffAccess staff;
    @Autowired TransactionTemplate transaction;

    private long community;
    private Office supervisor;
    private Office director;
    private Office clerk;
    private long clerkId;

    @BeforeEach
    void people() {
        community = office.newCommunity("审批", "2026-07-01");
        supervisor = People.of(office).with("cs_supervisor", community);
        director = People.of(office).with("director", community);
        var account = People.of(office).account();
        clerkId = account.id();
        People.of(office).grant(clerkId, "clerk", community);
        clerk = People.of(office).signIn(account);
        petition.refusal = "";
    }

    @Test void 小额主管批了就办_申请人收到结果() throws Exception {
        var id = submit(clerkId, 1, "300.00");
        assertThat(supervisor.get(root() + "/approvals").at("/items/0/title")).isEqualTo("申请一");
        assertThat(supervisor.get(root() + "/approvals/waiting").at("/approvals")).isEqualTo("1");
        assertThat(supervisor.get(root() + "/notices").at("/items/0/title")).isEqualTo("待审批：申请一");
        assertThat(director.get(root() + "/approvals").at("/total")).isEqualTo("0");
        var detail = supervisor.get(root() + "/approvals/" + id).expect(200);
        assertThat(detail.at("/facts/0/label") + detail.at("/facts/0/value") + detail.at("/mayDecide")).isEqualTo("余额1,200.00 元true");
        supervisor.post(root() + "/approvals/" + id + "/decisions", Map.of("isApproved", true)).expect(200);
        assertThat(petition.outcome.get(community + "/1")).isEqualTo("同意");
        assertThat(clerk.get(root() + "/notices?unread=true").at("/items/0/title")).isEqualTo("已通过：申请一");
        clerk.post(root() + "/notices/read", Map.of()).expect(204);
        assertThat(clerk.get(root() + "/notices?unread=true").at("/total")).isEqualTo("0");
    }

    @Test void 大额还要主任_一步一步来() throws Exception {
        var id = submit(clerkId, 2, "1000.01");
        assertThat(director.post(root() + "/approvals/" + id + "/decisions", Map.of("isApproved", true)).expect(403).code()).isEqualTo("not-approver");
        supervisor.post(root() + "/approvals/" + id + "/decisions", Map.of("isApproved", true)).expect(200);
        assertThat(petition.outcome).doesNotContainKey(community + "/2");
        director.post(root() + "/approvals/" + id + "/decisions", Map.of("isApproved", true)).expect(200);
        assertThat(petition.outcome.get(community + "/2")).isEqualTo("同意");
        assertThat(supervisor.get(root() + "/approvals?which=DECIDED").at("/total")).isEqualTo("1");
    }

    @Test void 自己的不能自己批_代理自己的人也不能_库里也不许() throws Exception {
        var account = People.of(office).account();
        People.of(office).grant(account.id(), "cs_supervisor", community);
        var own = People.of(office).signIn(account);
        var id = submit(account.id(), 3, "10.00");
        assertThat(own.post(root() + "/approvals/" + id + "/decisions", Map.of("isApproved", true)).expect(403).code()).isEqualTo("not-own-decision");
        var deputy = People.of(office).account();
        People.of(office).grant(deputy.id(), "clerk", community);
        office.post("/api/deputies", Map.of("staffId", account.id(), "deputyId", deputy.id(), "fromOn", "2026-01-01", "toOn", "2099-01-01", "reason", "休假")).expect(201);
        assertThat(People.of(office).signIn(deputy).post(root() + "/approvals/" + id + "/decisions", Map.of("isApproved", true)).expect(403).code())
            .isEqualTo("not-own-decision");
        var refused = catchThrowable(() -> {
            try (var connection = StoryDatabase.shared().connectAsOwner(); var statement = connection.createStatement()) {
                statement.executeUpdate("""
                    insert into approval.decision (community_id, request_id, step, is_approved, made_by, made_name, made_at)
                    values (%d, %d, 1, true, %d, '自己', now())
                    """.formatted(community, id, account.id()));
            }
        });
        assertThat(refused).hasMessageContaining("nobody decides on his own");
    }

    @Test void 代理期内由代理人批_记着代谁() throws Exception {
        var boss = People.of(office).account();
        People.of(office).grant(boss.id(), "director", community);
        var deputy = People.of(office).account();
        People.of(office).grant(deputy.id(), "clerk", community);
        office.post("/api/deputies", Map.of("staffId", boss.id(), "deputyId", deputy.id(), "fromOn", "2026-01-01", "toOn", "2099-01-01", "reason", "出差")).expect(201);
        var id = submit(clerkId, 4, "5000.00");
        supervisor.post(root() + "/approvals/" + id + "/decisions", Map.of("isApproved", true)).expect(200);
        var standIn = People.of(office).signIn(deputy);
        assertThat(standIn.get(root() + "/approvals").at("/total")).isEqualTo("1");
        var done = standIn.post(root() + "/approvals/" + id + "/decisions", Map.of("isApproved", true)).expect(200);
        assertThat(done.at("/steps/1/deputyFor")).isEqualTo("同事");
        assertThat(done.at("/request/state")).isEqualTo("APPROVED");
    }

    @Test void 不同意要有原因_撤回以后不能再批_没有的和别人的看不到() throws Exception {
        var id = submit(clerkId, 5, "10.00");
        assertThat(supervisor.post(root() + "/approvals/" + id + "/decisions", Map.of("isApproved", false)).expect(400).code()).isEqualTo("reason-missing");
        supervisor.post(root() + "/approvals/" + id + "/decisions", Map.of("isApproved", false, "note", "材料不全")).expect(200);
        assertThat(petition.outcome.get(community + "/5")).isEqualTo("材料不全");
        var again = submit(clerkId, 5, "10.00");
        clerk.post(root() + "/approvals/" + again + "/withdrawal", Map.of()).expect(200);
        assertThat(supervisor.post(root() + "/approvals/" + again + "/decisions", Map.of("isApproved", true)).expect(409).code()).isEqualTo("approval-ended");
        assertThat(People.of(office).with("warehouse", community).get(root() + "/approvals/" + again).expect(404).code()).isEqualTo("approval-unknown");
    }

    @Test void 两人同时批_只成一次_办不成的批不下去() throws Exception {
        var id = submit(clerkId, 6, "10.00");
        var second = People.of(office).with("cs_supervisor", community);
        try (var pool = Executors.newFixedThreadPool(2)) {
            Callable<Integer> first = () -> supervisor.post(root() + "/approvals/" + id + "/decisions", Map.of("isApproved", true)).status();
            Callable<Integer> other = () -> second.post(root() + "/approvals/" + id + "/decisions", Map.of("isApproved", true)).status();
            assertThat(pool.invokeAll(List.of(first, other)).stream().map(answer -> answer.resultNow()).toList()).containsExactlyInAnyOrder(200, 409);
        }
        var next = submit(clerkId, 7, "10.00");
        petition.refusal = "本月减免额度不够";
        assertThat(supervisor.post(root() + "/approvals/" + next + "/decisions", Map.of("isApproved", true)).expect(409).code()).isEqualTo("budget-short");
        assertThat(supervisor.get(root() + "/approvals/" + next).at("/request/state")).isEqualTo("WAITING");
    }

    @Test void 链可以改_只管以后的() throws Exception {
        var before = submit(clerkId, 8, "10.00");
        director.put(root() + "/approval-chains/petition", Map.of("steps", List.of(Map.of("role", "accountant", "above", "0.00")))).expect(200);
        var after = submit(clerkId, 9, "10.00");
        assertThat(supervisor.get(root() + "/approvals").at("/items/0/id") + supervisor.get(root() + "/approvals").at("/total")).isEqualTo(before + "1");
        assertThat(People.of(office).with("accountant", community).get(root() + "/approvals").at("/items/0/id")).isEqualTo(Long.toString(after));
        assertThat(supervisor.put(root() + "/approval-chains/petition", Map.of("steps", List.of())).expect(403).code()).isEqualTo("not-permitted");
        assertThat(director.put(root() + "/approval-chains/petition", Map.of("steps", List.of(Map.of("role", "nobody", "above", "0.00")))).expect(404).code())
            .isEqualTo("role-unknown");
    }

    private long submit(long by, long subject, String amount) throws Exception {
        var submission = new Submission("petition", subject, subject == 1 ? "申请一" : "申请", Money.of(amount), "演练", List.of(new Submission.Fact("余额", "1,200.00 元")), null);
        return Scope.of(community).call(() -> transaction.execute(status -> staff.of(by).orElseThrow()).call(
            () -> transaction.execute(status -> approvals.submit(community, submission))));
    }

    private String root() {
        return "/api/communities/" + community;
    }
}

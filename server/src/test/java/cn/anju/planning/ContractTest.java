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

/** 文员登记合同与证照，管家管着；快到期提醒并交办一次，续的接着旧的，不续的写明终止。 */
@Story
class ContractTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> ends;

    private long community;
    private long stewardId;
    private Office steward;
    private Office clerk;
    private Office cashier;

    @BeforeEach
    void people() {
        clock.setTo(LocalDate.of(2026, 11, 23));
        community = counter.community(1);
        var people = People.of(office);
        var account = people.account();
        stewardId = account.id();
        people.grant(stewardId, "steward", community);
        steward = people.signIn(account);
        clerk = people.with("clerk", community);
        cashier = people.with("cashier", community);
    }

    @Test void 登记_快到期提醒并交办一次_续了就不再提醒() {
        var id = enter("电梯维保合同", "2026-12-10", Map.of("amount", "36000.00", "paperNumber", "DT-2026-01"), key()).expect(201).id();
        var detail = steward.get(path("contracts/" + id)).expect(200);
        assertThat(detail.at("/contract/number") + detail.at("/contract/state") + detail.at("/contract/amount") + detail.at("/contract/left")).isEqualTo("HT-202611-0001EXPIRING36000.0017");
        closeDay();
        closeDay();
        assertThat(tasks()).isEqualTo("1");
        assertThat(steward.get(path("tasks?whose=MINE")).at("/items/0/title")).isEqualTo("合同到期：电梯维保合同");
        assertThat(steward.get(path("notices?unread=true")).text()).containsOnlyOnce("合同到期：电梯维保合同");
        assertThat(clerk.get(path("contracts?state=EXPIRING")).at("/total") + clerk.get(path("contracts?state=VALID")).at("/total")).isEqualTo("10");
        assertThat(clerk.get(path("contracts?q=DT-2026")).at("/total") + clerk.get(path("contracts?q=%25")).at("/total")).isEqualTo("10");
        var renewal = enter("电梯维保合同", "2027-12-10", Map.of("fromOn", "2026-12-11", "renewsId", id), key()).expect(201).id();
        assertThat(enter("电梯维保合同", "2027-12-10", Map.of("fromOn", "2026-12-11", "renewsId", id), key()).expect(409).code()).isEqualTo("renewed-already");
        assertThat(clerk.get(path("contracts/" + id)).at("/contract/state") + clerk.get(path("contracts/" + id)).at("/contract/renewedId")).isEqualTo("RENEWED" + renewal);
        assertThat(clerk.get(path("contracts/" + renewal)).at("/contract/renewsNumber") + clerk.get(path("contracts/" + renewal)).at("/contract/state")).isEqualTo("HT-202611-0001VALID");
        assertThat(clerk.get(path("contracts.xlsx")).workbook()).contains("电梯维保合同", "已续");
        var task = steward.get(path("tasks?whose=MINE")).expect(200);
        assertThat(task.at("/items/0/state")).as("renewed: nothing is left to be done").isEqualTo("CONFIRMED");
        assertThat(task.at("/items/0/result")).isEqualTo("已续：HT-202611-0002，到 2027-12-10");
    }

    @Test void 管它的人自己续_记_终止_不用找文员_别人的不行() {
        var account = People.of(office).account();
        People.of(office).grant(account.id(), "technician", community);
        var keeper = People.of(office).signIn(account);
        var id = enter("绿化养护合同", "2026-12-10", Map.of("ownerId", account.id()), key()).expect(201).id();
        closeDay();
        var renewal = new HashMap<String, Object>(Map.of("kind", "CONTRACT", "title", "绿化养护合同", "counterparty", "某某园林", "fromOn", "2026-12-11", "toOn", "2027-12-10", "ownerId", account.id()));
        assertThat(keeper.post(path("contracts"), renewal, "Idempotency-Key", key()).expect(403).code()).isEqualTo("contract-of-other");
        renewal.put("renewsId", id);
        assertThat(cashier.post(path("contracts"), renewal, "Idempotency-Key", key()).expect(404).code()).isEqualTo("contract-not-found");
        assertThat(cashier.post(path("contracts/" + id + "/notes"), Map.of("kind", "KEPT", "text", "看过")).expect(404).code()).isEqualTo("contract-not-found");
        assertThat(keeper.get(path("contracts/" + id)).json().at("/acts").size()).isEqualTo(3);
        keeper.post(path("contracts/" + id + "/notes"), Map.of("kind", "KEPT", "text", "十一月修剪两次")).expect(204);
        var next = keeper.post(path("contracts"), renewal, "Idempotency-Key", key()).expect(201).id();
        keeper.post(path("contracts/" + next + "/end"), Map.of("endedOn", "2026-11-23", "why", "换一家")).expect(204);
        assertThat(keeper.get(path("tasks?whose=MINE&state=CONFIRMED")).at("/total")).isEqualTo("1");
        assertThat(keeper.get(path("tasks/" + keeper.get(path("tasks?whose=MINE")).at("/items/0/id"))).text()).contains("已续：HT-202611-0002");
    }

    @Test void 记履约_附扫描件_打印_终止() {
        var id = enter("保洁外包合同", "2026-12-31", Map.of(), key()).expect(201).id();
        clerk.post(path("contracts/" + id + "/notes"), Map.of("kind", "BREACH", "text", "十一月缺岗三天")).expect(204);
        assertThat(clerk.post(path("contracts/" + id + "/notes"), Map.of("kind", "PAPER", "text", "合同原件")).expect(400).code()).isEqualTo("paper-missing");
        assertThat(clerk.post(path("contracts/" + id + "/notes"), Map.of("kind", "PAPER", "text", "合同原件", "attachmentId", 987654)).expect(404).code()).isEqualTo("attachment-not-found");
        var file = clerk.upload(path("attachments?subject=contract:" + id), "合同.pdf", "%PDF-1.4 合同".getBytes(java.nio.charset.StandardCharsets.UTF_8)).json().at("/id").asLong();
        clerk.post(path("contracts/" + id + "/notes"), Map.of("kind", "PAPER", "text", "合同原件", "attachmentId", file)).expect(204);
        assertThat(steward.get(path("attachments/" + file)).status()).isEqualTo(200);
        var detail = clerk.get(path("contracts/" + id));
        assertThat(detail.at("/contract/breaches") + detail.json().at("/notes").size()).isEqualTo("12");
        assertThat(clerk.get(path("contracts/" + id + "/print.html")).text()).contains("合同登记卡", "HT-202611-0001", "十一月缺岗三天");
        assertThat(clerk.post(path("contracts/" + id + "/end"), Map.of("endedOn", "2026-11-24", "why", "缺岗")).expect(400).code()).isEqualTo("period-invalid");
        clerk.post(path("contracts/" + id + "/end"), Map.of("endedOn", "2026-11-23", "why", "屡次缺岗")).expect(204);
        assertThat(clerk.post(path("contracts/" + id + "/end"), Map.of("endedOn", "2026-11-23", "why", "再来")).expect(409).code()).isEqualTo("contract-ended");
        closeDay();
        assertThat(tasks()).isEqualTo("0");
    }

    @Test void 谁能看_谁能登_送两次一份_别的小区不行() throws Exception {
        var twice = key();
        Callable<Office.Answer> one = () -> enter("消防检测", "2027-01-31", Map.of(), twice);
        try (var pool = Executors.newFixedThreadPool(2)) {
            assertThat(pool.invokeAll(List.of(one, one)).stream().map(each -> each.resultNow().status()).toList()).isSubsetOf(201, 409).contains(201);
        }
        assertThat(clerk.get(path("contracts")).at("/total")).isEqualTo("1");
        var id = clerk.get(path("contracts")).json().at("/items/0/id").asLong();
        assertThat(cashier.get(path("contracts")).at("/total")).isEqualTo("0");
        assertThat(cashier.get(path("contracts/" + id)).expect(404).code()).isEqualTo("contract-not-found");
        assertThat(cashier.post(path("contracts/" + id + "/end"), Map.of("endedOn", "2026-11-23", "why", "不要了")).status()).isEqualTo(404);
        assertThat(enter("倒着的", "2025-12-31", Map.of(), key()).expect(400).code()).isEqualTo("period-invalid");
        assertThat(enter("别的小区的", "2027-12-31", Map.of("renewsId", 999_999), key()).expect(404).code()).isEqualTo("contract-not-found");
        var elsewhere = counter.community(1);
        assertThat(clerk.get(Counter.path(elsewhere, "contracts/" + id)).status()).as("a community that is not his does not exist for him").isEqualTo(404);
        assertThat(office.get(Counter.path(elsewhere, "contracts/" + id)).expect(404).code()).isEqualTo("contract-not-found");
    }

    private Office.Answer enter(String title, String to, Map<String, Object> more, String key) {
        var body = new HashMap<String, Object>(Map.of("kind", "CONTRACT", "title", title, "counterparty", "某某公司", "fromOn", "2026-01-01", "toOn", to, "ownerId", stewardId));
        body.putAll(more);
        return clerk.post(path("contracts"), body, "Idempotency-Key", key);
    }

    private void closeDay() {
        counter.in(community, () -> {
            for (var end : ends) end.close(community, LocalDate.of(2026, 11, 22));
            return null;
        });
    }

    private String tasks() {
        return steward.get(path("tasks?whose=MINE")).at("/total");
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}

package cn.anju.workforce.welfare;

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

/** 11 月 21 日。 */
@Story
class WelfareTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long guardId;
    private long otherId;
    private Office guard;
    private Office clerk;

    @BeforeEach
    void people() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        community = counter.community(1);
        var people = People.of(office);
        var account = people.account();
        guardId = account.id();
        otherId = people.account().id();
        for (var each : List.of(guardId, otherId)) people.grant(each, "security_guard", community);
        guard = people.signIn(account);
        clerk = people.with("clerk", community);
    }

    @Test void 社保开户办结才在保_变更改基数_停保出名册_期限到了提醒() {
        assertThat(insure("STOP", "2026-11", null).expect(409).code()).isEqualTo("not-insured");
        assertThat(insure("OPEN", "2026-11", null).expect(400).code()).isEqualTo("base-invalid");
        var opened = insure("OPEN", "2026-11", "5000.00").expect(201).id();
        assertThat(insure("OPEN", "2026-11", "5000.00").expect(409).code()).as("one at a time").isEqualTo("insurance-open");
        assertThat(roll("2026-11")).as("not done yet").isEqualTo("[]");
        assertThat(today(clerk)).contains("的社保开户 2026-11-24 前要办结");
        clerk.post(path("insurance-changes/" + opened + "/completion"), Map.of("receipt", "SB20261121")).expect(204);
        assertThat(clerk.post(path("insurance-changes/" + opened + "/completion"), Map.of("receipt", "SB20261121")).expect(404).code()).isEqualTo("insurance-not-found");
        assertThat(today(clerk)).doesNotContain("社保开户");
        assertThat(roll("2026-10")).isEqualTo("[]");
        assertThat(insure("OPEN", "2026-12", "5000.00").expect(409).code()).isEqualTo("insured-already");
        done(insure("CHANGE", "2027-01", "6000.00").expect(201).id());
        done(insure("STOP", "2027-03", null).expect(201).id());
        assertThat(clerk.get(path("insurance-months/2026-12")).at("/0/base") + clerk.get(path("insurance-months/2027-02")).at("/0/base")).isEqualTo("5000.006000.00");
        assertThat(roll("2027-03")).isEqualTo("[]");
        assertThat(clerk.get(path("insurance-months/2026-12/insured.xlsx")).workbook()).contains("SB20261121");
        assertThat(clerk.get(path("insurance-months/2026-12/print.html")).text()).contains("在保名册", "5,000.00", "编号：ZB-202612", "（章）");
        assertThat(clerk.get(path("insurance-changes?kind=STOP")).at("/total") + clerk.get(path("insurance-changes.xlsx")).status()).isEqualTo("1200");
        guard.get(path("insurance-changes")).expect(403);
    }

    @Test void 一张床一个人_一个人一张床_搬走就空_检查一天一次() throws Exception {
        var room = clerk.post(path("dormitory-rooms"), Map.of("name", "东楼 101", "beds", 2)).expect(201).id();
        assertThat(clerk.post(path("dormitory-rooms"), Map.of("name", "东楼 101", "beds", 2)).expect(409).code()).isEqualTo("room-exists");
        assertThat(stay(guardId, room, 3).expect(400).code()).isEqualTo("bed-unknown");
        Callable<Office.Answer> one = () -> stay(guardId, room, 1);
        Callable<Office.Answer> other = () -> stay(otherId, room, 1);
        try (var pool = Executors.newFixedThreadPool(2)) {
            assertThat(pool.invokeAll(List.of(one, other)).stream().map(each -> each.resultNow().status()).toList()).as("both want the same bed").containsExactlyInAnyOrder(201, 409);
        }
        var bed = clerk.get(path("dormitory-beds?free=false")).json().at("/items/0");
        assertThat(stay(bed.at("/staffId").asLong(), room, 2).expect(409).code()).as("he has a bed").isEqualTo("bed-taken");
        assertThat(clerk.get(path("dormitory-beds?free=true")).at("/total")).isEqualTo("1");
        clerk.post(path("dormitory-stays/" + bed.at("/stayId").asLong() + "/end"), Map.of("on", "2026-11-20")).expect(400);
        clerk.post(path("dormitory-stays/" + bed.at("/stayId").asLong() + "/end"), Map.of("on", "2026-11-21")).expect(204);
        clock.setTo(LocalDate.of(2026, 11, 22));
        assertThat(clerk.get(path("dormitory-beds?free=true")).at("/total")).isEqualTo("2");
        assertThat(check(room, "POOR", null).expect(400).code()).isEqualTo("problem-missing");
        check(room, "POOR", "床下堆物，插线板没有固定").expect(201);
        assertThat(check(room, "GOOD", null).expect(409).code()).isEqualTo("checked-today");
        assertThat(clerk.get(path("dormitory-beds.xlsx")).workbook()).contains("床下堆物");
        assertThat(clerk.get(path("dormitory-beds/print.html")).text()).contains("宿舍床位表", "编号：SS-20261122", "（章）");
        assertThat(clerk.post(Counter.path(counter.community(1), "dormitory-rooms/" + room + "/checks"), Map.of("cleanness", "GOOD", "isSafe", true)).status()).isIn(403, 404);
        guard.get(path("dormitory-beds")).expect(403);
    }

    private Office.Answer insure(String kind, String month, String base) {
        var body = new HashMap<String, Object>(Map.of("staffId", guardId, "kind", kind, "month", month, "reason", "入职", "dueOn", "2026-11-24"));
        if (base != null) body.put("base", base);
        return clerk.add(path("insurance-changes"), body);
    }

    private void done(long change) {
        clerk.post(path("insurance-changes/" + change + "/completion"), Map.of("receipt", "SB2027")).expect(204);
    }

    private String roll(String month) {
        return clerk.get(path("insurance-months/" + month)).expect(200).text();
    }

    private Office.Answer stay(long person, long room, int bed) {
        return clerk.post(path("dormitory-stays"), Map.of("staffId", person, "roomId", room, "bed", bed, "fromOn", "2026-11-21"));
    }

    private Office.Answer check(long room, String cleanness, String problem) {
        var body = new HashMap<String, Object>(Map.of("cleanness", cleanness, "isSafe", problem == null));
        if (problem != null) body.put("problem", problem);
        return clerk.post(path("dormitory-rooms/" + room + "/checks"), body);
    }

    private String today(Office who) {
        return who.get(path("today")).expect(200).json().at("/toDo").toString();
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}

package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 11 月 21 日是星期六。 */
@Story
class TurnSwapTest {

    @Autowired Office office;
    @Autowired Counter counter;

    private long community;
    private long oneId;
    private long twoId;
    private Office one;
    private Office two;
    private Office supervisor;

    @BeforeEach
    void people() {
        community = counter.community(1);
        var people = People.of(office);
        var accounts = List.of(people.account(), people.account());
        oneId = accounts.get(0).id();
        twoId = accounts.get(1).id();
        for (var each : accounts) people.grant(each.id(), "front_desk", community);
        one = people.signIn(accounts.get(0));
        two = people.signIn(accounts.get(1));
        supervisor = people.with("cs_supervisor", community);
        roster(turn(oneId, "2026-11-23", "EARLY"), turn(twoId, "2026-11-24", "LATE"), turn(oneId, "2026-11-25", "EARLY"), turn(twoId, "2026-11-25", "LATE"));
    }

    @Test void 说好了_主管批了_两边的班一次换过来() throws Exception {
        assertThat(ask(one, "2026-11-26", twoId, null).expect(409).code()).isEqualTo("turn-missing");
        assertThat(ask(one, "2026-11-23", oneId, null).expect(400).code()).isEqualTo("same-person");
        assertThat(ask(one, "2026-11-21", twoId, null).expect(400).code()).isEqualTo("turn-past");
        assertThat(ask(one, "2026-11-25", twoId, "2026-11-24").expect(409).code()).as("he works that day himself").isEqualTo("turn-twice");
        var swap = ask(one, "2026-11-23", twoId, "2026-11-24").expect(201).id();
        assertThat(ask(one, "2026-11-23", twoId, null).expect(409).code()).isEqualTo("swap-under-way");
        assertThat(decide(supervisor, swap, true).expect(409).code()).isEqualTo("swap-not-agreed");
        assertThat(answer(one, swap, true).expect(403).code()).isEqualTo("not-asked");
        assertThat(two.get(path("today")).text()).contains("1 次换班等您答复或批");
        answer(two, swap, true).expect(204);
        assertThat(shifts()).as("nothing moves before it is approved").isEqualTo("23 one EARLY,24 two LATE,25 one EARLY,25 two LATE");
        assertThat(decide(one, swap, true).status()).isEqualTo(403);
        assertThat(supervisor.get(path("turn-swaps?waiting=true")).json().at("/items/0/acts").toString()).isEqualTo("[\"DECIDE\"]");
        Callable<Integer> approve = () -> decide(supervisor, swap, true).status();
        try (var pool = Executors.newFixedThreadPool(4)) {
            assertThat(pool.invokeAll(Collections.nCopies(4, approve)).stream().map(each -> each.resultNow()).sorted().toList()).containsExactly(204, 409, 409, 409);
        }
        assertThat(shifts()).isEqualTo("23 two EARLY,24 one LATE,25 one EARLY,25 two LATE");
        assertThat(two.get(path("turn-swaps?state=APPROVED")).at("/total") + supervisor.get(path("turn-swaps")).at("/total")).isEqualTo("11");
        assertThat(supervisor.get(path("turn-swaps/swaps.xlsx")).workbook()).contains("已换", "家里有事");
        assertThat(one.post("/api/communities/" + counter.community(1) + "/turn-swaps/" + swap + "/withdrawal", Map.of()).status()).isIn(403, 404);
    }

    @Test void 替班_同一天对调_班表改过的不换_撤回的不换() {
        var relief = ask(one, "2026-11-23", twoId, null).expect(201).id();
        answer(two, relief, true).expect(204);
        decide(supervisor, relief, true).expect(204);
        assertThat(shifts()).isEqualTo("23 two EARLY,24 two LATE,25 one EARLY,25 two LATE");
        var same = ask(one, "2026-11-25", twoId, "2026-11-25").expect(201).id();
        answer(two, same, true).expect(204);
        decide(supervisor, same, true).expect(204);
        assertThat(shifts()).isEqualTo("23 two EARLY,24 two LATE,25 one LATE,25 two EARLY");

        var stale = ask(two, "2026-11-23", oneId, null).expect(201).id();
        answer(one, stale, true).expect(204);
        roster(turn(twoId, "2026-11-23", "NIGHT"), turn(oneId, "2026-11-25", "LATE"));
        assertThat(decide(supervisor, stale, true).expect(409).code()).isEqualTo("turn-changed");
        decide(supervisor, stale, false).expect(204);
        assertThat(answer(one, stale, true).expect(409).code()).isEqualTo("swap-ended");
        var back = ask(one, "2026-11-25", twoId, null).expect(201).id();
        assertThat(two.post(path("turn-swaps/" + back + "/withdrawal"), Map.of()).expect(403).code()).isEqualTo("not-asker");
        one.post(path("turn-swaps/" + back + "/withdrawal"), Map.of()).expect(204);
        assertThat(answer(two, back, true).expect(409).code()).isEqualTo("swap-ended");
        assertThat(People.of(office).with("front_desk", community).get(path("turn-swaps")).at("/total")).as("others' swaps are not his business").isEqualTo("0");
    }

    private Office.Answer ask(Office who, String day, long other, String otherDay) {
        var body = new HashMap<String, Object>(Map.of("day", day, "otherId", other, "reason", "家里有事"));
        if (otherDay != null) body.put("otherDay", otherDay);
        return who.post(path("turn-swaps"), body);
    }

    private Office.Answer answer(Office who, long swap, boolean isAgreed) {
        return who.post(path("turn-swaps/" + swap + "/answer"), Map.of("isAgreed", isAgreed));
    }

    private Office.Answer decide(Office who, long swap, boolean isAgreed) {
        return who.post(path("turn-swaps/" + swap + "/decision"), Map.of("isAgreed", isAgreed));
    }

    @SafeVarargs
    private void roster(Map<String, Object>... turns) {
        supervisor.put(path("rosters/2026-11-23"), Map.of("people", List.of(oneId, twoId), "turns", List.of(turns))).expect(204);
    }

    private static Map<String, Object> turn(long staff, String day, String shift) {
        return Map.of("staffId", staff, "day", day, "shift", shift);
    }

    private String shifts() {
        return String.join(",", supervisor.get(path("rosters/2026-11-23")).expect(200).json().at("/people").valueStream().filter(each -> each.at("/id").asLong() == oneId || each.at("/id").asLong() == twoId)
            .flatMap(each -> each.at("/turns").valueStream().map(turn -> turn.at("/day").asString().substring(8) + (each.at("/id").asLong() == oneId ? " one " : " two ") + turn.at("/shift").asString())).sorted().toList());
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}

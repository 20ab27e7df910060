package cn.anju.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 高级管家请假，助理管家代理：那几天他的各回派给代理的人。 */
@Story
class LeaveDeputiesTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired Rounds rounds;

    @Test void 代理的日子_岗位的职责上代理人的今日_本人的免办() {
        var community = counter.community(1);
        var people = People.of(office);
        var senior = people.account();
        var junior = people.account();
        people.grant(senior.id(), "senior_steward", community);
        people.grant(junior.id(), "steward", community);
        var seniorDesk = people.signIn(senior);
        var juniorDesk = people.signIn(junior);
        var director = people.with("director", community);
        var today = LocalDate.now(clock);
        hand(community, today);
        assertThat(juniorDesk.get(Counter.path(community, "duties/today")).text()).doesNotContain("workforce.debriefing");
        var asked = seniorDesk.post(Counter.path(community, "leaves"), Map.of("kind", "SICK", "fromOn", today.toString(), "fromNoon", false, "toOn", today.plusDays(1).toString(), "toNoon", false,
            "reason", "住院", "deputyId", junior.id())).expect(201);
        var before = ids(juniorDesk, community);
        director.post(Counter.path(community, "approvals/" + asked.at("/approval") + "/decisions"), Map.of("isApproved", true, "note", "同意")).expect(200);
        hand(community, today);
        var after = ids(juniorDesk, community);
        assertThat(after).containsAll(before).hasSizeGreaterThan(before.size());
        assertThat(seniorDesk.get(Counter.path(community, "duties/today")).json().at("/items").valueStream()
            .filter(each -> each.get("dutyId").asString().equals("workforce.appearance")).map(each -> each.get("state").asString()).distinct().toList()).containsExactly("EXCUSED");
    }

    private static List<String> ids(Office who, long community) {
        return who.get(Counter.path(community, "duties/today")).expect(200).json().at("/items").valueStream().map(each -> each.get("dutyId").asString()).distinct().toList();
    }

    private void hand(long community, LocalDate day) {
        try {
            counter.in(community, () -> rounds.hand(community, day));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

package cn.anju.billing;

import static cn.anju.billing.Neighbourhood.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class ChargeStopTest {

    @Autowired Neighbourhood town;
    @Autowired TestClock clock;

    @Test
    void 停收的各天不算_复收接着算_账单说得清_出过账的不能改() {
        clock.setTo(LocalDate.parse("2026-07-05"));
        var community = town.community(2);
        town.tariff(community, "WY01", "310.00", "2020-01-01");
        var collector = People.of(town.office).with("fee_collector", community);
        var supervisor = People.of(town.office).with("cs_supervisor", community);
        var item = Long.parseLong(town.office.get(path(community, "charge-items")).at("/0/id"));
        var terms = Map.<String, Object>of("roomCode", "1-101", "chargeItem", item, "from", "2026-07-11", "reason", "电梯停用");
        var asked = collector.post(path(community, "charge-stops"), terms).expect(201);
        assertThat(collector.post(path(community, "charge-stops"), terms).expect(409).code()).isEqualTo("stop-overlaps");
        town.publish(community, "2026-07");
        assertThat(town.csv(community, "2026-07").getFirst()).contains(",310.00,");
        assertThat(supervisor.post(path(community, "approvals/" + asked.at("/approval") + "/decisions"), Map.of("isApproved", true)).expect(409).code()).isEqualTo("period-billed");
        supervisor.post(path(community, "approvals/" + asked.at("/approval") + "/decisions"), Map.of("isApproved", false, "note", "已出账")).expect(200);

        var second = collector.post(path(community, "charge-stops"), Map.of("roomCode", "1-101", "chargeItem", item, "from", "2026-08-11", "reason", "电梯停用")).expect(201);
        supervisor.post(path(community, "approvals/" + second.at("/approval") + "/decisions"), Map.of("isApproved", true)).expect(200);
        collector.post(path(community, "charge-stops/" + second.id() + "/end"), Map.of("on", "2026-08-21", "reason", "修好了")).expect(204);
        town.publish(community, "2026-08");
        assertThat(town.csv(community, "2026-08").getFirst()).isEqualTo("1-101,WY01,2026-08-01,2026-08-31,1,210.00,2026-08-25,OWNER");
        var bill = town.bills(community, "roomCode=1-101&month=2026-08").at("/items/0/id");
        var story = town.office.get(path(community, "bills/" + bill)).expect(200);
        assertThat(story.at("/explanation/formula")).isEqualTo("310 × (21 ÷ 31)");
        assertThat(story.text()).contains("2026-08-11 至 2026-08-20");
        assertThat(collector.get(path(community, "charge-stops?state=APPROVED")).at("/items/0/resumedReason")).isEqualTo("修好了");
        assertThat(collector.get(path(town.community(1), "charge-stops")).status()).isEqualTo(404);
        town.assertBooksAgree(community);
    }
}

package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.cashier.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class FaultRadarTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;

    @BeforeEach
    void community() {
        community = counter.community(2);
    }

    @Test void 九十天里第三次_正好开一件_第九十一天不开() {
        fault("1-101", "厨房漏水");
        days(45);
        fault("1-101", "卫生间又渗水");
        days(46);
        fault("1-101", "还是漏水");
        assertThat(tasks()).as("the first was 91 days ago").isEqualTo("0");
        days(44);
        fault("1-101", "又漏水");
        assertThat(tasks()).as("exactly ninety days from the second").isEqualTo("1");
        var task = office.get(path("root-causes"));
        assertThat(task.at("/items/0/number") + task.at("/items/0/fault") + task.at("/items/0/faults")).isEqualTo("GY-202704-0001漏水渗水3");
        fault("1-101", "第五次漏水");
        fault("1-101", "门锁坏了");
        fault("1-101", "门又关不上");
        fault("1-102", "漏水");
        assertThat(tasks()).as("another fault, another room").isEqualTo("1");
        var id = task.at("/items/0/id");
        office.post(path("root-causes/" + id + "/outcome"), Map.of("cause", "立管接头老化", "outcome", "整根换掉")).expect(204);
        assertThat(office.post(path("root-causes/" + id + "/outcome"), Map.of("cause", "再写", "outcome", "再写")).expect(409).code()).isEqualTo("root-cause-ended");
        fault("1-101", "漏水");
        assertThat(tasks()).as("only two since the third").isEqualTo("1");
        fault("1-101", "漏水");
        assertThat(tasks()).as("three more: it has not been rooted out").isEqualTo("2");
    }

    @Test void 十二个人同时报同一处_也正好一件() throws Exception {
        try (var pool = Executors.newFixedThreadPool(12)) {
            var work = new ArrayList<Callable<Object>>();
            for (var i = 0; i < 12; i++) work.add(() -> fault("1-101", "漏水"));
            for (var each : pool.invokeAll(work)) each.get();
        }
        assertThat(tasks()).isEqualTo("1");
    }

    private Object fault(String room, String title) {
        var body = new HashMap<String, Object>(Map.of("kind", "REPAIR", "source", "ROUND", "urgency", "NORMAL", "title", title, "readBack", false, "introduced", false));
        body.put("roomId", counter.in(community, () -> counter.roomId(community, room)));
        return office.add(path("tickets"), body).expect(201).id();
    }

    private void days(int days) {
        clock.advance(Duration.ofDays(days));
    }

    private String tasks() {
        return office.get(path("root-causes")).expect(200).at("/total");
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}

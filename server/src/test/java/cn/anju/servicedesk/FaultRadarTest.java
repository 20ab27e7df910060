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

    @Test void 认不出的不算屡修_改正了照改正的数() {
        fault("1-101", "请师傅来看一下");
        fault("1-101", "柜子松了，请上门");
        fault("1-101", "东西坏了，影响使用");
        assertThat(tasks()).as("three unlike things that no word tells apart").isEqualTo("0");
        var first = kind("1-101", "请师傅看看，没说清", "OTHER");
        var second = kind("1-101", "老地方又不行了", "OTHER");
        correct(first, "LEAK").expect(200);
        correct(second, "LEAK").expect(200);
        assertThat(tasks()).isEqualTo("0");
        fault("1-101", "又漏水");
        var task = office.get(path("root-causes"));
        assertThat(task.at("/total") + task.at("/items/0/fault") + task.at("/items/0/faults")).as("the desk said what the first two were").isEqualTo("1漏水渗水3");
        assertThat(office.get(path("tickets/" + second + "/fault")).at("/times")).isEqualTo("2");
        assertThat(correct(second, "LEAK").expect(409).code()).isEqualTo("fault-same");

        correct(second, "WALL").expect(200);
        assertThat(office.get(path("root-causes?open=true")).at("/total")).as("two are no third: nothing to root out").isEqualTo("0");
        assertThat(office.get(path("tickets/" + second + "/fault")).at("/label") + office.get(path("tickets/" + second)).text()).contains("墙面地面", "毛病由漏水渗水改为墙面地面");
        correct(second, "LEAK").expect(200);
        assertThat(office.get(path("root-causes?open=true")).at("/items/0/faults")).as("put back: the third again").isEqualTo("3");
    }

    @Test void 字眼最长的算数() {
        kind("1-101", "门口漏水", "LEAK");
        kind("1-101", "门禁坏了，门打不开", "ENTRY");
        kind("1-101", "厨房灯旁边渗水", "LEAK");
        kind("1-101", "水龙头坏了", "WATER");
        kind("1-101", "水龙头漏水", "LEAK");
        kind("1-101", "马桶漏水，漏到楼下", "LEAK");
        kind("1-101", "灯不亮，墙边的", "LIGHT");
        kind("1-101", "窗户漏水", "LEAK");
        var enquiry = office.add(path("tickets"), Map.of("kind", "ENQUIRY", "source", "ROUND", "urgency", "NORMAL", "title", "漏水保修几年", "place", "前台", "readBack", false, "introduced", false)).expect(201).id();
        assertThat(office.get(path("tickets/" + enquiry + "/fault")).expect(200).at("/fault")).isEqualTo("");
        assertThat(correct(enquiry, "LEAK").expect(409).code()).isEqualTo("not-a-fault");
    }

    private Object kind(String room, String title, String fault) {
        var id = fault(room, title);
        assertThat(office.get(path("tickets/" + id + "/fault")).expect(200).at("/fault")).as(title).isEqualTo(fault);
        return id;
    }

    private Office.Answer correct(Object ticket, String fault) {
        return office.put(path("tickets/" + ticket + "/fault"), Map.of("fault", fault));
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

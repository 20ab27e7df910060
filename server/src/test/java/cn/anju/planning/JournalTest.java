package cn.anju.planning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 每天一篇日志，未了的事一天天带下去，跟进到了结。 */
@Story
class JournalTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long stewardId;
    private Office steward;
    private Office desk;
    private Office supervisor;

    @BeforeEach
    void people() {
        clock.setTo(LocalDate.of(2026, 11, 23));
        community = counter.community(1);
        var people = People.of(office);
        var account = people.account();
        stewardId = account.id();
        people.grant(stewardId, "steward", community);
        steward = people.signIn(account);
        desk = people.with("front_desk", community);
        supervisor = people.with("cs_supervisor", community);
    }

    @Test void 未了的事带到第二天_跟进_了结_当天的可以改_过了的不改() {
        write(supervisor, "BUILDING", "东门道闸坏", List.of(Map.of("text", "修道闸", "ownerId", stewardId, "dueOn", "2026-11-24")), List.of()).expect(200);
        assertThat(steward.get(path("notices?unread=true")).text()).containsOnlyOnce("请跟进：修道闸");
        var id = write(supervisor, "BUILDING", "东门道闸坏，已报修", List.of(), List.of()).expect(200).id();
        assertThat(supervisor.get(path("journals/" + id)).at("/journal/content")).isEqualTo("东门道闸坏，已报修");
        assertThat(supervisor.get(path("journals")).at("/total")).as("one a day").isEqualTo("1");
        clock.setTo(LocalDate.of(2026, 11, 25));
        var carried = supervisor.get(path("journals/today?kind=BUILDING")).expect(200).json();
        assertThat(carried.at("/carried/0/text").asString() + carried.at("/carried/0/days").asString() + carried.at("/carried/0/isLate").asString()).isEqualTo("修道闸2true");
        assertThat(steward.get(path("today")).text()).contains("日志上 1 件事过了期");
        var item = carried.at("/carried/0/id").asLong();
        write(steward, "WORK", "跑了一趟", List.of(), List.of(follow(item, "等配件", false))).expect(200);
        assertThat(supervisor.get(path("journals/today?kind=BUILDING")).at("/carried/0/lastText")).isEqualTo("等配件");
        var second = write(supervisor, "BUILDING", "平静", List.of(), List.of(follow(item, "换好了", true))).expect(200).id();
        assertThat(supervisor.get(path("journals/today?kind=BUILDING")).json().at("/carried").size()).isZero();
        assertThat(write(steward, "WORK", "再写", List.of(), List.of(follow(item, "又写", false))).expect(409).code()).isEqualTo("item-closed");
        assertThat(supervisor.get(path("journals/" + id)).at("/items/0/closedName")).isNotEmpty();
        assertThat(supervisor.get(path("journals/" + second + "/print.html")).text()).contains("大厦日志", "修道闸", "换好了", "（了结）");
        assertThat(supervisor.get(path("journals?kind=WORK")).at("/total") + supervisor.get(path("journals.xlsx")).workbook().contains("平静")).isEqualTo("1true");
    }

    @Test void 两个窗口一起写一篇_别人的看不到_大厦日志归带班的() throws Exception {
        Callable<Office.Answer> one = () -> write(desk, "WORK", "接待六位", List.of(), List.of());
        try (var pool = Executors.newFixedThreadPool(2)) {
            assertThat(pool.invokeAll(List.of(one, one)).stream().map(each -> each.resultNow().status()).toList()).containsOnly(200);
        }
        assertThat(desk.get(path("journals")).at("/total")).isEqualTo("1");
        var id = desk.get(path("journals")).json().at("/items/0/id").asLong();
        assertThat(steward.get(path("journals/" + id)).expect(404).code()).isEqualTo("journal-not-found");
        assertThat(supervisor.get(path("journals/" + id)).status()).isEqualTo(200);
        assertThat(write(desk, "BUILDING", "我来写", List.of(), List.of()).expect(403).code()).isEqualTo("journal-of-lead");
        write(supervisor, "BUILDING", "正常", List.of(Map.of("text", "补漆")), List.of()).expect(200);
        assertThat(write(People.of(office).with("director", community), "BUILDING", "我也写", List.of(), List.of()).expect(409).code()).isEqualTo("journal-of-other");
        var item = supervisor.get(path("journals/today?kind=BUILDING")).json().at("/carried/0/id").asLong();
        assertThat(write(desk, "WORK", "跟进", List.of(), List.of(follow(item, "我来", true))).expect(403).code()).isEqualTo("item-of-other");
        var elsewhere = counter.community(1);
        assertThat(office.get(Counter.path(elsewhere, "journals/" + id)).expect(404).code()).isEqualTo("journal-not-found");
        assertThat(office.put(Counter.path(elsewhere, "journals/today"), Map.of("kind", "WORK", "content", "跟进", "items", List.of(), "follows", List.of(follow(item, "别的小区", true)))).expect(404).code())
            .isEqualTo("item-not-found");
    }

    private static Map<String, Object> follow(long item, String text, boolean isClosing) {
        return Map.of("itemId", item, "text", text, "isClosing", isClosing);
    }

    private Office.Answer write(Office who, String kind, String content, List<?> items, List<?> follows) {
        return who.put(path("journals/today"), Map.of("kind", kind, "content", content, "items", items, "follows", follows));
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}

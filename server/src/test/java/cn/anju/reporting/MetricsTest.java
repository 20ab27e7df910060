package cn.anju.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import cn.anju.kernel.DayEnd;
import cn.anju.kernel.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** 指标：一处定义，处处同一个数；总览只有看得到的小区。 */
@Story
class MetricsTest {

    @Autowired Office office;
    @Autowired List<DayEnd> days;

    private long full;
    private long empty;

    @BeforeEach
    void months() {
        full = office.newCommunity("满", "2026-07-01");
        empty = office.newCommunity("空", "2026-07-01");
        room(full, "101", true);
        room(empty, "101", true);
        room(empty, "102", false);
        for (var community : List.of(full, empty)) for (var day : List.of("2026-09-30", "2026-10-31"))
            Scope.of(community).run(() -> days.forEach(each -> each.close(community, LocalDate.parse(day))));
    }

    @Test void 有公式有目标有截至_近一年各月都在() {
        var lines = office.get("/api/communities/" + empty + "/metrics?month=2026-10").expect(200).json();
        var owners = lines.valueStream().filter(each -> each.at("/key").asString().equals("resident.owners-known")).findFirst().orElseThrow();
        assertThat(owners.at("/value").asString() + owners.at("/unit").asString()).isEqualTo("50%");
        assertThat(owners.at("/part").asInt() + "/" + owners.at("/whole").asInt()).isEqualTo("1/2");
        assertThat(owners.at("/isMet").asBoolean()).isFalse();
        assertThat(owners.at("/months").valueStream().map(each -> each.at("/month").asString()).toList()).containsExactly("2026-09", "2026-10");
        assertThat(lines.valueStream()).allSatisfy(each -> {
            assertThat(each.at("/definition").asString()).isNotBlank();
            assertThat(each.at("/target").isNull()).isFalse();
            assertThat(each.at("/link").asString()).isNotBlank();
        });
        var november = office.get("/api/communities/" + empty + "/metrics?month=2026-12").json().valueStream().filter(each -> each.at("/key").asString().equals("resident.owners-known")).findFirst().orElseThrow();
        assertThat(november.at("/value").isNull() && november.at("/asOf").isNull()).as("not counted, so no figure and no moment").isTrue();
        assertThat(office.get("/api/communities/" + empty + "/metrics.xlsx?month=2026-10").expect(200).status()).isEqualTo(200);
        assertThat(office.get("/api/metrics.xlsx?month=2026-10").workbook()).contains("名次", "业主资料属实");
    }

    @Test void 总览按达标多少排_看不到的小区不在里面() {
        var both = places(office);
        assertThat(both.stream().map(each -> each.at("/community").asLong()).filter(each -> each == full || each == empty).toList()).as("the better one first").containsExactly(full, empty);
        var manager = People.of(office).with("general_manager", empty);
        assertThat(places(manager).stream().map(each -> each.at("/community").asLong()).toList()).containsExactly(empty);
        manager.get("/api/communities/" + full + "/metrics").expect(404);
        var guard = People.of(office).with("security_guard", empty);
        assertThat(places(guard)).isEmpty();
        guard.get("/api/communities/" + empty + "/metrics").expect(403);
    }

    private static List<JsonNode> places(Office who) {
        return who.get("/api/metrics?month=2026-10").expect(200).json().at("/places").valueStream().toList();
    }

    private void room(long community, String number, boolean isOwned) {
        var path = "/api/communities/" + community;
        var room = office.post(path + "/rooms", Map.of("building", "3", "number", number, "kind", "HOUSE", "grossArea", "89.5", "status", "SELF_USED")).expect(201).id();
        if (!isOwned) return;
        var owner = office.post(path + "/people", Map.of("kind", "PERSON", "name", "张三", "phone", "13800000001")).expect(201).id();
        office.post(path + "/rooms/" + room + "/ownership-transfers", Map.of("on", "2026-08-01", "ownerIds", List.of(owner))).expect(200);
    }
}

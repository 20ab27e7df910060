package cn.anju.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class TodayTest {

    @Autowired Office office;

    @Test
    void 新小区的今日页领着人一步步开账() {
        var community = office.newCommunity("今日", "2026-07-01");
        var today = office.get("/api/communities/" + community + "/today").expect(200);
        assertThat(today.at("/date")).isEqualTo("2026-11-21");
        assertThat(today.json().at("/firstSteps").size()).isEqualTo(8);
        assertThat(today.at("/firstSteps/1/isDone")).isEqualTo("false");
        office.post("/api/communities/" + community + "/rooms", java.util.Map.of("building", "3", "number", "101", "kind", "HOUSE", "grossArea", "89.5",
            "status", "SELF_USED")).expect(201);
        assertThat(office.get("/api/communities/" + community + "/today").at("/firstSteps/1/isDone")).isEqualTo("true");
        assertThat(today.at("/figures/1/value")).isEqualTo("0.00");
        assertThat(today.json().at("/charts/days").size()).isEqualTo(21);
    }

    @Test
    void 开着的班在今日页上等着交() {
        var community = office.newCommunity("今日", "2026-07-01");
        office.post("/api/communities/" + community + "/shifts", java.util.Map.of()).expect(201);
        var today = office.get("/api/communities/" + community + "/today").expect(200);
        assertThat(today.at("/toDo/0/link")).isEqualTo("shifts");
        assertThat(today.at("/toDo/0/isOverdue")).isEqualTo("false");
    }
}

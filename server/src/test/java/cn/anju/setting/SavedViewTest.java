package cn.anju.setting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class SavedViewTest {

    @Autowired Office office;

    @Test void 存为视图_只有自己看得见_同名的换成新条件() {
        var community = office.newCommunity("视图", "2026-07-01");
        var mine = People.of(office).permitted(community, "estate.read");
        var other = People.of(office).permitted(community, "estate.read");
        var saved = mine.post("/api/views", Map.of("page", "rooms", "name", "空置", "query", "status=VACANT")).expect(201);
        mine.post("/api/views", Map.of("page", "rooms", "name", "空置", "query", "status=VACANT&kind=HOUSE")).expect(201);
        mine.post("/api/views", Map.of("page", "bills", "name", "本月", "query", "month=2026-11")).expect(201);
        var views = mine.get("/api/views?page=rooms").expect(200);
        assertThat(views.json().size()).isEqualTo(1);
        assertThat(views.at("/0/query")).isEqualTo("status=VACANT&kind=HOUSE");
        assertThat(other.get("/api/views?page=rooms").expect(200).json().size()).isZero();
        var id = saved.at("/0/id");
        assertThat(other.delete("/api/views/" + id).expect(404).code()).isEqualTo("view-not-found");
        mine.delete("/api/views/" + id).expect(204);
        assertThat(mine.get("/api/views?page=rooms").json().size()).isZero();
    }

    @Test void 没有名字_没有这样的页_太多_都不收() {
        assertThat(office.post("/api/views", Map.of("page", "rooms", "name", " ", "query", "")).status()).isEqualTo(400);
        assertThat(office.post("/api/views", Map.of("page", "https://x", "name", "外面", "query", "")).status()).isEqualTo(400);
        for (var i = 0; i < 20; i++) office.post("/api/views", Map.of("page", "many", "name", "视图 " + i, "query", "")).expect(201);
        assertThat(office.post("/api/views", Map.of("page", "many", "name", "第 21 个", "query", "")).expect(409).code()).isEqualTo("too-many-views");
    }
}

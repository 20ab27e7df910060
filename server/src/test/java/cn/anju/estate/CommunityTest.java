package cn.anju.estate;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class CommunityTest {

    @Autowired Office office;

    @Test void 建小区后马上能进去() {
        var community = office.newCommunity("晴川花园", "2026-07-01");
        var detail = office.get("/api/communities/" + community).expect(200);
        assertThat(detail.at("/booksStart")).isEqualTo("2026-07-01");
        assertThat(detail.at("/name")).startsWith("晴川花园");
        assertThat(office.get("/api/communities").expect(200).json().findValuesAsString("id")).contains(String.valueOf(community));
    }

    @Test void 建账月份不是一日_不收() {
        var refused = office.post("/api/communities", Map.of("name", "错月小区", "booksStart", "2026-07-02")).expect(400);
        assertThat(refused.code()).isEqualTo("books-start-invalid");
    }

    @Test void 同名小区_第二个不收() {
        var name = "同名 " + UUID.randomUUID();
        office.post("/api/communities", Map.of("name", name, "booksStart", "2026-07-01")).expect(201);
        assertThat(office.post("/api/communities", Map.of("name", name, "booksStart", "2026-07-01")).expect(409).code()).isEqualTo("community-exists");
    }

    @Test void 概况_业委会和证照都记得住() {
        var community = office.newCommunity("资料小区", "2026-07-01");
        var name = office.get("/api/communities/" + community).at("/name");
        office.put("/api/communities/" + community, Map.of("name", name,
            "profile", Map.of("address", "晴川路 1 号", "builtArea", "12345.67", "completedOn", "2019-05-01"),
            "committee", Map.of("name", "第一届", "members", List.of(Map.of("name", "张三", "post", "主任"))),
            "papers", List.of(Map.of("title", "物业服务合同", "expiresOn", "2028-12-31")))).expect(200);
        var detail = office.get("/api/communities/" + community).expect(200);
        assertThat(detail.at("/profile/address")).isEqualTo("晴川路 1 号");
        assertThat(detail.at("/profile/builtArea")).isEqualTo("12345.67");
        assertThat(detail.at("/committee/members/0/post")).isEqualTo("主任");
        assertThat(detail.at("/papers/0/expiresOn")).isEqualTo("2028-12-31");
    }

    @Test void 没有这项权限的小区_别人看不见() {
        assertThat(office.get("/api/communities/999999999/overview").status()).isEqualTo(404);
        assertThat(office.nobody().get("/api/communities").status()).isEqualTo(401);
    }
}

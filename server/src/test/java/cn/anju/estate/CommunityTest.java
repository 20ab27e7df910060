package cn.anju.estate;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class CommunityTest {

    @Autowired Office office;
    @Autowired Clock clock;

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

    @Test void 概况和业委会都记得住() {
        var community = office.newCommunity("资料小区", "2026-07-01");
        var name = office.get("/api/communities/" + community).at("/name");
        office.put("/api/communities/" + community, Map.of("name", name,
            "profile", Map.of("address", "晴川路 1 号", "builtArea", "12345.67", "completedOn", "2019-05-01"),
            "committee", Map.of("name", "第一届", "members", List.of(Map.of("name", "张三", "post", "主任"))))).expect(200);
        var detail = office.get("/api/communities/" + community).expect(200);
        assertThat(detail.at("/profile/address")).isEqualTo("晴川路 1 号");
        assertThat(detail.at("/profile/builtArea")).isEqualTo("12345.67");
        assertThat(detail.at("/committee/members/0/post")).isEqualTo("主任");
    }

    @Test void 项目资料_传文件_快到期的排在前面() {
        var community = office.newCommunity("资料小区", "2026-07-01");
        var root = "/api/communities/" + community;
        var today = LocalDate.now(clock);
        var file = office.upload(root + "/attachments?subject=community:" + community, "合同.txt", "物业服务合同".getBytes(StandardCharsets.UTF_8)).expect(201).id();
        office.post(root + "/papers", Map.of("kind", "验收", "title", "消防验收意见书", "expiresOn", today.plusYears(3).toString())).expect(201);
        var contract = office.post(root + "/papers", Map.of("kind", "合同", "title", "物业服务合同", "issuedOn", "2023-01-01",
            "expiresOn", today.plusDays(30).toString(), "attachmentId", file)).expect(201);
        office.post(root + "/papers", Map.of("kind", "备案", "title", "业委会备案回执")).expect(201);
        var papers = office.get(root + "/papers").expect(200).json();
        assertThat(papers.findValuesAsString("title")).containsExactly("物业服务合同", "消防验收意见书", "业委会备案回执");
        assertThat(papers.findValuesAsString("validity")).containsExactly("EXPIRING", "VALID", "LASTING");
        assertThat(papers.at("/0/filename").asString()).isEqualTo("合同.txt");
        var renewed = office.put(root + "/papers/" + contract.id(), Map.of("kind", "合同", "title", "物业服务合同", "expiresOn", today.minusDays(1).toString())).expect(200);
        assertThat(renewed.at("/validity")).isEqualTo("EXPIRED");
        assertThat(office.post(root + "/papers", Map.of("kind", "合同", "title", "倒过来的", "issuedOn", "2026-02-01", "expiresOn", "2026-01-01")).expect(400).code())
            .isEqualTo("dates-reversed");
        assertThat(office.post(root + "/papers", Map.of("kind", "合同", "title", "没有附件", "attachmentId", 999999999)).expect(400).code()).isEqualTo("attachment-not-found");
        office.delete(root + "/papers/" + contract.id()).expect(204);
        assertThat(office.get(root + "/papers").json().size()).isEqualTo(2);
    }

    @Test void 区域_改名_有小区的删不了() {
        var name = "城东 " + UUID.randomUUID();
        var region = office.post("/api/regions", Map.of("name", name)).expect(201).id();
        assertThat(office.post("/api/regions", Map.of("name", name)).expect(409).code()).isEqualTo("region-exists");
        var community = office.post("/api/communities", Map.of("name", "区域里的 " + UUID.randomUUID(), "booksStart", "2026-07-01", "regionId", region)).expect(201);
        assertThat(community.at("/region")).isEqualTo(name);
        assertThat(office.put("/api/regions/" + region, Map.of("name", name + " 新")).expect(200).at("/communities")).isEqualTo("1");
        assertThat(office.delete("/api/regions/" + region).expect(409).code()).isEqualTo("region-in-use");
        office.put("/api/communities/" + community.id(), Map.of("name", community.at("/name"), "profile", Map.of(), "committee", Map.of("members", List.of()))).expect(200);
        office.delete("/api/regions/" + region).expect(204);
        assertThat(office.delete("/api/regions/" + region).expect(404).code()).isEqualTo("region-not-found");
    }

    @Test void 没有这项权限的小区_别人看不见() {
        assertThat(office.get("/api/communities/999999999/overview").status()).isEqualTo(404);
        assertThat(office.nobody().get("/api/communities").status()).isEqualTo(401);
    }
}

package cn.anju.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.SameOnAnyDatabase;
import cn.anju.Story;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 填得不对时说的话：柜台上的人看得懂，照着就能改。 */
@Story
@SameOnAnyDatabase("the words for a field filled in wrongly")
class FieldSentencesTest {

    @Autowired Office office;

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN,zh;q=0.9", "en-US,en;q=0.9", "de"})
    void 空着_没填_太长_写错_都说哪一栏要怎样(String language) {
        var path = "/api/communities/" + office.newCommunity("说话园" + language.length(), "2026-07-01") + "/ledger/vouchers";
        var voucher = "{\"date\":%s,\"summary\":%s,\"documents\":%s,\"lines\":[{\"account\":\"\",\"memo\":\"%s\"}]}";

        var wrong = refused(path, language, voucher.formatted("\"2026-07-02\"", "\"%s\"".formatted("长".repeat(61)), "1000", "忆".repeat(101)));
        assertThat(wrong.at("/detail")).startsWith("有 4 处填得不对：").doesNotContainPattern("[A-Za-z]|null");
        assertThat(wrong.text()).contains("\"message\":\"最多 60 个字\"", "\"message\":\"不能大于 999\"", "\"message\":\"必须填写\"");

        assertThat(refused(path, language, voucher.formatted("\"2026-07-02\"", "\" \"", "1", "")).at("/detail"))
            .startsWith("有 2 处填得不对：").contains("「摘要」必须填写", "第 1 行的「科目」必须填写");
        assertThat(refused(path, language, voucher.formatted("null", "\"摘要\"", "1", "")).at("/detail")).isEqualTo("有 2 处填得不对：「日期」必须填写；第 1 行的「科目」必须填写");
        assertThat(refused(path, language, voucher.formatted("\"明天\"", "\"摘要\"", "1", "")).at("/detail")).isEqualTo("有 1 处填得不对：「日期」写法不对");
    }

    @Test
    void 网址里的条件写错_也说中文() {
        var community = office.newCommunity("条件园", "2026-07-01");
        assertThat(office.get("/api/communities/" + community + "/rooms?building=abc").expect(400).text()).contains("写法不对").doesNotContain("Failed", "java.");
        assertThat(office.get("/api/communities/" + community + "/billing-checks/audit?month=七月").expect(400).at("/detail")).isEqualTo("地址里「月份」写法不对，请从页面上重新打开");
    }

    @Test
    void 明细太多_说项不说字() {
        var answer = office.post("/api/communities/" + office.newCommunity("明细园", "2026-07-01") + "/notices/read",
            Map.of("ids", LongStream.range(0, 201).boxed().toList())).expect(400);
        assertThat(answer.at("/detail")).isEqualTo("有 1 处填得不对：「所选的消息」最多 200 项");
    }

    private Office.Answer refused(String path, String language, String body) {
        return office.raw("POST", path, "application/json", body.getBytes(StandardCharsets.UTF_8), "Accept-Language", language).expect(400);
    }
}

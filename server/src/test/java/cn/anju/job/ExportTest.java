package cn.anju.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import cn.anju.kernel.Sheet;
import cn.anju.kernel.SheetColumn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class ExportTest {

    private static final int ROOMS = 5_600;

    @Autowired Office office;
    private String root;
    private long community;

    @BeforeEach
    void community() {
        community = office.newCommunity("导出", "2026-07-01");
        root = "/api/communities/" + community;
    }

    @Test void 五千多行交给后台_一段段写完_一行不少_只有本人取得走() {
        var lines = new StringBuilder("楼栋,单元,楼层,房号,房屋类型,建筑面积(㎡),房屋状态,业主姓名,性别,联系电话,证件号码,交房日期,车牌号,备注\n");
        for (var row = 0; row < ROOMS; row++) lines.append("%d,1,1,%d,住宅,80,%s,,,,,,,\n".formatted(row / 1000 + 1, 1000 + row % 1000, row % 2 == 0 ? "自住" : "空置"));
        var file = office.upload(root + "/imports/roster", "名册.csv", lines.toString().getBytes(StandardCharsets.UTF_8)).expect(202).id();
        office.waitWhile(root + "/imports/" + file, "running");
        var id = office.post(root + "/exports", Map.of("address", "rooms.xlsx", "filter", Map.of(), "sort", "-code")).expect(202).id();
        var done = waitFor(id);
        assertThat(done.at("/state") + done.at("/result/rows") + done.at("/done")).isEqualTo("DONE" + ROOMS + ROOMS);
        var sheet = Sheet.read(office.get(root + "/exports/" + id + "/file.xlsx").expect(200).raw().body(),
            List.of(SheetColumn.required("房号")));
        assertThat(sheet.rows().size()).isIn(ROOMS, ROOMS + 1);
        var half = office.post(root + "/exports", Map.of("address", "rooms.xlsx", "filter", Map.of("status", "VACANT"), "conditions", "状态 空置")).expect(202).id();
        assertThat(waitFor(half).at("/result/rows")).isEqualTo(String.valueOf(ROOMS / 2));
        assertThat(office.get(root + "/exports/" + half + "/file.xlsx").expect(200).workbook()).contains("状态 空置").doesNotContain("VACANT");
        var colleague = People.of(office).with("director", community);
        assertThat(colleague.get(root + "/exports/" + id + "/file.xlsx").expect(404).code()).isEqualTo("export-not-found");
    }

    @Test void 没有权限的_没有的列表_写错的条件_一开始就说() {
        var guard = People.of(office).with("security_guard", community);
        assertThat(guard.post(root + "/exports", Map.of("address", "bills.xlsx")).expect(403).code()).isEqualTo("not-permitted");
        assertThat(office.post(root + "/exports", Map.of("address", "nothing.xlsx")).expect(404).code()).isEqualTo("export-unknown");
        assertThat(office.post(root + "/exports", Map.of("address", "rooms.xlsx", "filter", Map.of("building", "不是号码"))).expect(400).code()).isEqualTo("filter-invalid");
        assertThat(office.get("/api/communities/" + community + "/audit?q=" + Office.encoded("导出")).expect(200).at("/total")).isEqualTo("0");
        office.post(root + "/exports", Map.of("address", "rooms.xlsx")).expect(202);
        assertThat(office.get("/api/communities/" + community + "/audit?q=" + Office.encoded("导出")).expect(200).at("/total")).isEqualTo("1");
    }

    private Office.Answer waitFor(long id) {
        await().atMost(Duration.ofMinutes(2)).until(() -> !office.get(root + "/exports/" + id).at("/state").matches("WAITING|RUNNING"));
        return office.get(root + "/exports/" + id).expect(200);
    }
}

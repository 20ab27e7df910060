package cn.anju.job;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.SameOnAnyDatabase;
import cn.anju.Story;
import cn.anju.kernel.Sheet;
import cn.anju.kernel.SheetColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 导入的退回、提醒、改动：一页一页看，筛选、排序、导出；要确认的可以一次定一天。 */
@Story
@SameOnAnyDatabase("pages of plain rows")
class ImportFindingsTest {

    @Autowired Office office;
    @Autowired ToyImport toys;

    private String one;

    @BeforeEach
    void upload() {
        toys.mayPlan = new CountDownLatch(0);
        var root = "/api/communities/" + office.newCommunity("玩具长单", "2026-07-01") + "/imports/";
        var file = new StringBuilder("编号,颜色\n");
        for (var number = 1; number <= 60; number++) file.append(number).append(",绿\n");
        file.append("61,红\n62,蓝\n62,红\n63,红\n");
        one = root + office.upload(root + "toys?preview=true", "toys.csv", file.toString().getBytes(StandardCharsets.UTF_8)).expect(202).id();
        office.waitWhile(one + "/summary", "running");
    }

    @Test void 退回的一页一页看_按表里的次序_能排序能筛选() {
        var first = office.get(one + "/rejects").expect(200);
        assertThat(first.at("/total") + " " + first.json().get("items").size()).isEqualTo("61 50");
        assertThat(first.at("/items/0/row") + " " + first.at("/items/0/subject") + " " + first.at("/items/0/column")).isEqualTo("2 1 颜色");
        assertThat(office.get(one + "/rejects?page=2&size=60").at("/items/0/code")).isEqualTo("toy-duplicate");
        assertThat(office.get(one + "/rejects?sort=-row").at("/items/0/row")).isEqualTo("64");
        assertThat(office.get(one + "/rejects?column=" + Office.encoded("颜色")).at("/total")).isEqualTo("60");
        assertThat(office.get(one + "/rejects?text=" + Office.encoded("重复")).at("/items/0/subject")).isEqualTo("62");
        assertThat(office.get(one + "/rejects?sort=message").expect(400).code()).isEqualTo("sort-unknown");
        assertThat(office.get(one + "/warnings").at("/total")).isEqualTo("0");
    }

    @Test void 概况里只有数_结果里全都有() {
        var summary = office.get(one + "/summary").expect(200);
        assertThat(summary.json().has("rejects")).isFalse();
        assertThat(summary.at("/rejected") + summary.at("/warned")).isEqualTo("610");
        assertThat(summary.json().get("found").valueStream().map(each -> each.get("list").asString() + each.get("column").asString("") + each.get("rows").asInt()))
            .containsExactly("changes主人3", "rejects颜色60", "rejects1");
        assertThat(office.get(one).json().get("rejects").size()).isEqualTo(61);
    }

    @Test void 导出的就是筛出来的() {
        var back = office.get(one + "/rejects.xlsx?text=" + Office.encoded("重复")).expect(200).raw().body();
        assertThat(Sheet.read(back, Stream.of("编号", "错误").map(SheetColumn::required).toList()).rows()).extracting(row -> row.text("编号")).containsExactly("62");
        var changes = Sheet.read(office.get(one + "/changes.xlsx?sort=-row").expect(200).raw().body(), List.of(SheetColumn.required("行"), SheetColumn.required("改成")));
        assertThat(changes.rows()).extracting(row -> row.text("行")).containsExactly("65", "63", "62");
        assertThat(office.get(one + "/warnings.xlsx").status()).isEqualTo(200);
    }

    @Test void 其余的都从同一天起_点了名的照点名_没有日子的不改() {
        assertThat(office.get(one + "/changes?toConfirm=true").at("/total")).isEqualTo("3");
        office.post(one + "/apply", Map.of("otherOwnerChanges", "2026-08-01", "ownerChanges", List.of(Map.of("subject", "62", "date", "2026-09-01"), Map.of("subject", "63")))).expect(202);
        assertThat(office.waitWhile(one + "/summary", "running").at("/state")).isEqualTo("done");
        assertThat(toys.decided).containsExactly("61@2026-08-01", "62@2026-09-01");
    }
}

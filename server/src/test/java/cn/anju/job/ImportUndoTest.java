package cn.anju.job;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** 撤销导入：没用过就整个撤，用过的说出是什么用了它。 */
@Story
class ImportUndoTest {

    private static final String ROSTER = "楼栋,单元,楼层,房号,房屋类型,建筑面积(㎡),房屋状态,业主姓名,联系电话,交房日期,车牌号\n";
    private static final String TARIFF = "编码,收费项目,计费方式,适用房屋类型,单价,生效日期,失效日期,应缴日,计费周期,表类型\n";
    private static final String METER = "表号,表类型,房号,启用读数\n";
    private static final String READING = "抄表月份,表号,本期读数\n";
    private static final String ZHANG = "1,1,1,101,住宅,80,自住,张三,16600000001,2023-04-03,京A12345\n";
    private static final String LI = "1,1,1,102,住宅,90,自住,李四,16600000002,2023-04-03,\n";

    @Autowired Office office;
    @Autowired List<ImportKind> kinds;
    @Autowired ImportUses uses;
    @Autowired TransactionTemplate transaction;

    private String root;

    @BeforeEach void community() {
        root = "/api/communities/" + office.newCommunity("撤销小区", "2026-07-01");
    }

    @Test void 名册_撤销以后什么都没有_可以重来() {
        var id = load("roster", ROSTER + ZHANG + LI);
        var effects = office.get(root + "/imports/" + id + "/undo").expect(200);
        assertThat(effects.at("/reason")).isEmpty();
        assertThat(effects.json().get("effects").findValuesAsString("label")).containsExactly("楼栋", "单元", "房屋", "住户", "业主关系", "车辆");
        undo(id);
        for (var list : List.of("rooms", "people", "vehicles", "buildings")) assertThat(office.get(root + "/" + list).text()).as(list).doesNotContain("张三").doesNotContain("101");
        assertThat(office.get(root + "/search?q=" + Office.encoded("张三")).expect(200).text()).doesNotContain("张三");
        assertThat(office.get(root + "/audit").expect(200).text()).contains("撤销导入业主名册");
        assertThat(office.get(root + "/imports/" + load("roster", ROSTER + ZHANG + LI)).at("/created")).isEqualTo("2");
    }

    @Test void 更正过的名册_撤销以后与更正前一样_连过户也退回() {
        var before = ROSTER + ZHANG + LI;
        load("roster", before);
        var after = ROSTER + "1,1,1,101,住宅,81.5,空置,王五,16600000003,2023-05-03,京B99999\n"
            + "1,1,1,102,住宅,90,自住,李四,16600000009,2023-04-03,京C00001\n" + "2,1,1,201,住宅,70,自住,赵六,16600000006,2023-04-03,\n";
        var id = office.upload(root + "/imports/roster?preview=true", "名册.csv", after.getBytes(StandardCharsets.UTF_8)).expect(202).id();
        office.waitWhile(root + "/imports/" + id, "running");
        office.post(root + "/imports/" + id + "/apply", Map.of("ownerChanges", List.of(Map.of("subject", "1-1-101", "date", "2026-09-10")))).expect(202);
        var done = office.waitWhile(root + "/imports/" + id, "running");
        assertThat(done.at("/created") + done.at("/changed")).isEqualTo("12");
        assertThat(book()).containsExactlyInAnyOrder("车辆（导入名册）车牌：→京C00001", "车辆（导入名册）车牌：→京B99999", "人与房（导入名册）业主：张三→王五，2026-09-10 起", "住户登记（导入名册）电话：166****0002→166****0009");
        undo(id);
        assertThat(book()).as("turned back, nothing taken out").hasSize(8).contains("车辆（撤销导入）车牌：京C00001→", "人与房（撤销导入）业主：王五，2026-09-10 起→张三", "住户登记（撤销导入）电话：166****0009→166****0002");
        var again = office.get(root + "/imports/" + load("roster", before));
        assertThat(again.at("/created") + again.at("/changed") + again.at("/unchanged")).as(again.text()).isEqualTo("002");
        assertThat(again.json().get("warnings")).isEmpty();
        assertThat(office.get(root + "/buildings").text()).doesNotContain("\"2\"");
        assertThat(office.get(root + "/search?q=" + Office.encoded("张三")).expect(200).text()).contains("1-1-101");
        assertThat(office.get(root + "/search?q=" + Office.encoded("王五")).expect(200).text()).doesNotContain("王五");
    }

    @Test void 装了表的房屋撤不了_撤了表就撤得了() {
        var roster = load("roster", ROSTER + ZHANG);
        var meters = load("meters", METER + "W1,水,1-1-101,10\n");
        var refused = office.post(root + "/imports/" + roster + "/undo", Map.of()).expect(409);
        assertThat(refused.code()).isEqualTo("import-used");
        assertThat(refused.at("/detail")).contains("1-1-101").contains("仪表");
        undo(meters);
        assertThat(office.get(root + "/search?q=W1").expect(200).text()).doesNotContain("W1\"");
        undo(roster);
        assertThat(office.get(root + "/rooms").at("/total")).isEqualTo("0");
    }

    @Test void 更正过的标准和读数_撤销以后与更正前一样() {
        load("roster", ROSTER + ZHANG);
        load("meters", METER + "W1,水,1-1-101,10\n");
        for (var each : List.of(List.of("tariffs", TARIFF + "WY,物业费,固定,住宅,100,2026-01-01,,25,月,\n", TARIFF + "WY,物业费,固定,住宅,120,2026-01-01,2026-12-31,25,月,\n"),
                List.of("readings", READING + "2026-07,W1,20\n2026-08,W1,30\n", READING + "2026-07,W1,25\n"))) {
            load(each.get(0), each.get(1));
            var id = load(each.get(0), each.get(2));
            assertThat(office.get(root + "/imports/" + id).at("/changed")).isEqualTo("1");
            undo(id);
            var again = office.get(root + "/imports/" + load(each.get(0), each.get(1)));
            assertThat(again.at("/created") + again.at("/changed") + again.at("/rejected")).as(again.text()).isEqualTo("000");
        }
    }

    @Test void 出过账的标准和读数_撤不了() {
        load("roster", ROSTER + ZHANG);
        load("meters", METER + "W1,水,1-1-101,10\n");
        var tariffs = load("tariffs", TARIFF + "SF,水费,按表,住宅,5,2026-01-01,,25,月,水\n");
        var readings = load("readings", READING + "2026-07,W1,20\n");
        var run = office.post(root + "/bill-runs", Map.of("month", "2026-07")).expect(202).id();
        assertThat(office.waitWhile(root + "/bill-runs/" + run, "calculating").at("/lines")).isEqualTo("1");
        assertThat(office.post(root + "/imports/" + tariffs + "/undo", Map.of()).expect(409).at("/detail")).contains("SF").contains("账单");
        office.post(root + "/bill-runs/" + run + "/publish", Map.of()).expect(200);
        assertThat(office.post(root + "/imports/" + readings + "/undo", Map.of()).expect(409).at("/detail")).contains("抄表读数").contains("用过");
        assertThat(office.get(root + "/imports/" + readings).at("/state")).isEqualTo("done");
    }

    @Test void 会用到导入的每张表_都有叫法() {
        transaction.executeWithoutResult(status -> assertThat(kinds.stream().flatMap(kind -> kind.traces().stream())
            .flatMap(trace -> uses.pointers(trace.table()).stream()).map(ImportUses.Pointer::child).distinct()).contains("billing.bill", "metering.meter")
            .allSatisfy(table -> assertThat(uses.name(table)).as(table).isNotEqualTo("别的记录")));
    }

    private List<String> book() {
        return office.get(root + "/profile-changes").expect(200).json().get("items").valueStream()
            .map(each -> each.at("/subject").asString() + each.at("/field").asString() + "：" + each.at("/was").asString() + "→" + each.at("/becomes").asString()).toList();
    }

    private long load(String kind, String csv) {
        var id = office.upload(root + "/imports/" + kind, kind + ".csv", csv.getBytes(StandardCharsets.UTF_8)).expect(202).id();
        var done = office.waitWhile(root + "/imports/" + id, "running");
        assertThat(done.at("/state") + done.at("/rejected")).as(done.text()).isEqualTo("done0");
        return id;
    }

    private void undo(long id) {
        assertThat(office.post(root + "/imports/" + id + "/undo", Map.of()).expect(200).at("/state")).isEqualTo("undone");
    }
}

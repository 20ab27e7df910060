package cn.anju.billing;

import static cn.anju.billing.Neighbourhood.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.kernel.Column;
import cn.anju.kernel.Workbook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class TariffTest {

    private static final List<String> HEAD = List.of("编码", "收费项目", "计费方式", "适用房屋类型", "单价", "阶梯", "阶梯周期", "公摊依据", "计费周期",
        "生效日期", "失效日期", "空置折扣", "应缴日", "违约金日率", "起始楼层", "表类型", "未交付");

    @Autowired Neighbourhood town;

    @Test
    void 脏的写法读成同一个意思() {
        var community = town.community(1);
        var done = upload(community,
            "WY01|物业服务费|按面积|住宅,商铺|２.３５元/㎡·月||||每月|2020年1月1日|2026.9.15|7折|25日|万分之五|2层||开发商",
            "SF01|水费|按表|住宅||0-180:5.00；180-：7.00|年||月|2020/01/01||1|25|0.05%||水|",
            "GT01|公摊电费|公摊|住宅|0.52|||面积|月|2020-01-01|||31|||电|不收");
        assertThat(done.at("/state")).isEqualTo("done");
        assertThat(done.at("/accepted")).isEqualTo("3");
        assertThat(done.at("/rejected")).isEqualTo("0");
        var terms = tariffs(community).at("/items/2/terms/code").equals("WY01") ? tariffs(community).json().at("/items/2/terms") : null;
        assertThat(terms.at("/price").asString()).isEqualTo("2.35");
        assertThat(terms.at("/vacancyFactor").asString()).isEqualTo("0.7");
        assertThat(terms.at("/lateFeeRate").asString()).isEqualTo("0.0005");
        assertThat(terms.at("/to").asString()).isEqualTo("2026-09-15");
        assertThat(terms.at("/startFloor").asInt()).isEqualTo(2);
        assertThat(terms.at("/isDeveloperCharged").asBoolean()).isTrue();
        assertThat(tariffs(community).at("/items/1/terms/tiers")).isEqualTo("0-180:5.00;180-:7.00");
    }

    @Test
    void 每种错有自己的代码_好的行照收() {
        var community = town.community(1);
        var codes = List.of("tariff-code-missing", "charge-item-missing", "charge-rule-unknown", "room-kind-unknown", "price-missing", "price-invalid",
            "tiers-invalid", "tier-period-unknown", "share-basis-missing", "cycle-unknown", "date-invalid", "dates-reversed", "vacancy-discount-invalid",
            "due-day-invalid", "late-fee-rate-invalid", "start-floor-invalid", "meter-kind-missing", "undelivered-unknown", "tariff-duplicate", "tariff-overlap");
        var done = upload(community,
            "OK01|垃圾费|固定|住宅|8||||月|2020-01-01|||25||||",
            "|垃圾费|固定|住宅|8||||月|2020-01-01|||25||||", "A1||固定|住宅|8||||月|2020-01-01|||25||||",
            "A2|垃圾费|包月|住宅|8||||月|2020-01-01|||25||||", "A3|垃圾费|固定|别墅|8||||月|2020-01-01|||25||||",
            "A4|垃圾费|固定|住宅|||||月|2020-01-01|||25||||", "A5|垃圾费|固定|住宅|八元||||月|2020-01-01|||25||||",
            "A6|水费|按表|住宅||0-180:5;200-:7|||月|2020-01-01|||25|||水|", "A7|水费|按表|住宅||0-:5|旬||月|2020-01-01|||25|||水|",
            "A8|公摊|公摊|住宅|1||||月|2020-01-01|||25|||电|", "A9|垃圾费|固定|住宅|8||||周|2020-01-01|||25||||",
            "B1|垃圾费|固定|住宅|8||||月|2020-13-01|||25||||", "B2|垃圾费|固定|住宅|8||||月|2020-02-01|2020-01-01||25||||",
            "B3|垃圾费|固定|住宅|8||||月|2020-01-01||1.5|25||||", "B4|垃圾费|固定|住宅|8||||月|2020-01-01|||32||||",
            "B5|垃圾费|固定|住宅|8||||月|2020-01-01|||25|很多|||", "B6|垃圾费|固定|住宅|8||||月|2020-01-01|||25||三楼||",
            "B7|水费|按表|住宅|5||||月|2020-01-01|||25||||", "B8|垃圾费|固定|住宅|8||||月|2020-01-01|||25||||业主",
            "OK01|垃圾费|固定|住宅|9||||月|2020-01-01|||25||||", "OK01|垃圾费|固定|住宅|9||||月|2026-01-01|||25||||");
        assertThat(done.at("/accepted")).isEqualTo("1");
        var rejects = new ArrayList<String>();
        done.json().get("rejects").forEach(reject -> rejects.add(reject.get("code").asString()));
        assertThat(rejects).containsExactlyElementsOf(codes);
        assertThat(done.at("/rejects/1/subject")).isEqualTo("A1");
        assertThat(done.at("/rejects/1/row")).isEqualTo("4");
    }

    @Test
    void 再导入_不变的不动_没出账的可改_出过账的只能另起一版() {
        var community = town.community(1);
        var old = "LJ01|垃圾费|固定|住宅|8.00||||月|2020-01-01|||25||||";
        upload(community, old);
        assertThat(changes(upload(community, old))).isEqualTo("0/0/1");
        assertThat(changes(upload(community, old.replace("8.00", "8.50")))).isEqualTo("0/1/0");
        town.publish(community, "2026-07");
        var refused = upload(community, old.replace("8.00", "9.00"));
        assertThat(refused.at("/rejects/0/code")).isEqualTo("tariff-in-use");
        var early = upload(community, "LJ01|垃圾费|固定|住宅|8.50||||月|2020-01-01|2026-07-10||25||||");
        assertThat(early.at("/rejects/0/code")).isEqualTo("tariff-billed-ahead");
        assertThat(upload(community, "LJ01|垃圾费|固定|住宅|9.00||||月|2026-08-01|||25||||").at("/rejects/0/code")).isEqualTo("tariff-overlap");
        assertThat(changes(upload(community, "LJ01|垃圾费|固定|住宅|8.50||||月|2020-01-01|2026-07-31||25||||",
            "LJ01|垃圾费|固定|住宅|9.00||||月|2026-08-01|||25||||"))).isEqualTo("1/1/0");
        town.publish(community, "2026-08");
        assertThat(town.csv(community, "2026-08")).containsExactly("1-101,LJ01,2026-08-01,2026-08-31,1,9.00,2026-08-25,OWNER");
    }

    @Test
    void 限定到一间房_只收那间_预览说影响几间() {
        var community = town.community(4);
        var tariff = town.tariff(community, "DT01", "18.00", "2020-01-01");
        var room = town.in(community, () -> StoryDatabase.owner().sql("select id from estate.room where community_id = :community and code = '1-103'")
            .param("community", community).query(Long.class).single());
        var terms = Neighbourhood.terms("DT01", "18.00", "2020-01-01");
        assertThat(town.office.post(path(community, "tariffs/preview"), Map.of("terms", terms)).expect(200).at("/rooms")).isEqualTo("4");
        town.office.post(path(community, "rooms"), Map.of("building", "1", "number", "999", "kind", "OFFICE", "grossArea", "99999999", "handoverOn", "2020-01-01",
            "status", "SELF_USED")).expect(201);
        assertThat(town.office.post(path(community, "tariffs/preview"), Map.of("terms", Neighbourhood.terms("TQ01", "1000000", "2020-01-01", "rule", "BY_AREA",
            "roomKinds", List.of("OFFICE")))).expect(400).code()).isEqualTo("price-invalid");
        assertThat(town.office.post(path(community, "tariffs/preview"), Map.of("terms", terms, "rooms", List.of(room))).expect(200).at("/monthly"))
            .isEqualTo("18.00");
        town.office.put(path(community, "tariffs/" + tariff + "/assignment"), Map.of("buildings", List.of(), "rooms", List.of(room))).expect(200);
        assertThat(town.office.put(path(community, "tariffs/" + tariff + "/assignment"), Map.of("buildings", List.of(), "rooms", List.of(99999999)))
            .expect(404).code()).isEqualTo("assignment-unknown");
        assertThat(town.run(community, "2026-07").at("/lines")).isEqualTo("1");
    }

    @Test
    void 同一编码限定到不同的房屋_可以同时有效_一间房只出一次() {
        var community = town.community(4);
        var ids = new ArrayList<String>(town.office.get(path(community, "rooms?sort=code")).expect(200).json().get("items").findValuesAsString("id"));
        var building = town.office.get(path(community, "buildings")).at("/0/id");
        var first = town.office.post(path(community, "tariffs?rooms=" + ids.get(0) + "," + ids.get(1)), Neighbourhood.terms("WY01", "8.00", "2020-01-01")).expect(201).id();
        var second = town.office.post(path(community, "tariffs?rooms=" + ids.get(2)), Neighbourhood.terms("WY01", "9.00", "2020-01-01")).expect(201).id();
        for (var limits : List.of("", "?rooms=" + ids.get(1), "?buildings=" + building))
            assertThat(town.office.post(path(community, "tariffs" + limits), Neighbourhood.terms("WY01", "7.00", "2026-01-01")).expect(409).code())
                .as(limits).isEqualTo("tariff-overlap");
        assertThat(town.office.put(path(community, "tariffs/" + second + "/assignment"), Map.of("buildings", List.of(), "rooms", List.of())).expect(409).code())
            .isEqualTo("tariff-overlap");
        assertThat(changes(upload(community, "WY01|WY01费|固定|住宅|9.00||||月|2020-01-01|||25||||"))).as("the sheet's row is the second version").isEqualTo("0/0/1");
        town.office.post(path(community, "tariffs/" + first + "/versions"), Neighbourhood.terms("WY01", "8.50", "2026-08-01")).expect(201);
        town.publish(community, "2026-07");
        town.publish(community, "2026-08");
        assertThat(town.csv(community, "2026-07").stream().map(line -> line.split(",")[0] + " " + line.split(",")[5])).containsExactly("1-101 8.00", "1-102 8.00", "1-103 9.00");
        assertThat(town.csv(community, "2026-08").stream().map(line -> line.split(",")[0] + " " + line.split(",")[5])).containsExactly("1-101 8.50", "1-102 8.50", "1-103 9.00");
        town.assertBooksAgree(community);
    }

    @Test
    void 同一编码同一类房屋的日期不能重叠_出过账的不能删() {
        var community = town.community(1);
        var tariff = town.tariff(community, "LJ01", "8.00", "2020-01-01");
        assertThat(town.office.post(path(community, "tariffs"), Neighbourhood.terms("LJ01", "9.00", "2026-01-01")).expect(409).code())
            .isEqualTo("tariff-overlap");
        town.office.post(path(community, "tariffs"), Neighbourhood.terms("LJ01", "9.00", "2026-01-01", "roomKinds", List.of("SHOP"))).expect(201);
        town.publish(community, "2026-07");
        assertThat(town.office.delete(path(community, "tariffs/" + tariff)).expect(409).code()).isEqualTo("tariff-in-use");
        var bad = town.office.post(path(community, "tariffs"), Neighbourhood.terms("X", "1e9", "2026-01-01"));
        assertThat(bad.expect(400).code()).isEqualTo("price-invalid");
    }

    private Office.Answer tariffs(long community) {
        return town.office.get(path(community, "tariffs?sort=code")).expect(200);
    }

    private static String changes(Office.Answer done) {
        assertThat(done.at("/rejected")).as(done.text()).isEqualTo("0");
        return done.at("/created") + "/" + done.at("/changed") + "/" + done.at("/unchanged");
    }

    /** Rows written with | between the cells, in the order of {@link #HEAD}. */
    private Office.Answer upload(long community, String... rows) {
        var columns = new ArrayList<Column<List<String>>>();
        for (var place = 0; place < HEAD.size(); place++) {
            var at = place;
            columns.add(Column.text(HEAD.get(place), 10, cells -> at < cells.size() ? cells.get(at) : ""));
        }
        var cells = Arrays.stream(rows).map(row -> List.of(row.split("\\|", -1))).toList();
        var id = town.office.upload(path(community, "imports/tariffs"), "tariffs.xlsx", Workbook.of("标准", columns).bytes(cells)).expect(202).id();
        return town.office.waitWhile(path(community, "imports/" + id), "running");
    }
}

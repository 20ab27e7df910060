package cn.anju.resident;

import cn.anju.Seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.anju.Office;
import cn.anju.SameOnAnyDatabase;
import cn.anju.Story;
import cn.anju.kernel.Sheet;
import cn.anju.kernel.SheetColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class RosterImportTest {

    private static final String HEAD = "楼栋,单元,楼层,房号,房屋类型,建筑面积(㎡),房屋状态,业主姓名,性别,联系电话,证件号码,交房日期,车牌号,备注\n";

    @Autowired Office office;

    private String root;

    @BeforeEach void community() {
        root = "/api/communities/" + office.newCommunity("名册小区", "2026-07-01");
    }

    @Test void 晴川花园_预览不写_导入收下434间_再导一次不变() throws IOException {
        var file = Files.readAllBytes(Path.of("../acceptance/qingchuan/roster.xlsx"));
        var preview = imported("?preview=true", file);
        assertThat(preview.at("/state")).isEqualTo("preview");
        assertThat(preview.at("/accepted")).isEqualTo("434");
        assertThat(office.get(root + "/rooms").at("/total")).isEqualTo("0");

        var done = imported("", file);
        assertThat(done.at("/state")).isEqualTo("done");
        assertThat(done.at("/created")).isEqualTo("434");
        assertThat(done.json().get("rejects").size()).isEqualTo(14);
        assertThat(office.get(root + "/rooms").at("/total")).isEqualTo("434");

        var again = imported("", file);
        assertThat(again.at("/created")).isEqualTo("0");
        assertThat(changes(again, "").at("/total")).isEqualTo("0");
        assertThat(again.at("/changed")).isEqualTo("0");
        assertThat(again.at("/unchanged")).isEqualTo("434");
    }

    @Test void 姓名和电话都对得上的车位与住宅_是同一个业主() {
        roster("1,1,1,101,住宅,80,自住,张三,男,16600000001,,2023-04-03,,", "B1,,-1,C001,车位,12,自住,张三,,166-0000-0001,110105195803230009,2023-04-03,,",
            "1,1,1,102,住宅,80,自住,张三,男,16600000002,,2023-04-03,,");
        var people = office.get(root + "/people?sort=name").expect(200);
        assertThat(people.at("/total")).isEqualTo("2");
        assertThat(office.get(root + "/people/" + ownerOf("1-1-101")).at("/facts/idNumber")).isEqualTo("110***********0009");
        assertThat(ownerOf("1-1-101")).isEqualTo(ownerOf("B1-C001")).isNotEqualTo(ownerOf("1-1-102"));
    }

    @Test void 同一号码不同姓名_照收_另给提醒() {
        var done = roster("1,1,1,101,住宅,80,自住,张三,男,16600000001,,2023-04-03,,", "1,1,1,102,住宅,80,自住,李四,男,16600000001,,2023-04-03,,");
        assertThat(codes(done)).containsExactly("phone-other-name");
        assertThat(done.at("/accepted")).isEqualTo("2");
        assertThat(ownerOf("1-1-101")).isNotEqualTo(ownerOf("1-1-102"));
    }

    @Test void 改过的名册再导_只改不同的() {
        roster("1,1,1,101,住宅,80,自住,张三,男,166000000,,2023-04-03,,", "1,1,1,102,住宅,80,自住,李四,,16600000002,,2023-04-03,,");
        var corrected = roster("1,1,1,101,住宅,81.5,空置,张三,男,16600000001,,,,", "1,1,1,102,住宅,80,自住,李四,,16600000002,,2023-04-03,,",
            "1,1,1,103,住宅,80,自住,王五,,,,,,");
        assertThat(List.of(corrected.at("/created"), corrected.at("/changed"), corrected.at("/unchanged"))).containsExactly("1", "1", "1");
        var room = office.get(root + "/rooms?text=1-1-101").expect(200);
        assertThat(List.of(room.at("/items/0/grossArea"), room.at("/items/0/status"), room.at("/items/0/handoverOn"))).containsExactly("81.5", "VACANT", "");
        var page = office.get(root + "/rooms/" + room.at("/items/0/id")).expect(200);
        assertThat(page.at("/people/0/phone")).isEqualTo("166****0001");
        var story = office.get(root + "/rooms/" + room.at("/items/0/id") + "/timeline").expect(200).text();
        assertThat(story).contains("建筑面积：80 → 81.5").contains("房屋状态：自住 → 空置").contains("交房日期：2023-04-03 → 空").contains("按名册改正：电话");
    }

    @Test void 换了业主_没有确认日期就不改() {
        roster("1,1,1,101,住宅,80,自住,张三,男,16600000001,,2023-04-03,,");
        var done = roster("1,1,1,101,住宅,80,自住,李四,男,16600000002,,2023-04-03,京A12345,");
        assertThat(codes(done)).containsExactly("owner-change-unconfirmed");
        assertThat(done.at("/unchanged")).isEqualTo("1");
        assertThat(ownerName("1-1-101")).isEqualTo("张三");
        assertThat(office.get(root + "/people").at("/total")).isEqualTo("1");
    }

    @Test void 换了业主_预览里确认日期_旧的前一天止新的当天起() {
        roster("1,1,1,101,住宅,80,自住,张三,男,16600000001,,2023-04-03,,");
        var preview = imported("?preview=true", csv("1,1,1,101,住宅,80,自住,李四、王五,男,16600000002/16600000003,,2023-04-03,京A12345,"));
        var change = changes(preview, "?toConfirm=true");
        assertThat(change.at("/total") + change.at("/items/0/before") + change.at("/items/0/after")).isEqualTo("1张三李四、王五");
        office.post(root + "/imports/" + preview.at("/id") + "/apply", Map.of("ownerChanges", List.of(Map.of("subject", "1-1-101", "date", "2026-09-10")))).expect(202);
        var done = office.waitWhile(root + "/imports/" + preview.at("/id"), "running");
        assertThat(done.at("/state")).isEqualTo("done");
        assertThat(done.at("/changed")).isEqualTo("1");
        var people = office.get(root + "/rooms/" + roomId("1-1-101")).expect(200).json().get("people");
        assertThat(people.findValuesAsString("name")).containsExactlyInAnyOrder("李四", "王五", "张三");
        for (var person : people)
            if (person.get("name").asString().equals("张三")) assertThat(person.get("toOn").asString()).isEqualTo("2026-09-09");
            else assertThat(person.get("fromOn").asString()).isEqualTo("2026-09-10");
        assertThat(imported("", csv("1,1,1,101,住宅,80,自住,李四、王五,男,16600000002/16600000003,,2023-04-03,京A12345,")).at("/unchanged")).isEqualTo("1");
    }

    @Test void 收过表的人_按姓名拼音电话尾号车牌都找得到() {
        roster("3,2,12,1201,住宅,80,自住,张三,男,16600008888,,2023-04-03,京A·12345,");
        for (var words : List.of("3-2-1201", "32-1201", "张三", "zhangsan", "zs", "8888", "京A12345"))
            assertThat(office.get(root + "/search?q=" + Office.encoded(words)).expect(200).text()).as(words).contains("3-2-1201");
    }

    @Test void 一格里写了两遍的同一个人_只是一位业主_再导不变() {
        var line = "1,1,1,101,住宅,80,自住,张三、张三,男,16600000001/16600000001,110105194503270000/11010519491231002X,2023-04-03,,";
        roster(line);
        var again = roster(line);
        assertThat(again.at("/unchanged") + codes(again)).isEqualTo("1[id-number-invalid]");
        assertThat(office.get(root + "/people").at("/total")).isEqualTo("1");
    }

    /** Few names and numbers for many rooms: people share them in every possible way. */
    @Test void 乱七八糟的名册_再导一次什么都不变() {
        var seed = Seed.next();
        var random = new Random(seed);
        for (var round = 0; round < 6; round++) {
            var lines = new ArrayList<String>();
            for (var number = 101; number < 161; number++) lines.add(dirty(random, number));
            var name = "seed %d round %d".formatted(seed, round);
            roster(lines.toArray(String[]::new));
            var before = office.get(root + "/people?sort=name&size=200").text();
            var again = roster(lines.toArray(String[]::new));
            assertThat(again.at("/changed")).as(name + changes(again, "").text()).isEqualTo("0");
            assertThat(again.at("/created")).as(name).isEqualTo("0");
            assertThat(changes(again, "?toConfirm=false").at("/total")).as(name).isEqualTo("0");
            assertThat(office.get(root + "/people?sort=name&size=200").text()).as(name).isEqualTo(before);
        }
    }

    private static String dirty(Random random, int number) {
        var owners = random.nextInt(4) == 0 ? 2 : random.nextInt(8) == 0 ? 0 : 1;
        var names = new ArrayList<String>();
        var phones = new ArrayList<String>();
        var numbers = new ArrayList<String>();
        for (var owner = 0; owner < owners; owner++) {
            names.add(List.of("张三", "李四", "王五", "晴川百货有限公司").get(random.nextInt(4)));
            phones.add(List.of("", "16600000001", "166-0000-0002", "16600000003", "12345").get(random.nextInt(5)));
            numbers.add(List.of("", "", "110105195803230009", "11010519491231002X", "91410600C4XJ1AFADU", "110105194503270000").get(random.nextInt(6)));
        }
        return "1,1,%d,%d,住宅,8%d,%s,%s,%s,%s,%s,%s,%s,".formatted(number / 100, number, random.nextInt(10), List.of("自住", "空置", "").get(random.nextInt(3)),
            String.join("、", names), List.of("男", "女", "").get(random.nextInt(3)), String.join("/", phones), String.join("/", numbers),
            List.of("2023-04-03", "").get(random.nextInt(2)), List.of("", "京A12345", "京B12345", "京C12345").get(random.nextInt(4)));
    }

    @Test void 过户日期早于现业主起始_不改_说明原因() {
        roster("1,1,1,101,住宅,80,自住,张三,男,16600000001,,2023-04-03,,");
        var preview = imported("?preview=true", csv("1,1,1,101,住宅,80,自住,李四,男,16600000002,,2023-04-03,,"));
        office.post(root + "/imports/" + preview.at("/id") + "/apply", Map.of("ownerChanges", List.of(Map.of("subject", "1-1-101", "date", "2023-04-03")))).expect(202);
        var done = office.waitWhile(root + "/imports/" + preview.at("/id"), "running");
        assertThat(codes(done)).containsExactly("owner-change-date-invalid");
        assertThat(ownerName("1-1-101")).isEqualTo("张三");
    }

    @Test void 核实过的电话_名册改不掉_新的另记一个() {
        roster("1,1,1,101,住宅,80,自住,张三,男,16600000001,,2023-04-03,,");
        var person = ownerOf("1-1-101");
        office.post(root + "/people/" + person + "/verifications", Map.of("fact", "PHONE", "on", "2026-11-01")).expect(200);
        roster("1,1,1,101,住宅,80,自住,张三,男,16600000009,,2023-04-03,,");
        var view = office.get(root + "/people/" + person).expect(200);
        assertThat(view.at("/facts/phone") + " " + view.at("/contacts/0/phone")).isEqualTo("166****0001 166****0009");
    }

    @Test void 同一块车牌写在两家_只记前一家_给提醒() {
        var done = roster("1,1,1,101,住宅,80,自住,张三,,16600000001,,2023-04-03,京A12345,", "1,1,1,102,住宅,80,自住,李四,,16600000002,,2023-04-03,京A·12345,");
        assertThat(codes(done)).containsExactly("plate-other-owner");
        assertThat(office.get(root + "/vehicles").at("/items/0/owner")).isEqualTo("张三");
    }

    @SameOnAnyDatabase("the size of a file; the same import in small has its own stories here")
    @Test void 五万行_有37处毛病_正好退37行() {
        var lines = new StringBuilder(HEAD);
        for (var row = 0; row < 50_000; row++)
            lines.append("%d,%d,%d,%s,住宅,%s,自住,张%c%c,男,1%010d,,2023-04-03,,\n".formatted(row / 1000 + 1, row / 500 % 2 + 1, row / 20 % 25 + 1,
                row % 1_352 == 7 && row / 1_352 % 2 == 0 ? "" : "%d%02d".formatted(row / 20 % 25 + 1, row % 20 + 1),
                row % 1_352 == 7 && row / 1_352 % 2 == 1 ? "-" : 60 + row % 80 + ".5", (char) ('一' + row % 500), (char) ('一' + row / 500), 3_000_000_000L + row));
        var started = System.nanoTime();
        var id = office.upload(root + "/imports/roster", "名册.csv", lines.toString().getBytes(StandardCharsets.UTF_8)).expect(202).id();
        await().atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofMillis(200))
            .until(() -> !office.get(root + "/imports/" + id).at("/state").equals("running"));
        var done = office.get(root + "/imports/" + id);
        assertThat(done.at("/state")).as(done.text()).isEqualTo("done");
        System.out.printf("50,000 rows imported in %.1f s%n", (System.nanoTime() - started) / 1e9);
        assertThat(done.at("/accepted") + " " + done.at("/rejected")).isEqualTo("49963 37");
        assertThat(done.json().get("rejects").findValuesAsString("code")).containsOnly("room-no-missing", "area-invalid").hasSize(37);
        assertThat(office.get(root + "/overview").at("/rooms")).isEqualTo("49963");
        var back = Sheet.read(office.get(root + "/imports/" + id + "/rejects.xlsx").expect(200).raw().body(),
            List.of(SheetColumn.required("房号"), SheetColumn.required("错误"), SheetColumn.required("建议")));
        assertThat(back.rows()).hasSize(37).noneMatch(row -> row.isEmpty("错误") || row.isEmpty("建议"));
    }

    private Office.Answer roster(String... lines) {
        var done = imported("", csv(lines));
        assertThat(done.at("/state")).as(done.text()).isEqualTo("done");
        return done;
    }

    private static byte[] csv(String... lines) {
        return (HEAD + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private Office.Answer changes(Office.Answer done, String query) {
        return office.get(root + "/imports/" + done.id() + "/changes" + query).expect(200);
    }

    private Office.Answer imported(String query, byte[] file) {
        var id = office.upload(root + "/imports/roster" + query, "名册.xlsx", file).expect(202).id();
        return office.waitWhile(root + "/imports/" + id, "running");
    }

    private static List<String> codes(Office.Answer done) {
        return done.json().get("warnings").findValuesAsString("code");
    }

    private String roomId(String code) {
        return office.get(root + "/rooms?text=" + code).expect(200).at("/items/0/id");
    }

    private String ownerOf(String code) {
        return office.get(root + "/rooms/" + roomId(code)).expect(200).at("/people/0/personId");
    }

    private String ownerName(String code) {
        return office.get(root + "/rooms/" + roomId(code)).expect(200).at("/people/0/name");
    }
}

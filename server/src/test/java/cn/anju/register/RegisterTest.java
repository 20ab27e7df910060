package cn.anju.register;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import cn.anju.kernel.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class RegisterTest {

    @Autowired Office office;
    @Autowired Registers registers;
    @Autowired ShippedRunner runner;
    long community;
    Office guard;
    Office lead;
    LocalDate today;

    @BeforeEach
    void open() {
        community = office.newCommunity("晴川", "2026-07-01");
        guard = People.of(office).with("security_guard", community);
        lead = People.of(office).with("security_lead", community);
        today = LocalDate.parse(office.get(at("/today")).expect(200).at("/date"));
    }

    @Test
    void 填一条_改有痕_划去仍在_签认不是自己() {
        var key = UUID.randomUUID().toString();
        var first = guard.post(fire("/entries"), content(Map.of("point", "3 栋大堂", "equipment", "灭火器", "result", "压力不足", "pressure", "0.8", "replace_by", today.toString())),
            "Idempotency-Key", key).expect(201);
        assertThat(guard.post(fire("/entries"), content(Map.of("point", "别处", "equipment", "灭火器", "result", "完好")), "Idempotency-Key", key).expect(201).id()).isEqualTo(first.id());
        var detail = guard.get(entry(first.id())).expect(200);
        assertThat(detail.at("/entry/stage")).isEqualTo("CONFIRM");
        assertThat(detail.json().at("/acts").toString()).isEqualTo("[\"FOLLOW_UP\",\"CHANGE\",\"STRIKE\"]");

        var changed = content(Map.of("point", "3 栋大堂", "equipment", "灭火器", "result", "过期", "replace_by", today.toString()));
        changed.putAll(Map.of("revision", 1, "reason", "看错了标签"));
        guard.put(entry(first.id()), changed).expect(204);
        assertThat(guard.put(entry(first.id()), changed).expect(409).code()).isEqualTo("entry-changed-meanwhile");
        var history = guard.get(entry(first.id())).expect(200);
        assertThat(history.json().at("/events/1/before").toString()).isEqualTo("{\"压力\":\"0.8\",\"结果\":\"压力不足\"}");
        assertThat(history.json().at("/events/1/after/结果").asString()).isEqualTo("过期");
        assertThat(history.at("/events/1/reason")).isEqualTo("看错了标签");

        assertThat(guard.post(entry(first.id()) + "/confirmation", Map.of()).expect(409).code()).isEqualTo("entry-own");
        lead.post(entry(first.id()) + "/confirmation", Map.of()).expect(204);
        assertThat(guard.get(entry(first.id())).at("/entry/stage")).isEqualTo("FOLLOW_UP");
        guard.post(entry(first.id()) + "/follow-up", Map.of("note", "已换新")).expect(204);
        assertThat(guard.get(entry(first.id())).at("/entry/stage")).isEqualTo("DONE");
        var late = new HashMap<>(changed);
        late.put("revision", 4);
        assertThat(guard.put(entry(first.id()), late).expect(409).code()).isEqualTo("entry-confirmed");

        var evidence = registers(today);
        assertThat(evidence).hasSize(1);
        assertThat(evidence.getFirst().duty()).isEqualTo("inspection.fire-equipment-monthly");
        assertThat(evidence.getFirst().isComplete()).isTrue();
        guard.post(entry(first.id()) + "/striking", Map.of("reason", "重了")).expect(204);
        assertThat(guard.get(fire("/entries")).at("/items/0/stage")).isEqualTo("STRUCK");
        assertThat(registers(today)).isEmpty();
    }

    @Test
    void 填得不对_逐栏说一句话() {
        var refused = write(guard, Map.of("equipment", "水桶", "result", "完好", "pressure", "11", "photos", List.of(4711), "more", "x")).expect(400);
        assertThat(refused.code()).isEqualTo("fields-invalid");
        var said = new HashMap<String, String>();
        refused.json().at("/fields").forEach(each -> said.put(each.at("/field").asString(), each.at("/message").asString()));
        assertThat(said).containsEntry("point", "「点位」必须填写").containsEntry("pressure", "「压力」不能大于 10 MPa")
            .containsEntry("equipment", "「设施器材」请在 灭火器、消火栓、应急灯、疏散指示、烟感、喷淋、防火门、消防水泵、其他 里选一项")
            .containsEntry("photos", "「照片」有文件没有传上来，请重新选").containsEntry("more", "没有「more」这一栏，请刷新页面").hasSize(5);
        assertThat(write(guard, Map.of("point", "a", "equipment", "灭火器", "result", "完好", "replace_by", "2026-02-30")).expect(400).at("/detail")).contains("「换好期限」请填日期");
        var tomorrow = content(Map.of("point", "a", "equipment", "灭火器", "result", "完好"));
        tomorrow.put("day", today.plusDays(1).toString());
        assertThat(guard.post(fire("/entries"), tomorrow, "Idempotency-Key", UUID.randomUUID().toString()).expect(400).code()).isEqualTo("day-in-future");
        assertThat(guard.get(fire("/entries")).at("/total")).isEqualTo("0");
    }

    @Test
    void 岗位没写进定义的_看不到也写不了_别的小区看不到() {
        var id = write(guard, Map.of("point", "大堂", "equipment", "灭火器", "result", "完好")).expect(201).id();
        var cashier = People.of(office).with("cashier", community);
        assertThat(cashier.get(fire("/entries")).expect(404).code()).isEqualTo("register-not-found");
        assertThat(cashier.get(entry(id) + "/print.html").expect(404).code()).isEqualTo("register-not-found");
        assertThat(write(cashier, Map.of("point", "大堂", "equipment", "灭火器", "result", "完好")).expect(404).code()).isEqualTo("register-not-found");
        var director = People.of(office).with("director", community);
        assertThat(director.get(fire("/entries")).expect(200).at("/total")).isEqualTo("1");
        assertThat(write(director, Map.of("point", "大堂", "equipment", "灭火器", "result", "完好")).expect(403).code()).isEqualTo("register-not-writable");
        assertThat(cashier.get(at("/registers")).expect(200).text()).doesNotContain("fire-check");
        assertThat(director.get(at("/registers")).expect(200).text()).contains("fire-check");

        var other = office.newCommunity("隔壁", "2026-07-01");
        var there = People.of(office).with("security_guard", other);
        assertThat(there.get(entry(id).replace("/" + community + "/", "/" + other + "/")).expect(404).code()).isEqualTo("entry-not-found");
        assertThat(there.get(entry(id)).expect(404).code()).isEqualTo("community-not-found");
    }

    @Test
    void 按栏筛选排序_导出_统计_打印_附件随台账() {
        write(guard, Map.of("point", "甲", "equipment", "灭火器", "result", "完好", "pressure", "9")).expect(201);
        var photo = guard.upload(fire("/files"), "点位.txt", "第二处".getBytes()).expect(201).id();
        var second = write(guard, Map.of("point", "乙", "equipment", "消火栓", "result", "损坏", "pressure", "1.25", "photos", List.of(photo))).expect(201).id();
        write(guard, Map.of("point", "丙", "equipment", "灭火器", "result", "完好", "pressure", "10")).expect(201);
        assertThat(points("?sort=f.pressure")).containsExactly("乙", "甲", "丙");
        assertThat(points("?sort=-f.pressure")).containsExactly("丙", "甲", "乙");
        assertThat(points("?field=equipment&value=" + Office.encoded("消火栓"))).containsExactly("乙");
        assertThat(points("?q=" + Office.encoded("损坏"))).containsExactly("乙");
        assertThat(points("?from=" + today.plusDays(1))).isEmpty();
        assertThat(guard.get(fire("/entries?sort=f.secret")).expect(400).code()).isEqualTo("sort-unknown");
        assertThat(guard.get(fire("/entries.xlsx?field=equipment&value=" + Office.encoded("消火栓"))).expect(200).workbook()).contains("乙").contains("压力（MPa）").doesNotContain("丙");
        var report = guard.get(fire("/report")).expect(200);
        assertThat(report.at("/months/0/entries")).isEqualTo("3");
        assertThat(report.json().at("/fields").valueStream().filter(field -> field.at("/key").asString().equals("pressure")).findFirst().orElseThrow().at("/sums/0/sum").asString()).isEqualTo("20.25");
        assertThat(guard.get(fire("/print.html")).expect(200).text()).contains("消防设施、器材检查记录表").contains("共 3 条");
        assertThat(guard.get(entry(second) + "/print.html").expect(200).text()).contains("1.25 MPa").contains("签认（签字）：");
        assertThat(guard.get(fire("/files/" + photo)).expect(200).text()).isEqualTo("第二处");
        assertThat(People.of(office).with("cashier", community).get(fire("/files/" + photo)).expect(404).code()).isEqualTo("register-not-found");
        assertThat(office.get(at("/attachments/" + photo)).expect(404).code()).isEqualTo("attachment-not-found");
    }

    @Test
    void 新建一本_改一版_旧的仍按旧版_搜得到() {
        var paper = paper("鱼池清洗记录", List.of(field("", "水色", "CHOICE", List.of("清", "浑")), field("", "捞出", "COUNT", List.of())));
        var key = office.post("/api/register-definitions", paper).expect(201).at("/key");
        var entries = at("/registers/" + key + "/entries");
        var old = lead.post(entries, content(Map.of("f1", "清", "f2", 3)), "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id();
        assertThat(lead.get(at("/search?q=yuchi")).expect(200).text()).contains("鱼池清洗记录");
        assertThat(guard.get(at("/search?q=yuchi")).expect(200).text()).doesNotContain("鱼池清洗记录");

        var next = paper("鱼池清洗记录", List.of(field("f2", "捞出", "COUNT", List.of()), field("", "换水", "DECIMAL", List.of())));
        assertThat(office.put("/api/register-definitions/" + key, Map.of("basedOn", 1, "paper", next)).expect(200).at("/version")).isEqualTo("2");
        assertThat(office.put("/api/register-definitions/" + key, Map.of("basedOn", 1, "paper", next)).expect(409).code()).isEqualTo("definition-changed-meanwhile");
        var retyped = paper("鱼池清洗记录", List.of(field("f1", "水色", "COUNT", List.of())));
        assertThat(office.put("/api/register-definitions/" + key, Map.of("basedOn", 2, "paper", retyped)).expect(400).code()).isEqualTo("field-type-fixed");
        assertThat(lead.get(entries + "/" + old).expect(200).at("/definition/paper/fields/0/label")).isEqualTo("水色");
        assertThat(lead.post(entries, content(Map.of("f1", "清")), "Idempotency-Key", UUID.randomUUID().toString()).expect(400).code()).isEqualTo("fields-invalid");
        lead.post(entries, content(Map.of("f3", "2.5")), "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
        office.post("/api/register-definitions/" + key + "/retirement", Map.of("isRetired", true)).expect(204);
        assertThat(lead.post(entries, content(Map.of("f3", "2.5")), "Idempotency-Key", UUID.randomUUID().toString()).expect(409).code()).isEqualTo("register-retired");
    }

    @Test
    void 自己改过的_随程序的新版只在旁边等_收下才换() {
        var title = "随程序试写" + UUID.randomUUID().toString().substring(0, 6);
        var key = "shipped-" + UUID.randomUUID().toString().substring(0, 8);
        runner.write(Map.of(key, shippedPaper(title, "note 说明* text")));
        runner.write(Map.of(key, shippedPaper(title, "note 说明* text")));
        assertThat(versions(key).at("/0/version")).isEqualTo("1");
        runner.write(Map.of(key, shippedPaper(title, "note 说明* long-text")));
        assertThat(versions(key).json().at("/0/isCurrent").asBoolean()).isTrue();
        var own = paper(title, List.of(field("note", "说明", "LONG_TEXT", List.of()), field("", "另一栏", "TEXT", List.of())));
        office.put("/api/register-definitions/" + key, Map.of("basedOn", 2, "paper", own)).expect(200);
        runner.write(Map.of(key, shippedPaper(title, "note 要点* long-text")));
        assertThat(versions(key).at("/0/offered")).isEqualTo("4");
        assertThat(versions(key).json().at("/1/isCurrent").asBoolean()).isTrue();
        office.post("/api/register-definitions/" + key + "/offer", Map.of("isAccepted", true)).expect(204);
        assertThat(versions(key).json().at("/0/isCurrent").asBoolean()).isTrue();
        assertThat(office.post("/api/register-definitions/" + key + "/offer", Map.of("isAccepted", false)).expect(409).code()).isEqualTo("nothing-offered");
    }

    @Test
    void 该我写的_写过就不再催() {
        assertThat(due(guard)).contains("fire-check");
        write(guard, Map.of("point", "大堂", "equipment", "灭火器", "result", "完好")).expect(201);
        assertThat(due(lead)).doesNotContain("fire-check");
        var patrol = at("/registers/guard-patrol/entries");
        for (var round = 1; round <= 2; round++) {
            assertThat(due(guard)).contains("guard-patrol");
            guard.post(patrol, content(Map.of("shift", "早班", "round", round, "start", "08:00", "end", "08:40", "facility", "完好")), "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
        }
        assertThat(due(guard)).doesNotContain("guard-patrol");
        assertThat(guard.post(patrol, content(Map.of("shift", "早班", "round", 4, "start", "8点", "end", "08:40", "facility", "完好")), "Idempotency-Key", UUID.randomUUID().toString())
            .expect(400).at("/detail")).isEqualTo("「第几遍」不能大于 3 遍；「开始」请填时刻，如 07:50");
    }

    @Test
    void 从表格导入_错的行退回() {
        var csv = "日期,点位,设施器材,结果,压力\n" + today + ",1 栋,灭火器,完好,0.9\n" + today + ",2 栋,水桶,完好,\n,3 栋,灭火器,完好,\n";
        var id = guard.upload(at("/imports/register-fire-check"), "消防.csv", csv.getBytes()).expect(202).id();
        var done = office.waitWhile(at("/imports/" + id + "/summary"), "running");
        assertThat(done.at("/created")).isEqualTo("1");
        assertThat(done.at("/rejected")).isEqualTo("2");
        assertThat(points("")).containsExactly("1 栋");
        assertThat(People.of(office).with("cashier", community).upload(at("/imports/register-fire-check"), "消防.csv", csv.getBytes()).expect(404).code()).isEqualTo("register-not-found");
    }

    private Office.Answer versions(String key) {
        return office.get("/api/register-definitions/" + key).expect(200);
    }

    private static Paper shippedPaper(String title, String line) {
        return new Paper(title, Business.OTHER, "试一试", List.of(Shipped.field(line)), false, Set.of("steward"), Set.of("director"), Rhythm.EVENT, 1, false, null, false, Set.of());
    }

    private List<String> due(Office who) {
        return who.get(at("/registers")).expect(200).json().valueStream().filter(row -> row.at("/isDue").asBoolean()).map(row -> row.at("/key").asString()).toList();
    }

    private List<Registers.Written> registers(LocalDate day) {
        var written = new ArrayList<Registers.Written>();
        Scope.of(community).run(() -> written.addAll(registers.entriesOf(community, day, day)));
        return written;
    }

    private List<String> points(String query) {
        return guard.get(fire("/entries" + query)).expect(200).json().at("/items").valueStream().map(row -> row.at("/texts/point").asString()).toList();
    }

    private Office.Answer write(Office who, Map<String, Object> values) {
        return who.post(fire("/entries"), content(values), "Idempotency-Key", UUID.randomUUID().toString());
    }

    private Map<String, Object> content(Map<String, Object> values) {
        return new HashMap<>(Map.of("day", today.toString(), "values", values));
    }

    private static Map<String, Object> field(String key, String label, String type, List<String> choices) {
        return Map.of("key", key, "label", label, "type", type, "required", false, "choices", choices);
    }

    private static Map<String, Object> paper(String title, List<Map<String, Object>> fields) {
        var paper = new HashMap<String, Object>(Map.of("title", title, "business", "FACILITY", "about", "清洗一次记一次", "fields", fields, "secondPerson", false));
        paper.putAll(Map.of("writers", List.of("security_lead"), "readers", List.of("director"), "rhythm", "WEEKLY", "times", 1, "perPerson", false, "landscape", false,
            "duties", List.of()));
        return paper;
    }

    private String at(String path) {
        return "/api/communities/" + community + path;
    }

    private String fire(String path) {
        return at("/registers/fire-check" + path);
    }

    private String entry(long id) {
        return fire("/entries/" + id);
    }
}

package cn.anju.resident;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.kernel.Scope;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Story
class ResidentTest {

    private static final String NUMBER = "110105195803230009";

    @Autowired Office office;

    private String root;
    private String room;

    @BeforeEach void community() {
        root = "/api/communities/" + office.newCommunity("住户小区", "2026-07-01");
        room = office.post(root + "/rooms", Map.of("building", "3", "entrance", "2", "number", "1201", "kind", "HOUSE", "grossArea", "89.5", "status", "SELF_USED",
            "handoverOn", "2023-04-03")).expect(201).at("/id");
    }

    @Test void 号码一律遮住_看明文要写用途_谁看过都记着() {
        var person = person("张三", "166-0000-8888", NUMBER);
        for (var path : List.of("/people", "/people/" + person, "/search?q=8888"))
            assertThat(office.get(root + path).expect(200).text()).as(path).doesNotContain("16600008888").doesNotContain(NUMBER);
        assertThat(office.post(root + "/people/" + person + "/reveals", Map.of("field", "PHONE", "purpose", " ")).status()).isEqualTo(400);
        assertThat(office.post(root + "/people/" + person + "/reveals", Map.of("field", "PHONE", "purpose", "通知停水")).expect(200).at("/value")).isEqualTo("16600008888");
        assertThat(office.post(root + "/people/" + person + "/reveals", Map.of("field", "ID_NUMBER", "purpose", "办理过户")).expect(200).at("/value")).isEqualTo(NUMBER);
        var looks = office.get(root + "/people/" + person + "/reveals").expect(200);
        assertThat(looks.json().findValuesAsString("purpose")).containsExactly("办理过户", "通知停水");
        assertThat(looks.at("/0/staffName")).isNotEmpty();
        var audited = office.get(root + "/audit").expect(200).text();
        assertThat(audited).contains("办理过户").doesNotContain("16600008888").doesNotContain(NUMBER);
    }

    @Test void 证件号在库里是密文(@Autowired JdbcClient jdbc, @Autowired TransactionTemplate transaction) {
        var person = person("张三", "16600008888", NUMBER);
        var community = Long.parseLong(root.substring(root.lastIndexOf('/') + 1));
        Scope.of(community).run(() -> transaction.executeWithoutResult(status -> assertThat(jdbc.sql("select to_jsonb(p)::text from resident.person p where community_id = :community and id = :id")
            .param("community", community).param("id", person).query(String.class).single()).doesNotContain(NUMBER).contains("id_number_cipher")));
    }

    @Test void 不对的电话和证件号_手工登记时不收() {
        assertThat(office.post(root + "/people", Map.of("kind", "PERSON", "name", "张三", "phone", "12345")).expect(400).code()).isEqualTo("phone-invalid");
        assertThat(office.post(root + "/people", Map.of("kind", "PERSON", "name", "张三", "idNumber", "110105195803230008")).expect(400).code()).isEqualTo("id-number-invalid");
    }

    @Test void 修改时不填号码_原号码留着_填空串才清掉() {
        var person = person("张三", "16600008888", NUMBER);
        office.post(root + "/people/" + person + "/verifications", Map.of("fact", "PHONE", "on", "2026-11-01")).expect(200);
        var kept = office.put(root + "/people/" + person, Map.of("kind", "PERSON", "name", "张三丰")).expect(200);
        assertThat(List.of(kept.at("/facts/phone"), kept.at("/facts/idNumber"), kept.at("/facts/phoneVerifiedOn"))).containsExactly("166****8888", "110***********0009", "2026-11-01");
        var cleared = office.put(root + "/people/" + person, Map.of("kind", "PERSON", "name", "张三丰", "phone", "", "idNumber", "")).expect(200);
        assertThat(List.of(cleared.at("/facts/phone"), cleared.at("/facts/idNumber"), cleared.at("/facts/phoneVerifiedOn"))).containsExactly("", "", "");
    }

    @Test void 同一人同一关系日期重叠_不收_两位业主可以() {
        var first = person("张三", "16600008888", null);
        var second = person("李四", "16600009999", null);
        hold(first, "OWNER", "2026-01-01", null).expect(201);
        hold(second, "OWNER", "2026-01-01", null).expect(201);
        assertThat(hold(first, "OWNER", "2026-05-01", null).expect(409).code()).isEqualTo("holding-overlaps");
        hold(first, "TENANT", "2026-05-01", "2026-06-30").expect(201);
        hold(first, "TENANT", "2026-07-01", null).expect(201);
        assertThat(office.get(root + "/rooms/" + room).json().get("people").size()).isEqualTo(4);
    }

    @Test void 过户_旧业主前一天止_日期不对的不办() {
        var old = person("张三", "16600008888", null);
        var fresh = person("李四", "16600009999", null);
        hold(old, "OWNER", "2026-01-01", null).expect(201);
        assertThat(transfer("2026-01-01", fresh).expect(400).code()).isEqualTo("transfer-date-invalid");
        transfer("2026-09-01", fresh).expect(200);
        assertThat(transfer("2026-09-02", fresh).expect(409).code()).isEqualTo("owners-unchanged");
        var people = office.get(root + "/rooms/" + room).json().get("people");
        assertThat(people.get(0).get("name").asString() + people.get(0).get("fromOn").asString()).isEqualTo("李四2026-09-01");
        assertThat(people.get(1).get("name").asString() + people.get(1).get("toOn").asString()).isEqualTo("张三2026-08-31");
        assertThat(office.get(root + "/rooms/" + room + "/timeline?kind=OWNER_CHANGE").at("/0/text")).isEqualTo("2026-09-01 起过户：张三 → 李四");
        assertThat(office.get(root + "/people?role=OWNER").json().get("items").findValuesAsString("name")).containsExactly("李四");
    }

    @Test void 同一业主的其他房屋_一起列出() {
        var owner = person("张三", "16600008888", null);
        hold(owner, "OWNER", "2026-01-01", null).expect(201);
        var space = office.post(root + "/rooms", Map.of("building", "B1", "number", "C001", "kind", "PARKING", "grossArea", "12", "status", "SELF_USED")).expect(201).at("/id");
        office.post(root + "/rooms/" + space + "/holdings", Map.of("personId", owner, "role", "OWNER", "fromOn", "2026-01-01")).expect(201);
        assertThat(office.get(root + "/rooms/" + room).at("/otherRooms/0/code")).isEqualTo("B1-C001");
    }

    @Test void 合并重复_房和车归到一处_能拆回() {
        var kept = person("张三", null, NUMBER);
        var twice = person("张三", "16600008888", null);
        hold(twice, "OWNER", "2026-01-01", null).expect(201);
        office.post(root + "/vehicles", Map.of("plate", "京A·12345", "personId", twice)).expect(201);
        assertThat(office.post(root + "/people/" + twice + "/contacts", Map.of("phone", "010-12345678", "label", "单位")).expect(201).at("/contacts/0/phone")).isEqualTo("010****5678");

        var merged = office.post(root + "/people/" + kept + "/merges/" + twice, Map.of()).expect(200);
        assertThat(List.of(merged.at("/holdings/0/roomCode"), merged.at("/vehicles/0/plate"), merged.at("/facts/phone"), merged.at("/contacts/0/label")))
            .containsExactly("3-2-1201", "京A12345", "166****8888", "单位");
        assertThat(office.get(root + "/people").at("/total")).isEqualTo("1");
        assertThat(office.get(root + "/search?q=8888").text()).contains("people/" + kept).doesNotContain("people/" + twice);
        assertThat(office.put(root + "/people/" + twice, Map.of("kind", "PERSON", "name", "张三")).expect(409).code()).isEqualTo("person-merged");

        var merge = office.get(root + "/people/" + kept + "/merges").at("/0/id");
        var back = office.post(root + "/merges/" + merge + "/undo", Map.of()).expect(200);
        assertThat(List.of(back.at("/holdings/0/roomCode"), back.at("/vehicles/0/plate"), back.at("/facts/phone"))).containsExactly("3-2-1201", "京A12345", "166****8888");
        assertThat(office.get(root + "/people/" + kept).at("/facts/phone")).isEmpty();
        assertThat(office.post(root + "/merges/" + merge + "/undo", Map.of()).expect(409).code()).isEqualTo("merge-undone");
    }

    @Test void 合并以后退订和邮箱跟着走_拆回原样还回去() {
        var kept = person("张三", null, NUMBER);
        var twice = person("张三", "16600008888", null);
        office.put(root + "/people/" + kept + "/message-refusals", Map.of("topics", List.of("提醒"))).expect(200);
        office.put(root + "/people/" + twice + "/message-refusals", Map.of("topics", List.of("提醒", "通知公告"))).expect(200);
        office.put(root + "/people/" + twice + "/reach", Map.of("channel", "EMAIL", "address", "zhang@example.com")).expect(200);
        office.post(root + "/people/" + kept + "/merges/" + twice, Map.of()).expect(200);
        assertThat(office.get(root + "/people/" + kept + "/message-refusals").json().at("/refused").valueStream().map(each -> each.asString())).containsExactlyInAnyOrder("提醒", "通知公告");
        assertThat(office.get(root + "/people/" + kept + "/reach").text()).contains("EMAIL");
        office.post(root + "/merges/" + office.get(root + "/people/" + kept + "/merges").at("/0/id") + "/undo", Map.of()).expect(200);
        assertThat(office.get(root + "/people/" + kept + "/message-refusals").json().at("/refused").toString()).isEqualTo("[\"提醒\"]");
        assertThat(office.get(root + "/people/" + twice + "/message-refusals").json().at("/refused").size()).isEqualTo(2);
        assertThat(office.get(root + "/people/" + kept + "/reach").text()).doesNotContain("EMAIL");
        assertThat(office.get(root + "/people/" + twice + "/reach").text()).contains("EMAIL");
    }

    /** 一栏写着是谁，合并时就得想过：搬过去，或者说得出为什么不用搬。 */
    @Test void 每一处写着住户的地方_合并时都想过(@Autowired JdbcClient jdbc, @Autowired TransactionTemplate transaction) {
        var moves = Set.of("resident.holding", "resident.vehicle", "resident.contact", "resident.reach", "notification.refusal");
        var stays = Map.of(
            "resident.history", "as it was said then", "resident.change", "as it was said then", "resident.reveal", "who looked at which record",
            "resident.access_card", "names its holder in words, of the room", "cashier.prepayment_account", "read through resident.person_now",
            "notification.message", "what was sent and to whom", "servicedesk.ticket", "who said it then", "servicedesk.contact", "who said it then",
            "engagement.birthday", "wishes of a day, once each");
        var found = transaction.execute(status -> jdbc.sql("""
            select table_schema || '.' || table_name from information_schema.columns
             where column_name in ('person_id', 'owner_person_id', 'resident_id') and table_schema not in ('pg_catalog', 'information_schema')
            union
            select conrelid::regclass::text from pg_constraint where contype = 'f' and confrelid = 'resident.person'::regclass and conrelid <> 'resident.person'::regclass
               and conrelid <> 'resident.merge'::regclass
            """).query(String.class).list());
        assertThat(found).containsAll(moves).allSatisfy(table -> assertThat(moves.contains(table) || stays.containsKey(table)).as(table).isTrue());
        assertThat(stays.keySet()).allSatisfy(table -> assertThat(found).contains(table));
    }

    @Test void 可能重复的人_列得出来() {
        var first = person("张三", "16600008888", null);
        var second = person("张山", "16600008888", null);
        var found = office.get(root + "/people/duplicates").expect(200);
        assertThat(found.at("/0/why")).isEqualTo("电话相同");
        assertThat(found.at("/0/firstId") + "," + found.at("/0/secondId")).isEqualTo(first + "," + second);
    }

    @Test void 车牌不常见_照收_提醒核对() {
        assertThat(office.post(root + "/vehicles", Map.of("plate", "临时一号")).expect(201).at("/isPlateUsual")).isEqualTo("false");
        assertThat(office.post(root + "/vehicles", Map.of("plate", "豫a 12345")).expect(201).at("/vehicle/plate")).isEqualTo("豫A12345");
        assertThat(office.post(root + "/vehicles", Map.of("plate", "豫A·12345")).expect(409).code()).isEqualTo("vehicle-exists");
    }

    @Test void 档案完整率_缺什么列得出来() {
        var owner = person("张三", "16600008888", null);
        assertThat(office.get(root + "/archive/rooms").at("/items/0/percent")).isEqualTo("16");
        hold(owner, "OWNER", "2026-01-01", null).expect(201);
        var archive = office.get(root + "/archive/rooms?missing=ID_NUMBER").expect(200);
        assertThat(archive.at("/items/0/percent")).isEqualTo("50");
        assertThat(office.get(root + "/archive/rooms?missing=PHONE").at("/total")).isEqualTo("0");
        assertThat(office.get(root + "/archive/rooms?room=" + room).at("/items/0/roomId")).isEqualTo(String.valueOf(room));
        assertThat(office.get(root + "/archive/rooms?room=999999999").at("/total")).isEqualTo("0");
        var file = office.upload(root + "/attachments?subject=room:" + room, "房产证.txt", "房产证".getBytes(StandardCharsets.UTF_8)).expect(201).id();
        office.post(root + "/rooms/" + room + "/documents", Map.of("attachmentId", file, "kind", "房产证", "title", "房产证复印件")).expect(201);
        assertThat(office.get(root + "/archive/rooms").at("/items/0/percent")).isEqualTo("66");
        assertThat(office.get(root + "/rooms/" + room).at("/documents/0/title")).isEqualTo("房产证复印件");
    }

    @Test void 导出的住户_号码也遮住() {
        person("张三", "16600008888", NUMBER);
        var sheet = office.get(root + "/people.xlsx").expect(200);
        assertThat(sheet.raw().headers().firstValue("Content-Type").orElse("")).contains("spreadsheetml");
    }

    private long person(String name, String phone, String number) {
        var facts = new HashMap<String, Object>(Map.of("kind", "PERSON", "name", name));
        if (phone != null) facts.put("phone", phone);
        if (number != null) facts.put("idNumber", number);
        return office.post(root + "/people", facts).expect(201).id();
    }

    private Office.Answer hold(long person, String role, String from, String to) {
        var holding = new HashMap<String, Object>(Map.of("personId", person, "role", role, "fromOn", from));
        if (to != null) holding.put("toOn", to);
        return office.post(root + "/rooms/" + room + "/holdings", holding);
    }

    private Office.Answer transfer(String on, long owner) {
        return office.post(root + "/rooms/" + room + "/ownership-transfers", Map.of("on", on, "ownerIds", List.of(owner)));
    }
}

package cn.anju.resident;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.RowArrays;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 档案变更本：逐栏记改前改后，随改档的事务成立。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ChangeBook {

    private static final Map<String, String> FIELDS = Map.ofEntries(Map.entry("name", "姓名"), Map.entry("kind", "类别"), Map.entry("gender", "性别"),
        Map.entry("phone", "电话"), Map.entry("idNumber", "证件号码"), Map.entry("birthOn", "出生日期"), Map.entry("address", "通信地址"), Map.entry("note", "备注"),
        Map.entry("phoneVerifiedOn", "电话核实"), Map.entry("idVerifiedOn", "证件核实"), Map.entry("role", "关系"), Map.entry("fromOn", "起"), Map.entry("toOn", "止"),
        Map.entry("relation", "与业主"), Map.entry("verifiedOn", "核实"), Map.entry("plate", "车牌"), Map.entry("model", "车型"), Map.entry("colour", "颜色"),
        Map.entry("roomCode", "房号"), Map.entry("owner", "车主"), Map.entry("usage", "怎么住"), Map.entry("householdType", "住户类型"), Map.entry("persons", "人数"));
    private static final Map<String, String> WORDS = Map.ofEntries(Map.entry("PERSON", "个人"), Map.entry("COMPANY", "单位"), Map.entry("MALE", "男"),
        Map.entry("FEMALE", "女"), Map.entry("OWNER", "业主"), Map.entry("TENANT", "租户"), Map.entry("FAMILY", "家庭成员"), Map.entry("AGENT", "代理人"),
        Map.entry("SELF_USED", "自住"), Map.entry("RENTED", "出租"), Map.entry("VACANT", "空置"));
    /** What only says who touched it. */
    private static final Set<String> SILENT = Set.of("id", "personId", "roomId", "source", "sourceNote", "recordedAt", "phoneVerifiedBy", "idVerifiedBy", "verifiedBy",
        "phoneNote", "isIdNumberValid", "madeName", "madeAt");

    /** 一栏，改前改后；号码遮住。 */
    record Note(@Nullable Long room, @Nullable Long person, String subject, String field, @Nullable String was, @Nullable String becomes) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    ChangeBook(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** 比一比两份登记，不同的栏各记一行。 @param before and after the same kind of record, personal numbers masked */
    public void compare(long community, @Nullable Long room, @Nullable Long person, String subject, Object before, Object after) {
        var was = texts(before);
        var becomes = texts(after);
        becomes.forEach((field, text) -> {
            if (!SILENT.contains(field) && !Objects.equals(was.get(field), text)) note(community, room, person, subject, FIELDS.getOrDefault(field, field), was.get(field), text);
        });
    }

    /** 记一栏。 */
    public void note(long community, @Nullable Long room, @Nullable Long person, String subject, String field, @Nullable String was, @Nullable String becomes) {
        jdbc.sql("""
            insert into resident.change (community_id, room_id, person_id, subject, field, was, becomes, changed_at, changed_by, changed_name)
            values (:community, :room, :person, :subject, :field, :was, :becomes, :at, :by, :name)
            """).param("community", community).param("room", room).param("person", person).param("subject", subject).param("field", field)
            .param("was", was).param("becomes", becomes).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", CurrentUser.get().id()).param("name", CurrentUser.get().name()).update();
    }

    /** 整批记，一条语句。 */
    void noteAll(long community, List<Note> notes) {
        if (notes.isEmpty()) return;
        jdbc.sql("""
            insert into resident.change (community_id, room_id, person_id, subject, field, was, becomes, changed_at, changed_by, changed_name)
            select :community, n.room, n.person, n.subject, n.field, n.was, n.becomes, :at, :by, :name
              from unnest(:room::bigint[], :person::bigint[], :subject::text[], :field::text[], :was::text[], :becomes::text[])
                   with ordinality as n(room, person, subject, field, was, becomes, place) order by n.place
            """).param("community", community).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", CurrentUser.get().id())
            .param("name", CurrentUser.get().name()).params(RowArrays.of(Note.class, notes)).update();
    }

    private Map<String, @Nullable String> texts(Object record) {
        var texts = new LinkedHashMap<String, @Nullable String>();
        json.valueToTree(record).properties().forEach(each ->
            texts.put(each.getKey(), each.getValue().isNull() ? null : WORDS.getOrDefault(each.getValue().asString(""), each.getValue().asString(each.getValue().toString()))));
        return texts;
    }
}

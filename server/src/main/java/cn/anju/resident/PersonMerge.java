package cn.anju.resident;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.notification.MessageRefusals;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 合并重复的住户：房、车、电话归到一处，能原样拆回。 */
@Service
class PersonMerge {

    /** 可能是同一个人的两条登记。 @param why what agrees */
    record Duplicate(long firstId, String firstName, @Nullable String firstRooms, long secondId, String secondName, @Nullable String secondRooms, String why) {}

    record MergeRow(long id, long keptId, String keptName, long mergedId, String mergedName, OffsetDateTime mergedAt, String mergedBy, @Nullable OffsetDateTime undoneAt) {}

    /** What moved; enough to take it back. @param filled columns of the kept person that were empty before */
    record Moved(List<Long> holdings, List<Long> vehicles, List<Long> contacts, List<Long> addedContacts, List<String> filled,
                 List<Long> reach, List<String> refusals) {
        Moved {
            reach = Objects.requireNonNullElse(reach, List.of());
            refusals = Objects.requireNonNullElse(refusals, List.of());
        }
    }

    private final JdbcClient jdbc;
    private final PersonBook book;
    private final PersonIndex index;
    private final ResidentHistory history;
    private final ChangeBook changes;
    private final MessageRefusals refusals;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    PersonMerge(JdbcClient jdbc, PersonBook book, PersonIndex index, ResidentHistory history, ChangeBook changes, MessageRefusals refusals, AuditTrail audit, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.book = book;
        this.index = index;
        this.history = history;
        this.changes = changes;
        this.refusals = refusals;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** 证件号相同，或电话相同，或姓名相同而有一方什么号码都没有。 */
    @Transactional(readOnly = true)
    List<Duplicate> duplicates(long community) {
        return jdbc.sql("""
            with pair as (
                select a.id first_id, b.id second_id, '证件号相同' why from resident.person a
                  join resident.person b on b.community_id = a.community_id and b.id_number_hash = a.id_number_hash and b.id > a.id
                 where a.community_id = :community and a.merged_into is null and b.merged_into is null
                union all
                select a.id, b.id, '电话相同' from resident.person a
                  join resident.person b on b.community_id = a.community_id and b.phone = a.phone and b.id > a.id
                 where a.community_id = :community and a.merged_into is null and b.merged_into is null
                union all
                select a.id, b.id, '姓名相同，一方没有号码' from resident.person a
                  join resident.person b on b.community_id = a.community_id and b.name = a.name and b.id > a.id
                 where a.community_id = :community and a.merged_into is null and b.merged_into is null
                   and (a.phone is null and a.id_number_hash is null or b.phone is null and b.id_number_hash is null))
            select p.first_id, a.name first_name, %s first_rooms, p.second_id, b.name second_name, %s second_rooms, string_agg(p.why, '、' order by p.why desc) why
              from pair p
              join resident.person a on a.community_id = :community and a.id = p.first_id
              join resident.person b on b.community_id = :community and b.id = p.second_id
             group by p.first_id, a.name, p.second_id, b.name order by p.first_id, p.second_id limit 200
            """.formatted(rooms("p.first_id"), rooms("p.second_id"))).param("community", community).query(Duplicate.class).list();
    }

    /**
     * 合并前先看：会搬什么、补什么，有没有挡着的。
     *
     * @param obstacle why it would be refused; none when it can be done
     */
    record Preview(String keptName, String mergedName, List<String> rooms, List<String> plates, long contacts, boolean fillsPhone, boolean fillsIdNumber, @Nullable String obstacle) {}

    /** 合并前先看，什么也不写。 */
    @Transactional(readOnly = true)
    Preview preview(long community, long kept, long merged) {
        CurrentUser.get().require(community, "resident.merge");
        if (kept == merged) throw Problem.invalid("same-person", "请选两位不同的住户");
        var keptNow = present(community, kept);
        var other = present(community, merged);
        var clash = jdbc.sql("""
            select r.code from resident.holding a
              join resident.holding b on b.community_id = a.community_id and b.room_id = a.room_id and b.role = a.role and b.person_id = :merged
               and daterange(a.from_on, a.to_on, '[]') && daterange(b.from_on, b.to_on, '[]')
              join estate.room r on r.community_id = a.community_id and r.id = a.room_id
             where a.community_id = :community and a.person_id = :kept limit 1
            """).param("community", community).param("kept", kept).param("merged", merged).query(String.class).optional();
        return new Preview(keptNow.facts().name(), other.facts().name(),
            other.holdings().stream().map(holding -> "%s %s".formatted(holding.roomCode(), holding.role().label())).toList(),
            other.vehicles().stream().map(PersonView.Vehicle::plate).toList(),
            other.contacts().size() + (other.facts().phone() != null && keptNow.facts().phone() != null ? 1 : 0),
            keptNow.facts().phone() == null && other.facts().phone() != null, !keptNow.facts().isIdNumberValid() && other.facts().isIdNumberValid(),
            clash.map("两人在 %s 有同样关系、日期重叠的登记，请先结束或删去其中一条"::formatted).orElse(null));
    }

    /** 把另一条并到这一条。 */
    @Transactional
    PersonView merge(long community, long kept, long merged) {
        CurrentUser.get().require(community, "resident.merge");
        if (kept == merged) throw Problem.invalid("same-person", "请选两位不同的住户");
        lock(community, kept, merged);
        var keptBefore = present(community, kept);
        var other = present(community, merged);
        var filled = fill(community, kept, merged);
        var addedContacts = jdbc.sql("""
            insert into resident.contact (community_id, person_id, phone, label)
            select :community, :kept, m.phone, '合并' from resident.person m join resident.person k on k.community_id = m.community_id and k.id = :kept
             where m.community_id = :community and m.id = :merged and m.phone is not null and m.phone is distinct from k.phone
                on conflict (community_id, person_id, phone) do nothing
            returning id
            """).param("community", community).param("kept", kept).param("merged", merged).query(Long.class).list();
        List<Long> holdings;
        try {
            holdings = move("update resident.holding set person_id = :kept where community_id = :community and person_id = :merged returning id", community, kept, merged);
        } catch (DataIntegrityViolationException e) {
            throw Problem.conflict("holding-overlaps", "两人在同一间房有同样关系、日期重叠的登记，请先结束或删去其中一条再合并");
        }
        var vehicles = move("update resident.vehicle set person_id = :kept where community_id = :community and person_id = :merged returning id", community, kept, merged);
        var contacts = move("""
            update resident.contact c set person_id = :kept where c.community_id = :community and c.person_id = :merged
               and not exists (select from resident.contact k where k.community_id = c.community_id and k.person_id = :kept and k.phone = c.phone)
            returning id
            """, community, kept, merged);
        var reach = move("""
            update resident.reach c set person_id = :kept where c.community_id = :community and c.person_id = :merged
               and not exists (select from resident.reach k where k.community_id = c.community_id and k.person_id = :kept and k.channel = c.channel)
            returning id
            """, community, kept, merged);
        var refused = refusals.carry(community, merged, kept);
        jdbc.sql("update resident.person set merged_into = :kept where community_id = :community and id = :merged")
            .param("kept", kept).param("community", community).param("merged", merged).update();
        jdbc.sql("insert into resident.merge (community_id, kept_id, merged_id, moved, merged_at, merged_by) values (:community, :kept, :merged, :moved::jsonb, :now, :by)")
            .param("community", community).param("kept", kept).param("merged", merged)
            .param("moved", json.writeValueAsString(new Moved(holdings, vehicles, contacts, addedContacts, filled, reach, refused)))
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("by", CurrentUser.get().name()).update();
        changes.note(community, null, kept, "住户登记", "合并", "%s 与 %s 两条".formatted(keptBefore.facts().name(), other.facts().name()), "%s 一条".formatted(keptBefore.facts().name()));
        changes.note(community, null, merged, "住户登记", "合并", other.facts().name(), "并入 " + keptBefore.facts().name());
        tell(community, kept, "合并了重复登记 %s（%s）".formatted(other.facts().name(), merged));
        tell(community, merged, "并入 %s（%s）".formatted(keptBefore.facts().name(), kept));
        index.removePerson(community, merged);
        index.refreshPeople(community, List.of(kept));
        index.refreshVehicles(community, vehicles);
        audit.note("合并住户 " + keptBefore.facts().name(), Map.of("kept", keptBefore.facts(), "merged", other.facts()), Map.of("keptId", kept, "mergedId", merged));
        return book.get(community, kept);
    }

    /** 拆回：搬过来的原样搬回去，其后改过的不动。 */
    @Transactional
    PersonView undo(long community, long merge) {
        CurrentUser.get().require(community, "resident.merge");
        record Found(long keptId, long mergedId, String moved, @Nullable OffsetDateTime undoneAt) {}
        var found = jdbc.sql("select kept_id, merged_id, moved, undone_at from resident.merge where community_id = :community and id = :id for update")
            .param("community", community).param("id", merge).query(Found.class).optional()
            .orElseThrow(() -> Problem.notFound("merge-not-found", "没有这次合并"));
        if (found.undoneAt() != null) throw Problem.conflict("merge-undone", "这次合并已经拆回");
        lock(community, found.keptId(), found.mergedId());
        if (book.get(community, found.keptId()).mergedInto() != null) throw Problem.conflict("person-merged", "这位住户后来又并入另一位，请先拆回那一次");
        var moved = json.readValue(found.moved(), Moved.class);
        back("update resident.holding set person_id = :merged where community_id = :community and person_id = :kept and id = any (:ids)", community, found.keptId(), found.mergedId(), moved.holdings());
        back("update resident.vehicle set person_id = :merged where community_id = :community and person_id = :kept and id = any (:ids)", community, found.keptId(), found.mergedId(), moved.vehicles());
        back("update resident.contact set person_id = :merged where community_id = :community and person_id = :kept and id = any (:ids)", community, found.keptId(), found.mergedId(), moved.contacts());
        back("delete from resident.contact where community_id = :community and person_id = :kept and :merged > 0 and id = any (:ids)", community, found.keptId(), found.mergedId(), moved.addedContacts());
        back("update resident.reach set person_id = :merged where community_id = :community and person_id = :kept and id = any (:ids)", community, found.keptId(), found.mergedId(), moved.reach());
        refusals.drop(community, found.keptId(), moved.refusals());
        unfill(community, found.keptId(), found.mergedId(), moved.filled());
        jdbc.sql("update resident.person set merged_into = null where community_id = :community and id = :merged").param("community", community).param("merged", found.mergedId()).update();
        jdbc.sql("update resident.merge set undone_at = :now, undone_by = :by where community_id = :community and id = :id")
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("by", CurrentUser.get().name()).param("community", community).param("id", merge).update();
        for (var person : List.of(found.keptId(), found.mergedId())) changes.note(community, null, person, "住户登记", "合并", "合并成一条", "拆回两条");
        tell(community, found.keptId(), "拆回了合并（%s）".formatted(found.mergedId()));
        tell(community, found.mergedId(), "从 %s 拆回".formatted(found.keptId()));
        index.refreshPeople(community, List.of(found.keptId(), found.mergedId()));
        index.refreshVehicles(community, moved.vehicles());
        audit.note("拆回合并", null, Map.of("keptId", found.keptId(), "mergedId", found.mergedId(), "on", LocalDate.now(clock)));
        return book.get(community, found.mergedId());
    }

    @Transactional(readOnly = true)
    List<MergeRow> merges(long community, long person) {
        return jdbc.sql("""
            select m.id, m.kept_id, k.name kept_name, m.merged_id, g.name merged_name, m.merged_at, m.merged_by, m.undone_at
              from resident.merge m
              join resident.person k on k.community_id = m.community_id and k.id = m.kept_id
              join resident.person g on g.community_id = m.community_id and g.id = m.merged_id
             where m.community_id = :community and (m.kept_id = :person or m.merged_id = :person) order by m.id desc
            """).param("community", community).param("person", person).query(MergeRow.class).list();
    }

    /** Fills what the kept one lacks. @return the columns that were filled */
    private List<String> fill(long community, long kept, long merged) {
        record Lacking(boolean phone, boolean number) {}
        var lacking = jdbc.sql("""
            select k.phone is null and m.phone is not null phone, k.id_number_hash is null and m.id_number_hash is not null number
              from resident.person k join resident.person m on m.community_id = k.community_id and m.id = :merged
             where k.community_id = :community and k.id = :kept
            """).param("community", community).param("kept", kept).param("merged", merged).query(Lacking.class).single();
        if (lacking.phone()) fillFrom("phone = m.phone, phone_verified_on = m.phone_verified_on, phone_verified_by = m.phone_verified_by", community, kept, merged);
        if (lacking.number()) fillFrom("id_number_cipher = m.id_number_cipher, id_number_hash = m.id_number_hash, birth_on = m.birth_on, "
            + "id_verified_on = m.id_verified_on, id_verified_by = m.id_verified_by", community, kept, merged);
        return Stream.of(lacking.phone() ? "phone" : "", lacking.number() ? "number" : "").filter(column -> !column.isEmpty()).toList();
    }

    private void fillFrom(String assignments, long community, long kept, long merged) {
        jdbc.sql("update resident.person k set " + assignments + " from resident.person m where k.community_id = :community and k.id = :kept and m.community_id = :community and m.id = :merged")
            .param("community", community).param("kept", kept).param("merged", merged).update();
    }

    private void unfill(long community, long kept, long merged, List<String> filled) {
        if (filled.contains("phone")) jdbc.sql("""
            update resident.person k set phone = null, phone_verified_on = null, phone_verified_by = null from resident.person m
             where k.community_id = :community and k.id = :kept and m.community_id = :community and m.id = :merged and k.phone = m.phone
            """).param("community", community).param("kept", kept).param("merged", merged).update();
        if (filled.contains("number")) jdbc.sql("""
            update resident.person k set id_number_cipher = null, id_number_hash = null, birth_on = null, id_verified_on = null, id_verified_by = null from resident.person m
             where k.community_id = :community and k.id = :kept and m.community_id = :community and m.id = :merged and k.id_number_hash = m.id_number_hash
            """).param("community", community).param("kept", kept).param("merged", merged).update();
    }

    private List<Long> move(String sql, long community, long kept, long merged) {
        return jdbc.sql(sql).param("community", community).param("kept", kept).param("merged", merged).query(Long.class).list();
    }

    private void back(String sql, long community, long kept, long merged, List<Long> ids) {
        jdbc.sql(sql).param("community", community).param("kept", kept).param("merged", merged).param("ids", ids.toArray(Long[]::new)).update();
    }

    private void lock(long community, long first, long second) {
        jdbc.sql("select id from resident.person where community_id = :community and id in (:first, :second) order by id for update")
            .param("community", community).param("first", first).param("second", second).query(Long.class).list();
    }

    private PersonView present(long community, long id) {
        var person = book.get(community, id);
        if (person.mergedInto() != null) throw Problem.conflict("person-merged", "%s 已经并入另一位", person.facts().name());
        return person;
    }

    private void tell(long community, long person, String text) {
        history.add(community, null, person, "MERGE", text, CurrentUser.get().name());
    }

    private static String rooms(String person) {
        return """
            (select string_agg(r.code, '、' order by r.code) from resident.holding h join estate.room r on r.community_id = h.community_id and r.id = h.room_id
              where h.community_id = :community and h.person_id = %s and h.to_on is null)""".formatted(person);
    }
}

package cn.anju.resident;

import cn.anju.access.AuditTrail;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 人与房的关系：登记、结束、过户。 */
@Service
class HoldingDesk {

    record NewHolding(@NotNull(message = "请选住户") Long personId, @NotNull(message = "请选关系") HoldingRole role,
                      @NotNull(message = "请填起始日期") LocalDate fromOn, @Nullable LocalDate toOn,
                      @Nullable @Size(max = 40) String relation, @Nullable @Size(max = 500) String note) {}

    /** @param verifiedOn the day on which a paper was seen */
    record HoldingEdit(@NotNull(message = "请填起始日期") LocalDate fromOn, @Nullable LocalDate toOn, @Nullable @Size(max = 40) String relation,
                       @Nullable @Size(max = 500) String note, @Nullable LocalDate verifiedOn) {}

    /** @param ownerIds all owners from that day on; who stays is named, too */
    record Transfer(@NotNull(message = "请填过户日期") LocalDate on, @NotEmpty(message = "请选新业主") @Size(max = 20) List<@NotNull Long> ownerIds) {}

    record HoldingRow(long id, long roomId, long personId, String name, HoldingRole role, LocalDate fromOn, @Nullable LocalDate toOn, @Nullable String relation,
                      @Nullable String note, @Nullable LocalDate verifiedOn) {}

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final PersonIndex index;
    private final ResidentHistory history;
    private final ChangeBook changes;
    private final AuditTrail audit;

    HoldingDesk(JdbcClient jdbc, Rooms rooms, PersonIndex index, ResidentHistory history, ChangeBook changes, AuditTrail audit) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.index = index;
        this.history = history;
        this.changes = changes;
        this.audit = audit;
    }

    /** 登记业主、租户、家人或代理人。 */
    @Transactional
    HoldingRow add(long community, long room, NewHolding holding) {
        CurrentUser.get().require(community, "resident.edit");
        var code = rooms.byId(community, room).code();
        checkDates(holding.fromOn(), holding.toOn());
        var person = name(community, holding.personId());
        var id = insert(community, room, holding);
        var made = get(community, id);
        changes.note(community, room, holding.personId(), "人与房", holding.role().label(), null, "%s，%s 起".formatted(person, holding.fromOn()));
        tell(community, room, holding.personId(), "HOLDING_ADDED", "%s 起 %s 为 %s".formatted(holding.fromOn(), person, holding.role().label()));
        audit.note(code + " " + holding.role().label(), null, made);
        return made;
    }

    /** 改起止日期、关系、备注，或记下核实。 */
    @Transactional
    HoldingRow change(long community, long id, HoldingEdit edit) {
        CurrentUser.get().require(community, "resident.edit");
        var before = get(community, id);
        checkDates(edit.fromOn(), edit.toOn());
        try {
            jdbc.sql("""
                update resident.holding
                   set from_on = :from, to_on = :to, relation = :relation, note = :note, verified_on = :verified,
                       verified_by = case when :verified::date is null then null when verified_on = :verified then verified_by else :by end
                 where community_id = :community and id = :id
                """).param("from", edit.fromOn()).param("to", edit.toOn()).param("relation", edit.relation()).param("note", edit.note())
                .param("verified", edit.verifiedOn()).param("by", CurrentUser.get().name()).param("community", community).param("id", id).update();
        } catch (DataIntegrityViolationException e) {
            throw overlaps(before.name());
        }
        var after = get(community, id);
        var text = edit.toOn() != null && before.toOn() == null ? "%s 到 %s 止不再是 %s".formatted(before.name(), edit.toOn(), before.role().label())
            : "修改 %s（%s）的登记".formatted(before.name(), before.role().label());
        changes.compare(community, before.roomId(), before.personId(), "人与房", before, after);
        tell(community, before.roomId(), before.personId(), "HOLDING_CHANGED", text);
        audit.note(rooms.byId(community, before.roomId()).code() + " " + before.role().label(), before, after);
        return after;
    }

    /** 删去登记错的；真的住过、后来搬走的，应填结束日期。 */
    @Transactional
    void remove(long community, long id) {
        CurrentUser.get().require(community, "resident.edit");
        var holding = get(community, id);
        jdbc.sql("delete from resident.holding where community_id = :community and id = :id").param("community", community).param("id", id).update();
        changes.note(community, holding.roomId(), holding.personId(), "人与房", holding.role().label(), "%s，%s 起".formatted(holding.name(), holding.fromOn()), "删去");
        tell(community, holding.roomId(), holding.personId(), "HOLDING_REMOVED", "删去登记错的 %s（%s）".formatted(holding.name(), holding.role().label()));
        audit.note(rooms.byId(community, holding.roomId()).code() + " " + holding.role().label(), holding, null);
    }

    /** 过户：原业主到前一天止，新业主从当天起；留下的不动。 */
    @Transactional
    List<HoldingRow> transfer(long community, long room, Transfer transfer) {
        CurrentUser.get().require(community, "resident.edit");
        var code = rooms.byId(community, room).code();
        var current = ownersWithoutEnd(community, room);
        var leaving = current.stream().filter(holding -> !transfer.ownerIds().contains(holding.personId())).toList();
        var staying = current.stream().map(HoldingRow::personId).toList();
        var coming = transfer.ownerIds().stream().distinct().filter(id -> !staying.contains(id)).toList();
        if (leaving.isEmpty() && coming.isEmpty()) throw Problem.conflict("owners-unchanged", "业主没有变化");
        for (var holding : leaving)
            if (!holding.fromOn().isBefore(transfer.on()))
                throw Problem.invalid("transfer-date-invalid", "过户日期要晚于 %s 的起始日期 %s", holding.name(), holding.fromOn());
        for (var holding : leaving)
            jdbc.sql("update resident.holding set to_on = :on where community_id = :community and id = :id")
                .param("on", transfer.on().minusDays(1)).param("community", community).param("id", holding.id()).update();
        var names = coming.stream().map(id -> name(community, id)).collect(Collectors.joining("、"));
        coming.forEach(id -> insert(community, room, new NewHolding(id, HoldingRole.OWNER, transfer.on(), null, null, null)));
        var before = leaving.stream().map(HoldingRow::name).collect(Collectors.joining("、"));
        history.add(community, room, null, "OWNER_CHANGE", "%s 起过户：%s → %s".formatted(transfer.on(), before.isEmpty() ? "无" : before, names.isEmpty() ? "无" : names),
            CurrentUser.get().name());
        var touched = new ArrayList<>(coming);
        leaving.forEach(holding -> touched.add(holding.personId()));
        index.refreshPeople(community, touched);
        var after = ownersWithoutEnd(community, room);
        changes.note(community, room, null, "人与房", "业主", before.isEmpty() ? null : before, names.isEmpty() ? null : "%s，%s 起".formatted(names, transfer.on()));
        audit.note(code + " 过户", Map.of("owners", current), Map.of("owners", after));
        return after;
    }

    private long insert(long community, long room, NewHolding holding) {
        var person = name(community, holding.personId());
        try {
            return jdbc.sql("""
                insert into resident.holding (community_id, room_id, person_id, role, from_on, to_on, relation, note, source)
                values (:community, :room, :person, :role, :from, :to, :relation, :note, 'HAND') returning id
                """).param("community", community).param("room", room).param("person", holding.personId()).param("role", holding.role().name())
                .param("from", holding.fromOn()).param("to", holding.toOn()).param("relation", holding.relation()).param("note", holding.note())
                .query(Long.class).single();
        } catch (DataIntegrityViolationException e) {
            throw overlaps(person);
        }
    }

    private List<HoldingRow> ownersWithoutEnd(long community, long room) {
        return jdbc.sql(SELECT + " where h.community_id = :community and h.room_id = :room and h.role = 'OWNER' and h.to_on is null order by h.id for update of h")
            .param("community", community).param("room", room).query(HoldingRow.class).list();
    }

    private HoldingRow get(long community, long id) {
        return jdbc.sql(SELECT + " where h.community_id = :community and h.id = :id").param("community", community).param("id", id)
            .query(HoldingRow.class).optional().orElseThrow(() -> Problem.notFound("holding-not-found", "没有这条登记"));
    }

    private String name(long community, long person) {
        return jdbc.sql("select name from resident.person where community_id = :community and id = :id and merged_into is null")
            .param("community", community).param("id", person).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("person-not-found", "没有这位住户"));
    }

    private void tell(long community, long room, long person, String kind, String text) {
        history.add(community, room, person, kind, text, CurrentUser.get().name());
        index.refreshPeople(community, List.of(person));
    }

    private static void checkDates(LocalDate from, @Nullable LocalDate to) {
        if (to != null && to.isBefore(from)) throw Problem.invalid("dates-reversed", "结束日期不能早于起始日期");
    }

    private static Problem overlaps(String name) {
        return Problem.conflict("holding-overlaps", "%s 在这间房已有同样关系、日期重叠的登记", name);
    }

    private static final String SELECT = """
        select h.id, h.room_id, h.person_id, p.name, h.role, h.from_on, h.to_on, h.relation, h.note, h.verified_on
          from resident.holding h join resident.person p on p.community_id = h.community_id and p.id = h.person_id
        """;
}

package cn.anju.estate;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 管家片区：哪些楼栋、单元、楼层段或单间，从哪天到哪天，由谁负责。 */
@Service
class StewardAreas {

    /**
     * 片区的一段范围：整栋，或其中的单元、楼层段，或单独一间。
     *
     * @param entranceId none for the whole building
     * @param floorFrom with {@code floorTo}; none for all floors
     * @param roomId for a single room, then without entrance and floors
     */
    record Part(@NotNull(message = "请选楼栋") Long buildingId, @Nullable Long entranceId, @Nullable Integer floorFrom, @Nullable Integer floorTo,
                @Nullable Long roomId, @NotNull(message = "请填起始日期") LocalDate fromOn, @Nullable LocalDate toOn) {}

    record Assignment(@NotNull(message = "请选管家") Long staffId, @NotNull(message = "请填起始日期") LocalDate fromOn, @Nullable LocalDate toOn) {}

    record AreaFacts(@NotBlank(message = "请填片区名称") @Size(max = 60, message = "片区名称最多 60 字") String name, @Nullable @Size(max = 500) String note,
                     @NotNull @Size(max = 500) List<@Valid @NotNull Part> parts, @NotNull @Size(max = 500) List<@Valid @NotNull Assignment> assignments) {}

    record PartView(Long buildingId, String building, @Nullable Long entranceId, @Nullable String entrance, @Nullable Integer floorFrom, @Nullable Integer floorTo,
                    @Nullable Long roomId, @Nullable String room, LocalDate fromOn, @Nullable LocalDate toOn) {}

    record AssignmentView(long staffId, String steward, LocalDate fromOn, @Nullable LocalDate toOn) {}

    /**
     * @param steward who is responsible today
     * @param rooms how many rooms belong to it today
     */
    record Area(long id, String name, @Nullable String note, @Nullable String steward, long rooms, List<PartView> parts, List<AssignmentView> assignments) {}

    record Candidate(long id, String name) {}

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    StewardAreas(JdbcClient jdbc, Rooms rooms, AuditTrail audit, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<Area> list(long community) {
        record PartRow(long areaId, Long buildingId, String building, @Nullable Long entranceId, @Nullable String entrance, @Nullable Integer floorFrom,
                       @Nullable Integer floorTo, @Nullable Long roomId, @Nullable String room, LocalDate fromOn, @Nullable LocalDate toOn) {}
        record AssignmentRow(long areaId, long staffId, String steward, LocalDate fromOn, @Nullable LocalDate toOn) {}
        var parts = jdbc.sql("""
            select p.area_id, p.building_id, b.code building, p.entrance_id, e.code entrance, p.floor_from, p.floor_to, p.room_id, r.code room, p.from_on, p.to_on
              from estate.steward_area_part p
              join estate.building b on b.community_id = p.community_id and b.id = p.building_id
              left join estate.entrance e on e.community_id = p.community_id and e.id = p.entrance_id
              left join estate.room r on r.community_id = p.community_id and r.id = p.room_id
             where p.community_id = :community order by b.code, e.code, p.floor_from, r.code, p.from_on
            """).param("community", community).query(PartRow.class).stream().collect(Collectors.groupingBy(PartRow::areaId, Collectors.mapping(
                row -> new PartView(row.buildingId(), row.building(), row.entranceId(), row.entrance(), row.floorFrom(), row.floorTo(), row.roomId(), row.room(),
                    row.fromOn(), row.toOn()), Collectors.toList())));
        var assignments = jdbc.sql("""
            select s.area_id, s.staff_id, t.name steward, s.from_on, s.to_on
              from estate.steward_assignment s join access.staff t on t.id = s.staff_id
             where s.community_id = :community order by s.from_on desc
            """).param("community", community).query(AssignmentRow.class).stream().collect(Collectors.groupingBy(AssignmentRow::areaId, Collectors.mapping(
                row -> new AssignmentView(row.staffId(), row.steward(), row.fromOn(), row.toOn()), Collectors.toList())));
        return jdbc.sql("""
            select a.id, a.name, a.note, t.name steward, coalesce(c.rooms, 0) rooms
              from estate.steward_area a
              left join (select area_id, count(*) rooms from estate.steward_area_rooms(:community, :today) group by area_id) c on c.area_id = a.id
              left join estate.steward_assignment s on s.community_id = a.community_id and s.area_id = a.id
                                                   and s.from_on <= :today and (s.to_on is null or s.to_on >= :today)
              left join access.staff t on t.id = s.staff_id
             where a.community_id = :community order by a.name
            """).param("community", community).param("today", LocalDate.now(clock))
            .query((row, i) -> new Area(row.getLong("id"), row.getString("name"), row.getString("note"), row.getString("steward"), row.getLong("rooms"),
                parts.getOrDefault(row.getLong("id"), List.of()), assignments.getOrDefault(row.getLong("id"), List.of()))).list();
    }

    /** 可以当管家的人：在职的员工，按姓名。 */
    @Transactional(readOnly = true)
    List<Candidate> candidates() {
        return jdbc.sql("select id, name from access.staff where is_active order by name collate \"C\", id").query(Candidate.class).list();
    }

    /** 建片区。 */
    @Transactional
    Area add(long community, AreaFacts facts) {
        CurrentUser.get().require(community, "estate.edit");
        long id;
        try {
            id = jdbc.sql("insert into estate.steward_area (community_id, name, note) values (:community, :name, :note) returning id")
                .param("community", community).param("name", facts.name().strip()).param("note", facts.note()).query(Long.class).single();
        } catch (DuplicateKeyException e) {
            throw nameTaken(facts);
        }
        return written(community, id, facts, null, "[]");
    }

    /** 改片区；范围和管家按日期整个重写，历史日期照旧列着。 */
    @Transactional
    Area change(long community, long id, AreaFacts facts) {
        CurrentUser.get().require(community, "estate.edit");
        var before = get(community, id);
        try {
            jdbc.sql("update estate.steward_area set name = :name, note = :note where community_id = :community and id = :id")
                .param("name", facts.name().strip()).param("note", facts.note()).param("community", community).param("id", id).update();
        } catch (DuplicateKeyException e) {
            throw nameTaken(facts);
        }
        var earlier = assigned(community, id);
        clear(community, id);
        return written(community, id, facts, before, earlier);
    }

    @Transactional
    void remove(long community, long id) {
        CurrentUser.get().require(community, "estate.edit");
        var area = get(community, id);
        clear(community, id);
        jdbc.sql("delete from estate.steward_area where community_id = :community and id = :id").param("community", community).param("id", id).update();
        audit.note("片区 " + area.name(), area, null);
    }

    /** Who was assigned by whom and when, as JSON: rewriting an area does not make them anew. */
    private String assigned(long community, long id) {
        return jdbc.sql("""
            select coalesce(jsonb_agg(jsonb_build_object('staffId', staff_id, 'fromOn', from_on, 'toOn', to_on, 'madeBy', made_by, 'madeName', made_name, 'madeAt', made_at)), '[]')::text
              from estate.steward_assignment where community_id = :community and area_id = :id and made_at is not null
            """).param("community", community).param("id", id).query(String.class).single();
    }

    private Area written(long community, long id, AreaFacts facts, @Nullable Area before, String earlier) {
        checkDates(facts);
        checkParts(community, facts);
        try {
            jdbc.sql("""
                insert into estate.steward_area_part (community_id, area_id, building_id, entrance_id, floor_from, floor_to, room_id, from_on, to_on)
                select :community, :id, p."buildingId", p."entranceId", p."floorFrom", p."floorTo", p."roomId", p."fromOn", p."toOn"
                  from jsonb_to_recordset(:parts::jsonb)
                       as p ("buildingId" bigint, "entranceId" bigint, "floorFrom" int, "floorTo" int, "roomId" bigint, "fromOn" date, "toOn" date)
                """).param("community", community).param("id", id).param("parts", json.writeValueAsString(facts.parts())).update();
            jdbc.sql("""
                insert into estate.steward_assignment (community_id, area_id, staff_id, from_on, to_on, made_by, made_name, made_at)
                select :community, :id, a."staffId", a."fromOn", a."toOn", coalesce(o."madeBy", :by), coalesce(o."madeName", :name), coalesce(o."madeAt", :at)
                  from jsonb_to_recordset(:assignments::jsonb) as a ("staffId" bigint, "fromOn" date, "toOn" date)
                  left join jsonb_to_recordset(:earlier::jsonb) as o ("staffId" bigint, "fromOn" date, "toOn" date, "madeBy" bigint, "madeName" text, "madeAt" timestamptz)
                    on o."staffId" = a."staffId" and o."fromOn" = a."fromOn" and o."toOn" is not distinct from a."toOn"
                """).param("community", community).param("id", id).param("assignments", json.writeValueAsString(facts.assignments())).param("earlier", earlier)
                .param("by", CurrentUser.get().id()).param("name", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        } catch (DataIntegrityViolationException e) {
            throw Problem.conflict("steward-area-overlaps", "同样的范围（楼栋、单元、楼层段、单间）同时只能属于一个片区，一个片区同时只能有一位管家；请核对日期、范围和管家");
        }
        var after = get(community, id);
        audit.note("片区 " + after.name(), before, after);
        return after;
    }

    private void clear(long community, long id) {
        jdbc.sql("delete from estate.steward_area_part where community_id = :community and area_id = :id").param("community", community).param("id", id).update();
        jdbc.sql("delete from estate.steward_assignment where community_id = :community and area_id = :id").param("community", community).param("id", id).update();
    }

    private static void checkDates(AreaFacts facts) {
        var isReversed = facts.parts().stream().anyMatch(part -> part.toOn() != null && part.toOn().isBefore(part.fromOn()))
            || facts.assignments().stream().anyMatch(assignment -> assignment.toOn() != null && assignment.toOn().isBefore(assignment.fromOn()));
        if (isReversed) throw Problem.invalid("dates-reversed", "结束日期不能早于起始日期");
    }

    private void checkParts(long community, AreaFacts facts) {
        for (var part : facts.parts()) {
            if ((part.floorFrom() == null) != (part.floorTo() == null) || part.floorFrom() != null && part.floorTo() != null && part.floorFrom() > part.floorTo())
                throw Problem.invalid("floors-invalid", "楼层段请填从低到高的两个楼层，如 1 到 9");
            if (part.roomId() == null) continue;
            if (part.entranceId() != null || part.floorFrom() != null) throw Problem.invalid("part-too-narrow", "选了单间，就不再选单元和楼层");
            if (rooms.byId(community, part.roomId()).buildingId() != part.buildingId())
                throw Problem.invalid("room-not-in-building", "这间房不在所选的楼栋里");
        }
    }

    private Area get(long community, long id) {
        return list(community).stream().filter(area -> area.id() == id).findFirst()
            .orElseThrow(() -> Problem.notFound("steward-area-not-found", "没有这个片区"));
    }

    private static Problem nameTaken(AreaFacts facts) {
        return Problem.conflict("steward-area-exists", "已有叫「%s」的片区", facts.name().strip());
    }
}

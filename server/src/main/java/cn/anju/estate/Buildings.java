package cn.anju.estate;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** 楼栋和单元的登记；改了楼栋或单元的编号，房号跟着改。 */
@Service
class Buildings {

    /** 一路管线：给水、排水、强电、燃气、供暖、消防、弱电 …… 走在哪里，阀门在哪里。 */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pipeline(@NotBlank(message = "请填管线种类") @Size(max = 40) String kind, @Nullable @Size(max = 200) String route,
                    @Nullable @Size(max = 200) String valveAt, @Nullable @Size(max = 500) String note) {}

    record BuildingFacts(@NotBlank(message = "请填楼栋编号") @Size(max = 40, message = "楼栋编号最多 40 字") String code, @Nullable @Size(max = 60) String name,
                         @Nullable @Size(max = 60) String structure, @Nullable @Min(1) Integer floorsAbove, @Nullable @Min(0) Integer floorsBelow,
                         @Nullable LocalDate completedOn, @Nullable @Size(max = 200) String address,
                         @NotNull @Size(max = 50) List<@Valid @NotNull Pipeline> pipelines, @Nullable @Size(max = 2000) String note) {}

    record EntranceFacts(@NotBlank(message = "请填单元编号") @Size(max = 40, message = "单元编号最多 40 字") String code,
                         @Nullable @Min(0) Integer lifts, @Nullable @Size(max = 500) String note) {}

    record Entrance(long id, String code, @Nullable Integer lifts, @Nullable String note, long rooms) {}

    record Building(long id, BuildingFacts facts, List<Entrance> entrances, long rooms) {}

    private final JdbcClient jdbc;
    private final RoomIndex index;
    private final AuditTrail audit;
    private final JsonMapper json;

    Buildings(JdbcClient jdbc, RoomIndex index, AuditTrail audit, JsonMapper json) {
        this.jdbc = jdbc;
        this.index = index;
        this.audit = audit;
        this.json = json;
    }

    @Transactional(readOnly = true)
    Building get(long community, long id) {
        var entrances = jdbc.sql("""
            select e.id, e.code, e.lifts, e.note, (select count(*) from estate.room r where r.community_id = e.community_id and r.entrance_id = e.id) rooms
              from estate.entrance e where e.community_id = :community and e.building_id = :id order by e.code
            """).param("community", community).param("id", id).query(Entrance.class).list();
        return jdbc.sql("""
            select b.*, (select count(*) from estate.room r where r.community_id = b.community_id and r.building_id = b.id) rooms
              from estate.building b where b.community_id = :community and b.id = :id
            """).param("community", community).param("id", id)
            .query((row, i) -> new Building(id, new BuildingFacts(row.getString("code"), row.getString("name"), row.getString("structure"),
                row.getObject("floors_above", Integer.class), row.getObject("floors_below", Integer.class),
                row.getObject("completed_on", LocalDate.class), row.getString("address"),
                json.readValue(row.getString("pipelines"), new TypeReference<List<Pipeline>>() {}), row.getString("note")), entrances, row.getLong("rooms")))
            .optional().orElseThrow(() -> Problem.notFound("building-not-found", "没有这栋楼"));
    }

    /** 建楼。 */
    @Transactional
    Building add(long community, BuildingFacts facts) {
        CurrentUser.get().require(community, "estate.edit");
        try {
            var id = jdbc.sql("""
                insert into estate.building (community_id, code, name, structure, floors_above, floors_below, completed_on, address, pipelines, note)
                values (:community, :code, :name, :structure, :above, :below, :completed, :address, :pipelines::jsonb, :note) returning id
                """).params(parameters(community, facts)).query(Long.class).single();
            var made = get(community, id);
            audit.note(made.facts().code() + " 栋", null, made);
            return made;
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("building-exists", "已有 %s 栋", RoomCode.building(facts.code()));
        }
    }

    /** 改楼；编号变了，房号一起变。 */
    @Transactional
    Building change(long community, long id, BuildingFacts facts) {
        CurrentUser.get().require(community, "estate.edit");
        var before = get(community, id);
        try {
            jdbc.sql("""
                update estate.building
                   set code = :code, name = :name, structure = :structure, floors_above = :above, floors_below = :below,
                       completed_on = :completed, address = :address, pipelines = :pipelines::jsonb, note = :note
                 where community_id = :community and id = :id
                """).params(parameters(community, facts)).param("id", id).update();
            recode(community, id);
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("building-exists", "已有 %s 栋，或改后房号会重复", RoomCode.building(facts.code()));
        }
        var after = get(community, id);
        audit.note(after.facts().code() + " 栋", before, after);
        return after;
    }

    @Transactional
    void remove(long community, long id) {
        CurrentUser.get().require(community, "estate.edit");
        var building = get(community, id);
        if (building.rooms() > 0 || !building.entrances().isEmpty())
            throw Problem.conflict("building-in-use", "%s 栋还有单元或房屋，不能删除", building.facts().code());
        jdbc.sql("delete from estate.building where community_id = :community and id = :id").param("community", community).param("id", id).update();
        audit.note(building.facts().code() + " 栋", building, null);
    }

    @Transactional
    Building addEntrance(long community, long building, EntranceFacts facts) {
        CurrentUser.get().require(community, "estate.edit");
        get(community, building);
        try {
            jdbc.sql("insert into estate.entrance (community_id, building_id, code, lifts, note) values (:community, :building, :code, :lifts, :note)")
                .param("community", community).param("building", building).param("code", entranceCode(facts)).param("lifts", facts.lifts())
                .param("note", facts.note()).update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("entrance-exists", "已有 %s 单元", entranceCode(facts));
        }
        var after = get(community, building);
        audit.note(after.facts().code() + " 栋 " + entranceCode(facts) + " 单元", null, facts);
        return after;
    }

    /** 改单元；编号变了，房号一起变。 */
    @Transactional
    Building changeEntrance(long community, long building, long entrance, EntranceFacts facts) {
        CurrentUser.get().require(community, "estate.edit");
        var before = entrance(get(community, building), entrance);
        try {
            jdbc.sql("update estate.entrance set code = :code, lifts = :lifts, note = :note where community_id = :community and building_id = :building and id = :entrance")
                .param("code", entranceCode(facts)).param("lifts", facts.lifts()).param("note", facts.note())
                .param("community", community).param("building", building).param("entrance", entrance).update();
            recode(community, building);
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("entrance-exists", "已有 %s 单元，或改后房号会重复", entranceCode(facts));
        }
        var after = get(community, building);
        audit.note(after.facts().code() + " 栋 " + entranceCode(facts) + " 单元", before, entrance(after, entrance));
        return after;
    }

    @Transactional
    void removeEntrance(long community, long building, long entrance) {
        CurrentUser.get().require(community, "estate.edit");
        var known = entrance(get(community, building), entrance);
        if (known.rooms() > 0) throw Problem.conflict("entrance-in-use", "%s 单元还有房屋，不能删除", known.code());
        jdbc.sql("delete from estate.entrance where community_id = :community and id = :entrance")
            .param("community", community).param("entrance", entrance).update();
        audit.note(known.code() + " 单元", known, null);
    }

    /** The code of a room repeats those of its building and entrance: one statement keeps them together. */
    private void recode(long community, long building) {
        var moved = jdbc.sql("""
            update estate.room r
               set code = c.code
              from (select r.id, concat_ws('-', b.code, e.code, r.number) code
                      from estate.room r
                      join estate.building b on b.community_id = r.community_id and b.id = r.building_id
                      left join estate.entrance e on e.community_id = r.community_id and e.id = r.entrance_id
                     where r.community_id = :community and r.building_id = :building) c
             where r.community_id = :community and r.id = c.id and r.code <> c.code collate "C"
            returning r.id
            """).param("community", community).param("building", building).query(Long.class).list();
        if (!moved.isEmpty()) index.refresh(community, moved);
    }

    private Map<String, @Nullable Object> parameters(long community, BuildingFacts facts) {
        var code = RoomCode.building(facts.code());
        if (code.isEmpty()) throw Problem.invalid("building-missing", "请填楼栋编号");
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("code", code);
        parameters.put("name", facts.name());
        parameters.put("structure", facts.structure());
        parameters.put("above", facts.floorsAbove());
        parameters.put("below", facts.floorsBelow());
        parameters.put("completed", facts.completedOn());
        parameters.put("address", facts.address());
        parameters.put("pipelines", json.writeValueAsString(facts.pipelines()));
        parameters.put("note", facts.note());
        return parameters;
    }

    private static String entranceCode(EntranceFacts facts) {
        var code = RoomCode.entrance(facts.code());
        if (code.isEmpty()) throw Problem.invalid("entrance-missing", "请填单元编号");
        return code;
    }

    private static Entrance entrance(Building building, long id) {
        return building.entrances().stream().filter(entrance -> entrance.id() == id).findFirst()
            .orElseThrow(() -> Problem.notFound("entrance-not-found", "这栋楼没有这个单元"));
    }
}

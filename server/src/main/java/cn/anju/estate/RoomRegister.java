package cn.anju.estate;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 房屋的登记：建房、改房、删房，一间也好，成千上万间也好，都走这里，改动都留痕。 */
@Service
public class RoomRegister {

    /** 要改的一间。 */
    public record Edit(long id, RoomFacts facts) {}

    private record ChangeRow(long roomId, String field, @Nullable String before, @Nullable String after) {}

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final RoomIndex index;
    private final JsonMapper json;
    private final Clock clock;

    RoomRegister(JdbcClient jdbc, Rooms rooms, RoomIndex index, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.index = index;
        this.json = json;
        this.clock = clock;
    }

    /**
     * 建房；还没有的楼栋和单元一并建好。
     *
     * @param facts tidied, each code once
     * @param reason where they come from, e.g. 导入业主名册
     * @return code → id of the new rooms
     * @throws Problem 409 {@code room-exists}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Long> add(long community, List<RoomFacts> facts, String reason) {
        if (facts.isEmpty()) return Map.of();
        var rows = json.writeValueAsString(facts.stream().map(Row::of).toList());
        addPlaces(community, rows);
        record Made(String code, long id) {}
        Map<String, Long> made;
        try {
            made = jdbc.sql("""
                insert into estate.room (community_id, building_id, entrance_id, code, number, floor, kind, gross_area, net_area, status, handover_on, layout, note)
                select :community, b.id, e.id, n.code, n.number, n.floor, n.kind, n.gross_area, n.net_area, n.status, n.handover_on, n.layout, n.note
                  from jsonb_to_recordset(:rows::jsonb) as n %s
                  join estate.building b on b.community_id = :community and b.code = n.building
                  left join estate.entrance e on e.community_id = :community and e.building_id = b.id and e.code = n.entrance
                 order by n.code collate "C"
                returning code, id
                """.formatted(COLUMNS)).param("community", community).param("rows", rows)
                .query(Made.class).stream().collect(Collectors.toMap(Made::code, Made::id));
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("room-exists", "这些房号里有已经登记过的，请刷新后再试");
        }
        note(community, made.entrySet().stream().map(room -> new ChangeRow(room.getValue(), "建档", null, room.getKey())).toList(), reason);
        index.add(community, facts, made);
        return made;
    }

    /**
     * 改房；只有不同的才写，每处不同留一行。
     *
     * @param edits tidied
     * @return how many rooms differed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int change(long community, List<Edit> edits, String reason) {
        if (edits.isEmpty()) return 0;
        var known = rooms.byIds(community, edits.stream().map(Edit::id).toList()).stream().collect(Collectors.toMap(Room::id, room -> room));
        var changes = new ArrayList<ChangeRow>();
        var different = new ArrayList<Row>();
        for (var edit : edits) {
            var room = known.get(edit.id());
            if (room == null) throw Problem.notFound("room-not-found", "没有这间房");
            var found = edit.facts().changesFrom(room);
            if (found.isEmpty()) continue;
            different.add(Row.of(edit.facts()).withId(edit.id()));
            found.forEach(change -> changes.add(new ChangeRow(edit.id(), change.field(), change.before(), change.after())));
        }
        if (different.isEmpty()) return 0;
        var rows = json.writeValueAsString(different);
        addPlaces(community, rows);
        try {
            jdbc.sql("""
                update estate.room r
                   set building_id = b.id, entrance_id = e.id, code = n.code, number = n.number, floor = n.floor, kind = n.kind,
                       gross_area = n.gross_area, net_area = n.net_area, status = n.status, handover_on = n.handover_on,
                       layout = n.layout, note = n.note
                  from jsonb_to_recordset(:rows::jsonb) as n %s
                  join estate.building b on b.community_id = :community and b.code = n.building
                  left join estate.entrance e on e.community_id = :community and e.building_id = b.id and e.code = n.entrance
                 where r.community_id = :community and r.id = n.id
                """.formatted(COLUMNS)).param("community", community).param("rows", rows).update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("room-exists", "这个房号已经登记过了");
        }
        note(community, changes, reason);
        index.refresh(community, different.stream().map(Row::id).toList());
        return different.size();
    }

    /** 删去误建的房；已经有人、有账、有表的删不了。 @throws Problem 409 {@code room-in-use} */
    @Transactional(propagation = Propagation.MANDATORY)
    void remove(long community, long id) {
        var room = rooms.byId(community, id);
        try {
            jdbc.sql("delete from estate.room where community_id = :community and id = :id").param("community", community).param("id", id).update();
        } catch (DataIntegrityViolationException e) {
            throw Problem.conflict("room-in-use", "%s 已经有住户、资料或账目，不能删除", room.code());
        }
        note(community, List.of(new ChangeRow(id, "删除", room.code(), null)), "误建");
        index.remove(community, id);
    }

    /** 撤销导入以后：复原的房留一行记录，搜索跟上。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void undone(long community, Collection<Long> removed, Collection<Long> restored, String reason) {
        note(community, restored.stream().map(id -> new ChangeRow(id, "复原", null, null)).toList(), reason);
        index.refresh(community, restored);
        index.removeAll(community, removed);
    }

    private void addPlaces(long community, String rows) {
        jdbc.sql("""
            insert into estate.building (community_id, code)
            select distinct :community::bigint, n.building from jsonb_to_recordset(:rows::jsonb) as n (building text) order by 2
                on conflict (community_id, code) do nothing
            """).param("community", community).param("rows", rows).update();
        jdbc.sql("""
            insert into estate.entrance (community_id, building_id, code)
            select distinct b.community_id, b.id, n.entrance
              from jsonb_to_recordset(:rows::jsonb) as n (building text, entrance text)
              join estate.building b on b.community_id = :community and b.code = n.building
             where n.entrance is not null
             order by 2, 3
                on conflict (community_id, building_id, code) do nothing
            """).param("community", community).param("rows", rows).update();
    }

    private void note(long community, Collection<ChangeRow> changes, String reason) {
        jdbc.sql("""
            insert into estate.room_change (community_id, room_id, changed_at, changed_by, field, before, after, reason)
            select :community, n."roomId", :at, :by, n.field, n.before, n.after, :reason
              from jsonb_to_recordset(:rows::jsonb) as n ("roomId" bigint, field text, before text, after text)
            """).param("community", community).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", CurrentUser.get().name()).param("reason", reason).param("rows", json.writeValueAsString(changes)).update();
    }

    private static final String COLUMNS = """
        (id bigint, building text collate "C", entrance text collate "C", code text, number text, floor int, kind text,
         gross_area numeric(12,4), net_area numeric(12,4), status text, handover_on date, layout text, note text)
        """;

    /** One element of the JSON that carries the rooms into SQL. */
    private record Row(@Nullable Long id, String building, @Nullable String entrance, String code, String number, @Nullable Integer floor,
                       RoomKind kind, String gross_area, @Nullable String net_area, RoomStatus status, @Nullable String handover_on,
                       @Nullable String layout, @Nullable String note) {

        static Row of(RoomFacts facts) {
            return new Row(null, facts.building(), facts.entrance(), facts.code(), facts.number(), facts.floor(), facts.kind(),
                facts.grossArea().toPlainString(), facts.netArea() == null ? null : facts.netArea().toPlainString(), facts.status(),
                facts.handoverOn() == null ? null : facts.handoverOn().toString(), facts.layout(), facts.note());
        }

        Row withId(long other) {
            return new Row(other, building, entrance, code, number, floor, kind, gross_area, net_area, status, handover_on, layout, note);
        }
    }
}

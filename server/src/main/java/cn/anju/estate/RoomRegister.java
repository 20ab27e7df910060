package cn.anju.estate;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.kernel.RowArrays;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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

/** 房屋的登记：建房、改房、删房，一间也好，成千上万间也好，都走这里，改动都留痕。 */
@Service
public class RoomRegister {

    /** 要改的一间。 */
    public record Edit(long id, RoomFacts facts) {}

    private record Place(String building, @Nullable String entrance) {}

    private record PlaceIds(long building, @Nullable Long entrance) {}

    private record ChangeRow(long roomId, String field, @Nullable String before, @Nullable String after) {}

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final RoomIndex index;
    private final Clock clock;

    RoomRegister(JdbcClient jdbc, Rooms rooms, RoomIndex index, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.index = index;
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
        var places = places(community, facts);
        var rows = facts.stream().map(room -> Row.of(0, room, places)).toList();
        record Made(String code, long id) {}
        Map<String, Long> made;
        try {
            made = jdbc.sql("""
                insert into estate.room (community_id, building_id, entrance_id, code, number, floor, kind, gross_area, net_area, status, handover_on, layout, note)
                select :community, n.building_id, n.entrance_id, n.code, n.number, n.floor, n.kind, n.gross_area::numeric, n.net_area::numeric, n.status,
                       n.handover_on::date, n.layout, n.note
                """ + FROM_ROWS + """
                 order by n.code collate "C"
                returning code, id
                """).param("community", community).params(RowArrays.of(Row.class, rows))
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
        var different = new ArrayList<Edit>();
        for (var edit : edits) {
            var room = known.get(edit.id());
            if (room == null) throw Problem.notFound("room-not-found", "没有这间房");
            var found = edit.facts().changesFrom(room);
            if (found.isEmpty()) continue;
            different.add(edit);
            found.forEach(change -> changes.add(new ChangeRow(edit.id(), change.field(), change.before(), change.after())));
        }
        if (different.isEmpty()) return 0;
        var places = places(community, different.stream().map(Edit::facts).toList());
        var rows = different.stream().map(edit -> Row.of(edit.id(), edit.facts(), places)).toList();
        try {
            jdbc.sql("""
                update estate.room r
                   set building_id = n.building_id, entrance_id = n.entrance_id, code = n.code, number = n.number, floor = n.floor, kind = n.kind,
                       gross_area = n.gross_area::numeric, net_area = n.net_area::numeric, status = n.status, handover_on = n.handover_on::date,
                       layout = n.layout, note = n.note
                """ + FROM_ROWS + """
                 where r.community_id = :community and r.id = n.id
                """).param("community", community).params(RowArrays.of(Row.class, rows)).update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("room-exists", "这个房号已经登记过了");
        }
        note(community, changes, reason);
        index.refresh(community, different.stream().map(Edit::id).toList());
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

    /** 楼栋和单元，还没有的建好。Looked up here, once for each: a join under row-level security is only as fast as the planner's guess. */
    private Map<Place, PlaceIds> places(long community, List<RoomFacts> facts) {
        var wanted = facts.stream().map(room -> new Place(room.building(), room.entrance())).distinct().toList();
        jdbc.sql("""
            insert into estate.building (community_id, code)
            select distinct :community::bigint, n.building from unnest(:buildings::text[]) as n(building) order by 2
                on conflict (community_id, code) do nothing
            """).param("community", community).param("buildings", wanted.stream().map(Place::building).toArray(String[]::new)).update();
        jdbc.sql("""
            insert into estate.entrance (community_id, building_id, code)
            select b.community_id, b.id, n.entrance
              from unnest(:buildings::text[], :entrances::text[]) as n(building, entrance)
              join estate.building b on b.community_id = :community and b.code = n.building
             where n.entrance is not null
             order by 2, 3
                on conflict (community_id, building_id, code) do nothing
            """).param("community", community).param("buildings", wanted.stream().map(Place::building).toArray(String[]::new))
            .param("entrances", wanted.stream().map(Place::entrance).toArray(String[]::new)).update();
        var places = new HashMap<Place, PlaceIds>();
        jdbc.sql("""
            select b.code, e.code, b.id, e.id from estate.building b
              left join estate.entrance e on e.community_id = b.community_id and e.building_id = b.id
             where b.community_id = :community
            """).param("community", community).query(row -> {
                places.put(new Place(row.getString(1), null), new PlaceIds(row.getLong(3), null));
                places.put(new Place(row.getString(1), row.getString(2)), new PlaceIds(row.getLong(3), row.getObject(4, Long.class)));
            });
        return places;
    }

    private void note(long community, Collection<ChangeRow> changes, String reason) {
        jdbc.sql("""
            insert into estate.room_change (community_id, room_id, changed_at, changed_by, field, before, after, reason)
            select :community, n.room_id, :at, :by, n.field, n.before, n.after, :reason
              from unnest(:roomId::bigint[], :field::text[], :before::text[], :after::text[]) as n(room_id, field, before, after)
            """).param("community", community).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", CurrentUser.get().name()).param("reason", reason).params(RowArrays.of(ChangeRow.class, List.copyOf(changes))).update();
    }

    private static final String FROM_ROWS = """

                  from unnest(:id::bigint[], :building::bigint[], :entrance::bigint[], :code::text[], :number::text[], :floor::int[], :kind::text[],
                              :grossArea::text[], :netArea::text[], :status::text[], :handoverOn::text[], :layout::text[], :note::text[])
                       as n(id, building_id, entrance_id, code, number, floor, kind, gross_area, net_area, status, handover_on, layout, note)
        """;

    /** One room on its way into SQL. */
    private record Row(long id, long building, @Nullable Long entrance, String code, String number, @Nullable Integer floor, RoomKind kind,
                       BigDecimal grossArea, @Nullable BigDecimal netArea, RoomStatus status, @Nullable LocalDate handoverOn,
                       @Nullable String layout, @Nullable String note) {

        static Row of(long id, RoomFacts facts, Map<Place, PlaceIds> places) {
            var place = places.get(new Place(facts.building(), facts.entrance()));
            return new Row(id, place.building(), place.entrance(), facts.code(), facts.number(), facts.floor(), facts.kind(), facts.grossArea(),
                facts.netArea(), facts.status(), facts.handoverOn(), facts.layout(), facts.note());
        }
    }
}

package cn.anju.estate;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 房态图：一栋楼按单元和楼层铺开。 */
@Component
@Transactional(readOnly = true)
class BuildingChart {

    /** A row of the list of buildings. */
    record BuildingRow(long id, String code, @Nullable String name, @Nullable String structure, @Nullable Integer floorsAbove,
                       @Nullable Integer floorsBelow, long entrances, long rooms, long handedOver, long vacant, BigDecimal grossArea) {}

    record Cell(long roomId, String code, String number, RoomKind kind, BigDecimal grossArea, RoomStatus status, @Nullable LocalDate handoverOn,
                boolean isHandedOver) {}

    /** @param floor none for rooms whose floor is not known */
    record Floor(@Nullable Integer floor, List<Cell> rooms) {}

    /** @param code empty for rooms of the building without an entrance */
    record EntranceChart(String code, List<Floor> floors) {}

    /** @param statuses how many rooms there are of each status, for the legend */
    record Chart(long buildingId, String code, @Nullable String name, List<EntranceChart> entrances, Map<RoomStatus, Long> statuses,
                 long handedOver, long rooms) {}

    private final JdbcClient jdbc;
    private final Buildings buildings;
    private final Clock clock;

    BuildingChart(JdbcClient jdbc, Buildings buildings, Clock clock) {
        this.jdbc = jdbc;
        this.buildings = buildings;
        this.clock = clock;
    }

    List<BuildingRow> list(long community) {
        return jdbc.sql("""
            select b.id, b.code, b.name, b.structure, b.floors_above, b.floors_below,
                   (select count(*) from estate.entrance e where e.community_id = b.community_id and e.building_id = b.id) entrances,
                   count(r.id) rooms, count(r.id) filter (where r.handover_on <= :today) handed_over,
                   count(r.id) filter (where r.status = 'VACANT') vacant, trim_scale(coalesce(sum(r.gross_area), 0)) gross_area
              from estate.building b
              left join estate.room r on r.community_id = b.community_id and r.building_id = b.id
             where b.community_id = :community
             group by b.community_id, b.id
             order by case when b.code ~ '^[0-9]{1,9}$' then b.code::int end, b.code
            """).param("community", community).param("today", LocalDate.now(clock)).query(BuildingRow.class).list();
    }

    Chart of(long community, long building) {
        var facts = buildings.get(community, building).facts();
        var rooms = jdbc.sql(Rooms.SELECT + " where r.community_id = :community and r.building_id = :building order by length(r.number), r.number")
            .param("community", community).param("building", building).query(Room.class).list();
        return chart(building, facts.code(), facts.name(), rooms);
    }

    /** Every building at once, for the overview. */
    List<Chart> all(long community) {
        var byBuilding = jdbc.sql(Rooms.SELECT + " where r.community_id = :community order by length(r.number), r.number")
            .param("community", community).query(Room.class).stream().collect(Collectors.groupingBy(Room::buildingId));
        return list(community).stream()
            .map(building -> chart(building.id(), building.code(), building.name(), byBuilding.getOrDefault(building.id(), List.of()))).toList();
    }

    private Chart chart(long building, String code, @Nullable String name, List<Room> rooms) {
        var byEntrance = rooms.stream().collect(Collectors.groupingBy(room -> room.entrance() == null ? "" : room.entrance(),
            () -> new TreeMap<>(Comparator.comparing(String::length).thenComparing(text -> text)), Collectors.toList()));
        var entrances = byEntrance.entrySet().stream().map(entry -> new EntranceChart(entry.getKey(), floors(entry.getValue()))).toList();
        var statuses = rooms.stream().collect(Collectors.groupingBy(Room::status, TreeMap::new, Collectors.counting()));
        return new Chart(building, code, name, entrances, statuses, rooms.stream().filter(this::isHandedOver).count(), rooms.size());
    }

    private List<Floor> floors(List<Room> rooms) {
        return rooms.stream().map(Room::floor).distinct()
            .sorted(Comparator.nullsLast(Comparator.<Integer>reverseOrder()))
            .map(floor -> new Floor(floor, rooms.stream().filter(room -> Objects.equals(room.floor(), floor)).map(this::cell).toList()))
            .toList();
    }

    private Cell cell(Room room) {
        return new Cell(room.id(), room.code(), room.number(), room.kind(), room.grossArea(), room.status(), room.handoverOn(), isHandedOver(room));
    }

    private boolean isHandedOver(Room room) {
        return room.handoverOn() != null && !room.handoverOn().isAfter(LocalDate.now(clock));
    }
}

package cn.anju.billing;

import cn.anju.kernel.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * 几栋楼、几间房，从一个标准的适用范围里拿出来，或添进去。
 *
 * @param inBuildings room → its building, of every room of the community
 */
record Places(Set<Long> buildings, Set<Long> rooms, List<Long> allBuildings, Map<Long, Long> inBuildings, String text) {

    private static final int NAMED = 5;

    /** @throws Problem 404 {@code assignment-unknown} when one of them is not of this community */
    static Places of(JdbcClient jdbc, long community, List<Long> buildings, List<Long> rooms) {
        var known = new TreeMap<Long, String>();
        jdbc.sql("select id, code from estate.building where community_id = :community order by id").param("community", community)
            .query(row -> { known.put(row.getLong(1), row.getString(2)); });
        var inBuildings = new TreeMap<Long, Long>();
        var codes = new TreeMap<Long, String>();
        jdbc.sql("select id, building_id, code from estate.room where community_id = :community order by id").param("community", community)
            .query(row -> {
                inBuildings.put(row.getLong(1), row.getLong(2));
                codes.put(row.getLong(1), row.getString(3));
            });
        if (!known.keySet().containsAll(buildings) || !codes.keySet().containsAll(rooms))
            throw Problem.notFound("assignment-unknown", "有楼栋或房屋不在本小区");
        var names = new ArrayList<String>();
        buildings.stream().distinct().forEach(building -> names.add(known.get(building) + " 栋"));
        rooms.stream().distinct().forEach(room -> names.add(codes.get(room)));
        var text = names.stream().limit(NAMED).collect(Collectors.joining("、")) + (names.size() > NAMED ? " 等 " + names.size() + " 处" : "");
        return new Places(Set.copyOf(buildings), Set.copyOf(rooms), List.copyOf(known.keySet()), inBuildings, text);
    }

    /** @return null when none of them was in it; empty when nothing is left */
    Tariffs.@Nullable Limits takenFrom(Tariffs.Limits limits) {
        var before = limits.isEmpty() ? new HashSet<>(allBuildings) : new HashSet<>(limits.buildings());
        var after = new HashSet<>(before);
        after.removeAll(buildings);
        rooms.forEach(room -> after.remove(inBuildings.get(room)));
        var left = new HashSet<>(limits.rooms());
        inBuildings.forEach((room, building) -> {
            if (before.contains(building) && !after.contains(building)) left.add(room);
        });
        left.removeIf(room -> rooms.contains(room) || buildings.contains(inBuildings.get(room)));
        if (after.equals(before) && left.equals(Set.copyOf(limits.rooms()))) return null;
        return new Tariffs.Limits(after.stream().sorted().toList(), left.stream().sorted().toList());
    }

    /** @return null when all of them were in it already */
    Tariffs.@Nullable Limits addedTo(Tariffs.Limits limits) {
        if (limits.isEmpty()) return null;
        var after = new HashSet<>(limits.buildings());
        after.addAll(buildings);
        var more = new HashSet<>(limits.rooms());
        more.addAll(rooms);
        more.removeIf(room -> !limits.rooms().contains(room) && after.contains(inBuildings.get(room)));
        if (after.size() == Set.copyOf(limits.buildings()).size() && more.size() == Set.copyOf(limits.rooms()).size()) return null;
        return new Tariffs.Limits(after.stream().sorted().toList(), more.stream().sorted().toList());
    }
}

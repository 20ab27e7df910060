package cn.anju.billing.calculation;

import java.util.Set;

/**
 * 收费标准用在哪些房屋上：按房屋类型，还可以只限几栋楼或几间房。
 *
 * @param buildings building codes; with {@code rooms} empty as well: all of them
 * @param rooms single rooms, beside those of the buildings
 */
public record Assignment(Set<String> roomKinds, Set<String> buildings, Set<Long> rooms) {

    public Assignment {
        roomKinds = Set.copyOf(roomKinds);
        buildings = Set.copyOf(buildings);
        rooms = Set.copyOf(rooms);
    }

    /** 某些类型的全部房屋。 */
    public static Assignment ofKinds(Set<String> roomKinds) {
        return new Assignment(roomKinds, Set.of(), Set.of());
    }

    /** 用不用在这间房上。 */
    public boolean includes(RoomFacts room) {
        if (!roomKinds.contains(room.kind())) return false;
        return buildings.isEmpty() && rooms.isEmpty() || buildings.contains(room.building()) || rooms.contains(room.id());
    }
}

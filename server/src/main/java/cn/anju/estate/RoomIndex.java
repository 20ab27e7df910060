package cn.anju.estate;

import cn.anju.search.SearchEntry;
import cn.anju.search.SearchIndex;
import cn.anju.search.SearchKind;
import cn.anju.search.SearchTerm;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** 房屋在搜索里的登记。 */
@Component
class RoomIndex {

    private final Rooms rooms;
    private final SearchIndex search;

    RoomIndex(Rooms rooms, SearchIndex search) {
        this.rooms = rooms;
        this.search = search;
    }

    void refresh(long community, Collection<Long> ids) {
        search.putAll(community, rooms.byIds(community, ids).stream().map(RoomIndex::entry).toList());
    }

    /** Rooms just made, without reading them back. @param ids code → id */
    void add(long community, Collection<RoomFacts> rooms, Map<String, Long> ids) {
        search.putAll(community, rooms.stream().map(room -> entry(ids.get(room.code()), room.code(), room.kind(), room.grossArea(), room.status())).toList());
    }

    void remove(long community, long id) {
        search.remove(community, SearchKind.ROOM, id);
    }

    void removeAll(long community, Collection<Long> ids) {
        search.removeAll(community, SearchKind.ROOM, ids);
    }

    private static SearchEntry entry(Room room) {
        return entry(room.id(), room.code(), room.kind(), room.grossArea(), room.status());
    }

    private static SearchEntry entry(long id, String code, RoomKind kind, BigDecimal grossArea, RoomStatus status) {
        var subtitle = "%s %s㎡ · %s".formatted(kind.label(), grossArea.stripTrailingZeros().toPlainString(), status.label());
        return new SearchEntry(SearchKind.ROOM, id, code, subtitle, "rooms/" + id, SearchTerm.room(code));
    }
}

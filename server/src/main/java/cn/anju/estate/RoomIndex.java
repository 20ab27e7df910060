package cn.anju.estate;

import cn.anju.search.SearchEntry;
import cn.anju.search.SearchIndex;
import cn.anju.search.SearchKind;
import cn.anju.search.SearchTerm;
import java.util.Collection;
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

    void remove(long community, long id) {
        search.remove(community, SearchKind.ROOM, id);
    }

    void removeAll(long community, Collection<Long> ids) {
        search.removeAll(community, SearchKind.ROOM, ids);
    }

    private static SearchEntry entry(Room room) {
        var subtitle = "%s %s㎡ · %s".formatted(room.kind().label(), room.grossArea().stripTrailingZeros().toPlainString(), room.status().label());
        return new SearchEntry(SearchKind.ROOM, room.id(), room.code(), subtitle, "rooms/" + room.id(), SearchTerm.room(room.code()));
    }
}

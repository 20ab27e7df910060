package cn.anju.resident;

import cn.anju.access.Masked;
import cn.anju.estate.Room;
import cn.anju.estate.RoomDocuments;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Needs;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** 房屋页：这间房、住的人、车、资料；账、表、收款由各自的接口补上。 */
@RestController
class RoomPage {

    /** @param phone masked */
    record RoomPerson(long holdingId, long personId, String name, PersonKind kind, HoldingRole role, @Nullable String phone, LocalDate fromOn,
                      @Nullable LocalDate toOn, @Nullable String relation, @Nullable String note, String source, @Nullable LocalDate verifiedOn) {}

    /** @param otherRooms codes of the other rooms and parking spaces of today's owners */
    record Story(Room room, List<RoomPerson> people, List<PersonView.Vehicle> vehicles, List<Room> otherRooms, List<RoomDocuments.Document> documents) {}

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final PersonBook book;
    private final Holdings holdings;
    private final RoomDocuments documents;
    private final Clock clock;

    RoomPage(JdbcClient jdbc, Rooms rooms, PersonBook book, Holdings holdings, RoomDocuments documents, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.book = book;
        this.holdings = holdings;
        this.documents = documents;
        this.clock = clock;
    }

    /** People and vehicles are shown to those who may see residents; the room itself to all who may see rooms. */
    @GetMapping("/api/communities/{community}/rooms/{room}")
    @Needs("estate.read")
    @Transactional(readOnly = true)
    public Story story(@PathVariable long community, @PathVariable long room) {
        var known = rooms.byId(community, room);
        if (!CurrentUser.get().may(community, "resident.read"))
            return new Story(known, List.of(), List.of(), List.of(), documents.of(community, room));
        var others = rooms.byIds(community, holdings.otherRoomsOfOwners(community, room, LocalDate.now(clock)));
        return new Story(known, people(community, room), book.vehiclesOfRoom(community, room), others, documents.of(community, room));
    }

    private List<RoomPerson> people(long community, long room) {
        return jdbc.sql("""
            select h.id holding_id, p.id person_id, p.name, p.kind, h.role, p.phone, h.from_on, h.to_on, h.relation, h.note, h.source, h.verified_on
              from resident.holding h join resident.person p on p.community_id = h.community_id and p.id = h.person_id
             where h.community_id = :community and h.room_id = :room
             order by h.to_on desc nulls first, array_position(array['OWNER', 'TENANT', 'FAMILY', 'AGENT'], h.role::text), h.id
            """).param("community", community).param("room", room).query(RoomPerson.class).stream()
            .map(person -> new RoomPerson(person.holdingId(), person.personId(), person.name(), person.kind(), person.role(), Masked.phone(person.phone()),
                person.fromOn(), person.toOn(), person.relation(), person.note(), person.source(), person.verifiedOn())).toList();
    }
}

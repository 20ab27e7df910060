package cn.anju.resident;

import cn.anju.access.PersonalData;
import cn.anju.estate.Communities;
import cn.anju.estate.Room;
import cn.anju.estate.Rooms;
import cn.anju.resident.RosterState.KnownHolding;
import cn.anju.resident.RosterState.KnownPerson;
import cn.anju.resident.RosterState.KnownVehicle;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 导入之前读一遍小区里已有的，每张表一次。 */
@Component
class RosterReader {

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final Communities communities;
    private final PersonalData personalData;
    private final Clock clock;

    RosterReader(JdbcClient jdbc, Rooms rooms, Communities communities, PersonalData personalData, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.communities = communities;
        this.personalData = personalData;
        this.clock = clock;
    }

    RosterState read(long community) {
        return new RosterState(rooms.all(community).stream().collect(Collectors.toMap(Room::code, room -> room)), people(community),
            owners(community), ownedUntil(community), vehicles(community), communities.booksStart(community), LocalDate.now(clock));
    }

    private List<KnownPerson> people(long community) {
        record Contact(long personId, String phone) {}
        var contacts = jdbc.sql("select person_id, phone from resident.contact where community_id = :community order by id").param("community", community)
            .query(Contact.class).stream().collect(Collectors.groupingBy(Contact::personId, Collectors.mapping(Contact::phone, Collectors.toList())));
        return jdbc.sql("""
            select id, name, kind, gender, phone, phone_note, phone_verified_on is not null phone_verified, encode(id_number_hash, 'hex') id_hash,
                   case when id_number_hash is null then id_number_cipher end id_note, id_verified_on is not null id_verified
              from resident.person where community_id = :community and merged_into is null order by id
            """).param("community", community)
            .query((row, i) -> new KnownPerson(row.getLong("id"), row.getString("name"), row.getString("kind").equals("COMPANY"), row.getString("gender"), row.getString("phone"),
                row.getString("phone_note"), row.getBoolean("phone_verified"), contacts.getOrDefault(row.getLong("id"), List.of()),
                row.getString("id_hash"), plain(row.getBytes("id_note")), row.getBoolean("id_verified"))).list();
    }

    private Map<Long, List<KnownHolding>> owners(long community) {
        return jdbc.sql("select id, room_id, person_id, from_on from resident.holding where community_id = :community and role = 'OWNER' and to_on is null order by id")
            .param("community", community).query(KnownHolding.class).stream().collect(Collectors.groupingBy(KnownHolding::roomId));
    }

    private Map<Long, LocalDate> ownedUntil(long community) {
        var until = new HashMap<Long, LocalDate>();
        jdbc.sql("select room_id, max(to_on) from resident.holding where community_id = :community and role = 'OWNER' and to_on is not null group by room_id")
            .param("community", community).query(row -> { until.put(row.getLong(1), row.getObject(2, LocalDate.class)); });
        return until;
    }

    private Map<String, KnownVehicle> vehicles(long community) {
        return jdbc.sql("select plate, person_id from resident.vehicle where community_id = :community").param("community", community)
            .query(KnownVehicle.class).stream().collect(Collectors.toMap(KnownVehicle::plate, vehicle -> vehicle));
    }

    private @Nullable String plain(byte @Nullable [] sealed) {
        return sealed == null ? null : personalData.decrypt(sealed);
    }
}

package cn.anju.resident;

import cn.anju.access.Masked;
import cn.anju.search.SearchEntry;
import cn.anju.search.SearchIndex;
import cn.anju.search.SearchKind;
import cn.anju.search.SearchTerm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 住户和车辆在搜索里的登记。 */
@Component
class PersonIndex {

    private record PersonRow(long id, String name, @Nullable String phone, @Nullable String contacts, @Nullable String rooms) {}

    private record VehicleRow(long id, String plate, @Nullable String name, @Nullable String room, @Nullable Long roomId, @Nullable Long personId) {}

    private final JdbcClient jdbc;
    private final SearchIndex search;

    PersonIndex(JdbcClient jdbc, SearchIndex search) {
        this.jdbc = jdbc;
        this.search = search;
    }

    void refreshPeople(long community, Collection<Long> ids) {
        if (ids.isEmpty()) return;
        var rows = jdbc.sql("""
            select p.id, p.name, p.phone, c.contacts, h.rooms
              from resident.person p
              left join (select person_id, string_agg(phone, ' ' order by id) contacts
                           from resident.contact where community_id = :community and person_id = any (:ids) group by person_id) c on c.person_id = p.id
              left join (select h.person_id, string_agg(distinct r.code, ' ') rooms
                           from resident.holding h
                           join estate.room r on r.community_id = h.community_id and r.id = h.room_id
                          where h.community_id = :community and h.person_id = any (:ids) and h.to_on is null group by h.person_id) h on h.person_id = p.id
             where p.community_id = :community and p.id = any (:ids) and p.merged_into is null
            """).param("community", community).param("ids", ids.toArray(Long[]::new)).query(PersonRow.class).list();
        search.putAll(community, rows.stream().map(PersonIndex::entry).toList());
    }

    void removePerson(long community, long id) {
        search.remove(community, SearchKind.PERSON, id);
    }

    void refreshVehicles(long community, Collection<Long> ids) {
        if (ids.isEmpty()) return;
        var rows = jdbc.sql("""
            select v.id, v.plate, p.name, r.code room, v.room_id, v.person_id
              from resident.vehicle v
              left join resident.person p on p.community_id = v.community_id and p.id = v.person_id
              left join estate.room r on r.community_id = v.community_id and r.id = v.room_id
             where v.community_id = :community and v.id = any (:ids)
            """).param("community", community).param("ids", ids.toArray(Long[]::new)).query(VehicleRow.class).list();
        search.putAll(community, rows.stream().map(PersonIndex::entry).toList());
    }

    void removeVehicle(long community, long id) {
        search.remove(community, SearchKind.VEHICLE, id);
    }

    private static SearchEntry entry(PersonRow person) {
        var phones = Stream.concat(Stream.ofNullable(person.phone()),
            person.contacts() == null ? Stream.of() : Stream.of(person.contacts().split(" "))).distinct().toList();
        var terms = new ArrayList<>(SearchTerm.name(person.name()));
        phones.forEach(phone -> terms.addAll(SearchTerm.phone(phone)));
        var subtitle = joined(List.of(person.rooms() == null ? "" : person.rooms(), phones.isEmpty() ? "" : Masked.phone(phones.getFirst())));
        return new SearchEntry(SearchKind.PERSON, person.id(), person.name(), subtitle, "people/" + person.id(), terms);
    }

    private static SearchEntry entry(VehicleRow vehicle) {
        var subtitle = joined(List.of(vehicle.name() == null ? "" : vehicle.name(), vehicle.room() == null ? "" : vehicle.room()));
        var link = vehicle.roomId() != null ? "rooms/" + vehicle.roomId() : vehicle.personId() != null ? "people/" + vehicle.personId() : "vehicles";
        return new SearchEntry(SearchKind.VEHICLE, vehicle.id(), vehicle.plate(), subtitle, link, SearchTerm.plate(vehicle.plate()));
    }

    private static String joined(List<String> parts) {
        return String.join(" · ", parts.stream().filter(part -> !part.isEmpty()).toList());
    }
}

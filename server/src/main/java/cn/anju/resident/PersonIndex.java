package cn.anju.resident;

import cn.anju.access.Masked;
import cn.anju.search.SearchEntry;
import cn.anju.search.SearchIndex;
import cn.anju.search.SearchKind;
import cn.anju.search.SearchTerm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 住户和车辆在搜索里的登记。 */
@Component
class PersonIndex {

    private record PersonRow(long id, String name, @Nullable String phone) {}

    private record VehicleRow(long id, String plate, @Nullable String name, @Nullable String room, @Nullable Long roomId, @Nullable Long personId) {}

    private final JdbcClient jdbc;
    private final SearchIndex search;

    PersonIndex(JdbcClient jdbc, SearchIndex search) {
        this.jdbc = jdbc;
        this.search = search;
    }

    /** Three plain reads instead of one join: right after a big import the planner knows nothing about these tables. */
    void refreshPeople(long community, Collection<Long> ids) {
        if (ids.isEmpty()) return;
        var people = ids.toArray(Long[]::new);
        var contacts = texts("select person_id, phone from resident.contact where community_id = :community and person_id = any (:ids) order by id",
            community, people);
        var rooms = texts("""
            select h.person_id, r.code
              from resident.holding h join estate.room r on r.community_id = h.community_id and r.id = h.room_id
             where h.community_id = :community and h.person_id = any (:ids) and h.to_on is null order by r.code
            """, community, people);
        search.putAll(community, jdbc.sql("""
            select id, name, phone from resident.person
             where community_id = :community and id = any (:ids) and merged_into is null
            """).param("community", community).param("ids", people).query(PersonRow.class).stream()
            .map(person -> entry(person, contacts.getOrDefault(person.id(), List.of()), rooms.getOrDefault(person.id(), List.of()))).toList());
    }

    private Map<Long, List<String>> texts(String sql, long community, Long[] people) {
        record Text(long personId, String text) {}
        return jdbc.sql(sql).param("community", community).param("ids", people).query((row, i) -> new Text(row.getLong(1), row.getString(2))).stream()
            .collect(Collectors.groupingBy(Text::personId, Collectors.mapping(Text::text, Collectors.toList())));
    }

    void removePerson(long community, long id) {
        search.remove(community, SearchKind.PERSON, id);
    }

    void removePeople(long community, Collection<Long> ids) {
        search.removeAll(community, SearchKind.PERSON, ids);
    }

    void removeVehicles(long community, Collection<Long> ids) {
        search.removeAll(community, SearchKind.VEHICLE, ids);
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

    private static SearchEntry entry(PersonRow person, List<String> contacts, List<String> rooms) {
        var phones = Stream.concat(Stream.ofNullable(person.phone()), contacts.stream()).distinct().toList();
        var terms = new ArrayList<>(SearchTerm.name(person.name()));
        phones.forEach(phone -> terms.addAll(SearchTerm.phone(phone)));
        var subtitle = joined(List.of(String.join(" ", rooms.stream().distinct().limit(8).toList()), phones.isEmpty() ? "" : Masked.phone(phones.getFirst())));
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

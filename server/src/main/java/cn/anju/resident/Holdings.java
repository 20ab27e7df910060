package cn.anju.resident;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 谁持有哪间房：供别的模块查问。 */
@Component
@Transactional(readOnly = true)
public class Holdings {

    /** 某日的一位业主。 */
    public record Owner(long roomId, long personId, String name) {}

    private final JdbcClient jdbc;

    Holdings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 这间房某日的业主，先登记的在前。 */
    public List<Owner> owners(long community, long room, LocalDate on) {
        return owners(community, List.of(room), on).getOrDefault(room, List.of());
    }

    /** Room → its owners on that day; rooms without an owner are left out. */
    public Map<Long, List<Owner>> owners(long community, Collection<Long> rooms, LocalDate on) {
        return jdbc.sql("""
            select h.room_id, p.id person_id, p.name
              from resident.holding h
              join resident.person p on p.community_id = h.community_id and p.id = h.person_id
             where h.community_id = :community and h.room_id = any (:rooms) and h.role = 'OWNER'
               and h.from_on <= :on and (h.to_on is null or h.to_on >= :on)
             order by h.id
            """).param("community", community).param("rooms", rooms.toArray(Long[]::new)).param("on", on)
            .query(Owner.class).stream().collect(Collectors.groupingBy(Owner::roomId));
    }

    /** 同一业主在本小区的其他房屋和车位（某日），不含这间本身，按房号。 */
    public List<Long> otherRoomsOfOwners(long community, long room, LocalDate on) {
        return jdbc.sql("""
            select r.id
              from estate.room r
             where r.community_id = :community and r.id <> :room
               and r.id in (select other.room_id
                              from resident.holding own
                              join resident.holding other on other.community_id = own.community_id and other.person_id = own.person_id
                             where own.community_id = :community and own.room_id = :room and own.role = 'OWNER' and other.role = 'OWNER'
                               and own.from_on <= :on and (own.to_on is null or own.to_on >= :on)
                               and other.from_on <= :on and (other.to_on is null or other.to_on >= :on))
             order by r.code
            """).param("community", community).param("room", room).param("on", on).query(Long.class).list();
    }
}

package cn.anju.servicedesk.incident;

import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 牵连到的房屋，和住在里面、该告诉的人。 */
@Component
@Transactional(readOnly = true)
class AffectedRooms {

    /** @param people how many live there that have a number to be told at */
    record Affected(long roomId, String roomCode, long people) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    AffectedRooms(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * 这张工单照这个范围牵连到的房屋；立管是同一单元里房号末两位相同的各层。
     *
     * @throws Problem 400 {@code reach-unknown} when the ticket's place does not say where that is
     */
    List<Long> of(long community, long ticket, Reach reach, @Nullable Collection<Long> chosen) {
        if (reach == Reach.ROOMS) return chosen(community, chosen == null ? List.of() : chosen);
        var rooms = jdbc.sql("""
            select other.id
              from servicedesk.ticket t
              left join estate.room own on own.community_id = t.community_id and own.id = t.room_id
              left join estate.common_area area on area.community_id = t.community_id and area.id = t.common_area_id
              join estate.room other on other.community_id = t.community_id and other.building_id = coalesce(own.building_id, area.building_id)
             where t.community_id = :community and t.id = :ticket and other.kind <> 'PARKING'
               and (:reach = 'BUILDING' or own.entrance_id is not distinct from other.entrance_id and own.id is not null)
               and (:reach <> 'RISER' or right(own.number, 2) = right(other.number, 2))
             order by other.id
            """).param("community", community).param("ticket", ticket).param("reach", reach.name()).query(Long.class).list();
        if (rooms.isEmpty()) throw Problem.invalid("reach-unknown", "从这张工单的地点看不出%s有哪些房屋，请点选房屋", reach.label);
        return rooms;
    }

    List<Affected> counted(long community, Collection<Long> rooms) {
        return jdbc.sql("""
            select r.id room_id, r.code room_code, count(distinct h.person_id) filter (where p.phone is not null) people
              from estate.room r
              left join resident.holding h on h.community_id = r.community_id and h.room_id = r.id and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)
              left join resident.person p on p.community_id = h.community_id and p.id = h.person_id
             where r.community_id = :community and r.id = any (:rooms) group by r.id, r.code order by r.code
            """).param("community", community).param("rooms", rooms.toArray(Long[]::new)).param("today", LocalDate.now(clock)).query(Affected.class).list();
    }

    private List<Long> chosen(long community, Collection<Long> rooms) {
        var found = jdbc.sql("select id from estate.room where community_id = :community and id = any (:rooms) order by id").param("community", community)
            .param("rooms", rooms.toArray(Long[]::new)).query(Long.class).list();
        if (found.isEmpty() || found.size() != rooms.stream().distinct().count()) throw Problem.invalid("rooms-missing", "请点选牵连到的房屋");
        return found;
    }
}

package cn.anju.servicedesk.ticket;

import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 在哪里：房屋、公共区域，或用话说清；这间房的管家是谁。 */
@Component
class Places {

    private final JdbcClient jdbc;
    private final Clock clock;

    Places(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws Problem 400 {@code ticket-place} unless there is exactly one; 404 {@code room-not-found}, {@code area-not-found} */
    void check(long community, NewTicket ticket) {
        if (Stream.of(ticket.roomId(), ticket.commonAreaId(), text(ticket.place())).filter(each -> each != null).count() != 1)
            throw Problem.invalid("ticket-place", "请选房屋、公共区域，或写明地点、设备，填一样");
        if (ticket.roomId() != null && isMissing("estate.room", community, ticket.roomId())) throw Problem.notFound("room-not-found", "没有这间房");
        if (ticket.commonAreaId() != null && isMissing("estate.common_area", community, ticket.commonAreaId()))
            throw Problem.notFound("area-not-found", "没有这处公共区域");
    }

    /** 今天管这间房的管家。 */
    Optional<Long> steward(long community, long room) {
        return jdbc.sql("""
            select g.staff_id from estate.steward_area_rooms(:community, :today) part
              join estate.steward_assignment g on g.community_id = :community and g.area_id = part.area_id
                                              and g.from_on <= :today and (g.to_on is null or g.to_on >= :today)
             where part.room_id = :room limit 1
            """).param("community", community).param("today", LocalDate.now(clock)).param("room", room).query(Long.class).optional();
    }

    /** What was typed without its blanks; nothing when there is nothing else. */
    static @Nullable String text(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    private boolean isMissing(String table, long community, long id) {
        return !jdbc.sql("select exists (select from " + table + " where community_id = :community and id = :id)")
            .param("community", community).param("id", id).query(Boolean.class).single();
    }
}

package cn.anju.collection.debt;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 哪间房归哪个片区、由哪位管家管。 */
@Component
@Transactional(readOnly = true)
public class Stewards {

    /** From a room {@code r} of {@code :community} to its steward area {@code a} on {@code :asOf}. */
    public static final String AREA_JOIN = """
        left join estate.steward_area_rooms(:community, :asOf) part on part.room_id = r.id
        left join estate.steward_area a on a.community_id = r.community_id and a.id = part.area_id
        """;

    /** From the area {@code a} to its steward's account {@code w} on {@code :asOf}. */
    public static final String STEWARD_JOIN = """
        left join estate.steward_assignment g on g.community_id = a.community_id and g.area_id = a.id
              and g.from_on <= :asOf and (g.to_on is null or g.to_on >= :asOf)
        left join access.staff w on w.id = g.staff_id
        """;

    /** 一间房归谁管；没有划片区的两样都空。 */
    public record Charge(long roomId, @Nullable Long areaId, @Nullable Long stewardId) {}

    private final JdbcClient jdbc;

    Stewards(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Room → who is in charge of it on that day. */
    public Map<Long, Charge> of(long community, Collection<Long> rooms, LocalDate on) {
        return jdbc.sql("select r.id room_id, a.id area_id, w.id steward_id from estate.room r " + AREA_JOIN + STEWARD_JOIN
                + " where r.community_id = :community and r.id = any (:rooms)")
            .param("community", community).param("asOf", on).param("rooms", rooms.toArray(Long[]::new))
            .query(Charge.class).stream().collect(Collectors.toMap(Charge::roomId, charge -> charge));
    }
}

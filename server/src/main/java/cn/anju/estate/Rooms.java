package cn.anju.estate;

import cn.anju.kernel.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 房屋：供别的模块查问。 */
@Component
@Transactional(readOnly = true)
public class Rooms {

    private final JdbcClient jdbc;

    Rooms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem 404 {@code room-not-found} */
    public Room byId(long community, long id) {
        return jdbc.sql(SELECT + " where r.community_id = :community and r.id = :id")
            .param("community", community).param("id", id).query(Room.class).optional()
            .orElseThrow(() -> Problem.notFound("room-not-found", "没有这间房"));
    }

    /** By the normal code; see {@link RoomCode#normalize}. */
    public Optional<Room> byCode(long community, String code) {
        return jdbc.sql(SELECT + " where r.community_id = :community and r.code = :code")
            .param("community", community).param("code", code).query(Room.class).optional();
    }

    /** All rooms of the community in code order. */
    public List<Room> all(long community) {
        return jdbc.sql(SELECT + " where r.community_id = :community order by r.code")
            .param("community", community).query(Room.class).list();
    }

    public List<Room> byIds(long community, Collection<Long> ids) {
        return jdbc.sql(SELECT + " where r.community_id = :community and r.id = any (:ids) order by r.code")
            .param("community", community).param("ids", ids.toArray(Long[]::new)).query(Room.class).list();
    }

    /** Code → id of every room. */
    public Map<String, Long> idsByCode(long community) {
        record Pair(String code, long id) {}
        return jdbc.sql("select code, id from estate.room where community_id = :community")
            .param("community", community).query(Pair.class).stream().collect(Collectors.toMap(Pair::code, Pair::id));
    }

    static final String SELECT = """
        select r.id, r.code, r.building_id, b.code building, r.entrance_id, e.code entrance, r.number, r.floor, r.kind,
               trim_scale(r.gross_area) gross_area, trim_scale(r.net_area) net_area, r.status, r.handover_on, r.layout, r.note
          from estate.room r
          join estate.building b on b.community_id = r.community_id and b.id = r.building_id
          left join estate.entrance e on e.community_id = r.community_id and e.id = r.entrance_id
        """;
}

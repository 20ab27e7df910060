package cn.anju.resident.household;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 管家只看自己片区的（代理的、也在内）；有全片区权限的看全部。 */
@Component
class OwnAreas {

    /** Joined to the rooms {@code r} of a query; its values are those of {@link #values}. */
    static final String ROOMS = """

        left join estate.steward_area_rooms(:community, :today) part on part.room_id = r.id
        left join estate.steward_area area on area.community_id = r.community_id and area.id = part.area_id
        left join estate.steward_assignment duty on duty.community_id = r.community_id and duty.area_id = part.area_id
              and duty.from_on <= :today and (duty.to_on is null or duty.to_on >= :today)
        left join access.staff steward on steward.id = duty.staff_id
        """;
    static final String MINE = " and (:everywhere or duty.staff_id in (:me, :absent)) and (:area::bigint is null or part.area_id = :area) ";

    private final JdbcClient jdbc;
    private final Clock clock;

    OwnAreas(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Map<String, @Nullable Object> values(long community, @Nullable Long area) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>();
        values.put("community", community);
        values.put("today", LocalDate.now(clock));
        values.put("me", user.id());
        values.put("absent", user.deputyFor() == null ? user.id() : user.deputyFor());
        values.put("everywhere", user.may(community, "resident.every-area"));
        values.put("area", area);
        return values;
    }

    /** @throws Problem 404 {@code room-not-found}; 403 {@code not-your-area} */
    void require(long community, long room) {
        var user = CurrentUser.get();
        user.require(community, "resident.care");
        var isMine = jdbc.sql("select :everywhere or duty.staff_id in (:me, :absent) from estate.room r" + ROOMS + " where r.community_id = :community and r.id = :room")
            .params(values(community, null)).param("room", room).query(Boolean.class).list();
        if (isMine.isEmpty()) throw Problem.notFound("room-not-found", "没有这间房");
        if (!Boolean.TRUE.equals(isMine.getFirst())) throw Problem.forbidden("not-your-area", "这间房不在您的片区，请找管它的管家或主管");
    }
}

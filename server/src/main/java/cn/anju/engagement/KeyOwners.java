package cn.anju.engagement;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 重点业主：为什么重点、走哪条专门的路、谁联络。 */
@Service
class KeyOwners {

    /** @param channel how he reaches the office past the counter, and the office him */
    record NewKeyOwner(@NotBlank(message = "请填房号") String roomCode, @NotBlank(message = "请写为什么列为重点") @Size(max = 200, message = "最多 200 字") String why,
                       @NotBlank(message = "请写专门的沟通渠道") @Size(max = 100, message = "最多 100 字") String channel, @NotNull(message = "请选谁联络") Long staffId) {}

    record Ending(@NotBlank(message = "请写为什么不再是重点") @Size(max = 200, message = "最多 200 字") String why) {}

    record Made(long id) {}

    record Row(long id, long roomId, String room, @Nullable String owner, String why, String channel, long staffId, String staffName, LocalDate fromOn, @Nullable Instant lastAt, long demands, long open,
               @Nullable LocalDate endedOn, @Nullable String endedWhy) {}

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final StaffAccess staff;
    private final AuditTrail audit;
    private final Clock clock;

    KeyOwners(JdbcClient jdbc, Rooms rooms, StaffAccess staff, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.staff = staff;
        this.audit = audit;
        this.clock = clock;
    }

    /** Present ones first; the list of key owners of a community is short. */
    @Transactional(readOnly = true)
    List<Row> list(long community) {
        return jdbc.sql("""
            select k.id, k.room_id, r.code room, (select string_agg(distinct p.name, '、') from resident.holding h join resident.person p on p.community_id = h.community_id and p.id = h.person_id
                     where h.community_id = k.community_id and h.room_id = k.room_id and h.role = 'OWNER' and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)) owner,
                   k.why, k.channel, k.staff_id, s.name staff_name, k.from_on, k.ended_on, k.ended_why, d.last_at, d.demands, d.open
              from engagement.key_owner k
              join estate.room r on r.community_id = k.community_id and r.id = k.room_id
              join access.staff s on s.id = k.staff_id
             cross join lateral (select max(x.made_at) last_at, count(*) demands, count(*) filter (where x.replied_at is null) open from engagement.demand x
                                  where x.community_id = k.community_id and x.room_id = k.room_id and x.kind = 'KEY_OWNER') d
             where k.community_id = :community order by k.ended_on is not null, r.code, k.id desc
            """).param("community", community).param("today", LocalDate.now(clock)).query(Row.class).list();
    }

    /** 列为重点。 @throws Problem 404 {@code room-not-found}, {@code staff-not-found}; 409 {@code key-owner-already} */
    @Transactional
    Made add(long community, NewKeyOwner owner) {
        var user = CurrentUser.get();
        user.require(community, "engagement.manage");
        var room = rooms.byCode(community, owner.roomCode().strip()).orElseThrow(() -> Problem.notFound("room-not-found", "没有 %s 这间房", owner.roomCode().strip())).id();
        if (!staff.holders(community, "engagement.write").contains(owner.staffId())) throw Problem.notFound("staff-not-found", "这位同事不在本小区联络业主，请另选一位");
        try {
            var id = jdbc.sql("""
                insert into engagement.key_owner (community_id, room_id, why, channel, staff_id, from_on, made_name) values (:community, :room, :why, :channel, :staff, :today, :me) returning id
                """).param("community", community).param("room", room).param("why", owner.why().strip()).param("channel", owner.channel().strip()).param("staff", owner.staffId())
                .param("today", LocalDate.now(clock)).param("me", user.name()).query(Long.class).single();
            audit.note("重点业主 " + owner.roomCode().strip(), null, owner);
            return new Made(id);
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("key-owner-already", "%s 已经是重点业主", owner.roomCode().strip());
        }
    }

    /** 不再是重点。 @throws Problem 404 {@code key-owner-not-found} */
    @Transactional
    void end(long community, long id, Ending ending) {
        CurrentUser.get().require(community, "engagement.manage");
        if (jdbc.sql("update engagement.key_owner set ended_on = :today, ended_name = :me, ended_why = :why where community_id = :community and id = :id and ended_on is null")
            .param("today", LocalDate.now(clock)).param("me", CurrentUser.get().name()).param("why", ending.why().strip()).param("community", community).param("id", id).update() == 0)
            throw Problem.notFound("key-owner-not-found", "没有这位重点业主，或已经撤下");
        audit.note("重点业主撤下 " + id, null, ending);
    }

    boolean holds(long community, long room) {
        return jdbc.sql("select exists (select from engagement.key_owner where community_id = :community and room_id = :room and ended_on is null)")
            .param("community", community).param("room", room).query(Boolean.class).single();
    }
}

package cn.anju.engagement;

import cn.anju.access.AuditTrail;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 走访与联系：没有联系到的先排上，走了写住户的意见和怎样改进。 */
@Service
class HouseholdVisits {

    /** 怎么联系的。 */
    enum Way {
        VISIT("上门"), PHONE("电话"), WECHAT("微信"), MET("当面遇见");

        final String label;

        Way(String label) {
            this.label = label;
        }
    }

    enum State { PLANNED, DONE, CANCELLED }

    enum Satisfaction { SATISFIED, FAIR, DISSATISFIED }

    /** @param reached somebody spoke; without it, it was only tried */
    record Contact(@NotNull(message = "请选怎么联系的") Way way, @NotNull(message = "请说联系到没有") Boolean reached, @Nullable @Size(max = 500, message = "最多 500 字") String opinion,
                   @Nullable @Size(max = 500, message = "最多 500 字") String improvement, @Nullable Satisfaction satisfaction) {}

    record NewContact(@NotBlank(message = "请填房号") String roomCode, @NotNull(message = "请选怎么联系的") Way way, @NotNull(message = "请说联系到没有") Boolean reached,
                      @Nullable @Size(max = 500, message = "最多 500 字") String opinion, @Nullable @Size(max = 500, message = "最多 500 字") String improvement, @Nullable Satisfaction satisfaction) {

        Contact contact() {
            return new Contact(way, reached, opinion, improvement, satisfaction);
        }
    }

    record Plan(@NotEmpty(message = "请选住户") @Size(max = 200, message = "一次最多排 200 户") List<@NotNull Long> roomIds, @NotNull(message = "请填哪天去") LocalDate on) {}

    record Reason(@NotBlank(message = "请写原因") @Size(max = 200, message = "最多 200 字") String reason) {}

    record Made(long id) {}

    /** @param skipped rooms for which a visit waits already */
    record Planned(long planned, long skipped) {}

    record Filter(@Nullable State state, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean mine, @Nullable Boolean late) {}

    record Row(long id, long roomId, String room, @Nullable String area, State state, @Nullable LocalDate plannedOn, String staffName, @Nullable Way way, @Nullable Instant doneAt,
               @Nullable Boolean reached, @Nullable String opinion, @Nullable String improvement, @Nullable Satisfaction satisfaction, @Nullable String cancelledWhy, boolean isLate) {}

    private static final Map<String, String> SORTABLE = Map.of("room", "r.code", "plannedOn", "v.planned_on", "doneAt", "v.done_at", "staffName", "v.staff_name");
    private static final String FROM = """
          from engagement.visit v join estate.room r on r.community_id = v.community_id and r.id = v.room_id
          left join estate.steward_area a on a.community_id = v.community_id and a.id = v.area_id
         where v.community_id = :community and (:state::text is null or v.state = :state) and (not :mine or v.staff_id = :me)
           and (:from::date is null or coalesce((v.done_at at time zone 'Asia/Shanghai')::date, v.planned_on) >= :from)
           and (:to::date is null or coalesce((v.done_at at time zone 'Asia/Shanghai')::date, v.planned_on) <= :to) and (not :late or v.state = 'PLANNED' and v.planned_on < :today)
        """;

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final AuditTrail audit;
    private final Clock clock;

    HouseholdVisits(JdbcClient jdbc, Rooms rooms, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", CurrentUser.get().id(), "mine", Boolean.TRUE.equals(filter.mine()),
            "late", Boolean.TRUE.equals(filter.late()), "today", LocalDate.now(clock)));
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("from", filter.from());
        values.put("to", filter.to());
        var rows = jdbc.sql("select v.*, r.code room, a.name area, v.state = 'PLANNED' and v.planned_on < :today is_late" + FROM
            + paging.orderBy(SORTABLE, "v.state <> 'PLANNED', coalesce(v.done_at, v.planned_on::timestamp at time zone 'Asia/Shanghai') desc, v.id desc") + " limit :limit offset :offset")
            .params(values).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + FROM).params(values).query(Long.class).single());
    }

    /** 记一次联系；排着走访的那一户，就算走了。 @throws Problem 400 {@code opinion-without-reach}; 404 {@code room-not-found} */
    @Transactional
    Made record(long community, NewContact contact) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        var room = rooms.byCode(community, contact.roomCode().strip()).orElseThrow(() -> Problem.notFound("room-not-found", "没有 %s 这间房", contact.roomCode().strip())).id();
        var waiting = jdbc.sql("select id from engagement.visit where community_id = :community and room_id = :room and state = 'PLANNED' for no key update")
            .param("community", community).param("room", room).query(Long.class).optional();
        if (waiting.isPresent() && contact.reached()) {
            done(community, waiting.get(), contact.contact(), user);
            return new Made(waiting.get());
        }
        check(contact.contact());
        var id = jdbc.sql("""
            insert into engagement.visit (community_id, room_id, area_id, state, staff_id, staff_name, way, done_at, reached, opinion, improvement, satisfaction, made_at, made_by, made_name)
            values (:community, :room, (select area_id from estate.steward_area_rooms(:community, :today) where room_id = :room), 'DONE', :me, :name, :way, :now, :reached, :opinion, :improvement,
                    :satisfaction, :now, :me, :name) returning id
            """).param("community", community).param("room", room).param("today", LocalDate.now(clock)).param("me", user.id()).param("name", user.name())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).params(values(contact.contact())).query(Long.class).single();
        audit.note("联系 " + contact.roomCode().strip(), null, contact.contact());
        return new Made(id);
    }

    /** 把这些户排上走访，归片区的管家，没有管家的归排的人；已经排着的跳过。 @throws Problem 400 {@code day-in-past}; 404 {@code room-not-found} */
    @Transactional
    Planned plan(long community, Plan plan) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        if (plan.on().isBefore(LocalDate.now(clock))) throw Problem.invalid("day-in-past", "走访的日子不能早于今天");
        var asked = plan.roomIds().stream().distinct().sorted().toList();
        if (rooms.byIds(community, asked).size() < asked.size()) throw Problem.notFound("room-not-found", "有的房间不在本小区，请刷新后再选");
        var planned = jdbc.sql("""
            insert into engagement.visit (community_id, room_id, area_id, state, planned_on, staff_id, staff_name, made_at, made_by, made_name)
            select :community, r, part.area_id, 'PLANNED', :on, coalesce(t.id, :me), coalesce(t.name, :name), :now, :me, :name
              from unnest(:rooms::bigint[]) r left join estate.steward_area_rooms(:community, :today) part on part.room_id = r
              left join estate.steward_assignment s on s.community_id = :community and s.area_id = part.area_id and s.from_on <= :today and (s.to_on is null or s.to_on >= :today)
              left join access.staff t on t.id = s.staff_id
            on conflict do nothing
            """).param("community", community).param("rooms", asked.toArray(Long[]::new)).param("on", plan.on()).param("me", user.id()).param("name", user.name())
            .param("today", LocalDate.now(clock)).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        audit.note("排走访 %s".formatted(plan.on()), null, Map.of("households", planned));
        return new Planned(planned, asked.size() - planned);
    }

    /** 走了。 @throws Problem 404 {@code visit-not-found}; 409 {@code visit-over} */
    @Transactional
    void complete(long community, long id, Contact contact) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        waiting(community, id);
        done(community, id, contact, user);
    }

    /** 不去了。 @throws Problem 404 {@code visit-not-found}; 409 {@code visit-over} */
    @Transactional
    void cancel(long community, long id, Reason reason) {
        CurrentUser.get().require(community, "engagement.write");
        waiting(community, id);
        jdbc.sql("update engagement.visit set state = 'CANCELLED', cancelled_why = :why where community_id = :community and id = :id")
            .param("why", reason.reason().strip()).param("community", community).param("id", id).update();
        audit.note("走访 %d 取消".formatted(id), null, reason);
    }

    private void done(long community, long id, Contact contact, CurrentUser user) {
        check(contact);
        jdbc.sql("""
            update engagement.visit set state = 'DONE', way = :way, done_at = :now, reached = :reached, opinion = :opinion, improvement = :improvement, satisfaction = :satisfaction,
                   staff_id = :me, staff_name = :name
             where community_id = :community and id = :id
            """).params(values(contact)).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id()).param("name", user.name())
            .param("community", community).param("id", id).update();
        audit.note("走访 %d".formatted(id), null, contact);
    }

    private void waiting(long community, long id) {
        var state = jdbc.sql("select state from engagement.visit where community_id = :community and id = :id for no key update").param("community", community).param("id", id)
            .query(String.class).optional().orElseThrow(() -> Problem.notFound("visit-not-found", "没有这次走访"));
        if (!state.equals("PLANNED")) throw Problem.conflict("visit-over", "这次走访已经%s", state.equals("DONE") ? "办了" : "取消");
    }

    private static void check(Contact contact) {
        if (!contact.reached() && (blank(contact.opinion()) != null || contact.satisfaction() != null)) throw Problem.invalid("opinion-without-reach", "没有联系到，就没有意见可记");
    }

    private static Map<String, @Nullable Object> values(Contact contact) {
        var values = new HashMap<String, @Nullable Object>(Map.of("way", contact.way().name(), "reached", contact.reached()));
        values.put("opinion", blank(contact.opinion()));
        values.put("improvement", blank(contact.improvement()));
        values.put("satisfaction", contact.satisfaction() == null ? null : contact.satisfaction().name());
        return values;
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}

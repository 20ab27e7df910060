package cn.anju.servicedesk.radar;

import cn.anju.access.AuditTrail;
import cn.anju.access.Masked;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.constraints.NotBlank;
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

/** 查根任务：谁查、几时查清，查出什么、怎么除根。 */
@Service
@Transactional
class RootCauses {

    record Filter(@Nullable Boolean open, @Nullable Boolean late, @Nullable Boolean mine) {}

    /** @param tickets the faults it is about, newest first */
    record Row(long id, String number, String placeText, @Nullable Long roomId, String fault, int faults, Instant openedAt, @Nullable Long ownerId, @Nullable String owner,
               LocalDate dueOn, boolean isLate, @Nullable String cause, @Nullable String outcome, @Nullable Instant endedAt, @Nullable String endedName, List<Fault> tickets, boolean mayAct) {}

    record Fault(long ticketId, String number, String title, Instant openedAt) {
        Fault {
            title = Masked.text(title);
        }
    }

    record Assignment(@NotNull(message = "请选谁来查") Long ownerId, @NotNull(message = "请选几时查清") LocalDate dueOn) {}

    record Outcome(@NotBlank(message = "请写查出的根") @Size(max = 500, message = "最多 500 字") String cause,
                   @NotBlank(message = "请写怎么除的根") @Size(max = 500, message = "最多 500 字") String outcome) {}

    private record Found(long id, String number, String placeKey, String placeText, @Nullable Long roomId, String fault, int faults, long lastTicket, Instant openedAt,
                         @Nullable Long ownerId, @Nullable String owner, LocalDate dueOn, boolean isLate, @Nullable String cause, @Nullable String outcome, @Nullable Instant endedAt,
                         @Nullable String endedName) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "k.number", "openedAt", "k.opened_at", "dueOn", "k.due_on", "faults", "k.faults");
    private static final String FROM = """
          from servicedesk.root_cause_task k
          join servicedesk.ticket t on t.community_id = k.community_id and t.id = k.ticket_id
          left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
          left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
          left join access.staff p on p.id = k.owner_id
         where k.community_id = :community and (:open::boolean is null or (k.ended_at is null) = :open) and (not :mine or k.owner_id = :me)
           and (:late::boolean is null or (coalesce((k.ended_at at time zone 'Asia/Shanghai')::date, :today) > k.due_on) = :late)
        """;

    private final JdbcClient jdbc;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    RootCauses(JdbcClient jdbc, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var mayAct = CurrentUser.get().may(community, "servicedesk.dispatch");
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "today", LocalDate.now(clock), "me", CurrentUser.get().id(),
            "mine", Boolean.TRUE.equals(filter.mine())));
        values.put("open", filter.open());
        values.put("late", filter.late());
        var found = jdbc.sql("""
            select k.id, k.number, k.place_key, coalesce(t.equipment, r.code, a.name, t.place) place_text, t.room_id, k.fault, k.faults, k.ticket_id last_ticket, k.opened_at,
                   k.owner_id, p.name owner, k.due_on, coalesce((k.ended_at at time zone 'Asia/Shanghai')::date, :today) > k.due_on is_late, k.cause, k.outcome, k.ended_at, k.ended_name
            """ + FROM + paging.orderBy(SORTABLE, "k.ended_at is null desc, k.due_on, k.id desc") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Found.class).list();
        var rows = found.stream().map(each -> new Row(each.id(), each.number(), each.placeText(), each.roomId(), FaultKind.label(each.fault()), each.faults(), each.openedAt(),
            each.ownerId(), each.owner(), each.dueOn(), each.isLate(), each.cause(), each.outcome(), each.endedAt(), each.endedName(), faults(community, each),
            mayAct && each.endedAt() == null)).toList();
        return new Page<>(rows, jdbc.sql("select count(*)" + FROM).params(values).query(Long.class).single());
    }

    private List<Fault> faults(long community, Found task) {
        return jdbc.sql("""
            select t.id ticket_id, t.number, t.title, t.opened_at from servicedesk.fault f
              join servicedesk.ticket t on t.community_id = f.community_id and t.id = f.ticket_id
             where f.community_id = :community and f.place_key = :place and f.fault = :fault and f.ticket_id <= :last order by f.ticket_id desc limit :faults
            """).param("community", community).param("place", task.placeKey()).param("fault", task.fault()).param("last", task.lastTicket())
            .param("faults", task.faults()).query(Fault.class).list();
    }

    /** 换人查、改期限。 @throws Problem 404 {@code root-cause-not-found}, {@code staff-not-found}; 409 {@code root-cause-ended} */
    void assign(long community, long id, Assignment assignment) {
        CurrentUser.get().require(community, "servicedesk.dispatch");
        var number = lock(community, id);
        var isStaff = jdbc.sql("select exists (select from access.staff where id = :id and is_active)").param("id", assignment.ownerId()).query(Boolean.class).single();
        if (!isStaff) throw Problem.notFound("staff-not-found", "没有这位同事，或已离职");
        jdbc.sql("update servicedesk.root_cause_task set owner_id = :owner, due_on = :due where community_id = :community and id = :id")
            .param("owner", assignment.ownerId()).param("due", assignment.dueOn()).param("community", community).param("id", id).update();
        notices.tell(community, List.of(assignment.ownerId()), new Notice("servicedesk", "查根 %s 交给您，%s 前查清".formatted(number, assignment.dueOn()), null, "root-causes",
            "root-cause:%d:%d:%s".formatted(id, assignment.ownerId(), assignment.dueOn())));
        audit.note("查根 " + number, null, assignment);
    }

    /** 查清了。 @throws Problem 404 {@code root-cause-not-found}; 409 {@code root-cause-ended} */
    void end(long community, long id, Outcome outcome) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.dispatch");
        var number = lock(community, id);
        jdbc.sql("update servicedesk.root_cause_task set cause = :cause, outcome = :outcome, ended_at = :at, ended_name = :name where community_id = :community and id = :id")
            .param("cause", outcome.cause().strip()).param("outcome", outcome.outcome().strip()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("name", user.name()).param("community", community).param("id", id).update();
        audit.note("查根 " + number, null, outcome);
    }

    private String lock(long community, long id) {
        record Held(String number, boolean isEnded) {}
        var held = jdbc.sql("select number, ended_at is not null is_ended from servicedesk.root_cause_task where community_id = :community and id = :id for update")
            .param("community", community).param("id", id).query(Held.class).optional()
            .orElseThrow(() -> Problem.notFound("root-cause-not-found", "没有这件查根任务"));
        if (held.isEnded()) throw Problem.conflict("root-cause-ended", "查根 %s 已经查清了", held.number());
        return held.number();
    }
}

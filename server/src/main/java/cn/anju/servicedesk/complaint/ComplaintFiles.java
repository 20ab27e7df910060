package cn.anju.servicedesk.complaint;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.servicedesk.ticket.TicketFollower;
import cn.anju.servicedesk.ticket.TicketLock;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 每件投诉、邻里纠纷、负面信息都有一卷：登记时建，编号不断，当时就交到管家或主管手上。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ComplaintFiles implements TicketFollower {

    /** 占住的一卷，连同它的工单。 */
    record Held(long id, String number, Level level, @Nullable Long handlerId, @Nullable String majorNumber, @Nullable OffsetDateTime opinionAt,
                @Nullable OffsetDateTime archivedAt, TicketLock.Held ticket) {}

    private record Row(long id, String number, Level level, @Nullable Long handlerId, @Nullable String majorNumber, @Nullable OffsetDateTime opinionAt,
                       @Nullable OffsetDateTime archivedAt) {}

    private final JdbcClient jdbc;
    private final TicketLock tickets;
    private final NumberSeries numbers;
    private final StaffAccess staff;
    private final Notices notices;
    private final Clock clock;

    ComplaintFiles(JdbcClient jdbc, TicketLock tickets, NumberSeries numbers, StaffAccess staff, Notices notices, Clock clock) {
        this.jdbc = jdbc;
        this.tickets = tickets;
        this.numbers = numbers;
        this.staff = staff;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    public void opened(long community, long ticket) {
        var held = tickets.any(community, ticket);
        if (!held.kind().hasFile()) return;
        var level = held.ownerId() == null ? Level.SUPERVISOR : Level.STEWARD;
        var supervisors = staff.inRole(community, "cs_supervisor");
        var handler = held.ownerId() != null ? held.ownerId() : supervisors.size() == 1 ? supervisors.getFirst() : null;
        var id = jdbc.sql("""
            insert into servicedesk.complaint (community_id, ticket_id, number, level, handler_id) values (:community, :ticket, :number, :level, :handler) returning id
            """).param("community", community).param("ticket", ticket).param("number", numbers.next("servicedesk", community, "JZ", LocalDate.now(clock)))
            .param("level", level.name()).param("handler", handler).query(Long.class).single();
        step(community, id, null, level, handler, "登记");
        if (handler != null && held.ownerId() == null) own(community, ticket, handler);
        notices.tell(community, handler == null ? supervisors : List.of(handler), notice(held));
    }

    /** 重开的卷不再算归了档，也要上级重新签意见。 */
    @Override
    public void reopened(long community, long ticket) {
        jdbc.sql("""
            update servicedesk.complaint set archived_at = null, archived_name = null, opinion_at = null, opinion_by = null, opinion_name = null, opinion_remark = null
             where community_id = :community and ticket_id = :ticket
            """).param("community", community).param("ticket", ticket).update();
    }

    /** The ticket first, as everywhere. @throws Problem 404 {@code complaint-not-found} */
    Held any(long community, long id) {
        var ticket = jdbc.sql("select ticket_id from servicedesk.complaint where community_id = :community and id = :id").param("community", community).param("id", id)
            .query(Long.class).optional().orElseThrow(ComplaintFiles::unknown);
        var held = tickets.any(community, ticket);
        var row = jdbc.sql("""
            select id, number, level, handler_id, major_number, opinion_at, archived_at from servicedesk.complaint where community_id = :community and id = :id for update
            """).param("community", community).param("id", id).query(Row.class).single();
        return new Held(row.id(), row.number(), row.level(), row.handlerId(), row.majorNumber(), row.opinionAt(), row.archivedAt(), held);
    }

    /**
     * 占住一卷来办：没有归档，而且轮到这个人。
     *
     * @throws Problem 403 {@code not-handler} for who neither has it in hand nor stands at its level or above; 409 {@code complaint-archived}
     */
    Held toHandle(long community, long id) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.complaint");
        var held = any(community, id);
        if (held.archivedAt() != null) throw Problem.conflict("complaint-archived", "卷宗 %s 已经归档，要再办请先重开工单", held.number());
        if (!mayHandle(community, held.level(), held.handlerId(), user))
            throw Problem.forbidden("not-handler", "卷宗 %s 在%s手上，请由经办人或他的上级来办", held.number(), held.level().label);
        return held;
    }

    boolean mayHandle(long community, Level level, @Nullable Long handler, CurrentUser user) {
        return isHandler(handler, user) || level.isReachedBy(staff.rolesOf(user, community));
    }

    /** Whether this person, who has not handled it himself, stands above the level that has. */
    boolean isSuperior(long community, Level level, @Nullable Long handler, CurrentUser user) {
        if (isHandler(handler, user)) return false;
        var held = staff.rolesOf(user, community);
        return level.isBelow(held) || level == Level.DIRECTOR && Level.SUPERVISOR.isAmong(held) && !hasManager(community);
    }

    /** Who signs what this level has done: where no general manager is, the supervisor countersigns what the director has done himself. */
    String superior(long community, Level level) {
        return level == Level.DIRECTOR && !hasManager(community) ? "客服主管会签，本小区没有总经理" : level.superior();
    }

    private boolean hasManager(long community) {
        return !staff.inRole(community, "general_manager").isEmpty();
    }

    static boolean isHandler(@Nullable Long handler, CurrentUser user) {
        return handler != null && (handler == user.id() || handler.equals(user.deputyFor()));
    }

    /** Puts it into other hands; the ticket follows. */
    void handTo(long community, Held held, Level level, @Nullable Long handler, String why) {
        jdbc.sql("update servicedesk.complaint set level = :level, handler_id = :handler where community_id = :community and id = :id")
            .param("community", community).param("id", held.id()).param("level", level.name()).param("handler", handler).update();
        step(community, held.id(), level == held.level() ? null : held.level(), level, handler, why);
        if (handler != null) own(community, held.ticket().id(), handler);
    }

    void own(long community, long ticket, long handler) {
        jdbc.sql("update servicedesk.ticket set owner_id = :handler where community_id = :community and id = :ticket")
            .param("community", community).param("ticket", ticket).param("handler", handler).update();
    }

    private void step(long community, long complaint, @Nullable Level from, Level to, @Nullable Long handler, String why) {
        var user = CurrentUser.get();
        jdbc.sql("""
            insert into servicedesk.complaint_step (community_id, complaint_id, from_level, to_level, to_id, why, made_at, made_by, made_name)
            values (:community, :complaint, :from, :to, :handler, :why, :at, :by, :name)
            """).param("community", community).param("complaint", complaint).param("from", from == null ? null : from.name()).param("to", to.name())
            .param("handler", handler).param("why", why).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id()).param("name", user.name()).update();
    }

    private static Notice notice(TicketLock.Held held) {
        return new Notice("servicedesk", "%s %s：%s".formatted(held.kind().label(), held.number(), held.title()), null, "tickets/" + held.id(), "ticket:" + held.id());
    }

    static Problem unknown() {
        return Problem.notFound("complaint-not-found", "没有这一卷");
    }
}

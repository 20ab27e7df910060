package cn.anju.servicedesk.order;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Html;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.servicedesk.ticket.Events;
import cn.anju.servicedesk.ticket.TicketLock;
import cn.anju.servicedesk.ticket.TicketWork;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 任务单的每一步：接单、出发、开工、暂停、接着干、完工、退回、收回；工单跟着走。 */
@Service
public class WorkSteps {

    /** 一步：从哪些状态可以走，走到哪，谁可以走。 */
    public enum Step {
        ACCEPT("接单", Events.Kind.ACCEPTED, "ACCEPTED", Set.of("DISPATCHED"), false),
        SET_OUT("出发", Events.Kind.ON_WAY, "ON_WAY", Set.of("DISPATCHED", "ACCEPTED"), false),
        START("开工", Events.Kind.STARTED, "WORKING", Set.of("DISPATCHED", "ACCEPTED", "ON_WAY"), false),
        PAUSE("暂停", Events.Kind.PAUSED, "PAUSED", Set.of("ACCEPTED", "ON_WAY", "WORKING"), false),
        RESUME("接着干", Events.Kind.RESUMED, "WORKING", Set.of("PAUSED"), false),
        FINISH("完工", Events.Kind.FINISHED, "FINISHED", Set.of("ACCEPTED", "ON_WAY", "WORKING"), true),
        RETURN("退回", Events.Kind.RETURNED, "RETURNED", Set.of("DISPATCHED", "ACCEPTED", "ON_WAY"), true),
        WITHDRAW("收回", Events.Kind.WITHDRAWN, "CANCELLED", Set.of("DISPATCHED", "ACCEPTED", "ON_WAY", "WORKING", "PAUSED"), true);

        final String label;
        final Events.Kind event;
        final String to;
        final Set<String> from;
        final boolean isEnd;

        Step(String label, Events.Kind event, String to, Set<String> from, boolean isEnd) {
            this.label = label;
            this.event = event;
            this.to = to;
            this.from = from;
            this.isEnd = isEnd;
        }

        public String label() {
            return label;
        }

        public Set<String> from() {
            return from;
        }

        public String to() {
            return to;
        }

        public boolean needsText() {
            return isEnd;
        }

        /** 这张任务单这个人现在能走的几步，顺着走的在前。 */
        static List<Step> allowed(String state, boolean isOwn, boolean mayDirect) {
            return Arrays.stream(values()).filter(step -> step.from.contains(state) && (step == WITHDRAW ? mayDirect : isOwn || mayDirect)).toList();
        }
    }

    /** 为什么停。 */
    public enum PauseReason {
        OWNER("等业主"),
        PART("等配件"),
        WEATHER("天气"),
        OTHER("其他");

        final String label;

        PauseReason(String label) {
            this.label = label;
        }
    }

    /** @param text the result, the reason of a return, or a note on a pause */
    public record Taken(@NotNull(message = "请选走到哪一步") Step step, @Nullable PauseReason reason, @Nullable @Size(max = 1000) String text) {}

    private record Order(long id, String number, long ticketId, long technicianId, String state, @Nullable String signedBy, Instant lastAt) {}

    private final JdbcClient jdbc;
    private final TicketLock lock;
    private final TicketWork tickets;
    private final Events events;
    private final Notices notices;
    private final BusyCalls busy;
    private final List<OrderFollower> followers;
    private final AuditTrail audit;
    private final Clock clock;

    WorkSteps(JdbcClient jdbc, TicketLock lock, TicketWork tickets, Events events, Notices notices, BusyCalls busy, List<OrderFollower> followers,
              AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.tickets = tickets;
        this.events = events;
        this.notices = notices;
        this.busy = busy;
        this.followers = followers;
        this.audit = audit;
        this.clock = clock;
    }

    /** 办的人能走的每一步，手机带着走。 */
    public static List<Step> moves() {
        return Arrays.stream(Step.values()).filter(step -> step != Step.WITHDRAW).toList();
    }

    /**
     * 走一步。
     *
     * @throws Problem 400 {@code pause-reason-missing}, {@code result-missing}; 404 {@code order-not-found} (also another's order for who
     *     only does his own); 409 {@code order-step} when the order is not where this step begins
     */
    @Transactional
    void take(long community, long id, Taken taken) {
        take(community, id, taken, clock.instant());
    }

    /** 走一步，手机上早些时候走的，按那时算；不早于上一步，不晚于现在。 @param when by the phone's clock */
    @Transactional
    public void take(long community, long id, Taken taken, Instant when) {
        var user = CurrentUser.get();
        var ticket = jdbc.sql("select ticket_id from servicedesk.work_order where community_id = :community and id = :id").param("community", community).param("id", id)
            .query(Long.class).optional().orElseThrow(WorkSteps::unknown);
        var held = lock.any(community, ticket);                    // the ticket first, as everywhere: nobody waits for the other
        var order = jdbc.sql("""
            select id, number, ticket_id, technician_id, state, signed_by, greatest(dispatched_at, accepted_at, on_way_at, started_at, paused_at) last_at
              from servicedesk.work_order where community_id = :community and id = :id for update
            """)
            .param("community", community).param("id", id).query(Order.class).single();
        var isOwn = order.technicianId() == user.id() || user.deputyFor() != null && user.deputyFor() == order.technicianId();
        var mayDirect = user.may(community, "servicedesk.dispatch");
        if (!isOwn && !mayDirect) throw unknown();
        if (taken.step() == Step.WITHDRAW && !mayDirect) throw Problem.forbidden("not-permitted", "收回任务单要由派工的人来办");
        var text = taken.text() == null || taken.text().isBlank() ? null : taken.text().strip();
        check(order, taken, text);
        var now = clock.instant();
        var at = when.isAfter(now) ? now : when.isBefore(order.lastAt()) ? order.lastAt() : when;
        move(community, order, taken.step(), text, at);
        if (taken.step() == Step.PAUSE) pause(community, order, taken.reason(), text, at);
        if (taken.step() == Step.RESUME || taken.step().isEnd) unpause(community, order, at);
        if (taken.step() != Step.RETURN && taken.step() != Step.WITHDRAW) tickets.accepted(community, ticket, at);
        events.add(community, ticket, taken.step().event, sentence(order, taken, text) + (at.isBefore(now.minusSeconds(60)) ? "（%s 记在手机上）".formatted(Html.moment(at, clock.getZone())) : ""), false, order.id());
        if (taken.step() == Step.FINISH) followers.forEach(each -> each.finished(community, order.id(), order.technicianId(), order.signedBy(), at));
        else if (taken.step().isEnd) followers.forEach(each -> each.released(community, order.id()));
        tickets.follow(community, held, at);
        if (taken.step() == Step.RETURN) {
            busy.returned(community, ticket, order.id(), order.technicianId(), text);
            notices.tellHolders(community, "servicedesk.dispatch", new Notice("servicedesk", "任务单 %s 退回：%s".formatted(order.number(), text),
                "请改派，并给住户回话", "tickets/" + ticket, "work-order-returned:" + order.id()));
        }
        audit.note("任务单 " + order.number(), null, taken);
    }

    private static void check(Order order, Taken taken, @Nullable String text) {
        var step = taken.step();
        if (!step.from.contains(order.state())) throw Problem.conflict("order-step", "任务单 %s 现在不能%s，请刷新看看它走到了哪一步", order.number(), step.label);
        if (step == Step.PAUSE && (taken.reason() == null || taken.reason() == PauseReason.OTHER && text == null))
            throw Problem.invalid("pause-reason-missing", "请写明为什么停下");
        if (step.isEnd && text == null) throw Problem.invalid("result-missing", step == Step.FINISH ? "请写办成了什么样" : "请写明为什么" + step.label);
    }

    private void move(long community, Order order, Step step, @Nullable String text, Instant at) {
        jdbc.sql("""
            update servicedesk.work_order
               set state = :state,
                   accepted_at = case when :step in ('ACCEPT', 'SET_OUT', 'START') then coalesce(accepted_at, :now) else accepted_at end,
                   on_way_at = case when :step = 'SET_OUT' then :now else on_way_at end,
                   started_at = case when :step in ('START', 'RESUME', 'FINISH') then coalesce(started_at, :now) else started_at end,
                   paused_at = case when :step = 'PAUSE' then cast(:now as timestamptz) end,
                   finished_at = case when :step = 'FINISH' then cast(:now as timestamptz) end,
                   ended_at = case when :end then cast(:now as timestamptz) end,
                   result = case when :end then cast(:text as text) end
             where community_id = :community and id = :id
            """).param("community", community).param("id", order.id()).param("state", step.to).param("step", step.name()).param("now", at.atOffset(ZoneOffset.UTC))
            .param("end", step.isEnd).param("text", text).update();
    }

    private void pause(long community, Order order, @Nullable PauseReason reason, @Nullable String text, Instant at) {
        jdbc.sql("insert into servicedesk.work_pause (community_id, order_id, reason, note, from_at) values (:community, :order, :reason, :note, :now)")
            .param("community", community).param("order", order.id()).param("reason", reason.name()).param("note", text).param("now", at.atOffset(ZoneOffset.UTC)).update();
    }

    private void unpause(long community, Order order, Instant at) {
        jdbc.sql("update servicedesk.work_pause set to_at = :now where community_id = :community and order_id = :order and to_at is null")
            .param("community", community).param("order", order.id()).param("now", at.atOffset(ZoneOffset.UTC)).update();
    }

    private static String sentence(Order order, Taken taken, @Nullable String text) {
        var what = "任务单 %s %s".formatted(order.number(), taken.step().label);
        if (taken.reason() != null && taken.step() == Step.PAUSE) what += "（" + taken.reason().label + "）";
        return text == null ? what : what + "：" + text;
    }

    private static Problem unknown() {
        return Problem.notFound("order-not-found", "没有这张任务单");
    }
}

package cn.anju.servicedesk.order;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.servicedesk.WorkClearance;
import cn.anju.servicedesk.roster.Trade;
import cn.anju.servicedesk.ticket.Events;
import cn.anju.servicedesk.ticket.TicketFollowers;
import cn.anju.servicedesk.ticket.TicketLock;
import cn.anju.servicedesk.ticket.TicketWork;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 派工：开一张任务单，派给一个人；办完收回凭证，登入存根。 */
@Service
@Transactional
public class WorkOrders {

    /** @param arriveBy when he should be there at the latest; {@code trade} guessed from the task unless given */
    record Dispatch(@NotNull(message = "请选派给谁") Long technicianId, @NotBlank(message = "请写做什么") @Size(max = 500) String task, @Nullable Instant arriveBy,
                    @Nullable Trade trade) {}

    record Dispatched(long id, String number) {}

    /** @param voucher the number on the paper that came back */
    record Voucher(@NotBlank(message = "请填凭证号") @Size(max = 30) String voucher) {}

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final TicketLock lock;
    private final TicketWork tickets;
    private final NumberSeries numbers;
    private final Events events;
    private final TicketFollowers followers;
    private final StaffAccess staff;
    private final Notices notices;
    private final List<OrderFollower> orderFollowers;
    private final List<WorkClearance> clearances;
    private final VisitMessages visits;
    private final AuditTrail audit;
    private final Clock clock;

    WorkOrders(JdbcClient jdbc, TicketLock lock, TicketWork tickets, NumberSeries numbers, Events events, TicketFollowers followers, StaffAccess staff, Notices notices,
               List<OrderFollower> orderFollowers, List<WorkClearance> clearances, VisitMessages visits, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.tickets = tickets;
        this.numbers = numbers;
        this.events = events;
        this.followers = followers;
        this.staff = staff;
        this.notices = notices;
        this.orderFollowers = orderFollowers;
        this.clearances = clearances;
        this.visits = visits;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 派工。
     *
     * @throws Problem 404 {@code ticket-not-found}, {@code technician-not-found} unless he may do work orders in this community;
     *     409 {@code ticket-ended}, {@code not-cleared} when his papers for this kind of work lapsed or are missing, {@code already-dispatched}
     */
    Dispatched dispatch(long community, long ticket, Dispatch dispatch) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.dispatch");
        var held = lock.open(community, ticket);
        followers.tell(each -> each.dispatching(community, held));
        if (!staff.holders(community, "servicedesk.work").contains(dispatch.technicianId()))
            throw Problem.notFound("technician-not-found", "这位同事不在本小区办任务单，请另选一位");
        var name = jdbc.sql("select name from access.staff where id = :id").param("id", dispatch.technicianId()).query(String.class).single();
        var trade = dispatch.trade() == null ? Trade.guess(dispatch.task()) : dispatch.trade();
        refuseBarred(community, dispatch.technicianId(), name, trade);
        var number = numbers.next("servicedesk", community, "RW", LocalDate.now(clock));
        final long id;
        try {
            id = jdbc.sql("""
                insert into servicedesk.work_order (community_id, number, ticket_id, technician_id, round, task, trade, sign_code, arrive_by, dispatched_at, dispatched_by, dispatched_name)
                values (:community, :number, :ticket, :technician, :round, :task, :trade, :code, :arriveBy, :at, :by, :name) returning id
                """).param("community", community).param("number", number).param("ticket", ticket).param("technician", dispatch.technicianId())
                .param("round", held.reopened()).param("task", dispatch.task().strip())
                .param("code", "%04d".formatted(RANDOM.nextInt(10_000))).param("trade", trade.name())
                .param("arriveBy", dispatch.arriveBy() == null ? null : dispatch.arriveBy().atOffset(ZoneOffset.UTC))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id()).param("name", user.name()).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("already-dispatched", "工单 %s 已经派给他了", held.number());
        }
        events.add(community, ticket, Events.Kind.DISPATCHED, "任务单 %s 派给%s：%s".formatted(number, name, dispatch.task().strip()), false, id);
        orderFollowers.forEach(each -> each.dispatched(community, held, id));
        visits.tell(community, id);
        tickets.follow(community, held);
        notices.tell(community, List.of(dispatch.technicianId()), new Notice("servicedesk", "任务单 %s：%s".formatted(number, dispatch.task().strip()), held.urgency().label() + "，" + held.title(),
            "work-orders/" + id, "work-order:" + id));
        audit.note("任务单 " + number, null, dispatch);
        return new Dispatched(id, number);
    }

    private void refuseBarred(long community, long person, String name, Trade trade) {
        for (var clearance : clearances) {
            var why = clearance.barred(community, trade.name(), List.of(person), LocalDate.now(clock)).get(person);
            if (why != null) throw Problem.conflict("not-cleared", "不能把%s的活派给%s：%s", trade.label(), name, why);
        }
    }

    /** 维修凭证收回来，登入存根；一张凭证只对一张任务单。 @throws Problem 404 {@code order-not-found}; 409 {@code order-not-finished}, {@code voucher-taken}, {@code voucher-entered} */
    void returnVoucher(long community, long id, Voucher voucher) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.register");
        record Found(long ticketId, String number, String state, @Nullable String voucher) {}
        var found = jdbc.sql("select ticket_id, number, state, voucher from servicedesk.work_order where community_id = :community and id = :id for update")
            .param("community", community).param("id", id).query(Found.class).optional().orElseThrow(() -> Problem.notFound("order-not-found", "没有这张任务单"));
        if (!found.state().equals("FINISHED")) throw Problem.conflict("order-not-finished", "任务单 %s 还没办完，办完再收凭证", found.number());
        if (found.voucher() != null) throw Problem.conflict("voucher-entered", "任务单 %s 的凭证 %s 已经登过了", found.number(), found.voucher());
        try {
            jdbc.sql("update servicedesk.work_order set voucher = :voucher, voucher_at = :at, voucher_by = :name where community_id = :community and id = :id")
                .param("community", community).param("id", id).param("voucher", voucher.voucher().strip()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("name", user.name()).update();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("voucher-taken", "凭证号 %s 已经登在别的任务单上，请核对", voucher.voucher().strip());
        }
        events.add(community, found.ticketId(), Events.Kind.VOUCHER, "凭证 %s 收回".formatted(voucher.voucher().strip()), true, id);
        audit.note("任务单 " + found.number(), null, voucher);
    }
}

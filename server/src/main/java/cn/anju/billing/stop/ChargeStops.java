package cn.anju.billing.stop;

import cn.anju.access.AuditTrail;
import cn.anju.approval.ApprovalKind;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.approval.Submission.Fact;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 停收要审批，复收写明理由；已出账的各天不再变，只能从没出账的那天起。 */
@Service
class ChargeStops implements ApprovalKind {

    /** @param to the last day without charge; open until it is resumed unless given */
    record NewStop(@NotBlank @Size(max = 60) String roomCode, @NotNull Long chargeItem, @NotNull LocalDate from, @Nullable LocalDate to,
                   @NotBlank @Size(max = 500) String reason) {}

    /** 复收。 @param on the first day that is charged again */
    record Resume(@NotNull LocalDate on, @NotBlank @Size(max = 200) String reason) {}

    /** 提交了。 */
    record Asked(long id, long approval) {}

    private record Standing(long roomId, long chargeItemId, LocalDate fromOn, @Nullable LocalDate untilOn, StopState state) {}

    private record Item(String name, boolean isShared) {}

    private static final String KEY = "charge-stop";

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final Approvals approvals;
    private final AuditTrail audit;
    private final Clock clock;

    ChargeStops(JdbcClient jdbc, Rooms rooms, Approvals approvals, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.approvals = approvals;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    Asked ask(long community, NewStop asked) {
        var user = CurrentUser.get();
        user.require(community, "billing.stop");
        var room = rooms.byCode(community, asked.roomCode())
            .orElseThrow(() -> Problem.notFound("room-not-found", "没有房号 %s，请核对", asked.roomCode()));
        var item = jdbc.sql("""
                select i.name, exists (select from billing.tariff t where t.community_id = i.community_id and t.charge_item_id = i.id
                                          and t.rule = 'SHARED') is_shared
                  from billing.charge_item i where i.community_id = :community and i.id = :id
                """).param("community", community).param("id", asked.chargeItem()).query(Item.class).optional()
            .orElseThrow(() -> Problem.notFound("charge-item-not-found", "没有这个收费项目"));
        if (item.isShared()) throw Problem.conflict("stop-of-share", "%s 是公摊，一户停收会摊到别户头上；请申请减免", item.name());
        if (asked.to() != null && asked.to().isBefore(asked.from())) throw Problem.invalid("dates-reversed", "止日早于起日");
        refuseBilled(community, room.id(), asked.chargeItem(), asked.from());
        var id = add(community, room.id(), asked, user);
        var title = "%s %s 停收".formatted(room.code(), item.name());
        var facts = List.of(new Fact("起止", asked.from() + (asked.to() == null ? " 起，到复收为止" : " 至 " + asked.to())));
        audit.note(title, null, asked);
        return new Asked(id, approvals.submit(community, new Submission(KEY, id, title, null, asked.reason(), facts, "charge-stops")));
    }

    /** @throws Problem 409 {@code stop-not-running}, {@code period-billed} */
    @Transactional
    void resume(long community, long id, Resume resume) {
        CurrentUser.get().require(community, "billing.stop");
        var stop = lock(community, id);
        if (stop.state() != StopState.APPROVED || stop.untilOn() != null && !stop.untilOn().isAfter(resume.on()))
            throw Problem.conflict("stop-not-running", "这条停收那天已经不在停了");
        if (!resume.on().isAfter(stop.fromOn())) throw Problem.invalid("resume-too-early", "复收须在停收之后");
        refuseBilled(community, stop.roomId(), stop.chargeItemId(), resume.on());
        jdbc.sql("""
                update billing.charge_stop set until_on = :until, resumed_name = :name, resumed_reason = :reason
                 where community_id = :community and id = :id
                """).param("until", resume.on().minusDays(1)).param("name", CurrentUser.get().name()).param("reason", resume.reason())
            .param("community", community).param("id", id).update();
        audit.note("停收 " + id + " 复收", stop, resume);
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String label() {
        return "停收";
    }

    @Override
    public List<Step> usualChain() {
        return List.of(Step.always("cs_supervisor"));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(long community, long id) {
        if (CurrentUser.get().may(community, "cashier.receive"))
            throw Problem.forbidden("collector-not-approver", "收款的人不能批停收，请由别人审批");
        var stop = lock(community, id);
        refuseBilled(community, stop.roomId(), stop.chargeItemId(), stop.fromOn());
        move(community, id, StopState.APPROVED);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(long community, long id, String why) {
        move(community, id, StopState.REJECTED);
    }

    private void move(long community, long id, StopState state) {
        jdbc.sql("update billing.charge_stop set state = :state where community_id = :community and id = :id")
            .param("state", state.name()).param("community", community).param("id", id).update();
    }

    private Standing lock(long community, long id) {
        return jdbc.sql("select room_id, charge_item_id, from_on, until_on, state from billing.charge_stop where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Standing.class).optional()
            .orElseThrow(() -> Problem.notFound("stop-not-found", "没有这条停收"));
    }

    /** What was billed stays as it was: a change of days begins after the last line. */
    private void refuseBilled(long community, long room, long item, LocalDate from) {
        jdbc.sql("""
                select max(b.period_end) from billing.bill b
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                 where b.community_id = :community and b.room_id = :room and not b.is_reversed and not b.is_one_off
                   and t.charge_item_id = :item and b.period_end >= :from
                """).param("community", community).param("room", room).param("item", item).param("from", from).query(LocalDate.class).optional()
            .ifPresent(last -> {
                throw Problem.conflict("period-billed", "这一项已出账到 %s，只能从 %s 起；之前的请申请减免", last, last.plusDays(1));
            });
    }

    private long add(long community, long room, NewStop asked, CurrentUser user) {
        try {
            return jdbc.sql("""
                    insert into billing.charge_stop (community_id, room_id, charge_item_id, from_on, until_on, reason, made_by, made_name, made_at)
                    values (:community, :room, :item, :from, :to, :reason, :by, :name, :at) returning id
                    """).param("community", community).param("room", room).param("item", asked.chargeItem()).param("from", asked.from())
                .param("to", asked.to()).param("reason", asked.reason().strip()).param("by", user.id()).param("name", user.name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        } catch (DataIntegrityViolationException e) {
            throw Problem.conflict("stop-overlaps", "同一间房、同一项目在这段日期里已有停收或申请");
        }
    }
}

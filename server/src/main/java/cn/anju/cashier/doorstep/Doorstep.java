package cn.anju.cashier.doorstep;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.billing.FormerOwners;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 上门收费的预约：登记、到达、收到、没遇上、取消。 */
@Service
class Doorstep {

    /** 约一次。 @param collectorId who goes */
    record Appointment(@NotBlank @Size(max = 60) String roomCode, @NotNull LocalDate on, @NotNull LocalTime at, @Positive long collectorId,
                       @Nullable @Size(max = 60) String contact, @Nullable @Size(max = 200) String note) {}

    /**
     * 一次上门。
     *
     * @param owed what the owner owes now
     * @param takenReceiptNo of an open visit: what was received for the room that day and belongs to no visit
     */
    record Row(long id, long roomId, String roomCode, @Nullable String owner, LocalDate visitOn, LocalTime visitAt, long collectorId, String collectorName,
               @Nullable String contact, @Nullable String note, State state, String stateLabel, @Nullable Instant arrivedAt, boolean isLate,
               Money owed, @Nullable Long paymentId, @Nullable String receiptNo, @Nullable String outcome,
               @Nullable Long takenPaymentId, @Nullable String takenReceiptNo, @Nullable String takenBy) {}

    /** 到了哪一步。 */
    enum State {
        PLANNED("已约"), ARRIVED("已到"), PAID("已收"), MISSED("没遇上"), CANCELLED("已取消");

        final String label;

        State(String label) {
            this.label = label;
        }
    }

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final StaffAccess staff;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Doorstep(JdbcClient jdbc, Rooms rooms, StaffAccess staff, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.staff = staff;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 一天的名单，按时间。 @param mine only where I go */
    @Transactional(readOnly = true)
    List<Row> of(long community, LocalDate day, boolean mine) {
        return jdbc.sql(ROWS + " and v.visit_on = :day and (cast(:collector as bigint) is null or v.collector_id = :collector) order by v.visit_at, r.code")
            .param("community", community).param("day", day).param("collector", mine ? CurrentUser.get().id() : null).query(Doorstep::row).list();
    }

    @Transactional(readOnly = true)
    Row get(long community, long id) {
        return jdbc.sql(ROWS + " and v.id = :id").param("community", community).param("id", id).query(Doorstep::row).optional().orElseThrow(Doorstep::unknown);
    }

    /** 登记预约，告诉去的人；自己去的自己约，派别人去要能安排收款人员。 */
    @Transactional
    long plan(long community, Appointment wanted) {
        var user = CurrentUser.get();
        user.require(community, wanted.collectorId() == user.id() ? "cashier.receive" : "cashier.assign");
        if (wanted.on().isBefore(LocalDate.now(clock))) throw Problem.invalid("date-past", "上门的日子 %s 已经过了", wanted.on());
        var room = rooms.byCode(community, wanted.roomCode().strip())
            .orElseThrow(() -> Problem.notFound("room-not-found", "没有房号 %s，请核对", wanted.roomCode()));
        var collector = collector(community, wanted.collectorId());
        try {
            var id = jdbc.sql("""
                    insert into cashier.doorstep_visit (community_id, room_id, visit_on, visit_at, collector_id, collector_name, contact, note, made_by, made_name, made_at)
                    values (:community, :room, :on, :at, :collector, :collectorName, :contact, :note, :by, :name, :now) returning id
                    """)
                .param("community", community).param("room", room.id()).param("on", wanted.on()).param("at", wanted.at())
                .param("collector", collector.id()).param("collectorName", collector.name()).param("contact", wanted.contact())
                .param("note", wanted.note()).param("by", user.id()).param("name", user.name()).param("now", now()).query(Long.class).single();
            notices.tell(community, List.of(collector.id()), new Notice("上门收费", "%s %s 到 %s 上门收费".formatted(wanted.on(), wanted.at(), room.code()),
                wanted.note(), "doorstep", "doorstep-" + id));
            audit.note("上门收费 " + id, null, wanted);
            return id;
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("visit-planned", "%s 这天已经约了上门", room.code());
        }
    }

    private CurrentUser collector(long community, long id) {
        return staff.of(id).filter(person -> person.may(community, "cashier.receive"))
            .orElseThrow(() -> Problem.notFound("collector-not-found", "这个小区没有这位能收款的同事"));
    }

    /** 改派：还没去的换一个人，两个人都告诉。 */
    @Transactional
    void send(long community, long id, long collectorId) {
        CurrentUser.get().require(community, "cashier.assign");
        var row = get(community, id);
        var collector = collector(community, collectorId);
        if (row.collectorId() == collectorId) throw Problem.conflict("visit-same-collector", "本来就是%s去", row.collectorName());
        var moved = jdbc.sql("""
                update cashier.doorstep_visit set collector_id = :collector, collector_name = :name
                 where community_id = :community and id = :id and state = 'PLANNED'
                """).param("collector", collector.id()).param("name", collector.name()).param("community", community).param("id", id).update();
        if (moved == 0) throw Problem.conflict("visit-ended", "这次上门%s，不能再改派", get(community, id).stateLabel());
        notices.tell(community, List.of(collector.id(), row.collectorId()), new Notice("上门收费",
            "%s %s 到 %s 上门收费改由%s去".formatted(row.visitOn(), row.visitAt(), row.roomCode(), collector.name()), row.note(), "doorstep",
            "doorstep-%d-%d".formatted(id, collector.id())));
        audit.note("上门收费 " + id, row.collectorName(), collector.name());
    }

    /** 到了：记下时间，只有去的人能记。 */
    @Transactional
    void arrive(long community, long id) {
        move(community, id, State.ARRIVED, "state = 'PLANNED'", null, null);
    }

    /** 收到了：写上这次的收款，要是自己今天收的、这间房的。 */
    @Transactional
    void paid(long community, long id, long payment) {
        var isMine = jdbc.sql("""
                select exists (select from cashier.payment p
                                 join cashier.shift s on s.community_id = p.community_id and s.id = p.shift_id
                                 join cashier.doorstep_visit v on v.community_id = p.community_id and v.id = :id and v.room_id = p.room_id
                                where p.community_id = :community and p.id = :payment and s.cashier_id = :me and p.paid_on = :today
                                  and not exists (select from cashier.payment_void x where x.community_id = p.community_id and x.payment_id = p.id))
                """).param("id", id).param("community", community).param("payment", payment).param("me", CurrentUser.get().id())
            .param("today", LocalDate.now(clock)).query(Boolean.class).single();
        var row = get(community, id);
        if (row.paymentId() != null && row.paymentId() == payment) return;      // received and linked in one
        if (!isMine) throw Problem.notFound("payment-not-found", "没有您今天为这间房收的这笔款");
        move(community, id, State.PAID, "state in ('PLANNED', 'ARRIVED')", payment, null);
    }

    /** 没遇上，或取消，写明情况。 */
    @Transactional
    void end(long community, long id, boolean isMissed, String outcome) {
        move(community, id, isMissed ? State.MISSED : State.CANCELLED, "state in ('PLANNED', 'ARRIVED')", null, outcome.strip());
    }

    private void move(long community, long id, State to, String from, @Nullable Long payment, @Nullable String outcome) {
        var user = CurrentUser.get();
        if (to != State.CANCELLED || !user.may(community, "cashier.assign")) user.require(community, "cashier.receive");
        var row = get(community, id);
        if (row.collectorId() != user.id() && to != State.CANCELLED) throw Problem.conflict("visit-of-other", "这次上门是%s去，由本人登记", row.collectorName());
        try {
            var moved = jdbc.sql("""
                    update cashier.doorstep_visit set state = :to, payment_id = :payment, outcome = :outcome,
                           arrived_at = case when :to in ('ARRIVED', 'PAID') then coalesce(arrived_at, :now) else arrived_at end
                     where community_id = :community and id = :id and
                    """ + " " + from)
                .param("to", to.name()).param("payment", payment).param("outcome", outcome).param("now", now()).param("community", community)
                .param("id", id).update();
            if (moved == 0) throw Problem.conflict("visit-ended", "这次上门%s，不能再登记", row.stateLabel());
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("payment-of-visit", "这笔收款已经记在另一次上门了");
        }
        audit.note("上门收费 " + id, row.state(), to);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        var state = State.valueOf(row.getString("state"));
        var arrived = row.getTimestamp("arrived_at");
        return new Row(row.getLong("id"), row.getLong("room_id"), row.getString("room_code"), row.getString("owner"), row.getObject("visit_on", LocalDate.class),
            row.getObject("visit_at", LocalTime.class), row.getLong("collector_id"), row.getString("collector_name"), row.getString("contact"),
            row.getString("note"), state, state.label, arrived == null ? null : arrived.toInstant(), row.getBoolean("is_late"),
            new Money(row.getBigDecimal("owed")), row.getObject("payment_id", Long.class), row.getString("receipt_no"), row.getString("outcome"),
            row.getObject("taken_id", Long.class), row.getString("taken_no"), row.getString("taken_by"));
    }

    private static Problem unknown() {
        return Problem.notFound("visit-not-found", "没有这次上门");
    }

    /** Late is more than a quarter of an hour after the agreed time. */
    private static final String ROWS = """
        select v.*, r.code room_code, t.receipt_no, k.payment_id taken_id, k.receipt_no taken_no, k.cashier_name taken_by,
               coalesce(v.arrived_at > ((v.visit_on + v.visit_at) at time zone 'Asia/Shanghai') + interval '15 minutes', false) is_late,
               (select string_agg(p.name, '、' order by h.id) from resident.holding h
                  join resident.person p on p.community_id = h.community_id and p.id = h.person_id
                 where h.community_id = v.community_id and h.room_id = v.room_id and h.role = 'OWNER' and h.from_on <= v.visit_on
                   and (h.to_on is null or h.to_on >= v.visit_on)) owner,
               (select coalesce(sum(b.outstanding), 0) from billing.bill b
                  join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                 where b.community_id = v.community_id and b.room_id = v.room_id and b.outstanding > 0 and b.payer = 'OWNER' and
        """ + FormerOwners.NONE + """
               ) owed
          from cashier.doorstep_visit v
          join estate.room r on r.community_id = v.community_id and r.id = v.room_id
          left join cashier.receipt t on t.community_id = v.community_id and t.payment_id = v.payment_id
          left join lateral (
               select q.payment_id, q.receipt_no, s.cashier_name
                 from cashier.payment p
                 join cashier.receipt q on q.community_id = p.community_id and q.payment_id = p.id
                 join cashier.shift s on s.community_id = p.community_id and s.id = p.shift_id
                where v.state in ('PLANNED', 'ARRIVED') and p.community_id = v.community_id and p.room_id = v.room_id and p.paid_on = v.visit_on
                  and not exists (select from cashier.payment_void x where x.community_id = p.community_id and x.payment_id = p.id)
                  and not exists (select from cashier.doorstep_visit w where w.community_id = p.community_id and w.payment_id = p.id)
                order by p.id desc limit 1) k on true
         where v.community_id = :community
        """;
}

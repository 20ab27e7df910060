package cn.anju.collection.contact;

import cn.anju.access.AuditTrail;
import cn.anju.collection.debt.Households;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 拒缴上报：主管收到、签收并交代怎么办，报的人看得到回执。 */
@Service
class Refusals {

    /** @param instruction the receipt: what is to be done */
    record Row(long contactId, long roomId, String roomCode, String person, String reason, String answer, Money overdue, Instant contactedAt,
               String madeName, @Nullable String acknowledgedBy, @Nullable Instant acknowledgedAt, @Nullable String instruction) {}

    private static final Map<String, String> SORTABLE = Map.of("roomCode", "r.code", "overdue", "c.overdue", "contactedAt", "c.contacted_at");

    private final JdbcClient jdbc;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Refusals(JdbcClient jdbc, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void report(long community, long contact, Households.Overdue debt, String reason) {
        jdbc.sql("insert into collection.refusal_report (community_id, contact_id) values (:community, :contact)")
            .param("community", community).param("contact", contact).update();
        notices.tellRole(community, "cs_supervisor", new Notice("拒缴", "%s 拒缴：%s".formatted(debt.roomCode(), reason),
            "逾期 %s 元，请签收并交代处理办法".formatted(debt.overdue()), "refusals", "refusal-" + contact));
    }

    @Transactional(readOnly = true)
    Page<Row> page(long community, @Nullable Boolean waiting, Paging paging) {
        var from = """
              from collection.refusal_report p
              join collection.contact c on c.community_id = p.community_id and c.id = p.contact_id
              join estate.room r on r.community_id = c.community_id and r.id = c.room_id
             where p.community_id = :community and (:waiting::boolean is null or (p.acknowledged_at is null) = :waiting)
            """;
        var rows = jdbc.sql("""
            select c.id contact_id, c.room_id, r.code room_code, c.person, c.refusal_reason reason, c.answer, c.overdue, c.contacted_at, c.made_name,
                   p.acknowledged_by, p.acknowledged_at, p.instruction
            """ + from + paging.orderBy(SORTABLE, "p.acknowledged_at nulls first, c.contacted_at desc") + " limit :limit offset :offset")
            .param("community", community).param("waiting", waiting).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).param("community", community).param("waiting", waiting).query(Long.class).single());
    }

    /** 签收。 @throws Problem 404 {@code refusal-unknown}, 409 {@code refusal-acknowledged}, 403 {@code not-own-decision} */
    @Transactional
    void acknowledge(long community, long contact, String instruction) {
        var user = CurrentUser.get();
        user.require(community, "collection.manage");
        record Reported(long madeBy, String roomCode, boolean isAcknowledged) {}
        var reported = jdbc.sql("""
            select c.made_by, r.code room_code, p.acknowledged_at is not null is_acknowledged from collection.refusal_report p
              join collection.contact c on c.community_id = p.community_id and c.id = p.contact_id
              join estate.room r on r.community_id = c.community_id and r.id = c.room_id
             where p.community_id = :community and p.contact_id = :contact for no key update of p
            """).param("community", community).param("contact", contact).query(Reported.class).optional()
            .orElseThrow(() -> Problem.notFound("refusal-unknown", "没有这条拒缴上报"));
        if (reported.isAcknowledged()) throw Problem.conflict("refusal-acknowledged", "这条已经签收过了");
        if (reported.madeBy() == user.id()) throw Problem.forbidden("not-own-decision", "自己报的要由别人签收");
        jdbc.sql("""
            update collection.refusal_report set acknowledged_by = :name, acknowledged_at = :at, instruction = :instruction
             where community_id = :community and contact_id = :contact
            """).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("instruction", instruction.strip())
            .param("community", community).param("contact", contact).update();
        notices.tell(community, List.of(reported.madeBy()), new Notice("拒缴", "%s 的拒缴已签收".formatted(reported.roomCode()), instruction.strip(),
            "refusals", "refusal-receipt-" + contact));
        audit.note("拒缴签收 " + reported.roomCode(), null, Map.of("instruction", instruction.strip()));
    }
}

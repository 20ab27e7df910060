package cn.anju.billing.notice;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 通知单的送达登记。 */
@Service
class Deliveries {

    /**
     * @param rooms up to 1,000 at once
     * @param on the day of delivery, today unless given; never in the future
     * @param receiver who took it
     */
    record Delivery(@NotNull String month, @NotEmpty(message = "请选房屋") @Size(max = 1000, message = "一次最多登记 1000 户") List<Long> rooms,
                    @NotNull DeliveryWay way, @Nullable LocalDate on, @Nullable @Size(max = 40) String receiver, @Nullable @Size(max = 200) String note) {}

    /** One delivery on record. */
    record Row(long id, LocalDate month, DeliveryWay way, LocalDate deliveredOn, @Nullable String receiver, @Nullable String note, String madeName, Instant madeAt) {}

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    Deliveries(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** 登记送达。 @return how many rooms. @throws Problem 404 {@code room-not-found}, 400 {@code date-in-future} */
    @Transactional
    int record(long community, Delivery delivery) {
        var user = CurrentUser.get();
        user.require(community, "billing.deliver");
        var month = new NoticeList.Filter(delivery.month(), null, null, null).first();
        var today = LocalDate.now(clock);
        var on = delivery.on() == null ? today : delivery.on();
        if (on.isAfter(today)) throw Problem.invalid("date-in-future", "送达日期不能晚于今天");
        var rooms = delivery.rooms().stream().distinct().toList();
        var recorded = jdbc.sql("""
            insert into billing.notice_delivery (community_id, month, room_id, way, delivered_on, receiver, note, made_by, made_name, made_at)
            select r.community_id, :month, r.id, :way, :on, :receiver, :note, :by, :name, :at
              from estate.room r where r.community_id = :community and r.id = any (:rooms)
            """)
            .param("community", community).param("month", month).param("rooms", rooms.toArray(Long[]::new)).param("way", delivery.way().name())
            .param("on", on).param("receiver", delivery.receiver()).param("note", delivery.note()).param("by", user.id()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        if (recorded != rooms.size()) throw Problem.notFound("room-not-found", "所选房屋中有的不存在，请刷新后再登记");
        audit.note("送达 %s 通知单 %d 户".formatted(delivery.month(), recorded), null, Map.of("way", delivery.way().label(), "on", on, "rooms", recorded));
        return recorded;
    }

    @Transactional(readOnly = true)
    List<Row> ofRoom(long community, long room) {
        return jdbc.sql("""
            select id, month, way, delivered_on, receiver, note, made_name, made_at from billing.notice_delivery
             where community_id = :community and room_id = :room order by month desc, id desc limit 200
            """).param("community", community).param("room", room).query(Row.class).list();
    }
}

package cn.anju.servicedesk.field;

import cn.anju.attachment.Attachment;
import cn.anju.attachment.Attachments;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.order.OrderFollower;
import cn.anju.servicedesk.ticket.Events;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 修前修后的照片；住户在玻璃上签的字，或报的完工码。 */
@Service
@Transactional
class Signatures {

    /** 照片是什么时候的。 */
    enum Stage { BEFORE, AFTER, SIGNATURE }

    record Photo(long id, Stage stage, Instant takenAt, String addedName) {}

    private static final int MOST = 20;

    private final JdbcClient jdbc;
    private final Attachments attachments;
    private final List<OrderFollower> followers;
    private final Events events;
    private final Clock clock;

    Signatures(JdbcClient jdbc, Attachments attachments, List<OrderFollower> followers, Events events, Clock clock) {
        this.jdbc = jdbc;
        this.attachments = attachments;
        this.followers = followers;
        this.events = events;
        this.clock = clock;
    }

    /** @throws Problem 400 {@code not-a-photo}; 409 {@code too-many-photos}, {@code already-signed} */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(long community, OwnOrders.Own order, UUID client, Stage stage, Instant takenAt, @Nullable String signer, String filename, @Nullable String type, byte[] content) {
        if (of(community, order.id()).size() >= MOST) throw Problem.conflict("too-many-photos", "任务单 %s 已有 %d 张照片，够用了", order.number(), MOST);
        var file = attachments.store(community, filename, type, content);
        if (!attachments.read(community, file).contentType().startsWith("image/")) throw Problem.invalid("not-a-photo", "这里只收照片，请另选一个文件");
        jdbc.sql("""
            insert into servicedesk.order_photo (community_id, order_id, client_id, stage, file_id, taken_at, added_name)
            values (:community, :order, :client, :stage, :file, :at, :name)
            """).param("community", community).param("order", order.id()).param("client", client).param("stage", stage.name()).param("file", file)
            .param("at", takenAt.atOffset(ZoneOffset.UTC)).param("name", CurrentUser.get().name()).update();
        if (stage == Stage.SIGNATURE) sign(community, order, signer, false, takenAt);
    }

    /** 住户签收了。 @throws Problem 400 {@code signer-missing}; 409 {@code already-signed} */
    @Transactional(propagation = Propagation.MANDATORY)
    void sign(long community, OwnOrders.Own order, @Nullable String signer, boolean byCode, Instant madeAt) {
        if (signer == null || signer.isBlank()) throw Problem.invalid("signer-missing", "请写谁签收的");
        if (order.signedBy() != null) throw Problem.conflict("already-signed", "任务单 %s 已经由 %s 签收了", order.number(), order.signedBy());
        var at = madeAt.isAfter(clock.instant()) ? clock.instant() : madeAt;
        jdbc.sql("update servicedesk.work_order set signed_by = :who, signed_way = :way, signed_at = :at where community_id = :community and id = :id")
            .param("community", community).param("id", order.id()).param("who", signer.strip()).param("way", byCode ? "CODE" : "SIGNATURE")
            .param("at", at.atOffset(ZoneOffset.UTC)).update();
        events.add(community, order.ticketId(), Events.Kind.CHANGED, "任务单 %s 由 %s %s".formatted(order.number(), signer.strip(), byCode ? "报完工码签收" : "签字"), false, order.id());
        followers.forEach(each -> each.signed(community, order.id(), signer.strip(), byCode, at));
    }

    @Transactional(readOnly = true)
    List<Photo> of(long community, long order) {
        return jdbc.sql("select id, stage, taken_at, added_name from servicedesk.order_photo where community_id = :community and order_id = :order order by id")
            .param("community", community).param("order", order).query(Photo.class).list();
    }

    /** @throws Problem 404 {@code photo-not-found} */
    @Transactional(readOnly = true)
    Attachment read(long community, long order, long photo) {
        var file = jdbc.sql("select file_id from servicedesk.order_photo where community_id = :community and order_id = :order and id = :photo")
            .param("community", community).param("order", order).param("photo", photo).query(Long.class).optional()
            .orElseThrow(() -> Problem.notFound("photo-not-found", "没有这张照片"));
        return attachments.read(community, file);
    }
}

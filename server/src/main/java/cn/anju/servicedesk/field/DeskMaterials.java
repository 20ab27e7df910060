package cn.anju.servicedesk.field;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ticket.DeskRequests;
import cn.anju.servicedesk.ticket.Events;
import cn.anju.servicedesk.ticket.TicketLock;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 前台照收回的纸凭证，替维修工把用料记到任务单上；完了工的也能补记。 */
@Service
class DeskMaterials {

    /**
     * 用了一种料。
     *
     * @param materialId from the list, or {@code name} and {@code unit} in words with the {@code price} of one, if known
     * @param usedAt when; not said: when the work was finished, or now while it goes on
     */
    record NewUse(@Nullable Long materialId, @Nullable @Size(max = 60, message = "料的名称最多 60 字") String name, @Nullable @Size(max = 10, message = "单位最多 10 字") String unit,
                  @NotNull(message = "请填用了多少") @Positive(message = "用量要大于零") @Digits(integer = 6, fraction = 4, message = "用量最多 6 位整数、4 位小数") BigDecimal quantity,
                  @Nullable Money price, @Nullable Instant usedAt) {

        NewUse {
            if (price != null && price.isNegative()) throw Problem.invalid("amount-invalid", "单价 %s 不对：不能小于零", price);
        }
    }

    private record Order(String number, long ticketId, String state, @Nullable Instant finishedAt) {}

    /** What makes two requests the same one. */
    private record Asked(long order, NewUse use) {}

    private final JdbcClient jdbc;
    private final DeskRequests requests;
    private final TicketLock tickets;
    private final Materials materials;
    private final Events events;
    private final AuditTrail audit;
    private final Clock clock;

    DeskMaterials(JdbcClient jdbc, DeskRequests requests, TicketLock tickets, Materials materials, Events events, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.tickets = tickets;
        this.materials = materials;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 补记一笔用料。
     *
     * @param key see {@link DeskRequests}
     * @throws Problem 400 {@code material-missing}, {@code use-in-future}; 404 {@code order-not-found}, {@code material-not-found}; 409 {@code order-withdrawn}
     */
    @Transactional
    long enter(long community, long order, @Nullable String key, NewUse use) {
        CurrentUser.get().require(community, "servicedesk.register");
        var client = UUID.nameUUIDFromBytes(("desk:" + key).getBytes(StandardCharsets.UTF_8));
        if (!requests.isNew(community, key, new Asked(order, use)))
            return jdbc.sql("select id from servicedesk.material_use where community_id = :community and client_id = :client").param("community", community)
                .param("client", client).query(Long.class).single();
        tickets.any(community, look(community, order, "").ticketId());
        var held = look(community, order, " for update");
        if (held.state().equals("CANCELLED")) throw Problem.conflict("order-withdrawn", "任务单 %s 已经收回，没有用料可记", held.number());
        var now = clock.instant();
        if (use.usedAt() != null && use.usedAt().isAfter(now)) throw Problem.invalid("use-in-future", "用料的时间不能晚于现在");
        var at = use.usedAt() != null ? use.usedAt() : held.finishedAt() != null ? held.finishedAt() : now;
        var id = materials.use(community, order, new FieldAct(client, order, FieldAct.Kind.MATERIAL, at, null, null, null, use.materialId(), use.name(), use.unit(), use.quantity(),
            null, use.price(), null, null));
        var named = jdbc.sql("select name || ' × ' || trim_scale(quantity) || unit from servicedesk.material_use where community_id = :community and id = :id")
            .param("community", community).param("id", id).query(String.class).single();
        events.add(community, held.ticketId(), Events.Kind.CHANGED, "任务单 %s 补记用料：%s".formatted(held.number(), named), true, order);
        audit.note("任务单 " + held.number(), null, use);
        return id;
    }

    private Order look(long community, long id, String lock) {
        return jdbc.sql("select number, ticket_id, state, finished_at from servicedesk.work_order where community_id = :community and id = :id" + lock)
            .param("community", community).param("id", id).query(Order.class).optional().orElseThrow(() -> Problem.notFound("order-not-found", "没有这张任务单"));
    }
}

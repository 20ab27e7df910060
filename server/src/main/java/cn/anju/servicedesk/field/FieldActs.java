package cn.anju.servicedesk.field;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.order.WorkSteps;
import cn.anju.servicedesk.service.ServiceOrders;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** 手机传上来的每一笔：办一次，记下；办不了的也记下为什么，再传一遍是同样的答复。 */
@Service
class FieldActs {

    /** @param code and {@code sentence} why it was not applied */
    record Result(boolean isApplied, @Nullable String code, @Nullable String sentence) {}

    private static final String WRONG_CODE = "sign-code-wrong";
    private static final int MOST_TRIES = 5;

    private final JdbcClient jdbc;
    private final OwnOrders own;
    private final WorkSteps steps;
    private final ServiceOrders services;
    private final Materials materials;
    private final Signatures signatures;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FieldActs(JdbcClient jdbc, OwnOrders own, WorkSteps steps, ServiceOrders services, Materials materials, Signatures signatures, AuditTrail audit,
              TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.own = own;
        this.steps = steps;
        this.services = services;
        this.materials = materials;
        this.signatures = signatures;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** 办这一笔。 @throws Problem 404 {@code order-not-found} for another's order: of that nothing is kept */
    Result take(long community, FieldAct act) {
        return once(community, act.clientId(), act.orderId(), act.kind().name(), act.madeAt(), order -> apply(community, order, act));
    }

    /** What is done with the order that he holds. */
    interface Work {
        void on(OwnOrders.Own order);
    }

    Result once(long community, UUID clientId, long orderId, String kind, Instant madeAt, Work work) {
        CurrentUser.get().require(community, "servicedesk.work");
        try {
            return transaction.execute(status -> {
                var order = own.hold(community, orderId);
                if (!note(community, clientId, orderId, kind, madeAt, null)) return earlier(community, clientId, orderId);
                work.on(order);
                audit.note("任务单 " + order.number() + "（手机）", null, kind);
                return new Result(true, null, null);
            });
        } catch (Problem refusal) {
            if (refusal.code().equals("order-not-found")) throw refusal;
            return transaction.execute(status -> {
                own.hold(community, orderId);
                if (!note(community, clientId, orderId, kind, madeAt, refusal)) return earlier(community, clientId, orderId);
                return new Result(false, refusal.code(), refusal.getMessage());
            });
        }
    }

    private void apply(long community, OwnOrders.Own order, FieldAct act) {
        switch (act.kind()) {
            case STEP -> {
                if (act.step() == null || act.step() == WorkSteps.Step.WITHDRAW) throw Problem.invalid("step-missing", "请选走到哪一步");
                steps.take(community, order.id(), new WorkSteps.Taken(act.step(), act.reason(), act.text()), act.madeAt());
            }
            case MATERIAL -> {
                requireUnderWay(order);
                materials.use(community, order.id(), act);
            }
            case SERVICE -> {
                requireUnderWay(order);
                if (act.serviceId() == null) throw Problem.invalid("service-missing", "请选服务");
                services.addOnSite(community, order.ticketId(), order.id(), act.serviceId(), act.count(), act.amount());
            }
            case CODE -> {
                if (tries(community, order.id()) >= MOST_TRIES) throw Problem.conflict("sign-code-blocked", "完工码错了 %d 次，请住户签字", MOST_TRIES);
                if (act.code() == null || !act.code().equals(order.signCode())) throw Problem.conflict(WRONG_CODE, "完工码不对；码在派工时发给住户的消息里，请住户再看一遍，没收到的可以请前台念给他，或者请住户签字");
                signatures.sign(community, order, act.signer(), true, act.madeAt());
            }
            case VOUCHER -> voucher(community, order, act.text());
        }
    }

    private void voucher(long community, OwnOrders.Own order, @Nullable String number) {
        if (number == null || number.isBlank()) throw Problem.invalid("voucher-missing", "请填凭证号");
        if (number.strip().length() > 30) throw Problem.invalid("voucher-missing", "凭证号最多 30 个字");
        var taken = jdbc.sql("select exists (select from servicedesk.work_order where community_id = :community and id <> :id and (voucher = :number or paper_voucher = :number))")
            .param("community", community).param("id", order.id()).param("number", number.strip()).query(Boolean.class).single();
        if (taken) throw Problem.conflict("voucher-taken", "凭证号 %s 已经登在别的任务单上，请核对", number.strip());
        jdbc.sql("update servicedesk.work_order set paper_voucher = :number where community_id = :community and id = :id").param("community", community)
            .param("id", order.id()).param("number", number.strip()).update();
    }

    private static void requireUnderWay(OwnOrders.Own order) {
        if (order.isEnded()) throw Problem.conflict("order-over", "任务单 %s 已经了了，不能再添", order.number());
    }

    private long tries(long community, long order) {
        return jdbc.sql("select count(*) from servicedesk.field_act where community_id = :community and order_id = :order and code = :code").param("community", community)
            .param("order", order).param("code", WRONG_CODE).query(Long.class).single();
    }

    private boolean note(long community, UUID clientId, long order, String kind, Instant madeAt, @Nullable Problem refusal) {
        return jdbc.sql("""
            insert into servicedesk.field_act (community_id, client_id, order_id, kind, made_at, received_at, staff_id, code, refusal)
            values (:community, :client, :order, :kind, :made, :now, :staff, :code, :refusal) on conflict do nothing
            """).param("community", community).param("client", clientId).param("order", order).param("kind", kind).param("made", madeAt.atOffset(ZoneOffset.UTC))
            .param("now", now()).param("staff", CurrentUser.get().id()).param("code", refusal == null ? null : refusal.code())
            .param("refusal", refusal == null ? null : refusal.getMessage()).update() == 1;
    }

    /** @throws Problem 409 {@code client-id-reused} when the number was another order's */
    private Result earlier(long community, UUID clientId, long order) {
        record Before(long orderId, @Nullable String code, @Nullable String refusal) {}
        var before = jdbc.sql("select order_id, code, refusal from servicedesk.field_act where community_id = :community and client_id = :client")
            .param("community", community).param("client", clientId).query(Before.class).single();
        if (before.orderId() != order) throw Problem.conflict("client-id-reused", "这个编号已经用过了");
        return new Result(before.code() == null, before.code(), before.refusal());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

package cn.anju.servicedesk.service;

import cn.anju.access.AuditTrail;
import cn.anju.cashier.PriceList;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.order.OrderFollower;
import cn.anju.servicedesk.ticket.Events;
import cn.anju.servicedesk.ticket.TicketKind;
import cn.anju.servicedesk.ticket.TicketLock;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 有偿服务单：先报价，住户同意了才做，做完出账，收费台来收；做的人按项提成。 */
@Service
@Transactional
public class ServiceOrders implements OrderFollower {

    /** 住户怎么同意的。 */
    public enum Way {
        PHONE("电话里"),
        COUNTER("当面"),
        MESSAGE("短信微信"),
        SIGNATURE("签字"),
        CODE("完工码");

        final String label;

        Way(String label) {
            this.label = label;
        }
    }

    /** @param amount for what the list has no fixed price */
    record Wanted(@NotNull(message = "请选服务") Long serviceId, @NotNull(message = "请填数量") @Positive @Digits(integer = 6, fraction = 4) BigDecimal count, @Nullable Money amount) {}

    record Quote(@NotEmpty(message = "请选服务") @Size(max = 20) List<@Valid @NotNull Wanted> lines, @Nullable Long promotionId) {}

    record Consent(@NotBlank(message = "请写谁同意的") @Size(max = 40) String who, @NotNull(message = "请选怎么同意的") Way way, @Nullable Instant at) {}

    record Refusal(@NotBlank(message = "请写原因") @Size(max = 200) String reason) {}

    record Handover(@NotBlank(message = "请写谁签收的") @Size(max = 40) String receivedBy) {}

    record Quoted(long id, String number, Money amount) {}

    private record Held(long id, String number, long ticketId, long roomId, String state, @Nullable Long workOrderId) {}

    private record Line(long id, String priceCode, BigDecimal count, BigDecimal amount) {}

    private final JdbcClient jdbc;
    private final ServiceCatalogue catalogue;
    private final PriceList prices;
    private final TicketLock tickets;
    private final NumberSeries numbers;
    private final Events events;
    private final AuditTrail audit;
    private final Clock clock;

    ServiceOrders(JdbcClient jdbc, ServiceCatalogue catalogue, PriceList prices, TicketLock tickets, NumberSeries numbers, Events events, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.prices = prices;
        this.tickets = tickets;
        this.numbers = numbers;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** 报价。 @throws Problem 404 {@code service-not-found}, {@code promotion-not-found}; 409 {@code ticket-ended}, {@code service-without-room}, {@code promotion-over} */
    Quoted quote(long community, long ticket, Quote quote) {
        CurrentUser.get().require(community, "servicedesk.register");
        var quoted = quote(community, ticket, null, quote);
        audit.note("服务单 " + quoted.number(), null, quote);
        return quoted;
    }

    /** 在住户家里加一项；谁派去的谁能加，由调用者先看过。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void addOnSite(long community, long ticket, long workOrder, long service, BigDecimal count, @Nullable Money amount) {
        quote(community, ticket, workOrder, new Quote(List.of(new Wanted(service, count, amount)), null));
    }

    private Quoted quote(long community, long ticket, @Nullable Long workOrder, Quote quote) {
        var user = CurrentUser.get();
        var held = tickets.open(community, ticket);
        var room = jdbc.sql("select room_id from servicedesk.ticket where community_id = :community and id = :ticket and room_id is not null").param("community", community)
            .param("ticket", ticket).query(Long.class).optional().orElseThrow(() -> Problem.conflict("service-without-room", "工单 %s 不是哪一户的，没处收费", held.number()));
        if (quote.promotionId() != null) checkPromotion(community, quote.promotionId());
        var number = numbers.next("servicedesk", community, "FW", LocalDate.now(clock));
        var id = jdbc.sql("""
            insert into servicedesk.service_order (community_id, number, ticket_id, room_id, work_order_id, promotion_id, quoted_at, quoted_by, quoted_name)
            values (:community, :number, :ticket, :room, :order, :promotion, :now, :by, :name) returning id
            """).param("community", community).param("number", number).param("ticket", ticket).param("room", room).param("order", workOrder)
            .param("promotion", quote.promotionId()).param("now", now()).param("by", user.id()).param("name", user.name()).query(Long.class).single();
        var sum = Money.ZERO;
        for (var wanted : quote.lines()) {
            var item = catalogue.offered(community, wanted.serviceId());
            var amount = prices.priced(community, item.priceCode(), wanted.count(), wanted.amount());
            var commission = Money.rounded(amount.yuan().multiply(item.commissionRate()).movePointLeft(2));
            jdbc.sql("""
                insert into servicedesk.service_line (community_id, service_order_id, service_id, name, unit, price_code, count, amount, commission)
                values (:community, :order, :service, :name, :unit, :code, :count, :amount, :commission)
                """).param("community", community).param("order", id).param("service", item.id()).param("name", item.name()).param("unit", item.unit())
                .param("code", item.priceCode()).param("count", wanted.count()).param("amount", amount.yuan()).param("commission", commission.yuan()).update();
            sum = sum.plus(amount);
        }
        events.add(community, ticket, Events.Kind.CHANGED, "服务单 %s 报价 %s 元".formatted(number, sum), false, workOrder);
        return new Quoted(id, number, sum);
    }

    /** 住户同意了：谁、怎么同意的、几时。 @throws Problem 400 {@code consent-in-future}; 404 {@code service-order-not-found}; 409 {@code service-order-state} */
    void agree(long community, long id, Consent consent) {
        CurrentUser.get().require(community, "servicedesk.register");
        var held = held(community, id, "QUOTED", "同意");
        if (consent.at() != null && consent.at().isAfter(clock.instant())) throw Problem.invalid("consent-in-future", "同意的时间不能晚于现在");
        agree(community, held, consent.who().strip(), consent.way(), consent.at() == null ? clock.instant() : consent.at());
        audit.note("服务单 " + held.number(), null, consent);
    }

    private void agree(long community, Held held, String who, Way way, Instant at) {
        jdbc.sql("update servicedesk.service_order set state = 'AGREED', agreed_who = :who, agreed_way = :way, agreed_at = :at where community_id = :community and id = :id")
            .param("community", community).param("id", held.id()).param("who", who).param("way", way.name()).param("at", at.atOffset(ZoneOffset.UTC)).update();
        events.add(community, held.ticketId(), Events.Kind.CHANGED, "服务单 %s：%s%s同意".formatted(held.number(), who, way.label), false, held.workOrderId());
    }

    /** 住户不要了。 @throws Problem 404 {@code service-order-not-found}; 409 {@code service-order-state} once it is done */
    void decline(long community, long id, Refusal refusal) {
        CurrentUser.get().require(community, "servicedesk.register");
        var held = held(community, id, null, "撤销");
        jdbc.sql("update servicedesk.service_order set state = 'DECLINED', reason = :reason where community_id = :community and id = :id").param("community", community)
            .param("id", id).param("reason", refusal.reason().strip()).update();
        events.add(community, held.ticketId(), Events.Kind.CHANGED, "服务单 %s 不做了：%s".formatted(held.number(), refusal.reason().strip()), false, held.workOrderId());
        audit.note("服务单 " + held.number(), null, refusal);
    }

    /** 不派人的（票务、代购）办好了，签收、出账；派了人的随任务单完工出账。 @throws Problem 404 {@code service-order-not-found}; 409 {@code service-order-state} */
    void finish(long community, long id, Handover handover) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.register");
        var held = held(community, id, "AGREED", "办结");
        bill(community, held, user.id(), handover.receivedBy().strip(), clock.instant());
        audit.note("服务单 " + held.number(), null, handover);
    }

    /** 有偿的先下单再实施：没有同意的报价，不派人。 */
    @Override
    public void dispatched(long community, TicketLock.Held ticket, long workOrder) {
        var open = of(community, "ticket_id = :key and work_order_id is null and state in ('QUOTED', 'AGREED')", ticket.id());
        if (open.stream().anyMatch(each -> each.state().equals("QUOTED"))) throw Problem.conflict("service-not-agreed", "服务单 %s 住户还没同意，同意了再派人", open.getFirst().number());
        var all = of(community, "ticket_id = :key and state in ('AGREED', 'DONE')", ticket.id());
        if (ticket.kind() == TicketKind.PAID_SERVICE && all.isEmpty()) throw Problem.conflict("quote-missing", "有偿服务先报价、住户同意了再派人");
        jdbc.sql("""
            update servicedesk.service_order set work_order_id = :order where community_id = :community and ticket_id = :ticket and work_order_id is null and state = 'AGREED'
            """).param("community", community).param("ticket", ticket.id()).param("order", workOrder).update();
    }

    /** 住户在任务单上签了字：现场加的几项就是同意了。 */
    @Override
    public void signed(long community, long workOrder, String who, boolean byCode, Instant at) {
        for (var held : of(community, "work_order_id = :key and state = 'QUOTED'", workOrder)) agree(community, held, who, byCode ? Way.CODE : Way.SIGNATURE, at);
    }

    /** 完工：同意了的出账；还没同意的不让完工。 */
    @Override
    public void finished(long community, long workOrder, long technician, @Nullable String receivedBy, Instant at) {
        for (var held : of(community, "work_order_id = :key and state in ('QUOTED', 'AGREED')", workOrder)) {
            if (held.state().equals("QUOTED")) throw Problem.conflict("service-not-agreed", "收费的 %s 住户还没同意，请住户签字，或撤掉再完工", held.number());
            bill(community, held, technician, receivedBy, at);
        }
    }

    /** 没办成就退回的：同意过的留着，等下一个人。 */
    @Override
    public void released(long community, long workOrder) {
        jdbc.sql("update servicedesk.service_order set work_order_id = null where community_id = :community and work_order_id = :order and state in ('QUOTED', 'AGREED')")
            .param("community", community).param("order", workOrder).update();
    }

    private void bill(long community, Held held, long doer, @Nullable String receivedBy, Instant at) {
        var lines = jdbc.sql("select id, price_code, count, amount from servicedesk.service_line where community_id = :community and service_order_id = :order order by id")
            .param("community", community).param("order", held.id()).query(Line.class).list();
        for (var line : lines)
            jdbc.sql("update servicedesk.service_line set bill_id = :bill where community_id = :community and id = :id").param("community", community).param("id", line.id())
                .param("bill", prices.charge(community, held.roomId(), line.priceCode(), line.count(), new Money(line.amount()))).update();
        jdbc.sql("update servicedesk.service_order set state = 'DONE', doer_id = :doer, done_at = :at, received_by = :received where community_id = :community and id = :id")
            .param("community", community).param("id", held.id()).param("doer", doer).param("at", at.atOffset(ZoneOffset.UTC)).param("received", receivedBy).update();
        events.add(community, held.ticketId(), Events.Kind.CHANGED, "服务单 %s 办好，已记到账上，可到收费台缴".formatted(held.number()), false, held.workOrderId());
    }

    private Held held(long community, long id, @Nullable String state, String what) {
        var ticket = jdbc.sql("select ticket_id from servicedesk.service_order where community_id = :community and id = :id").param("community", community).param("id", id)
            .query(Long.class).optional().orElseThrow(() -> Problem.notFound("service-order-not-found", "没有这张服务单"));
        tickets.any(community, ticket);
        var held = of(community, "id = :key", id).getFirst();
        if (state == null ? !List.of("QUOTED", "AGREED").contains(held.state()) : !held.state().equals(state))
            throw Problem.conflict("service-order-state", "服务单 %s 现在不能%s，请刷新看看", held.number(), what);
        return held;
    }

    private List<Held> of(long community, String which, long key) {
        return jdbc.sql("select id, number, ticket_id, room_id, state, work_order_id from servicedesk.service_order where community_id = :community and " + which + " order by id")
            .param("community", community).param("key", key).query(Held.class).list();
    }

    private void checkPromotion(long community, long promotion) {
        record Period(LocalDate fromOn, LocalDate toOn) {}
        var period = jdbc.sql("select from_on, to_on from servicedesk.promotion where community_id = :community and id = :id").param("community", community).param("id", promotion)
            .query(Period.class).optional().orElseThrow(() -> Problem.notFound("promotion-not-found", "没有这次推广"));
        var today = LocalDate.now(clock);
        if (today.isBefore(period.fromOn()) || today.isAfter(period.toOn())) throw Problem.conflict("promotion-over", "这次推广不在今天（%s 至 %s）", period.fromOn(), period.toOn());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

package cn.anju.servicedesk.service;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 有偿服务的推广：几时、在哪里推、送到多少户，带来几单；高级管家看成效、收意见。 */
@Service
@Transactional
class Promotions {

    /** @param reached how many households it came to */
    record NewPromotion(@NotBlank(message = "请写推广的名称") @Size(max = 60) String name, @NotBlank(message = "请写在哪里推广") @Size(max = 60) String channel,
                        @NotNull(message = "请选从哪天起") LocalDate fromOn, @NotNull(message = "请选到哪天") LocalDate toOn, @Nullable Long serviceId,
                        @PositiveOrZero @Max(1000000) int reached) {}

    record NewCheck(@NotBlank(message = "请写成效怎么样") @Size(max = 500) String effect, @Nullable @Size(max = 1000) String opinions) {}

    record Check(long promotionId, String effect, @Nullable String opinions, Instant madeAt, String madeName) {}

    /** @param quoted orders that came of it; {@code done} and {@code amount} those that were carried out */
    record Row(long id, String name, String channel, LocalDate fromOn, LocalDate toOn, @Nullable String service, int reached, long quoted, long done, Money amount, boolean isOn,
               String madeName, List<Check> checks) {}

    private record Counted(long id, String name, String channel, LocalDate fromOn, LocalDate toOn, @Nullable String service, int reached, long quoted, long done, Money amount,
                           String madeName) {}

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    Promotions(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<Row> list(long community) {
        var checks = jdbc.sql("select promotion_id, effect, opinions, made_at, made_name from servicedesk.promotion_check where community_id = :community order by id")
            .param("community", community).query(Check.class).list();
        var today = LocalDate.now(clock);
        return jdbc.sql("""
            select p.id, p.name, p.channel, p.from_on, p.to_on, v.name service, p.reached, count(distinct o.id) quoted, count(distinct o.id) filter (where o.state = 'DONE') done,
                   coalesce(sum(l.amount) filter (where o.state = 'DONE'), 0.00) amount, p.made_name
              from servicedesk.promotion p
              left join servicedesk.service v on v.community_id = p.community_id and v.id = p.service_id
              left join servicedesk.service_order o on o.community_id = p.community_id and o.promotion_id = p.id
              left join servicedesk.service_line l on l.community_id = o.community_id and l.service_order_id = o.id
             where p.community_id = :community group by p.community_id, p.id, v.name order by p.from_on desc, p.id desc
            """).param("community", community).query(Counted.class).stream().map(each -> new Row(each.id(), each.name(), each.channel(), each.fromOn(), each.toOn(), each.service(),
                each.reached(), each.quoted(), each.done(), each.amount(), !today.isBefore(each.fromOn()) && !today.isAfter(each.toOn()), each.madeName(),
                checks.stream().filter(check -> check.promotionId() == each.id()).toList())).toList();
    }

    /** @throws Problem 400 {@code promotion-period}; 404 {@code service-not-found} */
    long add(long community, NewPromotion promotion) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.register");
        if (promotion.toOn().isBefore(promotion.fromOn())) throw Problem.invalid("promotion-period", "推广的止期不能早于起期");
        if (promotion.serviceId() != null && jdbc.sql("select count(*) from servicedesk.service where community_id = :community and id = :id").param("community", community)
            .param("id", promotion.serviceId()).query(Long.class).single() == 0) throw Problem.notFound("service-not-found", "目录里没有这项服务，或已停用");
        audit.note("推广 " + promotion.name().strip(), null, promotion);
        return jdbc.sql("""
            insert into servicedesk.promotion (community_id, name, channel, from_on, to_on, service_id, reached, made_at, made_name)
            values (:community, :name, :channel, :from, :to, :service, :reached, :at, :by) returning id
            """).param("community", community).param("name", promotion.name().strip()).param("channel", promotion.channel().strip()).param("from", promotion.fromOn())
            .param("to", promotion.toOn()).param("service", promotion.serviceId()).param("reached", promotion.reached()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", user.name()).query(Long.class).single();
    }

    /** 看成效、收意见。 @throws Problem 404 {@code promotion-not-found} */
    void check(long community, long id, NewCheck check) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.close");
        var name = jdbc.sql("select name from servicedesk.promotion where community_id = :community and id = :id").param("community", community).param("id", id)
            .query(String.class).optional().orElseThrow(() -> Problem.notFound("promotion-not-found", "没有这次推广"));
        jdbc.sql("""
            insert into servicedesk.promotion_check (community_id, promotion_id, effect, opinions, made_at, made_name)
            values (:community, :id, :effect, :opinions, :at, :name)
            """).param("community", community).param("id", id).param("effect", check.effect().strip())
            .param("opinions", check.opinions() == null || check.opinions().isBlank() ? null : check.opinions().strip())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("name", user.name()).update();
        audit.note("推广 " + name + " 的成效", null, check);
    }
}

package cn.anju.metering.analysis;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 用量环比与同比：一种表全小区一行，再按楼栋各一行，升降的缘由记在旁边。 */
@Service
class UsageComparison {

    /**
     * @param buildingId none for the whole community, public meters included
     * @param monthChange in percent against the month before, {@code yearChange} against the same month of last year
     * @param estimated how many of the readings are estimates
     */
    record Row(String kind, @Nullable Long buildingId, @Nullable String building, BigDecimal usage, @Nullable BigDecimal lastMonth,
               @Nullable BigDecimal monthChange, @Nullable BigDecimal lastYear, @Nullable BigDecimal yearChange, long estimated,
               @Nullable String explanation, @Nullable String explainedBy, @Nullable Instant explainedAt) {}

    record Explanation(@NotNull(message = "请选月份") YearMonth month, @NotBlank(message = "请选表类型") @Size(max = 20) String kind, @Nullable Long building,
                       @NotBlank(message = "请填升降的缘由") @Size(max = 500, message = "缘由最多 500 字") String explanation) {}

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    UsageComparison(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** Readings in doubt and those of master meters are left out, of every month. */
    @Transactional(readOnly = true)
    List<Row> rows(long community, YearMonth month, @Nullable String kind) {
        return jdbc.sql("""
            with used as (
              select m.kind, r.building_id, grouping(r.building_id) = 1 is_whole, n.month, sum(n.usage) usage,
                     count(*) filter (where n.source = 'ESTIMATE') estimated
                from metering.reading n
                join metering.meter m on m.community_id = n.community_id and m.id = n.meter_id and not m.is_master
                left join estate.room r on r.community_id = m.community_id and r.id = m.room_id
               where n.community_id = :community and n.month in (:month, :before, :yearBefore) and (:kind::text is null or m.kind = :kind)
                 and (n.hold is null or n.released_at is not null)
               group by grouping sets ((m.kind, n.month), (m.kind, r.building_id, n.month))),
            compared as (
              select kind, building_id, coalesce(max(usage) filter (where month = :month), 0) usage, max(usage) filter (where month = :before) last_month,
                     max(usage) filter (where month = :yearBefore) last_year, coalesce(max(estimated) filter (where month = :month), 0) estimated
                from used where is_whole or building_id is not null group by kind, is_whole, building_id)
            select c.kind, c.building_id, b.code building, trim_scale(c.usage) usage, trim_scale(c.last_month) last_month,
                   round((c.usage - c.last_month) * 100 / nullif(c.last_month, 0), 1) month_change, trim_scale(c.last_year) last_year,
                   round((c.usage - c.last_year) * 100 / nullif(c.last_year, 0), 1) year_change, c.estimated,
                   x.explanation, x.made_name explained_by, x.made_at explained_at
              from compared c
              left join estate.building b on b.community_id = :community and b.id = c.building_id
              left join lateral (select explanation, made_name, made_at from metering.usage_explanation x
                                  where x.community_id = :community and x.month = :month and x.kind = c.kind
                                    and x.building_id is not distinct from c.building_id order by x.id desc limit 1) x on true
             order by c.kind collate "C", c.building_id is not null, length(b.code), b.code
            """).param("community", community).param("month", month.atDay(1)).param("before", month.minusMonths(1).atDay(1))
            .param("yearBefore", month.minusYears(1).atDay(1)).param("kind", kind == null || kind.isBlank() ? null : kind.strip())
            .query(Row.class).list();
    }

    /** 说明升降的缘由；再写一次以后写的为准，先写的留在库里。 */
    @Transactional
    void explain(long community, Explanation why) {
        var user = CurrentUser.get();
        user.require(community, "metering.edit");
        try {
            jdbc.sql("""
                insert into metering.usage_explanation (community_id, month, kind, building_id, explanation, made_by, made_name, made_at)
                values (:community, :month, :kind, :building, :explanation, :by, :name, :at)
                """).param("community", community).param("month", why.month().atDay(1)).param("kind", why.kind().strip())
                .param("building", why.building()).param("explanation", why.explanation().strip()).param("by", user.id())
                .param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        } catch (DataIntegrityViolationException e) {
            throw Problem.notFound("building-not-found", "没有这栋楼");
        }
        audit.note("用量升降的缘由 " + why.month() + " " + why.kind(), null, why);
    }
}

package cn.anju.metering.hold;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.metering.Hold;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 放行存疑的读数：另一个人看过，写明理由，从此照常出账。 */
@Service
class HoldRelease {

    /** @param version as it was shown: a reading that was corrected meanwhile is looked at again */
    record Reason(@NotBlank(message = "请填放行理由") @Size(max = 200, message = "理由最多 200 字") String reason, int version) {}

    private record Held(String number, BigDecimal usage, @Nullable Hold hold, @Nullable Long enteredBy, boolean isReleased, int version) {}

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    HoldRelease(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 409 {@code reading-not-held}, {@code reading-changed}, {@code own-reading}, {@code usage-negative} */
    @Transactional
    void release(long community, long meter, YearMonth month, Reason reason) {
        var user = CurrentUser.get();
        user.require(community, "metering.release");
        var held = lock(community, meter, month);
        if (held.hold() == null || held.isReleased()) throw Problem.conflict("reading-not-held", "这条读数没有存疑，或者已经放行");
        if (held.version() != reason.version()) throw Problem.conflict("reading-changed", "这条读数刚刚更正过，请刷新后再看");
        if (held.enteredBy() != null && held.enteredBy() == user.id())
            throw Problem.conflict("own-reading", "这条读数是您录入的，要由另一个人放行");
        if (held.hold() == Hold.NEGATIVE)
            throw Problem.conflict("usage-negative", "读数比上次小，不能放行：请更正，已过零或换表的请注明");
        jdbc.sql("""
            update metering.reading set released_by = :by, released_name = :name, released_at = :at, release_reason = :reason, version = version + 1
             where community_id = :community and meter_id = :meter and month = :month
            """).param("community", community).param("meter", meter).param("month", month.atDay(1)).param("by", user.id())
            .param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("reason", reason.reason().strip()).update();
        audit.note("放行存疑读数 " + held.number() + " " + month, null,
            Map.of("用量", held.usage(), "存疑", held.hold().label, "理由", reason.reason().strip()));
    }

    private Held lock(long community, long meter, YearMonth month) {
        return jdbc.sql("""
            select m.number, r.usage, r.hold, r.entered_by, r.released_at is not null is_released, r.version
              from metering.reading r
              join metering.meter m on m.community_id = r.community_id and m.id = r.meter_id
             where r.community_id = :community and r.meter_id = :meter and r.month = :month for no key update of r
            """).param("community", community).param("meter", meter).param("month", month.atDay(1)).query(Held.class).optional()
            .orElseThrow(() -> Problem.notFound("reading-not-found", "%s 没有这只表的读数", month));
    }
}

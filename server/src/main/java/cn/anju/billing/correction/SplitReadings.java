package cn.anju.billing.correction;

import cn.anju.billing.correction.CorrectionOrder.MeterStand;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 月中换人时抄的表：交房、过户那天早上的读数。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class SplitReadings {

    private record Stand(long id, boolean isOfRoom, int digits, @Nullable BigDecimal previous, @Nullable BigDecimal value, boolean isRollover,
                         boolean isReplaced) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    SplitReadings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @throws Problem 404 {@code meter-unknown}; 409 {@code reading-out-of-order} when it does not lie between the month's two,
     *     {@code meter-replaced}, {@code reading-exists} when another one was taken that day
     */
    void add(long community, long room, LocalDate on, @Nullable List<MeterStand> stands) {
        if (stands == null) return;
        for (var stand : stands) add(community, room, on, stand);
    }

    private void add(long community, long room, LocalDate on, MeterStand stand) {
        var meter = jdbc.sql("""
                select m.id, m.room_id = :room is_of_room, m.digits, r.previous, r.value,
                       coalesce(r.is_rollover, false) is_rollover, r.old_stop is not null is_replaced
                  from metering.meter m
                  left join metering.reading r on r.community_id = m.community_id and r.meter_id = m.id and r.month = date_trunc('month', :on::date)::date
                 where m.community_id = :community and m.number = :number
                """).param("community", community).param("room", room).param("on", on).param("number", stand.meterNumber().strip())
            .query(Stand.class).optional().filter(Stand::isOfRoom)
            .orElseThrow(() -> Problem.notFound("meter-unknown", "这间房没有表号「%s」", stand.meterNumber()));
        if (stand.value().signum() < 0 || stand.value().compareTo(BigDecimal.TEN.pow(meter.digits())) >= 0)
            throw Problem.invalid("reading-invalid", "表 %s 的读数 %s 超出表盘", stand.meterNumber(), stand.value().toPlainString());
        if (meter.isReplaced())
            throw Problem.conflict("meter-replaced", "表 %s 当月换过，分不出那天的读数是哪只表的：请不填读数，按天分", stand.meterNumber());
        if (meter.previous() != null && !meter.isRollover()
            && (stand.value().compareTo(meter.previous()) < 0 || stand.value().compareTo(meter.value()) > 0))
            throw Problem.conflict("reading-out-of-order", "表 %s 那天的读数 %s 要在上次的 %s 和当月的 %s 之间", stand.meterNumber(),
                stand.value().toPlainString(), meter.previous().stripTrailingZeros().toPlainString(), meter.value().stripTrailingZeros().toPlainString());
        var isNew = jdbc.sql("""
                insert into billing.split_reading (community_id, meter_id, read_on, value, made_name, made_at)
                values (:community, :meter, :on, :value, :name, :at) on conflict do nothing
                """).param("community", community).param("meter", meter.id()).param("on", on).param("value", stand.value())
            .param("name", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update() == 1;
        if (!isNew) refuseOther(community, meter.id(), on, stand);
    }

    private void refuseOther(long community, long meter, LocalDate on, MeterStand stand) {
        var known = jdbc.sql("select value from billing.split_reading where community_id = :community and meter_id = :meter and read_on = :on")
            .param("community", community).param("meter", meter).param("on", on).query(BigDecimal.class).single();
        if (known.compareTo(stand.value()) != 0)
            throw Problem.conflict("reading-exists", "表 %s 在 %s 已经记过 %s，与 %s 不符，请核对", stand.meterNumber(), on,
                known.stripTrailingZeros().toPlainString(), stand.value().toPlainString());
    }
}

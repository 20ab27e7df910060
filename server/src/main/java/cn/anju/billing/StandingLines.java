package cn.anju.billing;

import cn.anju.billing.Rebilling.StandingLine;
import cn.anju.billing.calculation.Payer;
import cn.anju.kernel.Money;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 已发布而没有冲销的周期性账单，和它们出账时房屋的样子。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class StandingLines {

    /** 一间房出账时的样子；与现在一样的不写。 */
    record RoomThen(long roomId, @Nullable BigDecimal area, @Nullable Boolean isVacant, boolean isUndelivered) {}

    private final JdbcClient jdbc;
    private final Settings settings;

    StandingLines(JdbcClient jdbc, Settings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    boolean isRunWaiting(long community) {
        return jdbc.sql("select exists (select from billing.bill_run where community_id = :community and state in ('CALCULATING', 'DRAFT'))")
            .param("community", community).query(Boolean.class).single();
    }

    /** 从某月起出过账的各月（算过而没有新账单的也算）；整月出过的为真。 */
    Map<YearMonth, Boolean> months(long community, YearMonth first) {
        var months = new LinkedHashMap<YearMonth, Boolean>();
        jdbc.sql("""
                select month, bool_or(kind = 'MONTH') from billing.bill_run
                 where community_id = :community and month >= :first and (state = 'PUBLISHED' and kind in ('MONTH', 'AHEAD', 'CORRECTION') or state = 'EMPTY' and kind = 'MONTH')
                 group by month order by month
                """).param("community", community).param("first", first.atDay(1))
            .query(row -> { months.put(YearMonth.from(row.getObject(1, LocalDate.class)), row.getBoolean(2)); });
        return months;
    }

    /** Of these lines those that money settled, all of it before the day. */
    Set<Long> paidBefore(long community, LocalDate day, Collection<Long> lines) {
        return new HashSet<>(jdbc.sql("""
                select s.bill_id from billing.settlement s
                 where s.community_id = :community and s.bill_id = any (:lines) and s.kind in ('PAYMENT', 'PREPAYMENT')
                 group by s.bill_id having sum(s.amount) > 0 and max(s.settled_on) < :day
                """).param("community", community).param("lines", lines.toArray(Long[]::new)).param("day", day).query(Long.class).list());
    }

    /** Lines of these codes that stand since the first month. */
    long count(long community, YearMonth first, Set<String> codes) {
        return jdbc.sql("""
                select coalesce(sum(s.lines), 0) from billing.bill_run_total s
                  join billing.bill_run n on n.community_id = s.community_id and n.id = s.run_id and n.state = 'PUBLISHED' and n.month >= :first
                  join billing.tariff t on t.community_id = s.community_id and t.id = s.tariff_id and t.code = any (:codes)
                 where s.community_id = :community
                """).param("community", community).param("first", first.atDay(1)).param("codes", codes.toArray(String[]::new)).query(Long.class).single();
    }

    /** Rooms whose lines of the month's runs were made from something else than what the room file says now. */
    Map<Long, RoomThen> rooms(long community, YearMonth month) {
        return jdbc.sql("""
                select b.room_id,
                       max(b.quantity) filter (where (t.rule = 'BY_AREA' or t.share_basis = 'AREA') and b.quantity <> r.gross_area) area,
                       bool_or(b.basis <> 1) filter (where t.rule in ('BY_AREA', 'FIXED') and t.vacancy_factor <> 1 and b.basis is not null) is_vacant,
                       bool_or(b.payer = 'DEVELOPER' and r.handover_on is not null and not :everyone
                               and not exists (select from billing.handover h where h.community_id = b.community_id and h.room_id = b.room_id)) is_undelivered
                  from billing.bill_run n
                  join billing.bill b on b.community_id = n.community_id and b.run_id = n.id and not b.is_reversed and not b.is_one_off
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                  join estate.room r on r.community_id = b.community_id and r.id = b.room_id
                 where n.community_id = :community and n.month = :month and n.entry_on is not null
                 group by b.room_id
                """).param("community", community).param("month", month.atDay(1))
            .param("everyone", settings.get(community, BillingSettings.DEVELOPER_UNTIL_HANDOVER)).query(RoomThen.class).stream()
            .collect(Collectors.toMap(RoomThen::roomId, Function.identity()));
    }

    List<StandingLine> lines(long community, YearMonth first, Collection<Long> rooms, Collection<Long> tariffs) {
        return jdbc.sql("""
                select b.id, b.run_id, n.month, n.entry_on, b.room_id, b.tariff_id, b.share_group_id, b.period_start, b.period_end, b.quantity,
                       b.amount, b.outstanding, b.payer, p.usage, p.total_weight
                  from billing.bill b
                  join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null and n.month >= :first
                  left join billing.share_pool p on p.community_id = b.community_id and p.run_id = b.run_id and p.tariff_id = b.tariff_id
                                                and p.share_group_id = b.share_group_id
                 where b.community_id = :community and b.room_id = any (:rooms) and b.tariff_id = any (:tariffs)
                   and not b.is_reversed and not b.is_one_off
                """).param("community", community).param("first", first.atDay(1)).param("rooms", rooms.toArray(Long[]::new))
            .param("tariffs", tariffs.toArray(Long[]::new))
            .query((row, i) -> new StandingLine(row.getLong(1), row.getLong(2), YearMonth.from(row.getObject(3, LocalDate.class)),
                row.getObject(4, LocalDate.class), row.getLong(5), row.getLong(6), row.getObject(7, Long.class), row.getObject(8, LocalDate.class),
                row.getObject(9, LocalDate.class), row.getBigDecimal(10), new Money(row.getBigDecimal(11)), new Money(row.getBigDecimal(12)),
                Payer.valueOf(row.getString(13)), row.getBigDecimal(14), row.getBigDecimal(15))).list();
    }
}

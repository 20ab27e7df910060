package cn.anju.billing;

import cn.anju.billing.calculation.BillLine;
import cn.anju.billing.calculation.BillLine.ByDays;
import cn.anju.billing.calculation.BillLine.Period;
import cn.anju.billing.calculation.BillLine.Pool;
import cn.anju.billing.calculation.BillLine.Rest;
import cn.anju.billing.calculation.BillLine.Usage;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 成批写账单：逐行流进临时表，再一条语句写入。
 *
 * <p>Row-level security refuses {@code COPY} into the table itself. Lines flow while they are computed; nothing but the
 * totals and pools is held in memory.
 */
@Component
class LineWriter {

    /** 写了多少。 */
    record Written(long lines, Money total) {}

    private record Slice(long tariff, LocalDate start, LocalDate end) {}

    private record PoolKey(long tariff, long group) {}

    private static final class Sum {
        long lines;
        BigDecimal amount = BigDecimal.ZERO;
    }

    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    LineWriter(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    /**
     * 写入一次出账的各行。
     *
     * @param calculation hands on the lines one by one
     * @param groupCodes code of each 公摊组
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Written write(long community, long run, Map<Long, String> groupCodes, Consumer<Consumer<BillLine>> calculation) {
        jdbc.sql("""
                create temp table if not exists bill_line (
                    run_id bigint, room_id bigint, tariff_id bigint, share_group_id bigint, period_start date, period_end date,
                    quantity numeric, basis numeric, amount numeric(14,2), due_on date, payer text collate "C", stopped datemultirange,
                    whole numeric(14,2), persons int) on commit delete rows
                """).update();
        var sums = new HashMap<Slice, Sum>();
        var pools = new HashMap<PoolKey, Pool>();
        try (var copy = new CopyStream(dataSource, "copy pg_temp.bill_line from stdin")) {
            calculation.accept(line -> {
                copy.row(run, line.roomId(), line.tariffVersionId(), line.shareGroupId(), line.periodStart(), line.periodEnd(),
                    line.quantity(), basis(line.basis()), line.amount(), line.dueOn(), line.payer(), stopped(line.basis()),
                    whole(line.basis()), line.basis() instanceof Usage usage ? usage.persons() : null);
                var sum = sums.computeIfAbsent(new Slice(line.tariffVersionId(), line.periodStart(), line.periodEnd()), _ -> new Sum());
                sum.lines++;
                sum.amount = sum.amount.add(line.amount().yuan());
                var pool = pool(line.basis());
                if (pool != null) pools.putIfAbsent(new PoolKey(line.tariffVersionId(), line.shareGroupId()), pool);
            });
            copy.end();
        }
        sums.forEach((slice, sum) -> addTotal(community, run, slice, sum));
        pools.forEach((key, pool) -> addPool(community, run, key, pool, groupCodes.get(key.group())));
        var lines = jdbc.sql("""
                insert into billing.bill (community_id, run_id, room_id, tariff_id, share_group_id, period_start, period_end,
                                          quantity, basis, amount, outstanding, due_on, payer, stopped, whole, persons)
                select :community, l.run_id, l.room_id, l.tariff_id, l.share_group_id, l.period_start, l.period_end,
                       l.quantity, l.basis, l.amount, l.amount, l.due_on, l.payer, l.stopped, l.whole, l.persons
                  from pg_temp.bill_line l where l.run_id = :run
                """).param("community", community).param("run", run).update();
        var total = sums.values().stream().map(sum -> sum.amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (total.compareTo(MOST) >= 0)
            throw Problem.invalid("amount-out-of-range", "这次出账合计 %s 元，超出了能记的范围，请核对单价、面积和读数", total.toPlainString());
        return new Written(lines, new Money(total));
    }

    private static @Nullable BigDecimal basis(BillLine.Basis basis) {
        return switch (basis) {
            case Period period -> period.factor();
            case Usage usage -> usage.before();
            case Pool _, ByDays _, Rest _ -> null;
        };
    }

    private static @Nullable Pool pool(BillLine.Basis basis) {
        return switch (basis) {
            case Pool pool -> pool;
            case ByDays(_, var pool) -> pool;
            case Rest(_, var pool) -> pool;
            case Period _, Usage _ -> null;
        };
    }

    private static @Nullable Money whole(BillLine.Basis basis) {
        return switch (basis) {
            case ByDays(var whole, _) -> whole;
            case Rest(var whole, _) -> whole;
            case Period _, Usage _, Pool _ -> null;
        };
    }

    /** As a multirange is written: {@code {[2026-07-10,2026-07-20]}}. */
    private static @Nullable String stopped(BillLine.Basis basis) {
        if (!(basis instanceof Period period) || period.stopped().isEmpty()) return null;
        return period.stopped().stream().map(stop -> "[%s,%s]".formatted(stop.from(), stop.to())).collect(Collectors.joining(",", "{", "}"));
    }

    private void addTotal(long community, long run, Slice slice, Sum sum) {
        jdbc.sql("""
                insert into billing.bill_run_total (community_id, run_id, tariff_id, period_start, period_end, lines, amount)
                values (:community, :run, :tariff, :start, :end, :lines, :amount)
                """).param("community", community).param("run", run).param("tariff", slice.tariff())
            .param("start", slice.start()).param("end", slice.end()).param("lines", sum.lines).param("amount", sum.amount).update();
    }

    private void addPool(long community, long run, PoolKey key, Pool pool, String groupCode) {
        jdbc.sql("""
                insert into billing.share_pool (community_id, run_id, tariff_id, share_group_id, group_code, usage, amount,
                                                total_weight, room_count)
                values (:community, :run, :tariff, :group, :code, :usage, :amount, :weight, :rooms)
                """).param("community", community).param("run", run).param("tariff", key.tariff()).param("group", key.group())
            .param("code", groupCode).param("usage", pool.usage()).param("amount", pool.amount().yuan())
            .param("weight", pool.totalWeight()).param("rooms", pool.roomCount()).update();
    }
}

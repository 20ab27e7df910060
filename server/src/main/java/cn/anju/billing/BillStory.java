package cn.anju.billing;

import cn.anju.billing.BillList.BillRow;
import cn.anju.billing.calculation.BillLine;
import cn.anju.billing.calculation.BillLine.Basis;
import cn.anju.billing.calculation.BillLine.Period;
import cn.anju.billing.calculation.BillLine.Pool;
import cn.anju.billing.calculation.BillLine.Usage;
import cn.anju.billing.calculation.ChargeRule;
import cn.anju.billing.calculation.Explanation;
import cn.anju.billing.calculation.Explanation.Figure;
import cn.anju.billing.calculation.StoppedDays;
import cn.anju.billing.calculation.Tariff;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 一行账单的来龙去脉：怎么算的、收过多少、有没有冲掉。 */
@Component
@Transactional(readOnly = true)
class BillStory {

    /** 核销过的一笔；{@code amount} 为负的是退回。 */
    record SettledRow(long id, Settlement.Kind kind, String label, Money amount, LocalDate on, long sourceId, @Nullable String note) {}

    /** 冲掉了，为什么。 */
    record Reversal(LocalDate on, String reason, String by, OffsetDateTime at) {}

    /** 一次异议：哪天起、为什么、哪天怎么了结。 */
    record DisputeRow(long id, LocalDate raisedOn, String raisedBy, String claim, String state, @Nullable LocalDate decidedOn,
                      @Nullable String decision) {}

    /** 一行账单的全部。 */
    record BillView(BillRow bill, @Nullable BigDecimal lateFeeDailyRate, Explanation explanation, List<SettledRow> settlements,
                    @Nullable Reversal reversal, List<DisputeRow> disputes) {}

    private record Frozen(long tariffId, @Nullable Long shareGroupId, @Nullable BigDecimal basis, boolean isOneOff,
                          @Nullable BigDecimal poolUsage, @Nullable Money poolAmount, @Nullable BigDecimal totalWeight,
                          @Nullable Integer roomCount, BigDecimal lateFeeRate, @Nullable String stopped,
                          @Nullable Money whole, @Nullable Integer persons) {}

    private final JdbcClient jdbc;
    private final BillList list;
    private final Tariffs tariffs;

    BillStory(JdbcClient jdbc, BillList list, Tariffs tariffs) {
        this.jdbc = jdbc;
        this.list = list;
        this.tariffs = tariffs;
    }

    /** @throws Problem 404 {@code bill-not-found} */
    BillView of(long community, long id) {
        var bill = list.find(community, id).orElseThrow(() -> Problem.notFound("bill-not-found", "没有这行账单"));
        var frozen = jdbc.sql("""
                select b.tariff_id, b.share_group_id, b.basis, b.whole, b.persons, b.is_one_off, p.usage pool_usage, p.amount pool_amount, p.total_weight,
                       p.room_count, t.late_fee_rate,
                       (select string_agg(lower(s) || '/' || upper(s) - 1, ',' order by s) from unnest(b.stopped) s) stopped
                """ + BillList.FROM + " and b.id = :id").param("community", community).param("id", id).query(Frozen.class).single();
        return new BillView(bill, frozen.lateFeeRate().signum() == 0 ? null : frozen.lateFeeRate(), explanation(community, bill, frozen),
            settlements(community, id), reversal(community, id), disputes(community, id));
    }

    private Explanation explanation(long community, BillRow bill, Frozen frozen) {
        if (frozen.isOneOff())
            return new Explanation(bill.amount().toString(), bill.amount().toString(), List.of(
                new Figure("收费项目", bill.itemName(), null), new Figure("数量", bill.quantity().toPlainString(), null),
                new Figure("收费日期", bill.periodStart().toString(), null)));
        Tariff tariff = tariffs.get(community, frozen.tariffId()).terms().toTariff(frozen.tariffId(), Set.of(), Set.of());
        return Explanation.of(new BillLine(bill.roomId(), frozen.tariffId(), frozen.shareGroupId(), bill.periodStart(), bill.periodEnd(),
            bill.quantity(), bill.amount(), bill.dueOn(), bill.payer(), basis(bill, frozen, tariff)), tariff);
    }

    /** A part before the last one of its month was shared out by days. */
    private static Basis basis(BillRow bill, Frozen frozen, Tariff tariff) {
        if (frozen.whole() != null)
            return bill.periodEnd().getDayOfMonth() < bill.periodEnd().lengthOfMonth() ? new BillLine.ByDays(frozen.whole(), null) : new BillLine.Rest(frozen.whole(), null);
        return switch (tariff.rule()) {
            case ChargeRule.ByArea _, ChargeRule.Fixed _ ->
                new Period(Numbers.plain(frozen.basis()), stopped(frozen.stopped()));
            case ChargeRule.Metered _ -> new Usage(Numbers.plain(frozen.basis()), frozen.persons());
            case ChargeRule.Shared _ -> new Pool(Numbers.plain(frozen.poolUsage()), frozen.poolAmount(),
                Numbers.plain(frozen.totalWeight()), frozen.roomCount());
        };
    }

    private static List<StoppedDays> stopped(@Nullable String text) {
        if (text == null) return List.of();
        return Stream.of(text.split(",")).map(each -> each.split("/"))
            .map(ends -> new StoppedDays(LocalDate.parse(ends[0]), LocalDate.parse(ends[1]))).toList();
    }

    private List<SettledRow> settlements(long community, long id) {
        return jdbc.sql("""
                select s.id, s.kind, s.amount, s.settled_on, s.source_id, f.percent, f.amount most, f.bill_id, f.reason
                  from billing.settlement s
                  left join billing.relief f on f.community_id = s.community_id and f.id = s.source_id and s.kind = 'WAIVER'
                 where s.community_id = :community and s.bill_id = :id order by s.id
                """).param("community", community).param("id", id)
            .query((row, i) -> {
                var kind = Settlement.Kind.valueOf(row.getString("kind"));
                return new SettledRow(row.getLong("id"), kind, kind.label(), new Money(row.getBigDecimal("amount")),
                    row.getObject("settled_on", LocalDate.class), row.getLong("source_id"), why(row));
            }).list();
    }

    /** 减免按什么、为什么，如「减 30%，每月最多 60.00 元：孤老」。 */
    private static @Nullable String why(ResultSet row) throws SQLException {
        var reason = row.getString("reason");
        var percent = row.getBigDecimal("percent");
        if (reason == null || row.getObject("bill_id") != null) return reason;
        var most = row.getBigDecimal("most");
        return (percent == null ? "每月减 %s 元：".formatted(most) : "减 %s%%，每月最多 %s 元：".formatted(Numbers.plain(percent).toPlainString(), most)) + reason;
    }

    private List<DisputeRow> disputes(long community, long id) {
        return jdbc.sql("""
                select id, raised_on, raised_by, claim, state, decided_on, decision from billing.dispute
                 where community_id = :community and bill_id = :id order by id
                """).param("community", community).param("id", id).query(DisputeRow.class).list();
    }

    private @Nullable Reversal reversal(long community, long id) {
        return jdbc.sql("""
                select reversed_on "on", reason, made_by by, made_at at from billing.bill_reversal
                 where community_id = :community and bill_id = :id
                """).param("community", community).param("id", id).query(Reversal.class).optional().orElse(null);
    }
}

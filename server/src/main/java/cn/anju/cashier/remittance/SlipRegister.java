package cn.anju.cashier.remittance;

import cn.anju.cashier.PaymentMethod;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 收费单据登记：每周逐张明细，每月逐日汇总。 */
@Component
class SlipRegister {

    /** 哪几天；不填是本周，周日到周六。 */
    record Filter(@Nullable LocalDate from, @Nullable LocalDate to) {}

    /** 一张收据和它在哪张解款单上。 */
    record Row(LocalDate paidOn, String receiptNo, String roomCode, @Nullable String payerName, String methods, Money amount,
               String cashierName, boolean isVoided, @Nullable String slip, @Nullable Boolean isSigned) {}

    /** 一天。 @param variance over (above zero) and short at the closes of the day */
    record Day(LocalDate day, long receipts, long voided, Money cash, Money other, Money total, Money remitted, Money signed,
               Money variance, boolean isClosed) {}

    /** 一个月逐日，和合计。 */
    record Month(YearMonth month, List<Day> days, Day total) {}

    private static final Map<String, String> SORTABLE = Map.of("receiptNo", "t.receipt_no", "paidOn", "p.paid_on");
    private static final String NET = "case when v.payment_id is null then p.tendered - p.change else 0 end";
    private static final String FROM = """
          from cashier.payment p
          join cashier.receipt t on t.community_id = p.community_id and t.payment_id = p.id
          join cashier.shift s on s.community_id = p.community_id and s.id = p.shift_id
          join estate.room r on r.community_id = p.community_id and r.id = p.room_id
          left join cashier.payment_void v on v.community_id = p.community_id and v.payment_id = p.id
          left join cashier.remittance_payment m on m.community_id = p.community_id and m.payment_id = p.id and m.is_live
          left join cashier.remittance k on k.community_id = m.community_id and k.id = m.remittance_id
         where p.community_id = :community and p.paid_on between :from and :to
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    SlipRegister(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    LocalDate from(Filter filter) {
        return filter.from() != null ? filter.from() : LocalDate.now(clock).with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
    }

    LocalDate to(Filter filter) {
        return filter.to() != null ? filter.to() : from(filter).plusDays(6);
    }

    @Transactional(readOnly = true)
    Page<Row> receipts(long community, Filter filter, Paging paging) {
        var total = within("select count(*) " + FROM, community, filter).query(Long.class).single();
        var rows = within("""
            select p.paid_on, t.receipt_no, r.code room_code, p.payer_name, s.cashier_name, v.payment_id is not null is_voided,
                   k.handed_on, k.slip, k.state, %s amount,
                   (select string_agg(d.method, ',' order by d.line) from cashier.tender d
                     where d.community_id = p.community_id and d.payment_id = p.id) methods
            """.formatted(NET) + FROM + paging.orderBy(SORTABLE, "p.id") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(SlipRegister::row).list();
        return new Page<>(rows, total);
    }

    @Transactional(readOnly = true)
    Month month(long community, YearMonth month) {
        var days = jdbc.sql("""
            with paid as (
                select p.paid_on, count(*) receipts, count(v.payment_id) voided, coalesce(sum(%s), 0) total,
                       coalesce(sum((select sum(d.amount) from cashier.tender d
                                      where d.community_id = p.community_id and d.payment_id = p.id and d.method = 'CASH' and v.payment_id is null)), 0)
                         - coalesce(sum(p.change) filter (where v.payment_id is null), 0) cash
                  from cashier.payment p
                  left join cashier.payment_void v on v.community_id = p.community_id and v.payment_id = p.id
                 where p.community_id = :community and p.paid_on between :from and :to group by p.paid_on),
            handed as (
                select handed_on, sum(amount) remitted, coalesce(sum(amount) filter (where state = 'SIGNED'), 0) signed
                  from cashier.remittance where community_id = :community and handed_on between :from and :to and state <> 'RETURNED' group by 1),
            short as (
                select (closed_at at time zone 'Asia/Shanghai')::date closed_on, sum(difference) variance
                  from cashier.shift_close where community_id = :community group by 1)
            select d::date on_day, coalesce(p.receipts, 0) receipts, coalesce(p.voided, 0) voided, coalesce(p.total, 0) total, coalesce(p.cash, 0) cash,
                   coalesce(h.remitted, 0) remitted, coalesce(h.signed, 0) signed, coalesce(s.variance, 0) variance, c.day is not null is_closed
              from generate_series(cast(:from as date), cast(:to as date), interval '1 day') d
              left join paid p on p.paid_on = d::date
              left join handed h on h.handed_on = d::date
              left join short s on s.closed_on = d::date
              left join cashier.day_close c on c.community_id = :community and c.day = d::date
             where p.paid_on is not null or h.handed_on is not null or s.closed_on is not null or c.day is not null
             order by d
            """.formatted(NET)).param("community", community).param("from", month.atDay(1)).param("to", month.atEndOfMonth())
            .query(SlipRegister::day).list();
        return new Month(month, days, new Day(month.atEndOfMonth(), days.stream().mapToLong(Day::receipts).sum(),
            days.stream().mapToLong(Day::voided).sum(), Money.sum(days, Day::cash), Money.sum(days, Day::other), Money.sum(days, Day::total),
            Money.sum(days, Day::remitted), Money.sum(days, Day::signed), Money.sum(days, Day::variance), days.stream().allMatch(Day::isClosed)));
    }

    private JdbcClient.StatementSpec within(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("from", from(filter)).param("to", to(filter));
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        var state = row.getString("state");
        return new Row(row.getObject("paid_on", LocalDate.class), row.getString("receipt_no"), row.getString("room_code"),
            row.getString("payer_name"), Arrays.stream(row.getString("methods").split(",")).distinct()
                .map(method -> PaymentMethod.valueOf(method).label()).collect(Collectors.joining("、")),
            new Money(row.getBigDecimal("amount")), row.getString("cashier_name"), row.getBoolean("is_voided"),
            state == null ? null : RemittanceList.number(row), state == null ? null : state.equals(RemittanceState.SIGNED.name()));
    }

    private static Day day(ResultSet row, int i) throws SQLException {
        var cash = new Money(row.getBigDecimal("cash"));
        var total = new Money(row.getBigDecimal("total"));
        return new Day(row.getObject("on_day", LocalDate.class), row.getLong("receipts"), row.getLong("voided"), cash, total.minus(cash), total,
            new Money(row.getBigDecimal("remitted")), new Money(row.getBigDecimal("signed")), new Money(row.getBigDecimal("variance")),
            row.getBoolean("is_closed"));
    }
}

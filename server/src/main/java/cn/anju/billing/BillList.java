package cn.anju.billing;

import cn.anju.billing.calculation.Payer;
import cn.anju.estate.RoomCode;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 账单列表：筛选、排序、分页，以及按月导出。 */
@Component
@Transactional(readOnly = true)
class BillList {

    /** 没收清、过了应缴日、收清了、冲掉了。 */
    enum State { OPEN, OVERDUE, SETTLED, REVERSED }

    /**
     * @param roomCode one room, in its only spelling
     * @param text the beginning of a room code
     * @param tariffCode one charge standard
     * @param month lines of that month's runs
     * @param run lines of one run, also while it is a draft
     * @param dueTo the last due date, with {@code dueFrom} the first
     * @param reversed only what was reversed, or only what was not
     */
    record Filter(@Nullable String roomCode, @Nullable Long room, @Nullable Long building, @Nullable String text, @Nullable String state,
                  @Nullable String tariffCode, @Nullable String payer, @Nullable YearMonth month, @Nullable Long run,
                  @Nullable LocalDate dueFrom, @Nullable LocalDate dueTo, @Nullable Boolean reversed) {}

    /**
     * 一行账单。
     *
     * @param lateFee what would be charged today
     * @param frozenDays of the days late, those in dispute: they bear no late fee
     */
    record BillRow(long id, long roomId, String roomCode, String tariffCode, String itemName, @Nullable String shareGroup,
                   LocalDate periodStart, LocalDate periodEnd, BigDecimal quantity, Money amount, Money outstanding, LocalDate dueOn,
                   Payer payer, State state, long daysLate, Money lateFee, long run, YearMonth month, int frozenDays,
                   boolean isDisputed) {}

    /** 随同一筛选的合计。 */
    record Totals(long lines, Money amount, Money outstanding) {}

    /** 合同里说的一行，见 {@code bills.csv}。 */
    record CsvRow(String roomCode, String tariffCode, LocalDate periodStart, LocalDate periodEnd, BigDecimal quantity, Money amount,
                  LocalDate dueOn, String payer) {}

    private static final Map<String, String> COLUMNS = Map.of("roomCode", "r.code", "tariffCode", "t.code", "periodStart", "b.period_start",
        "dueOn", "b.due_on", "amount", "b.amount", "outstanding", "b.outstanding", "quantity", "b.quantity");
    private static final String ORDER = "r.code, b.due_on, t.code, b.period_start, p.group_code, b.id";

    private final JdbcClient jdbc;
    private final Clock clock;

    BillList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<BillRow> page(long community, Filter filter, Paging paging) {
        var today = LocalDate.now(clock);
        var parameters = parameters(community, filter, today);
        var items = jdbc.sql(SELECT + FROM + where(filter) + paging.orderBy(COLUMNS, ORDER) + " limit :limit offset :offset")
            .params(parameters).param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> row(row, today)).list();
        return new Page<>(items, totals(community, filter).lines());
    }

    Optional<BillRow> find(long community, long id) {
        var today = LocalDate.now(clock);
        return jdbc.sql(SELECT + FROM + " and b.id = :id").param("community", community).param("id", id).param("today", today)
            .query((row, i) -> row(row, today)).optional();
    }

    Totals totals(long community, Filter filter) {
        return jdbc.sql("select count(*) lines, coalesce(sum(b.amount), 0.00) amount, coalesce(sum(b.outstanding), 0.00) outstanding"
                + FROM + where(filter))
            .params(parameters(community, filter, LocalDate.now(clock))).query(Totals.class).single();
    }

    /** 某月出账的各行，依房号、收费标准、账期起、公摊组。 */
    List<CsvRow> ofMonth(long community, YearMonth month) {
        return jdbc.sql("""
                select r.code room_code, t.code tariff_code, b.period_start, b.period_end, trim_scale(b.quantity) quantity,
                       b.amount, b.due_on, b.payer
                """ + FROM + """
                  and n.month = :month and n.kind in ('MONTH', 'AHEAD', 'CORRECTION') and n.entry_on is not null and not b.is_reversed
                order by r.code, t.code, b.period_start, p.group_code nulls first, b.id
                """).withFetchSize(10_000).param("community", community).param("month", month.atDay(1)).query(CsvRow.class).list();
    }

    private static BillRow row(ResultSet row, LocalDate today) throws SQLException {
        var amount = new Money(row.getBigDecimal("amount"));
        var outstanding = new Money(row.getBigDecimal("outstanding"));
        var due = row.getObject("due_on", LocalDate.class);
        var frozen = row.getInt("frozen_days");
        var daysLate = outstanding.isZero() ? 0 : LateFee.daysLate(due, today);
        var state = row.getBoolean("is_reversed") ? State.REVERSED : outstanding.isZero() ? State.SETTLED : daysLate > 0 ? State.OVERDUE : State.OPEN;
        return new BillRow(row.getLong("id"), row.getLong("room_id"), row.getString("room_code"), row.getString("tariff_code"),
            row.getString("item_name"), row.getString("share_group"), row.getObject("period_start", LocalDate.class),
            row.getObject("period_end", LocalDate.class), row.getBigDecimal("quantity"), amount, outstanding, due,
            Payer.valueOf(row.getString("payer")), state, daysLate,
            LateFee.on(outstanding, row.getBigDecimal("late_fee_rate"), due.plusDays(frozen), today), row.getLong("run_id"),
            YearMonth.from(row.getObject("month", LocalDate.class)), frozen, row.getBoolean("is_disputed"));
    }

    private static Map<String, @Nullable Object> parameters(long community, Filter filter, LocalDate today) {
        var payer = Filters.choice(Payer.class, filter.payer(), "payer-unknown");
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("roomCode", Filters.text(filter.roomCode()));
        parameters.put("room", filter.room());
        parameters.put("building", filter.building());
        parameters.put("text", filter.text() == null ? null : Filters.text(RoomCode.building(filter.text())));
        parameters.put("tariffCode", Filters.text(filter.tariffCode()));
        parameters.put("payer", payer == null ? null : payer.name());
        parameters.put("month", filter.month() == null ? null : filter.month().atDay(1));
        parameters.put("run", filter.run());
        parameters.put("dueFrom", filter.dueFrom());
        parameters.put("dueTo", filter.dueTo());
        parameters.put("reversed", filter.reversed());
        parameters.put("today", today);
        return parameters;
    }

    /** The conditions that decide which index serves stand as literals: the planner must see them. */
    private static String where(Filter filter) {
        var state = Filters.choice(State.class, filter.state(), "state-unknown");
        var ofState = switch (state) {
            case OPEN -> " and b.outstanding > 0";
            case OVERDUE -> " and b.outstanding > 0 and b.due_on < :today";
            case SETTLED -> " and b.outstanding = 0 and not b.is_reversed";
            case REVERSED -> " and b.is_reversed";
            case null -> "";
        };
        var ofRoom = filter.roomCode() == null && filter.room() == null ? "" : """
              and ((not b.is_reversed and not b.is_one_off) or (b.is_reversed or b.is_one_off))
            """;
        return CONDITIONS + (filter.run() == null ? " and n.entry_on is not null" : " and n.id = :run") + ofState + ofRoom + "\n";
    }

    static final String SELECT = """
        select b.id, b.room_id, r.code room_code, t.code tariff_code, i.name item_name, p.group_code share_group, b.period_start,
               b.period_end, trim_scale(b.quantity) quantity, b.basis, b.amount, b.outstanding, b.due_on, b.payer, b.is_reversed,
               b.is_one_off, b.tariff_id, b.share_group_id, t.late_fee_rate, b.run_id, n.month,
               exists (select from billing.dispute d
                        where d.community_id = b.community_id and d.bill_id = b.id and d.state = 'OPEN') is_disputed,
        """ + Disputes.FROZEN_DAYS.formatted(":today");

    static final String FROM = """

          from billing.bill b
          join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id
          join estate.room r on r.community_id = b.community_id and r.id = b.room_id
          join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
          join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
          left join billing.share_pool p on p.community_id = b.community_id and p.run_id = b.run_id
                                        and p.tariff_id = b.tariff_id and p.share_group_id = b.share_group_id
         where b.community_id = :community
        """;

    private static final String CONDITIONS = """
           and (:roomCode::text is null or r.code = :roomCode)
           and (:room::bigint is null or b.room_id = :room)
           and (:building::bigint is null or r.building_id = :building)
           and (:text::text is null or starts_with(r.code, :text))
           and (:tariffCode::text is null or t.code = :tariffCode)
           and (:payer::text is null or b.payer = :payer)
           and (:month::date is null or n.month = :month)
           and (:dueFrom::date is null or b.due_on >= :dueFrom)
           and (:dueTo::date is null or b.due_on <= :dueTo)
           and (:reversed::boolean is null or b.is_reversed = :reversed)
        """;
}

package cn.anju.cashier.dayclose;

import cn.anju.access.AuditTrail;
import cn.anju.access.Seals;
import cn.anju.cashier.ClosedDays;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 日结：对平了才结，结了这一天就不再收款。 */
@Service
class DayCloses {

    /** 收过款或结过的一天。 */
    record Day(LocalDate day, long receipts, Money total, @Nullable String closedBy, @Nullable Instant closedAt) {}

    /** 一天的核对和日结；结过的是结的时候的数。 */
    record Detail(DayCheck.Result check, @Nullable String closedBy, @Nullable Instant closedAt) {}

    private final JdbcClient jdbc;
    private final DayCheck check;
    private final ClosedDays days;
    private final AuditTrail audit;
    private final Seals seals;
    private final JsonMapper json;
    private final Clock clock;

    DayCloses(JdbcClient jdbc, DayCheck check, ClosedDays days, AuditTrail audit, Seals seals, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.check = check;
        this.days = days;
        this.audit = audit;
        this.seals = seals;
        this.json = json;
        this.clock = clock;
    }

    /** 某段日子里收过款或结过的，近的在前。 */
    @Transactional(readOnly = true)
    List<Day> list(long community, @Nullable LocalDate from, @Nullable LocalDate to) {
        var last = to == null ? LocalDate.now(clock) : to;
        var first = from == null ? last.minusDays(30) : from;
        return jdbc.sql("""
            with paid as (select p.paid_on, count(*) receipts, coalesce(sum(p.tendered - p.change) filter (where v.payment_id is null), 0) total
                            from cashier.payment p
                            left join cashier.payment_void v on v.community_id = p.community_id and v.payment_id = p.id
                           where p.community_id = :community and p.paid_on between :first and :last group by p.paid_on),
            closed as (select * from cashier.day_close where community_id = :community and day between :first and :last)
            select coalesce(p.paid_on, c.day) on_day, coalesce(p.receipts, 0) receipts, coalesce(p.total, 0) total, c.closed_name, c.closed_at
              from paid p full join closed c on c.day = p.paid_on order by 1 desc limit 400
            """).param("community", community).param("first", first).param("last", last)
            .query((row, i) -> new Day(row.getObject("on_day", LocalDate.class), row.getLong("receipts"),
                new Money(row.getBigDecimal("total")), row.getString("closed_name"), closedAt(row))).list();
    }

    @Transactional(readOnly = true)
    Detail get(long community, LocalDate day) {
        return jdbc.sql("select checks, closed_name, closed_at from cashier.day_close where community_id = :community and day = :day")
            .param("community", community).param("day", day)
            .query((row, i) -> new Detail(json.readValue(row.getString("checks"), DayCheck.Result.class), row.getString("closed_name"), closedAt(row)))
            .optional().orElseGet(() -> new Detail(check.of(community, day), null, null));
    }

    /** 结这一天。 @throws Problem 409 {@code day-not-balanced} with what does not agree */
    @Transactional
    void close(long community, LocalDate day) {
        var user = CurrentUser.get();
        user.require(community, "cashier.day-close");
        if (day.isAfter(LocalDate.now(clock))) throw Problem.conflict("day-not-over", "%s 还没有到，不能日结", day);
        days.lock(community);
        if (days.isClosed(community, day)) throw Problem.conflict("day-already-closed", "%s 已经结过了", day);
        var found = check.of(community, day);
        if (!found.isBalanced()) throw Problem.conflict("day-not-balanced", "%s 不能日结：%s", day, differences(found));
        jdbc.sql("""
                insert into cashier.day_close (community_id, day, receipts, total, remitted, safe, checks, closed_by, closed_name, closed_at)
                values (:community, :day, :receipts, :total, :remitted, :safe, cast(:checks as jsonb), :by, :name, :at)
                """)
            .param("community", community).param("day", day).param("receipts", found.receipts()).param("total", found.total().yuan())
            .param("remitted", found.remitted().yuan()).param("safe", found.safe().yuan()).param("checks", json.writeValueAsString(found))
            .param("by", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        seals.seal(community);
        audit.note("日结 " + day, null, found);
    }

    private static String differences(DayCheck.Result found) {
        return Stream.concat(found.undone().stream().map(DayCheck.Undone::text),
            found.lines().stream().filter(line -> !line.difference().isZero())
                .map(line -> "%s差 %s 元".formatted(line.label(), line.difference()))).collect(Collectors.joining("；"));
    }

    private static @Nullable Instant closedAt(ResultSet row) throws SQLException {
        var at = row.getTimestamp("closed_at");
        return at == null ? null : at.toInstant();
    }
}

package cn.anju.billing.correction;

import cn.anju.billing.Rebilling.Delta;
import cn.anju.billing.calculation.Payer;
import cn.anju.estate.Room;
import cn.anju.estate.Rooms;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 更正单：列表、一张的各行，以及确认前的样子。 */
@Component
@Transactional(readOnly = true)
class CorrectionList {

    /**
     * 一处不同。
     *
     * @param settled what of the reversed line had been settled
     */
    record Line(YearMonth month, String roomCode, String tariffCode, String itemName, @Nullable String shareGroup, LocalDate periodStart,
                LocalDate periodEnd, Payer payer, @Nullable Money before, @Nullable Money after, Money difference, Money settled,
                @Nullable Long beforeBill, @Nullable Long afterBill) {}

    /** 确认以前看的。 @param count how many lines there are; only the first are in {@code lines} */
    record Preview(String digest, CorrectionKind kind, String subject, String change, LocalDate entryOn, Money before, Money after,
                   Money difference, Money settled, int count, List<Line> lines) {}

    /** 一张更正单。 */
    record Row(long id, CorrectionKind kind, String label, String subject, String change, YearMonth firstMonth, String reason, LocalDate entryOn,
               long lines, Money before, Money after, Money difference, Money moved, String madeName, OffsetDateTime madeAt) {}

    /** 一张更正单连同开头的各行。 */
    record Detail(Row correction, List<Line> lines) {}

    private record Bill(boolean isReversed, long id, LocalDate month, String roomCode, String tariffCode, String itemName, @Nullable String shareGroup,
                        LocalDate periodStart, LocalDate periodEnd, Payer payer, Money amount) {}

    private static final int SHOWN = 500;
    private static final Map<String, String> COLUMNS = Map.of("madeAt", "c.id", "subject", "c.subject", "kind", "c.kind", "entryOn", "c.entry_on");

    private final JdbcClient jdbc;
    private final Rooms rooms;

    CorrectionList(JdbcClient jdbc, Rooms rooms) {
        this.jdbc = jdbc;
        this.rooms = rooms;
    }

    Page<Row> page(long community, @Nullable String text, Paging paging) {
        var found = text == null || text.isBlank() ? null : text.strip();
        var items = jdbc.sql(SELECT + paging.orderBy(COLUMNS, "c.id desc") + " limit :limit offset :offset").param("community", community)
            .param("text", found).param("limit", paging.limit()).param("offset", paging.offset()).query((row, i) -> row(row)).list();
        var total = jdbc.sql("select count(*) from (" + SELECT + ") found").param("community", community).param("text", found).query(Long.class).single();
        return new Page<>(items, total);
    }

    /** @throws Problem 404 {@code correction-not-found} */
    Detail get(long community, long id) {
        var correction = jdbc.sql(SELECT + " and c.id = :id").param("community", community).param("text", null).param("id", id)
            .query((row, i) -> row(row)).optional().orElseThrow(() -> Problem.notFound("correction-not-found", "没有这张更正单"));
        return new Detail(correction, lines(community, id).stream().limit(SHOWN).toList());
    }

    List<Line> allLines(long community, long id) {
        get(community, id);
        return lines(community, id);
    }

    Preview preview(long community, Correction correction) {
        var codes = rooms.byIds(community, correction.deltas().stream().map(Delta::roomId).collect(Collectors.toSet())).stream()
            .collect(Collectors.toMap(Room::id, Room::code));
        var groups = new HashMap<Long, String>();
        jdbc.sql("select id, code from metering.share_group where community_id = :community").param("community", community)
            .query(row -> { groups.put(row.getLong(1), row.getString(2)); });
        var lines = correction.deltas().stream().map(delta -> line(delta, codes.get(delta.roomId()), groups.get(delta.shareGroupId()))).toList();
        return new Preview(correction.digest(), correction.kind(), correction.subject(), correction.change(), correction.entryOn(), correction.before(),
            correction.after(), correction.after().minus(correction.before()), Money.sum(lines, Line::settled), lines.size(),
            lines.stream().limit(SHOWN).toList());
    }

    private static Line line(Delta delta, String room, @Nullable String group) {
        var before = delta.before();
        var after = delta.after();
        return new Line(delta.month(), room, delta.tariffCode(), delta.itemName(), group, delta.periodStart(), delta.periodEnd(),
            after == null ? before.payer() : after.payer(), before == null ? null : before.amount(), after == null ? null : after.amount(),
            delta.afterAmount().minus(delta.beforeAmount()), before == null ? Money.ZERO : before.amount().minus(before.outstanding()),
            before == null ? null : before.id(), null);
    }

    private List<Line> lines(long community, long id) {
        var bills = jdbc.sql("""
                select l.is_reversed, b.id, n.month, r.code room_code, t.code tariff_code, i.name item_name, p.group_code share_group,
                       b.period_start, b.period_end, b.payer, b.amount
                  from billing.correction_line l
                  join billing.bill b on b.community_id = l.community_id and b.id = l.bill_id
                  join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id
                  join estate.room r on r.community_id = b.community_id and r.id = b.room_id
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                  left join billing.share_pool p on p.community_id = b.community_id and p.run_id = b.run_id and p.tariff_id = b.tariff_id
                                                and p.share_group_id = b.share_group_id
                 where l.community_id = :community and l.correction_id = :id
                 order by n.month, r.code, t.code, b.period_start, b.id
                """).param("community", community).param("id", id).query(Bill.class).list();
        var right = bills.stream().filter(bill -> !bill.isReversed()).collect(Collectors.toMap(CorrectionList::place, Function.identity()));
        var lines = new ArrayList<Line>();
        for (var bill : bills) if (bill.isReversed()) lines.add(line(bill, right.remove(place(bill))));
        right.values().forEach(bill -> lines.add(line(null, bill)));
        lines.sort(Comparator.comparing(Line::month).thenComparing(Line::roomCode).thenComparing(Line::tariffCode).thenComparing(Line::periodStart));
        return lines;
    }

    private static Line line(@Nullable Bill before, @Nullable Bill after) {
        var known = after == null ? before : after;
        var was = before == null ? Money.ZERO : before.amount();
        return new Line(YearMonth.from(known.month()), known.roomCode(), known.tariffCode(), known.itemName(), known.shareGroup(), known.periodStart(),
            known.periodEnd(), known.payer(), before == null ? null : was, after == null ? null : after.amount(),
            (after == null ? Money.ZERO : after.amount()).minus(was), Money.ZERO, before == null ? null : before.id(), after == null ? null : after.id());
    }

    private static String place(Bill bill) {
        return bill.month() + " " + bill.roomCode() + " " + bill.tariffCode() + " " + bill.shareGroup() + " " + bill.periodStart();
    }

    private static Row row(ResultSet row) throws SQLException {
        var kind = CorrectionKind.valueOf(row.getString("kind"));
        var before = new Money(row.getBigDecimal("before"));
        var after = new Money(row.getBigDecimal("after"));
        return new Row(row.getLong("id"), kind, kind.label(), row.getString("subject"), row.getString("change"),
            YearMonth.from(row.getObject("first_month", LocalDate.class)), row.getString("reason"), row.getObject("entry_on", LocalDate.class),
            row.getLong("lines"), before, after, after.minus(before), new Money(row.getBigDecimal("moved")), row.getString("made_name"),
            row.getObject("made_at", OffsetDateTime.class));
    }

    private static final String SELECT = """
        select c.*, s.lines, s.before, s.after,
               (select coalesce(sum(m.amount), 0.00) from billing.moved_payment m where m.community_id = c.community_id and m.correction_id = c.id) moved
          from billing.correction c,
               lateral (select count(*) lines, coalesce(sum(b.amount) filter (where l.is_reversed), 0.00) "before",
                               coalesce(sum(b.amount) filter (where not l.is_reversed), 0.00) "after"
                          from billing.correction_line l
                          join billing.bill b on b.community_id = l.community_id and b.id = l.bill_id
                         where l.community_id = c.community_id and l.correction_id = c.id) s
         where c.community_id = :community and (:text::text is null or c.subject like '%' || :text || '%')
        """;
}

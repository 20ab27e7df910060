package cn.anju.reporting;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.reporting.ReportKind.Rhythm;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** 报送日历：这个月哪天该出什么，出了没有，报了没有，谁看了；没报的、报晚的都看得见。 */
@Repository
@Transactional(readOnly = true)
class ReportCalendar {

    /** 到哪一步：没到日子、出了还没报、过了日子没报、报了、有人签收了。 */
    enum State {
        PLANNED("待出"), MADE("待报"), LATE("逾期未报"), SENT("已报"), RECEIVED("已签收");

        final String label;

        State(String label) {
            this.label = label;
        }
    }

    /** @param state one or, without it, all; the kind likewise */
    record Filter(@Nullable YearMonth month, @Nullable State state, @Nullable String kind) {}

    /**
     * 日历上的一份。
     *
     * @param id null while its day has not come
     * @param number of the latest edition
     * @param isLate was or is not handed up by {@code dueAt}
     */
    record Row(@Nullable Long id, String kind, String title, Rhythm rhythm, String receiver, LocalDate fromOn, LocalDate toOn, LocalDate madeOn, Instant dueAt, State state,
               boolean isLate, boolean isArgued, @Nullable String number, int editions, @Nullable Instant sentAt, @Nullable String sentName, int received, int receivers,
               @Nullable String whyLate) {}

    /** 一版。 */
    record Edition(long id, int edition, String number, Instant asOf, @Nullable String reason, String madeName, String pdfSha256, String sheetSha256, @Nullable Instant sentAt,
                   @Nullable String sentName, @Nullable String remark, List<Receiver> receivers) {}

    record Receiver(long staffId, String name, @Nullable Instant readAt, @Nullable String reply) {}

    record Detail(Row report, List<Edition> editions) {}

    private record Kept(long id, String kind, LocalDate fromOn, LocalDate toOn, LocalDate madeOn, OffsetDateTime dueAt, String number, int editions, @Nullable OffsetDateTime sentAt,
                        @Nullable String sentName, int received, int receivers, @Nullable String whyLate) {}

    private static final String ROWS = """
        select r.id, r.kind, r.from_on, r.to_on, r.made_on, r.due_at, e.number, e.edition editions, s.sent_at, s.sent_name, coalesce(v.received, 0) received, coalesce(v.receivers, 0) receivers, r.why_late
          from reporting.report r
          join lateral (select n.number, n.edition from reporting.edition n where n.community_id = r.community_id and n.report_id = r.id order by n.edition desc limit 1) e on true
          left join lateral (select m.edition_id, m.sent_at, m.sent_name from reporting.edition n join reporting.submission m on m.community_id = n.community_id and m.edition_id = n.id
                              where n.community_id = r.community_id and n.report_id = r.id order by n.edition desc limit 1) s on true
          left join lateral (select count(read_at)::int received, count(*)::int receivers from reporting.receiver x where x.community_id = r.community_id and x.edition_id = s.edition_id) v on true
         where r.community_id = :community and
        """;

    private final JdbcClient jdbc;
    private final Reports reports;
    private final Clock clock;

    ReportCalendar(JdbcClient jdbc, Reports reports, Clock clock) {
        this.jdbc = jdbc;
        this.reports = reports;
        this.clock = clock;
    }

    /** Made reports of the month and, from today, those to come; only kinds whose figures the person may see. */
    List<Row> of(long community, Filter filter) {
        var month = filter.month() == null ? YearMonth.now(clock) : filter.month();
        var user = CurrentUser.get();
        var rows = new ArrayList<>(jdbc.sql(ROWS + " r.made_on between :from and :to").param("community", community).param("from", month.atDay(1)).param("to", month.atEndOfMonth())
            .query(Kept.class).list().stream().map(this::row).toList());
        for (var day = LocalDate.now(clock); !day.isAfter(month.atEndOfMonth()); day = day.plusDays(1)) {
            if (day.isBefore(month.atDay(1))) continue;
            for (var kind : ReportKind.values()) if (reports.isDue(community, kind, day)) plan(community, kind, day, rows);
        }
        return rows.stream().filter(row -> user.may(community, kind(row).needs) && (filter.state() == null || row.state() == filter.state())
            && (filter.kind() == null || filter.kind().isBlank() || filter.kind().equals(row.kind()))).sorted(Comparator.comparing(Row::madeOn).thenComparing(Row::kind)).toList();
    }

    /** @throws Problem 404 {@code report-not-found} */
    Detail detail(long community, long report) {
        var row = jdbc.sql(ROWS + " r.id = :id").param("community", community).param("id", report).query(Kept.class).optional().map(this::row)
            .orElseThrow(() -> Problem.notFound("report-not-found", "没有这份报表"));
        CurrentUser.get().require(community, kind(row).needs);
        return new Detail(row, jdbc.sql("""
            select e.id, e.edition, e.number, e.as_of, e.reason, e.made_name, e.pdf_sha256, e.sheet_sha256, s.sent_at, s.sent_name, s.remark
              from reporting.edition e left join reporting.submission s on s.community_id = e.community_id and s.edition_id = e.id
             where e.community_id = :community and e.report_id = :report order by e.edition desc
            """).param("community", community).param("report", report).query((each, i) -> new Edition(each.getLong(1), each.getInt(2), each.getString(3), instant(each.getObject(4, OffsetDateTime.class)),
                each.getString(5), each.getString(6), each.getString(7), each.getString(8), instant(each.getObject(9, OffsetDateTime.class)), each.getString(10), each.getString(11),
                receivers(community, each.getLong(1)))).list());
    }

    /** Which file holds this edition. @throws Problem 404 {@code report-not-found} */
    long file(long community, long report, int edition, boolean isPdf) {
        detail(community, report);
        return jdbc.sql("select case when :pdf then pdf_id else sheet_id end from reporting.edition where community_id = :community and report_id = :report and edition = :edition")
            .param("pdf", isPdf).param("community", community).param("report", report).param("edition", edition).query(Long.class).optional()
            .orElseThrow(() -> Problem.notFound("report-not-found", "没有这一版"));
    }

    private List<Receiver> receivers(long community, long edition) {
        return jdbc.sql("""
            select v.staff_id, coalesce(v.read_name, s.name) as name, v.read_at, v.reply from reporting.receiver v join access.staff s on s.id = v.staff_id
             where v.community_id = :community and v.edition_id = :edition order by v.read_at nulls last, 2
            """).param("community", community).param("edition", edition)
            .query((row, i) -> new Receiver(row.getLong(1), row.getString(2), instant(row.getObject(3, OffsetDateTime.class)), row.getString(4))).list();
    }

    private void plan(long community, ReportKind kind, LocalDate day, List<Row> rows) {
        if (rows.stream().anyMatch(row -> row.kind().equals(kind.key()) && row.madeOn().equals(day))) return;
        rows.add(new Row(null, kind.key(), kind.title, kind.rhythm, kind.receiver, kind.from(day), kind.to(day), day,
            reports.due(community, kind, day), State.PLANNED, false, kind.isArgued, null, 0, null, null, 0, 0, null));
    }

    private Row row(Kept kept) {
        var kind = ReportKind.of(kept.kind()).orElseThrow();
        var sent = instant(kept.sentAt());
        var due = kept.dueAt().toInstant();
        var isLate = (sent == null ? clock.instant() : sent).isAfter(due);
        var state = sent == null ? isLate ? State.LATE : State.MADE : kept.received() > 0 ? State.RECEIVED : State.SENT;
        return new Row(kept.id(), kept.kind(), kind.title, kind.rhythm, kind.receiver, kept.fromOn(), kept.toOn(), kept.madeOn(), due, state, isLate, kind.isArgued, kept.number(),
            kept.editions(), sent, kept.sentName(), kept.received(), kept.receivers(), kept.whyLate());
    }

    private static ReportKind kind(Row row) {
        return ReportKind.of(row.kind()).orElseThrow();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.withOffsetSameInstant(ZoneOffset.UTC).toInstant();
    }
}

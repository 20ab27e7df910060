package cn.anju.duty;

import cn.anju.duty.Evidence.Type;
import cn.anju.duty.Proof.Found;
import cn.anju.kernel.Problem;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 职责履行得怎样：按职责、按人；每个数字点开到一回一回。 */
@Service
@Transactional(readOnly = true)
class Fulfilment {

    /**
     * 一条职责的一个月。
     *
     * @param due rounds or matters that were due
     * @param rate of {@code due} less the excused, done in time; null when nothing was due
     * @param figure of a standing duty
     */
    record Row(String dutyId, String module, String duty, List<String> roles, Cadence cadence, Evidence evidence, long due, long onTime, long late, long missed,
               long excused, @Nullable BigDecimal rate, Metric.@Nullable Value figure, String link) {}

    /**
     * 一个人的一个月；没人办的共同职责，各岗位一行。
     *
     * @param staffId absent for what a post shares
     * @param rate in %, null when nothing was due
     */
    record Person(@Nullable Long staffId, String name, String roles, long due, long onTime, long late, long missed, long excused, @Nullable BigDecimal rate) {}

    private record Counted(String key, long due, long onTime, long late, long missed, long excused) {

        Counted with(Counted other) {
            return new Counted(key, due + other.due, onTime + other.onTime, late + other.late, missed + other.missed, excused + other.excused);
        }
    }

    private final JdbcClient jdbc;
    private final Placed placed;
    private final Records records;
    private final Figures figures;
    private final Silences silences;
    private final Holders holders;
    private final DutySettings dutySettings;
    private final Settings settings;
    private final Clock clock;

    Fulfilment(JdbcClient jdbc, Placed placed, Records records, Figures figures, Silences silences, Holders holders, DutySettings dutySettings, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.placed = placed;
        this.records = records;
        this.figures = figures;
        this.silences = silences;
        this.holders = holders;
        this.dutySettings = dutySettings;
        this.settings = settings;
        this.clock = clock;
    }

    List<Row> byDuty(long community, YearMonth month) {
        return byDuty(community, month, placed.duties().values());
    }

    List<Row> byDuty(long community, YearMonth month, Collection<Duty> all) {
        var rounds = new HashMap<String, Counted>();
        for (var row : counted(community, month, "duty_id")) rounds.put(row.key(), row);
        var kept = figures.kept(community, month);
        var silent = silences.kept(community, month, placed.duties());
        var events = all.stream().filter(duty -> duty.evidence().type() == Type.EVENT && !isPeriodic(community, duty)).map(duty -> duty.evidence().key())
            .filter(records::knows).distinct().toList();
        var sums = records.sums(community, events, start(month.atDay(1)), start(month.plusMonths(1).atDay(1)), clock.instant());
        var entries = records.written(community, start(month.atDay(1)), start(month.plusMonths(1).atDay(1)));
        var rows = new ArrayList<Row>();
        for (var duty : all) {
            if (duty.isOff() && !rounds.containsKey(duty.id())) continue;
            var figure = duty.evidence().type() == Type.METRIC ? kept.get(duty.evidence().key()) : silent.get(duty.id());
            if (isPeriodic(community, duty)) {
                var sum = rounds.getOrDefault(duty.id(), new Counted(duty.id(), 0, 0, 0, 0, 0));
                rows.add(row(duty, sum.due(), sum.onTime(), sum.late(), sum.missed(), sum.excused(), figure));
            } else if (duty.evidence().type() == Type.REGISTER) {
                var written = entries.getOrDefault(duty.id(), 0L);
                rows.add(row(duty, written, written, 0, 0, 0, figure));
            } else {
                var sum = sums.getOrDefault(duty.evidence().key(), new Records.Sum(0, 0, 0, 0));
                rows.add(row(duty, sum.came(), sum.onTime(), sum.late(), 0, 0, figure));
            }
        }
        return rows;
    }

    /** Whoever did a shared round has it; one that nobody did is the post's own. */
    List<Person> byPerson(long community, YearMonth month) {
        var people = holders.on(community, LocalDate.now(clock));
        var posts = new HashMap<String, Counted>();
        var persons = new ArrayList<Person>();
        for (var row : counted(community, month, "coalesce(coalesce(doer_id, done_by)::text, holder || '/' || duty_id)")) {
            if (row.key().contains("/")) posts.merge(post(row.key(), people), row, Counted::with);
            else {
                var staff = Long.parseLong(row.key());
                persons.add(person(staff, people.names().getOrDefault(staff, "已不在本小区"), people.rolesOf(staff).stream().sorted().collect(Collectors.joining(",")), row));
            }
        }
        var names = holders.roleNames();
        posts.forEach((post, row) -> persons.add(person(null, names.getOrDefault(post, post) + "（共同）", post, row)));
        persons.sort(Comparator.comparing(Person::name));
        return persons;
    }

    /** Whose a round is that nobody has done: the post's it was handed to, or else the duty's named doer's. */
    private String post(String holderAndDuty, Holders.Day people) {
        var parts = holderAndDuty.split("/");
        if (parts[0].startsWith("role:")) return parts[0].substring(5);
        var duty = placed.duties().get(parts[1]);
        if (duty == null) return parts[0];
        return duty.roles().stream().filter(people.byRole()::containsKey).findFirst().orElse(duty.first());
    }

    private static Person person(@Nullable Long staff, String name, String roles, Counted row) {
        return new Person(staff, name, roles, row.due(), row.onTime(), row.late(), row.missed(), row.excused(), rate(row.onTime(), row.due() - row.excused()));
    }

    /** 一条职责这个月的记录。 @throws Problem 404 {@code duty-unknown} */
    List<Found> recordsOf(long community, String dutyId, YearMonth month) {
        var duty = duty(dutyId);
        if (isPeriodic(community, duty) || !records.knows(duty.evidence().key())) return rounds(community, dutyId, month);
        return records.came(community, duty.evidence().key(), start(month.atDay(1)), start(month.plusMonths(1).atDay(1)), clock.instant(), 500);
    }

    /** @throws Problem 404 {@code duty-unknown} */
    Duty duty(String id) {
        return Optional.ofNullable(placed.duties().get(id)).orElseThrow(() -> Problem.notFound("duty-unknown", "没有这条职责"));
    }

    private List<Found> rounds(long community, String dutyId, YearMonth month) {
        return jdbc.sql("""
            select t.done_by, coalesce(t.done_name, s.name), t.round_from, t.round_to, t.due_at, t.done_at, t.proof, t.link, a.reason, t.idle_at is not null, t.is_rest
              from duty.task t left join access.staff s on s.id = t.doer_id
              left join duty.absence a on a.community_id = t.community_id and a.id = t.absence_id
             where t.community_id = :community and t.duty_id = :duty and t.due_at >= :from and t.due_at < :to order by t.due_at desc, t.id limit 500
            """)
            .param("community", community).param("duty", dutyId).param("from", start(month.atDay(1)).atOffset(ZoneOffset.UTC))
            .param("to", start(month.plusMonths(1).atDay(1)).atOffset(ZoneOffset.UTC))
            .query((row, i) -> {
                var done = row.getObject(6, OffsetDateTime.class);
                var excuse = row.getString(9);
                return new Found(row.getObject(1, Long.class), row.getString(2), null, start(row.getObject(3, LocalDate.class)),
                    row.getObject(5, OffsetDateTime.class).toInstant(), done == null ? null : done.toInstant(),
                    row.getString(7) != null ? row.getString(7) : excuse != null ? "不在岗：" + excuse : row.getBoolean(11) ? MyDay.REST : row.getBoolean(10) ? MyDay.NOTHING_TO_DO : "没有记录",
                    row.getString(8) == null ? "duties" : row.getString(8));
            }).list();
    }

    // The grouping is one of two literals of this class.
    private List<Counted> counted(long community, YearMonth month, String key) {
        return jdbc.sql("""
            select %s key, count(*) due, count(*) filter (where done_at <= due_at) on_time, count(*) filter (where done_at > due_at) late,
                   count(*) filter (where done_at is null and absence_id is null and idle_at is null and not is_rest) missed,
                   count(*) filter (where done_at is null and (absence_id is not null or idle_at is not null or is_rest)) excused
              from duty.task
             where community_id = :community and due_at >= :from and due_at < least(cast(:to as timestamptz), cast(:now as timestamptz)) group by 1
            """.formatted(key))
            .param("community", community).param("from", start(month.atDay(1)).atOffset(ZoneOffset.UTC)).param("to", start(month.plusMonths(1).atDay(1)).atOffset(ZoneOffset.UTC))
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Counted.class).list();
    }

    private Row row(Duty duty, long due, long onTime, long late, long missed, long excused, Metric.@Nullable Value figure) {
        return new Row(duty.id(), duty.module(), duty.duty(), duty.roles(), duty.cadence(), duty.evidence(), due, onTime, late, missed, excused,
            rate(onTime, due - excused), figure, duty.link());
    }

    private boolean isPeriodic(long community, Duty duty) {
        return dutySettings.rhythm(settings, community, duty).isPeriodic();
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    static @Nullable BigDecimal rate(long part, long whole) {
        return whole <= 0 ? null : BigDecimal.valueOf(part * 100).divide(BigDecimal.valueOf(whole), 1, RoundingMode.DOWN);
    }
}

package cn.anju.duty;

import cn.anju.duty.Evidence.Type;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.setting.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 一个人的今天：到点的、办了的、等着的、守得不够的，按一天的先后排。 */
@Service
class MyDay {

    static final String NOTHING_TO_DO = "没有要办的";
    static final String REST = "休息日";

    /** 今天的一条怎样了。 */
    enum State { DONE, DUE, LATE, EXCUSED }

    /**
     * 今天的一条。
     *
     * @param taskId absent for what an event brought
     * @param holder whose round it is, in words; null when it is the person's own
     * @param proof by what record it was ticked, or how many wait
     * @param link where it is done, or the record that proves it
     * @param canTick whether it can be ticked by hand
     */
    record Item(@Nullable Long taskId, String dutyId, String duty, State state, @Nullable String holder, @Nullable Instant dueAt, @Nullable Instant doneAt,
                @Nullable String doneName, @Nullable String proof, String link, boolean canTick) {}

    /**
     * @param broken standing figures below their target
     * @param laterCount rounds under way that are not yet due
     */
    record Day(LocalDate date, String name, List<Item> items, List<Metric.Value> broken, int doneCount, int laterCount) {}

    private record Row(long id, String dutyId, LocalDate roundFrom, LocalDate roundTo, String holder, OffsetDateTime dueAt, @Nullable OffsetDateTime doneAt,
                       @Nullable String doneName, @Nullable String proof, @Nullable String link, @Nullable Long absenceId, boolean isIdle, boolean isRest) {}

    /**
     * What all of a community share today; asked once, also for a whole team.
     *
     * @param open records waited for, by evidence key
     * @param kept standing figures of this month, by metric
     * @param silent how long there has been no record, by duty, see {@link Silences}
     * @param idle kinds of record for which there has been no occasion today
     * @param standing ids of the duties that no rounds are handed out for
     */
    record Shared(Instant now, LocalDate today, Holders.Day people, Map<String, Duty> duties, Set<String> standing, Map<String, Records.Open> open,
                  Map<String, Metric.Value> kept, Map<String, Metric.Value> silent, Set<String> idle) {}

    private static final int EVENTS_BACK_DAYS = 60;

    private final JdbcClient jdbc;
    private final Placed placed;
    private final Holders holders;
    private final Records records;
    private final Figures figures;
    private final Silences silences;
    private final DutySettings dutySettings;
    private final Settings settings;
    private final Clock clock;

    MyDay(JdbcClient jdbc, Placed placed, Holders holders, Records records, Figures figures, Silences silences, DutySettings dutySettings, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.placed = placed;
        this.holders = holders;
        this.records = records;
        this.figures = figures;
        this.silences = silences;
        this.dutySettings = dutySettings;
        this.settings = settings;
        this.clock = clock;
    }

    /** Himself, and whom he stands in for today. */
    static List<Long> actingFor(CurrentUser user) {
        return user.deputyFor() == null ? List.of(user.id()) : List.of(user.id(), user.deputyFor());
    }

    @Transactional(readOnly = true)
    Shared shared(long community) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, clock.getZone());
        var duties = placed.duties();
        var standing = duties.values().stream().filter(duty -> !duty.isOff() && !dutySettings.rhythm(settings, community, duty).isPeriodic()).map(Duty::id).collect(Collectors.toSet());
        var events = duties.values().stream().filter(duty -> standing.contains(duty.id()) && duty.evidence().type() == Type.EVENT)
            .map(duty -> duty.evidence().key()).filter(records::knows).distinct().toList();
        return new Shared(now, today, holders.on(community, today), duties, standing, records.open(community, events, now.minusSeconds(EVENTS_BACK_DAYS * 86_400L), now),
            figures.kept(community, YearMonth.from(today)), silences.kept(community, YearMonth.from(today), duties), records.withoutOccasion(community, duties.values().stream().filter(duty -> duty.evidence().type() == Type.EVENT)
                .map(duty -> duty.evidence().key()).toList(), today.atStartOfDay(clock.getZone()).toInstant(), now));
    }

    @Transactional(readOnly = true)
    Day of(long community, List<Long> staff, String name) {
        return of(community, shared(community), staff, name);
    }

    @Transactional(readOnly = true)
    Day of(long community, Shared shared, List<Long> staff, String name) {
        var roles = new HashSet<String>();
        for (var each : staff) roles.addAll(shared.people().rolesOf(each));
        var mine = shared.duties().values().stream().filter(duty -> duty.roles().stream().anyMatch(roles::contains)).toList();
        var items = new ArrayList<Item>();
        var later = 0;
        for (var row : rows(community, staff, roles, mine, shared)) {
            var duty = shared.duties().get(row.dutyId());
            if (duty == null) continue;
            if (row.doneAt() == null && isLater(row, shared.today())) later++;
            else items.add(item(duty, row, shared, roles));
        }
        items.addAll(waiting(mine, shared, roles));
        items.sort(Comparator.comparing((Item item) -> item.dueAt() == null ? Instant.MAX : item.dueAt()).thenComparing(Item::dutyId));
        var broken = new ArrayList<>(mine.stream().filter(duty -> shared.standing().contains(duty.id()) && duty.evidence().type() == Type.METRIC)
            .map(duty -> shared.kept().get(duty.evidence().key())).filter(Objects::nonNull).filter(value -> !value.isMet()).distinct().toList());
        broken.addAll(silences.broken(community, shared.today(), mine, shared.silent()));
        return new Day(shared.today(), name, items, broken, (int) items.stream().filter(item -> item.state() == State.DONE).count(), later);
    }

    private static List<Item> waiting(List<Duty> mine, Shared shared, Set<String> roles) {
        var items = new ArrayList<Item>();
        var seen = new HashSet<String>();
        for (var duty : mine) {
            var count = shared.standing().contains(duty.id()) ? shared.open().get(duty.evidence().key()) : null;
            if (count == null || !seen.add(duty.evidence().key())) continue;
            items.add(new Item(null, duty.id(), duty.duty(), count.late() > 0 ? State.LATE : State.DUE, null, null, null, null,
                count.late() > 0 ? "%d 件等着，%d 件超时".formatted(count.open(), count.late()) : "%d 件等着".formatted(count.open()), duty.linkFor(roles), false));
        }
        return items;
    }

    private List<Row> rows(long community, List<Long> staff, Set<String> roles, List<Duty> mine, Shared shared) {
        var keys = new ArrayList<String>();
        staff.forEach(each -> keys.add("staff:" + each));
        roles.forEach(role -> keys.add("role:" + role));
        shared.people().areas().forEach((area, steward) -> {
            if (staff.contains(steward)) keys.add("area:" + area);
        });
        var dayStart = shared.today().atStartOfDay(clock.getZone()).toOffsetDateTime();
        return jdbc.sql("""
            select id, duty_id, round_from, round_to, holder, due_at, done_at, done_name, proof, link, absence_id, idle_at is not null is_idle, is_rest from duty.task
             where community_id = :community and round_from <= :today and round_to >= cast(:today as date) - 30
               and (holder = any(:keys) or holder = 'community' and (doer_id is null or doer_id = any(:staff)) and duty_id = any(:duties))
               and (done_at is null and (round_to >= :today or due_at >= :start) or done_at >= :start)
             order by due_at, id limit 500
            """)
            .param("community", community).param("today", shared.today()).param("keys", keys.toArray(String[]::new)).param("staff", staff.toArray(Long[]::new))
            .param("duties", mine.stream().map(Duty::id).toArray(String[]::new)).param("start", dayStart).query(Row.class).list();
    }

    /** What has weeks still is not today's; the shorter the round, the sooner it shows. */
    private boolean isLater(Row row, LocalDate today) {
        var due = LocalDate.ofInstant(row.dueAt().toInstant(), clock.getZone());
        var length = row.roundFrom().until(row.roundTo()).toTotalMonths();
        var ahead = length >= 5 ? 20 : length >= 2 ? 10 : row.roundFrom().plusDays(7).isBefore(row.roundTo()) ? 5 : 1;
        return today.isBefore(due.minusDays(ahead));
    }

    private static Item item(Duty duty, Row row, Shared shared, Set<String> roles) {
        var doneAt = row.doneAt() == null ? null : row.doneAt().toInstant();
        var isPast = shared.now().isAfter(row.dueAt().toInstant());
        var isIdle = row.isIdle() || isPast && row.roundFrom().equals(row.roundTo()) && row.roundFrom().equals(shared.today()) && duty.evidence().type() == Type.EVENT
            && shared.idle().contains(duty.evidence().key());
        var state = doneAt != null ? State.DONE : row.absenceId() != null || row.isRest() || isIdle ? State.EXCUSED : isPast ? State.LATE : State.DUE;
        var holder = row.holder().startsWith("area:") ? shared.people().areaNames().get(Long.parseLong(row.holder().substring(5))) : row.holder().startsWith("staff:") ? null : duty.per().label;
        return new Item(row.id(), duty.id(), duty.duty(), state, holder, row.dueAt().toInstant(), doneAt, row.doneName(), row.proof() != null ? row.proof() : row.isRest() ? REST : isIdle ? NOTHING_TO_DO : null,
            row.link() == null ? duty.linkFor(roles) : row.link(), duty.evidence().type() == Type.MANUAL && doneAt == null);
    }
}

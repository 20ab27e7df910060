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
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 一个人的今天：到点的、办了的、等着的、守得不够的，按一天的先后排。 */
@Service
class MyDay {

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
                       @Nullable String doneName, @Nullable String proof, @Nullable String link, @Nullable Long absenceId) {}

    private static final int EVENTS_BACK_DAYS = 60;

    private final JdbcClient jdbc;
    private final Placed placed;
    private final Holders holders;
    private final Records records;
    private final Figures figures;
    private final DutySettings dutySettings;
    private final Settings settings;
    private final Clock clock;

    MyDay(JdbcClient jdbc, Placed placed, Holders holders, Records records, Figures figures, DutySettings dutySettings, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.placed = placed;
        this.holders = holders;
        this.records = records;
        this.figures = figures;
        this.dutySettings = dutySettings;
        this.settings = settings;
        this.clock = clock;
    }

    /** Himself, and whom he stands in for today. */
    static List<Long> actingFor(CurrentUser user) {
        return user.deputyFor() == null ? List.of(user.id()) : List.of(user.id(), user.deputyFor());
    }

    /** @throws Problem 404 {@code staff-unknown} when nobody of this id works here */
    @Transactional(readOnly = true)
    Day of(long community, List<Long> staff, String name) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, clock.getZone());
        var people = holders.on(community, today);
        var roles = new HashSet<String>();
        for (var each : staff) roles.addAll(people.rolesOf(each));
        var all = placed.duties();
        var mine = all.values().stream().filter(duty -> duty.roles().stream().anyMatch(roles::contains)).toList();
        var items = new ArrayList<Item>();
        var later = 0;
        for (var row : rows(community, staff, roles, mine, people, today)) {
            var duty = all.get(row.dutyId());
            if (duty == null) continue;
            if (row.doneAt() == null && isLater(row, today)) later++;
            else items.add(item(duty, row, people, now));
        }
        items.addAll(waiting(community, mine, now));
        items.sort(Comparator.comparing((Item item) -> item.dueAt() == null ? Instant.MAX : item.dueAt()).thenComparing(Item::dutyId));
        var kept = figures.kept(community, YearMonth.from(today));
        var broken = mine.stream().filter(duty -> duty.evidence().type() == Type.METRIC && !dutySettings.rhythm(settings, community, duty).isPeriodic())
            .map(duty -> kept.get(duty.evidence().key())).filter(Objects::nonNull).filter(value -> !value.isMet()).distinct().toList();
        return new Day(today, name, items, broken, (int) items.stream().filter(item -> item.state() == State.DONE).count(), later);
    }

    private List<Item> waiting(long community, List<Duty> mine, Instant now) {
        var events = mine.stream().filter(duty -> duty.evidence().type() == Type.EVENT && !dutySettings.rhythm(settings, community, duty).isPeriodic()
            && records.knows(duty.evidence().key())).toList();
        var open = records.open(community, events.stream().map(duty -> duty.evidence().key()).distinct().toList(), now.minusSeconds(EVENTS_BACK_DAYS * 86_400L), now);
        var items = new ArrayList<Item>();
        var seen = new HashSet<String>();
        for (var duty : events) {
            var count = open.get(duty.evidence().key());
            if (count == null || !seen.add(duty.evidence().key())) continue;
            items.add(new Item(null, duty.id(), duty.duty(), count.late() > 0 ? State.LATE : State.DUE, null, null, null, null,
                count.late() > 0 ? "%d 件等着，%d 件超时".formatted(count.open(), count.late()) : "%d 件等着".formatted(count.open()), duty.link(), false));
        }
        return items;
    }

    private List<Row> rows(long community, List<Long> staff, Set<String> roles, List<Duty> mine, Holders.Day people, LocalDate today) {
        var keys = new ArrayList<String>();
        staff.forEach(each -> keys.add("staff:" + each));
        roles.forEach(role -> keys.add("role:" + role));
        people.areas().forEach((area, steward) -> {
            if (staff.contains(steward)) keys.add("area:" + area);
        });
        var dayStart = today.atStartOfDay(clock.getZone()).toOffsetDateTime();
        return jdbc.sql("""
            select id, duty_id, round_from, round_to, holder, due_at, done_at, done_name, proof, link, absence_id from duty.task
             where community_id = :community and round_from <= :today and round_to >= cast(:today as date) - 30
               and (holder = any(:keys) or holder = 'community' and (doer_id is null or doer_id = any(:staff)) and duty_id = any(:duties))
               and (done_at is null and (round_to >= :today or due_at >= :start) or done_at >= :start)
             order by due_at, id limit 500
            """)
            .param("community", community).param("today", today).param("keys", keys.toArray(String[]::new)).param("staff", staff.toArray(Long[]::new))
            .param("duties", mine.stream().map(Duty::id).toArray(String[]::new)).param("start", dayStart).query(Row.class).list();
    }

    /** What has weeks still is not today's; the shorter the round, the sooner it shows. */
    private boolean isLater(Row row, LocalDate today) {
        var due = LocalDate.ofInstant(row.dueAt().toInstant(), clock.getZone());
        var length = row.roundFrom().until(row.roundTo()).toTotalMonths();
        var ahead = length >= 5 ? 20 : length >= 2 ? 10 : row.roundFrom().plusDays(7).isBefore(row.roundTo()) ? 5 : 1;
        return today.isBefore(due.minusDays(ahead));
    }

    private Item item(Duty duty, Row row, Holders.Day people, Instant now) {
        var doneAt = row.doneAt() == null ? null : row.doneAt().toInstant();
        var state = doneAt != null ? State.DONE : row.absenceId() != null ? State.EXCUSED : now.isAfter(row.dueAt().toInstant()) ? State.LATE : State.DUE;
        var holder = row.holder().startsWith("area:") ? people.areaNames().get(Long.parseLong(row.holder().substring(5))) : row.holder().startsWith("staff:") ? null : duty.per().label;
        return new Item(row.id(), duty.id(), duty.duty(), state, holder, row.dueAt().toInstant(), doneAt, row.doneName(), row.proof(),
            row.link() == null ? duty.link() : row.link(), duty.evidence().type() == Type.MANUAL && doneAt == null);
    }
}

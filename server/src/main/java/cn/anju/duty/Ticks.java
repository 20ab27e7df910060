package cn.anju.duty;

import cn.anju.duty.Proof.Found;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 打勾：看留下的记录，能证明哪一回就勾哪一回。
 *
 * <p>A record proves one round of a holder, the earliest open one whose time it falls into; running again finds nothing new.
 */
@Service
class Ticks {

    /** A record that has ticked a round of this duty for this holder, by its moment and its words. */
    private record Used(String dutyId, String holder, OffsetDateTime doneAt, String proof) {

        boolean is(Task task, Found found) {
            return dutyId.equals(task.dutyId()) && holder.equals(task.holder()) && doneAt.toInstant().equals(found.doneAt()) && proof.equals(found.text());
        }
    }

    /** @param times how many records this round takes, when not as many as the catalogue says */
    private record Task(long id, String dutyId, LocalDate roundFrom, LocalDate roundTo, String holder, OffsetDateTime dueAt, @Nullable Integer times) {}

    private static final int LOOKED_BACK_DAYS = 10;
    private static final Duration LATE_OUT = Duration.ofHours(4);

    private final JdbcClient jdbc;
    private final Placed placed;
    private final Records records;
    private final Figures figures;
    private final Holders holders;
    private final Clock clock;

    Ticks(JdbcClient jdbc, Placed placed, Records records, Figures figures, Holders holders, Clock clock) {
        this.jdbc = jdbc;
        this.placed = placed;
        this.records = records;
        this.figures = figures;
        this.holders = holders;
        this.clock = clock;
    }

    /** @return how many rounds were ticked */
    @Transactional
    int look(long community) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, clock.getZone());
        var people = holders.on(community, today);
        var byDuty = new HashMap<String, List<Task>>();
        for (var task : open(community, today)) byDuty.computeIfAbsent(task.dutyId(), key -> new ArrayList<>()).add(task);
        var found = new HashMap<String, List<Found>>();
        var ticked = 0;
        var duties = placed.duties();
        var used = used(community, today, duties.values().stream().filter(duty -> duty.grace() > 0 || duty.evidence().key().equals(Rounds.SIGNED_OUT)).map(Duty::id).toArray(String[]::new));
        for (var each : byDuty.entrySet()) {
            var duty = duties.get(each.getKey());
            if (duty == null) continue;
            var evidence = duty.evidence();
            switch (evidence.type()) {
                case EVENT, REGISTER -> {
                    if (!records.knows(evidence.key())) continue;
                    var since = each.getValue().stream().map(Task::roundFrom).min(Comparator.naturalOrder()).orElseThrow();
                    var proofs = found.computeIfAbsent(evidence.key() + since, key -> records.done(community, evidence.key(), start(since), now));
                    ticked += tick(community, duty, each.getValue(), proofs, people, used);
                }
                case METRIC -> {
                    var value = figures.now(community, evidence.key(), today);
                    if (value.value() != null && value.isMet())
                        for (var task : each.getValue()) if (!today.isBefore(LocalDate.ofInstant(task.dueAt().toInstant(), clock.getZone())))
                            ticked += mark(community, task.id(), now, null, null, "%s %s%s，目标 %s%s".formatted(value.label(), value.value().toPlainString(), value.unit(),
                                value.target().toPlainString(), value.unit()), value.link());
                }
                case MANUAL -> {}
            }
        }
        leave(community, today, byDuty, duties);
        return ticked;
    }

    /** A round that is over and for which nothing had to be done is left at that; looked at for some days, in case nobody was running. */
    private void leave(long community, LocalDate today, Map<String, List<Task>> open, Map<String, Duty> duties) {
        var over = new HashMap<LocalDate, Map<LocalDate, List<Task>>>();
        for (var each : open.entrySet()) {
            var duty = duties.get(each.getKey());
            if (duty == null || duty.evidence().type() != Evidence.Type.EVENT) continue;
            for (var task : each.getValue())
                if (lastDay(duty, task).isBefore(today) && lastDay(duty, task).isAfter(today.minusDays(LOOKED_BACK_DAYS))) over.computeIfAbsent(task.roundFrom(), day -> new HashMap<>()).computeIfAbsent(task.roundTo(), day -> new ArrayList<>()).add(task);
        }
        over.forEach((from, byEnd) -> byEnd.forEach((to, tasks) -> {
            var idle = records.withoutOccasion(community, tasks.stream().map(task -> duties.get(task.dutyId()).evidence().key()).toList(), start(from), start(to.plusDays(1)));
            var ids = tasks.stream().filter(task -> idle.contains(duties.get(task.dutyId()).evidence().key())).map(Task::id).toArray(Long[]::new);
            if (ids.length > 0)
                jdbc.sql("update duty.task set idle_at = :now where community_id = :community and id = any(:ids) and done_at is null")
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("community", community).param("ids", ids).update();
        }));
    }

    private int tick(long community, Duty duty, List<Task> tasks, List<Found> proofs, Holders.Day people, List<Used> used) {
        var ticked = 0;
        var usedNow = new HashMap<String, HashSet<Found>>();
        for (var task : tasks.stream().sorted(Comparator.comparing(Task::roundFrom)).toList()) {
            var times = task.times() == null ? duty.times() : task.times();
            var taken = usedNow.computeIfAbsent(task.holder(), key -> new HashSet<>());
            var fitting = proofs.stream().filter(proof -> !taken.contains(proof) && fits(duty, task, proof, people) && used.stream().noneMatch(each -> each.is(task, proof))).limit(times).toList();
            if (fitting.size() < times) continue;
            taken.addAll(fitting);
            var last = fitting.getLast();
            ticked += mark(community, task.id(), last.doneAt(), last.staffId(), last.staffName(), last.text(), last.link());
        }
        return ticked;
    }

    private boolean fits(Duty duty, Task task, Found proof, Holders.Day people) {
        var done = proof.doneAt();
        if (done == null || done.isBefore(start(task.roundFrom().plusDays(duty.grace()))) || !done.isBefore(end(duty, task))) return false;
        if (task.holder().startsWith("staff:")) {
            var staff = Long.parseLong(task.holder().substring(6));
            return proof.staffId() == null ? people.names().getOrDefault(staff, "").equals(proof.staffName()) : proof.staffId() == staff;
        }
        if (task.holder().startsWith("area:")) {
            var area = Long.parseLong(task.holder().substring(5));
            return proof.areaId() == null ? proof.staffId() != null && proof.staffId().equals(people.areas().get(area)) : proof.areaId() == area;
        }
        return !task.holder().startsWith("role:") || !records.isOfPost(duty.evidence().key()) || isOf(duty.per() == Per.POSTS ? List.of(task.holder().substring(5)) : duty.roles(), proof, people);
    }

    /** What another department has planned is not this one's plan; who has no post here, such as the administrator, stands in for anybody. */
    private static boolean isOf(List<String> posts, Found proof, Holders.Day people) {
        if (proof.staffId() == null) return true;
        var roles = people.rolesOf(proof.staffId());
        return roles.isEmpty() || roles.stream().anyMatch(posts::contains);
    }

    /** A night's shift is signed out of on the next morning. */
    private Instant end(Duty duty, Task task) {
        var midnight = start(lastDay(duty, task).plusDays(1));
        return task.times() != null && task.dueAt().toInstant().isAfter(midnight) ? task.dueAt().toInstant().plus(LATE_OUT) : midnight;
    }

    // What is due after its round may come later still, until the next one is due, and its days of grace are not the next round's; anything else ends with its round.
    private static LocalDate lastDay(Duty duty, Task task) {
        return duty.grace() == 0 ? task.roundTo() : task.roundTo().plusDays(duty.grace() + 20L);
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    private List<Task> open(long community, LocalDate today) {
        return jdbc.sql("""
            select id, duty_id, round_from, round_to, holder, due_at, times from duty.task
             where community_id = :community and done_at is null and absence_id is null and idle_at is null and round_from <= :today and round_to >= cast(:today as date) - 40
            """).param("community", community).param("today", today).query(Task.class).list();
    }

    /** Only the rounds of duties with days of grace and of nights lie over each other. */
    private List<Used> used(long community, LocalDate today, String[] duties) {
        return jdbc.sql("""
            select duty_id, holder, done_at, proof from duty.task
             where community_id = :community and done_at is not null and round_to >= cast(:today as date) - 60 and duty_id = any(:duties)
            """).param("community", community).param("today", today).param("duties", duties).query(Used.class).list();
    }

    private int mark(long community, long task, Instant at, @Nullable Long by, @Nullable String name, String proof, String link) {
        return jdbc.sql("""
            update duty.task set done_at = :at, done_by = :by, done_name = :name, proof = :proof, link = :link
             where community_id = :community and id = :id and done_at is null
            """)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by).param("name", name).param("proof", proof.isBlank() ? "有记录" : proof).param("link", link)
            .param("community", community).param("id", task).update();
    }
}

package cn.anju.duty;

import cn.anju.setting.Settings;
import cn.anju.workforce.RestDays;
import cn.anju.workforce.ShiftHours;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 派出这一天该有的每一回职责；派过的不再派，谁重来几遍都一样。 */
@Service
class Rounds {

    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

    private static final String SIGNED_IN = "workforce.signed-in";
    static final String SIGNED_OUT = "workforce.signed-out";
    /** Nobody signs out on the stroke. */
    private static final Duration TO_SIGN_OUT = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final Placed placed;
    private final Amendments amendments;
    private final DutySettings dutySettings;
    private final Settings settings;
    private final Holders holders;
    private final RestDays restDays;
    private final ShiftHours shiftHours;
    private final Clock clock;

    Rounds(JdbcClient jdbc, Placed placed, Amendments amendments, DutySettings dutySettings, Settings settings, Holders holders, RestDays restDays, ShiftHours shiftHours, Clock clock) {
        this.jdbc = jdbc;
        this.placed = placed;
        this.amendments = amendments;
        this.dutySettings = dutySettings;
        this.settings = settings;
        this.holders = holders;
        this.restDays = restDays;
        this.shiftHours = shiftHours;
        this.clock = clock;
    }

    /**
     * What only one person can do is excused on his day of rest, and he signs in and out by his shift; the roster may still change after the rounds were
     * handed out, but not what is due already.
     *
     * @return how many rounds are new, or are now for another kind of day
     */
    @Transactional
    int hand(long community, LocalDate day) {
        var people = holders.on(community, day);
        var resting = restDays.on(community, day, people.names().keySet());
        var hours = shiftHours.on(community, day, people.names().keySet());
        var duties = new ArrayList<String>();
        var from = new ArrayList<String>();
        var to = new ArrayList<String>();
        var holder = new ArrayList<String>();
        var doers = new ArrayList<@Nullable Long>();
        var due = new ArrayList<String>();
        var since = new ArrayList<@Nullable String>();
        var rest = new ArrayList<Boolean>();
        var times = new ArrayList<@Nullable Integer>();
        var amended = amendments.all();
        for (var duty : placed.duties().values()) {
            var cadence = dutySettings.rhythm(settings, community, duty);
            if (duty.isOff() || !cadence.isPeriodic()) continue;
            var round = cadence.around(day);
            people.of(duty).forEach((key, doer) -> {
                duties.add(duty.id());
                from.add(round.from().toString());
                to.add(round.to().toString());
                holder.add(key);
                since.add(amended.containsKey(duty.id()) ? amended.get(duty.id()).madeAt().toString() : null);
                doers.add(doer);
                rest.add(duty.per() == Per.PERSON && doer != null && round.from().equals(round.to()) && resting.contains(doer));
                var proof = duty.evidence().key();
                var shift = doer == null || duty.clock() == null || amended.containsKey(duty.id()) || !proof.equals(SIGNED_IN) && !proof.equals(SIGNED_OUT) ? null : hours.get(doer);
                times.add(shift == null ? null : Integer.valueOf(proof.equals(SIGNED_IN) ? 1 : shift.parts()));
                due.add((shift == null ? duty.dueOn(round).atTime(duty.clock() == null ? END_OF_DAY : duty.clock()).atZone(clock.getZone()).toInstant()
                    : proof.equals(SIGNED_IN) ? shift.signInBy() : shift.end().plus(TO_SIGN_OUT)).toString());
            });
        }
        return jdbc.sql("""
            insert into duty.task (community_id, duty_id, round_from, round_to, holder, doer_id, due_at, made_at, is_rest, times, absence_id)
            select :community, t.duty_id, t.round_from, t.round_to, t.holder, t.doer_id, t.due_at, :now, t.is_rest, t.times,
                   (select a.id from duty.absence a
                     where a.community_id = :community and not a.is_lifted and t.holder = 'staff:' || a.staff_id and :day between a.from_on and a.to_on and
            """ + Absences.EXCUSES + """
                     order by a.id limit 1)
              from unnest(:duties::text[], :from::date[], :to::date[], :holders::text[], :doers::bigint[], :due::timestamptz[], :since::timestamptz[], :rest::boolean[], :times::smallint[])
                   as t(duty_id, round_from, round_to, holder, doer_id, due_at, amended_at, is_rest, times)
             -- What was handed out before the company changed the duty runs to its end first.
             where t.amended_at is null or not exists (select from duty.task o where o.community_id = :community and o.duty_id = t.duty_id
                   and o.round_to >= t.round_from and o.round_from <= t.round_to and o.made_at <= t.amended_at)
                on conflict (community_id, duty_id, round_from, holder) do update
                      set is_rest = excluded.is_rest, due_at = case when excluded.times is null or duty.task.due_at <= :now then duty.task.due_at else excluded.due_at end,
                          times = case when duty.task.due_at <= :now then duty.task.times else coalesce(excluded.times, duty.task.times) end
                      where duty.task.done_at is null and (duty.task.is_rest <> excluded.is_rest
                         or excluded.times is not null and duty.task.due_at > :now and (duty.task.due_at <> excluded.due_at or duty.task.times is distinct from excluded.times))
            """)
            .param("community", community).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("day", day)
            .param("duties", duties.toArray(String[]::new)).param("from", from.toArray(String[]::new)).param("to", to.toArray(String[]::new))
            .param("holders", holder.toArray(String[]::new)).param("doers", doers.toArray(Long[]::new)).param("due", due.toArray(String[]::new)).param("since", since.toArray(String[]::new))
            .param("rest", rest.toArray(Boolean[]::new)).param("times", times.toArray(Integer[]::new))
            .update();
    }
}

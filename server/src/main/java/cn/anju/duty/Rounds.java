package cn.anju.duty;

import cn.anju.setting.Settings;
import java.time.Clock;
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

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final DutySettings dutySettings;
    private final Settings settings;
    private final Holders holders;
    private final Clock clock;

    Rounds(JdbcClient jdbc, Catalogue catalogue, DutySettings dutySettings, Settings settings, Holders holders, Clock clock) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.dutySettings = dutySettings;
        this.settings = settings;
        this.holders = holders;
        this.clock = clock;
    }

    /** @return how many rounds are new */
    @Transactional
    int hand(long community, LocalDate day) {
        var people = holders.on(community, day);
        var duties = new ArrayList<String>();
        var from = new ArrayList<String>();
        var to = new ArrayList<String>();
        var holder = new ArrayList<String>();
        var doers = new ArrayList<@Nullable Long>();
        var due = new ArrayList<String>();
        for (var duty : catalogue.all()) {
            var cadence = dutySettings.rhythm(settings, community, duty);
            if (!cadence.isPeriodic()) continue;
            var round = cadence.around(day);
            people.of(duty).forEach((key, doer) -> {
                duties.add(duty.id());
                from.add(round.from().toString());
                to.add(round.to().toString());
                holder.add(key);
                doers.add(doer);
                due.add(duty.dueOn(round).atTime(duty.clock() == null ? END_OF_DAY : duty.clock()).atZone(clock.getZone()).toOffsetDateTime().toString());
            });
        }
        return jdbc.sql("""
            insert into duty.task (community_id, duty_id, round_from, round_to, holder, doer_id, due_at, made_at, absence_id)
            select :community, t.duty_id, t.round_from, t.round_to, t.holder, t.doer_id, t.due_at, :now,
                   (select a.id from duty.absence a
                     where a.community_id = :community and not a.is_lifted and t.holder = 'staff:' || a.staff_id and :day between a.from_on and a.to_on
                       and t.round_from = t.round_to order by a.id limit 1)
              from unnest(:duties::text[], :from::date[], :to::date[], :holders::text[], :doers::bigint[], :due::timestamptz[])
                   as t(duty_id, round_from, round_to, holder, doer_id, due_at)
                on conflict (community_id, duty_id, round_from, holder) do nothing
            """)
            .param("community", community).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("day", day)
            .param("duties", duties.toArray(String[]::new)).param("from", from.toArray(String[]::new)).param("to", to.toArray(String[]::new))
            .param("holders", holder.toArray(String[]::new)).param("doers", doers.toArray(Long[]::new)).param("due", due.toArray(String[]::new))
            .update();
    }
}

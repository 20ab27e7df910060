package cn.anju.billing.correction;

import cn.anju.billing.OwnerChange;
import cn.anju.billing.Rebilling;
import cn.anju.billing.Rebilling.Subject;
import cn.anju.billing.Steps;
import cn.anju.billing.correction.CorrectionOrder.MeterStand;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 过户也是一次更正：已出的账从那天起分成两段。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class OwnerChangeDesk implements OwnerChange {

    private final Rebilling rebilling;
    private final CorrectionDesk desk;
    private final SplitReadings splits;
    private final JdbcClient jdbc;
    private final Clock clock;

    OwnerChangeDesk(Rebilling rebilling, CorrectionDesk desk, SplitReadings splits, JdbcClient jdbc, Clock clock) {
        this.rebilling = rebilling;
        this.desk = desk;
        this.splits = splits;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws Problem 409 {@code already-transferred} on that day */
    @Override
    public Prepared prepare(long community, Wanted wanted) {
        rebilling.begin(community);
        var from = firstMonth(community, wanted);
        var lines = Subject.ofRooms(Set.of(wanted.room()), false, false);
        var change = new RightFacts.Change(CorrectionKind.TRANSFER, wanted.roomCode(), wanted.givesBackAhead() ? lines.again(wanted.on()) : lines, null, () -> {
            write(community, wanted);
            return new RightFacts.Change.Written(wanted.fromNames(), wanted.toNames() + "（" + wanted.on() + " 起）", null);
        });
        var correction = desk.compute(community, from, change, Steps.UNSEEN);
        var groups = groups(community);
        var parts = correction.deltas().stream().map(delta -> new Line(delta.itemName(), delta.tariffCode(), groups.get(delta.shareGroupId()),
            delta.periodStart(), delta.periodEnd(), delta.before() == null ? null : delta.before().amount(),
            delta.after() == null ? null : delta.after().amount(), delta.periodEnd().isBefore(wanted.on()))).toList();
        return new Prepared() {
            @Override
            public String digest() {
                return correction.digest();
            }

            @Override
            public List<Line> lines() {
                return parts;
            }

            @Override
            public List<Long> post(String key) {
                if (correction.deltas().isEmpty()) return List.of();
                var id = desk.carryOut(community, key, correction, from, "过户 " + wanted.fromNames() + " → " + wanted.toNames(), change, wanted.on().minusDays(1), Steps.UNSEEN);
                return jdbc.sql("""
                        select distinct b.run_id from billing.correction_line l
                          join billing.bill b on b.community_id = l.community_id and b.id = l.bill_id
                         where l.community_id = :community and l.correction_id = :id and not l.is_reversed order by 1
                        """).param("community", community).param("id", id).query(Long.class).list();
            }
        };
    }

    private void write(long community, Wanted wanted) {
        try {
            jdbc.sql("""
                    insert into billing.ownership_transfer (community_id, room_id, transfer_on, from_names, to_names, from_ids, to_ids, made_name, made_at)
                    values (:community, :room, :on, :from, :to, :fromIds, :toIds, :name, :at)
                    """).param("community", community).param("room", wanted.room()).param("on", wanted.on()).param("from", wanted.fromNames())
                .param("to", wanted.toNames()).param("fromIds", wanted.fromIds().toArray(Long[]::new)).param("toIds", wanted.toIds().toArray(Long[]::new))
                .param("name", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("already-transferred", "%s 在 %s 已经办过过户", wanted.roomCode(), wanted.on());
        }
        splits.add(community, wanted.room(), wanted.on(),
            wanted.readings().stream().map(stand -> new MeterStand(stand.meterNumber(), stand.value())).toList());
    }

    /** The month of the earliest run that billed days from the transfer on. */
    private YearMonth firstMonth(long community, Wanted wanted) {
        return jdbc.sql("""
                select min(n.month) from billing.bill b
                  join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                 where b.community_id = :community and b.room_id = :room and b.period_end >= :on and not b.is_reversed and not b.is_one_off
                """).param("community", community).param("room", wanted.room()).param("on", wanted.on())
            .query((row, i) -> row.getObject(1, LocalDate.class)).list().stream().filter(month -> month != null).map(YearMonth::from).findFirst()
            .orElse(YearMonth.from(wanted.on()));
    }

    private Map<Long, String> groups(long community) {
        var groups = new HashMap<Long, String>();
        jdbc.sql("select id, code from metering.share_group where community_id = :community").param("community", community)
            .query(row -> { groups.put(row.getLong(1), row.getString(2)); });
        return groups;
    }
}

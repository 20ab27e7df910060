package cn.anju.register;

import cn.anju.kernel.CurrentUser;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 台账一览：我看得到的，哪些该我写了，最近一条、本月几条。 */
@Component
@Transactional(readOnly = true)
class RegisterBoard {

    /**
     * @param isDue it belongs to my work, and not enough has been written in this period
     * @param missing how many are still to be written in this period
     * @param month entries of this month
     * @param open entries that wait to be followed up
     */
    record Row(String key, String title, Business business, String businessLabel, String about, String rhythmLabel, boolean mayWrite, boolean isDue, int missing, long month,
               long open, @Nullable LocalDate lastDay, @Nullable String lastName, @Nullable Instant lastAt, @Nullable LocalTime remindAt) {}

    /** 一本台账的现行定义，和我能不能写。 */
    record View(Definition definition, boolean mayWrite, boolean mayDesign) {}

    record Colleague(long id, String name, boolean isMe) {}

    private record Counts(long month, long open, LocalDate lastDay, String lastName, Instant lastAt) {}

    private final JdbcClient jdbc;
    private final Definitions definitions;
    private final RegisterAccess access;
    private final Clock clock;

    RegisterBoard(JdbcClient jdbc, Definitions definitions, RegisterAccess access, Clock clock) {
        this.jdbc = jdbc;
        this.definitions = definitions;
        this.access = access;
        this.clock = clock;
    }

    List<Row> list(long community, CurrentUser user) {
        var rights = access.of(user, community);
        var counts = counts(community);
        var written = written(community, user);
        return definitions.all(false).stream().filter(each -> rights.mayRead(each.paper())).sorted((one, other) -> one.paper().business().compareTo(other.paper().business()))
            .map(each -> row(each, rights, counts.get(each.key()), written)).toList();
    }

    View one(long community, String key) {
        var definition = definitions.current(key);
        var rights = access.requireRead(community, definition);
        return new View(definition, rights.mayWrite(definition.paper()) && !definition.isRetired(), CurrentUser.get().everywhere().contains(RegisterAccess.DESIGN));
    }

    /** 今天在这个小区任职的在用账号。 */
    List<Colleague> colleagues(long community, CurrentUser user) {
        return jdbc.sql("""
            select s.id, s.name, s.id = :me is_me from access.staff s
             where s.is_active and (s.id = :me or exists (select from access.role_grant g where g.staff_id = s.id and (g.community_id is null or g.community_id = :community)
                and g.from_on <= :today and (g.to_on is null or g.to_on >= :today)))
             order by s.name collate "C", s.id
            """).param("me", user.id()).param("community", community).param("today", LocalDate.now(clock)).query(Colleague.class).list();
    }

    private static Row row(Definition definition, RegisterAccess.Rights rights, @Nullable Counts counts, Map<String, Integer> written) {
        var paper = definition.paper();
        var missing = paper.rhythm().isDue() && rights.isOwnWork(paper) ? Math.max(0, paper.times() - written.getOrDefault(definition.key(), 0)) : 0;
        return new Row(definition.key(), paper.title(), paper.business(), paper.business().label(), paper.about(),
            paper.rhythm().label() + (paper.times() > 1 ? " " + paper.times() + " 次" : ""), rights.mayWrite(paper), missing > 0, missing,
            counts == null ? 0 : counts.month(), counts == null ? 0 : counts.open(), counts == null ? null : counts.lastDay(), counts == null ? null : counts.lastName(),
            counts == null ? null : counts.lastAt(), paper.remindAt());
    }

    private Map<String, Counts> counts(long community) {
        var counts = new HashMap<String, Counts>();
        jdbc.sql("""
            select c.register_key, c.month, c.open, l.day, l.made_name, l.made_at
              from (select register_key, max(id) last, count(*) filter (where day >= :month) "month",
                           count(*) filter (where follow_up_on is not null and followed_up_at is null) open
                      from register.entry where community_id = :community and state = 'VALID' group by register_key) c
              join register.entry l on l.community_id = :community and l.id = c.last
            """).param("community", community).param("month", LocalDate.now(clock).withDayOfMonth(1))
            .query(row -> {
                counts.put(row.getString(1), new Counts(row.getLong(2), row.getLong(3), row.getObject(4, LocalDate.class), row.getString(5),
                    row.getObject(6, OffsetDateTime.class).toInstant()));
            });
        return counts;
    }

    /** How often each register has been written in its period: by me where each writes his own, else by anybody. */
    private Map<String, Integer> written(long community, CurrentUser user) {
        var written = new HashMap<String, Integer>();
        var today = LocalDate.now(clock);
        var starts = definitions.all(false).stream().filter(each -> each.paper().rhythm().isDue()).toList();
        jdbc.sql("""
            select w.key, count(e.id)
              from unnest(:keys::text[], :starts::date[], :own::boolean[]) w(key, start, own)
              join register.entry e on e.community_id = :community and e.register_key = w.key and e.day >= w.start and e.state = 'VALID' and (not w.own or e.made_by = :me)
             group by w.key
            """).param("keys", starts.stream().map(Definition::key).toArray(String[]::new))
            .param("starts", starts.stream().map(each -> each.paper().rhythm().start(today).toString()).toArray(String[]::new))
            .param("own", starts.stream().map(each -> each.paper().perPerson()).toArray(Boolean[]::new))
            .param("community", community).param("me", user.id()).query(row -> {
                written.put(row.getString(1), row.getInt(2));
            });
        return written;
    }

    /** Whether the time of day from which it is to be reminded of has come. */
    boolean isTime(@Nullable LocalTime remindAt) {
        return remindAt != null && !ZonedDateTime.now(clock).toLocalTime().isBefore(remindAt);
    }
}

package cn.anju.workforce;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.workforce.WorkDay.Away;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 请假单：主管看全部，各人看自己的和请自己代理的。 */
@Component
@Transactional(readOnly = true)
class LeaveList {

    record Filter(@Nullable Long id, @Nullable String state, @Nullable LeaveKind kind, @Nullable LocalDate from, @Nullable LocalDate to) {}

    /** @param mayReturn it runs or is to come, and this person may end it */
    record Row(long id, String number, long staffId, String staffName, LeaveKind kind, LocalDate fromOn, boolean fromNoon, LocalDate toOn, boolean toNoon, String reason,
               @Nullable Long deputyId, @Nullable String deputyName, String state, Instant madeAt, @Nullable Instant endedAt, @Nullable String endedName, @Nullable String answer,
               @Nullable LocalDate backOn, boolean mayReturn) {}

    private record Spoken(String number, LeaveKind kind, @Nullable String deputyName, boolean isWaiting) {}

    private record Off(long staffId, LeaveKind kind, LocalDate fromOn, boolean fromNoon, LocalDate toOn, boolean toNoon, @Nullable LocalDate backOn) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "number", "fromOn", "from_on", "staffName", "staff_name");
    private static final LocalTime NOON = LocalTime.of(12, 0);
    private static final String FROM = """
          from workforce.leave l
         where l.community_id = :community and (:all or l.staff_id = :me or l.deputy_id = :me) and (:id::bigint is null or l.id = :id)
           and (:state::text is null or l.state = :state) and (:kind::text is null or l.kind = :kind)
           and (:from::date is null or coalesce(l.back_on - 1, l.to_on) >= :from) and (:to::date is null or l.from_on <= :to)
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    LeaveList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching("""
            select l.*, l.state = 'APPROVED' and l.back_on is null and l.to_on >= :today and (l.staff_id = :me or :all) may_return
            """ + FROM + paging.orderBy(SORTABLE, "l.state <> 'WAITING', l.from_on desc, l.id desc") + " limit :limit offset :offset", community, filter)
            .param("today", LocalDate.now(clock)).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, filter).query(Long.class).single());
    }

    /** Who is off when, of the approved ones: person → the times. */
    Map<Long, List<Away>> away(long community, LocalDate from, LocalDate to) {
        var away = new HashMap<Long, List<Away>>();
        off(community, from, to).forEach(off -> {
            var end = off.backOn() == null ? off.toOn() : off.backOn().minusDays(1);
            if (end.isBefore(off.fromOn())) return;
            var toNoon = off.toNoon() && off.backOn() == null;
            away.computeIfAbsent(off.staffId(), id -> new ArrayList<>()).add(new Away(off.fromOn().atTime(off.fromNoon() ? NOON : LocalTime.MIN).atZone(clock.getZone()).toInstant(),
                (toNoon ? end.atTime(NOON) : end.plusDays(1).atStartOfDay()).atZone(clock.getZone()).toInstant(), !toNoon));
        });
        return away;
    }

    /** 那天请的什么假，给点开的一格看。 */
    List<String> words(long community, long person, LocalDate day) {
        return jdbc.sql("""
            select number, kind, deputy_name, state = 'WAITING' is_waiting from workforce.leave
             where community_id = :community and staff_id = :person and state in ('WAITING', 'APPROVED') and :day between from_on and coalesce(back_on - 1, to_on)
            """).param("community", community).param("person", person).param("day", day).query(Spoken.class).stream()
            .map(each -> each.number() + '　' + each.kind().label + (each.deputyName() == null ? "" : "　由 %s 代理".formatted(each.deputyName())) + (each.isWaiting() ? "　等批" : "")).toList();
    }

    private List<Off> off(long community, LocalDate from, LocalDate to) {
        return jdbc.sql("""
            select staff_id, kind, from_on, from_noon, to_on, to_noon, back_on from workforce.leave
             where community_id = :community and state = 'APPROVED' and from_on <= :to and to_on >= :from
            """).param("community", community).param("from", from).param("to", to).query(Off.class).list();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "all", user.may(community, "workforce.team")));
        values.put("id", filter.id());
        values.put("state", filter.state());
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }
}

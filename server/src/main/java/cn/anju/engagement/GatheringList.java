package cn.anju.engagement;

import cn.anju.engagement.Gatherings.Kind;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 活动与座谈的列表和一次活动：谁报名、谁来了、说了什么、花了多少。 */
@Component
@Transactional(readOnly = true)
class GatheringList {

    /** @param open not yet summed up, nor cancelled */
    record Filter(@Nullable Kind kind, @Nullable GatheringState state, @Nullable Boolean open, @Nullable String q) {}

    /**
     * @param signedUp people, and {@code households} those that signed up or came
     * @param isLate over for three days and not yet summed up
     */
    record Row(long id, String number, Kind kind, String title, String place, Instant startsAt, Instant endsAt, @Nullable LocalDate signUpUntil, @Nullable Integer capacity, Money budget, Money spent,
               @Nullable Long areaId, @Nullable String area, GatheringState state, String madeName, long madeBy, long households, long signedUp, long came, long opinions, long unanswered, boolean isLate) {}

    record Guest(long roomId, String room, String name, long people, @Nullable String note, @Nullable Instant signedUpAt, @Nullable Integer came, @Nullable Instant cameAt, String madeName) {}

    record Opinion(long id, @Nullable String room, String speaker, String text, Instant madeAt, String madeName, @Nullable String answer, @Nullable Instant answeredAt, @Nullable String answeredName) {}

    record Cost(long id, String what, Money amount, LocalDate spentOn, @Nullable String why, String madeName) {}

    record Facts(String plan, Instant madeAt, @Nullable Instant submittedAt, @Nullable Instant reviewedAt, @Nullable String reviewedName, @Nullable String reviewNote, @Nullable Instant heldAt,
                 @Nullable String heldName, @Nullable String minutes, @Nullable Instant closedAt, @Nullable String closedName, @Nullable String effect, @Nullable Instant cancelledAt,
                 @Nullable String cancelledName, @Nullable String cancelledWhy) {}

    /** @param acts what this person may do now: WRITE, SUBMIT, ANNOUNCE, SIGN_UP, ARRIVE, SAY, SPEND, HOLD, CLOSE, CANCEL */
    record Detail(Row gathering, Facts facts, List<Guest> guests, List<Opinion> opinions, List<Cost> costs, List<String> acts) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "e.number", "startsAt", "e.starts_at", "title", "e.title", "budget", "e.budget");
    private static final String COLUMNS = """
        select e.id, e.number, e.kind, e.title, e.place, e.starts_at, e.ends_at, e.sign_up_until, e.capacity, e.budget, e.area_id, a.name area, e.state, e.made_name, e.made_by,
               coalesce(c.spent, 0) spent, g.households, g.signed_up, g.came, o.opinions, o.unanswered, e.state in ('READY', 'HELD') and e.ends_at + interval '3 days' < :now is_late
          from engagement.gathering e left join estate.steward_area a on a.community_id = e.community_id and a.id = e.area_id
         cross join lateral (select sum(x.amount) spent from engagement.gathering_cost x where x.community_id = e.community_id and x.gathering_id = e.id) c
         cross join lateral (select count(*) households, coalesce(sum(x.people), 0) signed_up, coalesce(sum(x.came), 0) came from engagement.gathering_guest x
                              where x.community_id = e.community_id and x.gathering_id = e.id) g
         cross join lateral (select count(*) opinions, count(*) filter (where x.answer is null) unanswered from engagement.gathering_opinion x
                              where x.community_id = e.community_id and x.gathering_id = e.id) o
        """;
    private static final String WHERE = """
         where e.community_id = :community and (:kind::text is null or e.kind = :kind) and (:state::text is null or e.state = :state)
           and (not :open or e.state not in ('CLOSED', 'CANCELLED')) and (:q::text is null or position(:q in e.title || e.number || e.place) > 0)
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    GatheringList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "open", Boolean.TRUE.equals(filter.open())));
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        return new Page<>(jdbc.sql(COLUMNS + WHERE + paging.orderBy(SORTABLE, "e.starts_at desc, e.id desc") + " limit :limit offset :offset").params(values)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list(),
            jdbc.sql("select count(*) from engagement.gathering e" + WHERE).params(values).query(Long.class).single());
    }

    /** @throws Problem 404 {@code gathering-not-found} */
    Detail one(long community, long id) {
        var row = of(COLUMNS + " where e.community_id = :community and e.id = :id", community, id).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Row.class).optional()
            .orElseThrow(() -> Problem.notFound("gathering-not-found", "没有这次活动"));
        var facts = of("select * from engagement.gathering where community_id = :community and id = :id", community, id).query(Facts.class).single();
        var guests = of("""
            select g.room_id, r.code room, g.name, g.people, g.note, g.signed_up_at, g.came, g.came_at, g.made_name
              from engagement.gathering_guest g join estate.room r on r.community_id = g.community_id and r.id = g.room_id
             where g.community_id = :community and g.gathering_id = :id order by r.code
            """, community, id).query(Guest.class).list();
        var opinions = of("""
            select o.*, r.code room from engagement.gathering_opinion o left join estate.room r on r.community_id = o.community_id and r.id = o.room_id
             where o.community_id = :community and o.gathering_id = :id order by o.id
            """, community, id).query(Opinion.class).list();
        var costs = of("select * from engagement.gathering_cost where community_id = :community and gathering_id = :id order by spent_on, id", community, id).query(Cost.class).list();
        return new Detail(row, facts, guests, opinions, costs, acts(community, row));
    }

    private JdbcClient.StatementSpec of(String sql, long community, long id) {
        return jdbc.sql(sql).param("community", community).param("id", id);
    }

    private List<String> acts(long community, Row row) {
        var user = CurrentUser.get();
        if (!user.may(community, "engagement.write")) return List.of();
        var isOwn = row.madeBy() == user.id();
        var acts = new ArrayList<String>();
        switch (row.state()) {
            case DRAFT -> {
                if (isOwn) acts.addAll(List.of("WRITE", row.kind().needsPlan || row.budget().yuan().signum() > 0 ? "SUBMIT" : "ANNOUNCE"));
            }
            case READY -> {
                acts.addAll(List.of("SIGN_UP", "SPEND"));
                if (!LocalDate.now(clock).isBefore(LocalDate.ofInstant(row.startsAt(), clock.getZone()))) acts.addAll(List.of("ARRIVE", "SAY"));
                if (!row.startsAt().isAfter(clock.instant())) acts.add("HOLD");
            }
            case HELD -> acts.addAll(List.of("ARRIVE", "SAY", "SPEND", "CLOSE"));
            case REVIEW, CLOSED, CANCELLED -> {}
        }
        if (GatheringState.Move.CANCEL.from.contains(row.state()) && (isOwn || user.may(community, "engagement.manage"))) acts.add("CANCEL");
        return acts;
    }
}

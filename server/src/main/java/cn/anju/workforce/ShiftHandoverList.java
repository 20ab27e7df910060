package cn.anju.workforce;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.setting.Settings;
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

/** 交接单的清单和一张；每一项现在在谁手上，夜班的晚没晚。 */
@Component
@Transactional(readOnly = true)
class ShiftHandoverList {

    /** 能办的，服务端说。 */
    enum Act { CHANGE, SIGN }

    enum LineAct { TAKE, ASSIGN, FINISH }

    /**
     * @param open not signed, or with a line that nobody has taken or been sent to
     * @param mine with something I was sent to and that is not done
     */
    record Filter(@Nullable HandoverPost post, @Nullable HandoverShift shift, @Nullable Boolean signed, @Nullable Boolean late, @Nullable Boolean open, @Nullable Boolean mine,
                  @Nullable LocalDate from, @Nullable LocalDate to) {}

    /**
     * 一张。
     *
     * @param holderName who answers for what it carries: who leaves, until the other signs
     * @param untaken lines that stay with who left
     * @param unassigned lines that need somebody and have nobody
     * @param isLate a night's paper that was not signed, or whose matters had nobody, when its time was over
     */
    record Row(long id, String number, HandoverPost post, HandoverShift shift, LocalDate day, long handedBy, String handedName, Instant handedAt, @Nullable String signedName,
               @Nullable Instant signedAt, long holderId, String holderName, int lines, int untaken, int unassigned, @Nullable Instant assignedAt, @Nullable Instant dueAt, boolean isLate) {}

    /** @param holderName in whose hands it is now */
    record Line(long id, HandoverKind kind, String text, @Nullable String link, boolean needsPerson, @Nullable String refusedWhy, @Nullable String takenName, @Nullable Instant takenAt,
                String holderName, @Nullable Long staffId, @Nullable String staffName, @Nullable String note, @Nullable Instant assignedAt, @Nullable String assignedBy,
                @Nullable String outcome, @Nullable Instant doneAt, @Nullable String doneName, List<LineAct> acts) {}

    record Detail(Row handover, String log, int version, @Nullable String remark, List<Line> lines, List<Act> acts) {}

    private record Rest(String log, int version, @Nullable String remark) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "number", "day", "day", "handedAt", "handed_at", "signedAt", "signed_at");

    /** The night's time is over on the morning after the day it began. */
    private static final String ROWS = """
          from (select h.id, h.number, h.post, h.shift, h.day, h.handed_by, h.handed_name, h.handed_at, h.signed_name, h.signed_at,
                       coalesce(h.signed_by, h.handed_by) holder_id,
                       coalesce(h.signed_name, h.handed_name) holder_name, n.lines, n.untaken, n.unassigned, n.assigned_at, b.due_at,
                       b.due_at is not null and greatest(coalesce(h.signed_at, :now), case when n.unassigned > 0 then cast(:now as timestamptz) else n.assigned_at end) > b.due_at is_late
                  from workforce.handover h
                  cross join lateral (select case when h.shift = 'NIGHT' then (h.day + 1 + cast(:nightBy as time)) at time zone 'Asia/Shanghai' end due_at) b
                  cross join lateral (
                    select count(*)::int lines, count(*) filter (where l.taken_by is null)::int untaken, count(*) filter (where l.needs_person and k.made_at is null)::int unassigned,
                           max(k.made_at) filter (where l.needs_person) assigned_at
                      from workforce.handover_line l
                      left join lateral (select min(k.made_at) made_at from workforce.handover_task k where k.community_id = l.community_id and k.line_id = l.id) k on true
                     where l.community_id = h.community_id and l.handover_id = h.id) n
                 where h.community_id = :community) h
         where (:id::bigint is null or id = :id) and (:post::text is null or post = :post) and (:shift::text is null or shift = :shift)
           and (:signed::boolean is null or (signed_at is not null) = :signed) and (:late::boolean is null or is_late = :late)
           and (not :open or signed_at is null or untaken > 0 or unassigned > 0)
           and (not :mine or exists (select from workforce.handover_line l join workforce.handover_task k on k.community_id = l.community_id and k.line_id = l.id
                                      where l.community_id = :community and l.handover_id = h.id and k.staff_id = :me
                                        and k.id = (select max(x.id) from workforce.handover_task x where x.community_id = l.community_id and x.line_id = l.id)
                                        and not exists (select from workforce.handover_outcome o where o.community_id = l.community_id and o.line_id = l.id)))
           and (:from::date is null or day >= :from) and (:to::date is null or day <= :to)
        """;

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Clock clock;

    ShiftHandoverList(JdbcClient jdbc, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*)" + ROWS, community, null, filter).query(Long.class).single();
        var rows = matching("select *" + ROWS + paging.orderBy(SORTABLE, "signed_at is not null, handed_at desc, id desc") + " limit :limit offset :offset", community, null, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, total);
    }

    /** @throws Problem 404 {@code handover-not-found} */
    Detail one(long community, long id) {
        var row = matching("select *" + ROWS, community, id, new Filter(null, null, null, null, null, null, null, null)).query(Row.class).optional()
            .orElseThrow(() -> Problem.notFound("handover-not-found", "没有这张交接单"));
        var rest = jdbc.sql("select log, version, remark from workforce.handover where community_id = :community and id = :id").param("community", community).param("id", id)
            .query(Rest.class).single();
        var user = CurrentUser.get();
        var isOwn = row.handedBy() == user.id() || user.deputyFor() != null && user.deputyFor() == row.handedBy();
        var acts = row.signedAt() != null ? List.<Act>of() : row.handedBy() == user.id() ? List.of(Act.CHANGE) : isOwn ? List.<Act>of() : List.of(Act.SIGN);
        return new Detail(row, rest.log(), rest.version(), rest.remark(), lines(community, row, isOwn), acts);
    }

    private List<Line> lines(long community, Row row, boolean isOwn) {
        var user = CurrentUser.get();
        return jdbc.sql("""
            select l.id, l.kind, l.text, l.link, l.needs_person, l.refused_why, l.taken_name, l.taken_at, coalesce(l.taken_name, h.handed_name) holder_name,
                   k.staff_id, k.staff_name, k.note, k.made_at assigned_at, k.made_name assigned_by, o.outcome, o.made_at done_at, o.made_name done_name, null acts
              from workforce.handover_line l join workforce.handover h on h.community_id = l.community_id and h.id = l.handover_id
              left join lateral (select k.* from workforce.handover_task k where k.community_id = l.community_id and k.line_id = l.id order by k.id desc limit 1) k on true
              left join workforce.handover_outcome o on o.community_id = l.community_id and o.line_id = l.id
             where l.community_id = :community and l.handover_id = :id order by l.position
            """).param("community", community).param("id", row.id()).query(Line.class).stream().map(line -> {
                var acts = new ArrayList<LineAct>();
                if (row.signedAt() != null && line.takenAt() == null && !isOwn) acts.add(LineAct.TAKE);
                if (row.signedAt() != null && line.needsPerson() && line.doneAt() == null) acts.add(LineAct.ASSIGN);
                if (line.staffId() != null && line.doneAt() == null && (line.staffId() == user.id() || user.may(community, "workforce.team"))) acts.add(LineAct.FINISH);
                return new Line(line.id(), line.kind(), line.text(), line.link(), line.needsPerson(), line.refusedWhy(), line.takenName(), line.takenAt(), line.holderName(),
                    line.staffId(), line.staffName(), line.note(), line.assignedAt(), line.assignedBy(), line.outcome(), line.doneAt(), line.doneName(), acts);
            }).toList();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long id, Filter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "now", clock.instant().atOffset(ZoneOffset.UTC),
            "nightBy", settings.get(community, WorkforceSettings.NIGHT_BY).toString(), "open", Boolean.TRUE.equals(filter.open()),
            "mine", Boolean.TRUE.equals(filter.mine()), "me", CurrentUser.get().id()));
        values.put("id", id);
        values.put("post", filter.post() == null ? null : filter.post().name());
        values.put("shift", filter.shift() == null ? null : filter.shift().name());
        values.put("signed", filter.signed());
        values.put("late", filter.late());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }
}

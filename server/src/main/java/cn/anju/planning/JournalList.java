package cn.anju.planning;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 日志：自己的看自己的，带班的人看各人的；大厦日志带班的人看。 */
@Component
@Transactional(readOnly = true)
class JournalList {

    /** @param open only those with something unfinished */
    record Filter(@Nullable JournalKind kind, @Nullable Long staffId, @Nullable String q, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean mine, @Nullable Boolean open) {}

    /** @param items begun on that day, {@code left} of these unfinished today */
    record Row(long id, JournalKind kind, LocalDate day, long staffId, String staffName, @Nullable String weather, String content, Instant writtenAt, @Nullable Instant changedAt, int items, int left) {}

    /** 一件未了的事。 @param days since it was begun */
    record Item(long id, long journalId, JournalKind kind, LocalDate day, String text, long ownerId, String ownerName, @Nullable LocalDate dueOn, boolean isLate, int days, @Nullable Instant closedAt,
                @Nullable String closedName, @Nullable String lastText, @Nullable Instant lastAt) {}

    record Step(long itemId, String itemText, String text, boolean isClosing, Instant madeAt, String madeName) {}

    record Detail(Row journal, List<Item> items, List<Step> follows) {}

    /** What is carried into today's. @param written today's, where there is one already */
    record Today(LocalDate day, @Nullable Row written, List<Item> carried) {}

    private static final Map<String, String> SORTABLE = Map.of("day", "day", "staffName", "staff_name", "writtenAt", "written_at");
    private static final String ALL = """
        with journals as (
            select j.*, i.items, i."left" from planning.journal j
             cross join lateral (select count(*)::int items, (count(*) filter (where closed_at is null))::int "left" from planning.journal_item i
                                  where i.community_id = j.community_id and i.journal_id = j.id) i
             where j.community_id = :community and (j.staff_id = :me or :leads))
        """;
    private static final String FROM = """
         from journals where (:id::bigint is null or id = :id) and (:kind::text is null or kind = :kind) and (:staff::bigint is null or staff_id = :staff)
           and (:q::text is null or position(:q in content) > 0 or position(:q in staff_name) > 0) and (:from::date is null or day >= :from) and (:to::date is null or day <= :to)
           and (not :mine or staff_id = :me) and (not :open or "left" > 0)
        """;
    private static final String ITEMS = """
        select i.id, i.journal_id, j.kind, j.day, i.text, i.owner_id, i.owner_name, i.due_on, coalesce(i.closed_at is null and i.due_on < :today, false) is_late, (:today - j.day) days, i.closed_at,
               i.closed_name, f.text last_text, f.made_at last_at
          from planning.journal_item i join planning.journal j on j.community_id = i.community_id and j.id = i.journal_id
          left join lateral (select text, made_at from planning.journal_follow f where f.community_id = i.community_id and f.item_id = i.id order by f.id desc limit 1) f on true
         where i.community_id = :community
        """;

    private static final Filter NONE = new Filter(null, null, null, null, null, null, null);

    private final JdbcClient jdbc;
    private final Clock clock;

    JournalList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching(ALL + "select *" + FROM + paging.orderBy(SORTABLE, "day desc, id desc") + " limit :limit offset :offset", community, null, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, matching(ALL + "select count(*)" + FROM, community, null, filter).query(Long.class).single());
    }

    /** @throws Problem 404 {@code journal-not-found} */
    Detail get(long community, long id) {
        var row = matching(ALL + "select *" + FROM, community, id, NONE).query(Row.class).optional().orElseThrow(() -> Problem.notFound("journal-not-found", "没有这篇日志"));
        var items = jdbc.sql(ITEMS + " and i.journal_id = :id order by i.id").param("community", community).param("today", LocalDate.now(clock)).param("id", id).query(Item.class).list();
        var follows = jdbc.sql("""
            select f.item_id, i.text item_text, f.text, f.is_closing, f.made_at, f.made_name from planning.journal_follow f join planning.journal_item i on i.community_id = f.community_id and i.id = f.item_id
             where f.community_id = :community and f.journal_id = :id order by f.id
            """).param("community", community).param("id", id).query(Step.class).list();
        return new Detail(row, items, follows);
    }

    /** 今天要带下来的：大厦日志是大厦的全部未了；工作日志是自己写的、归自己跟进的。 */
    Today today(long community, JournalKind kind) {
        var user = CurrentUser.get();
        var today = LocalDate.now(clock);
        var written = matching(ALL + "select *" + FROM, community, null, new Filter(kind, kind == JournalKind.WORK ? user.id() : null, null, today, today, null, null)).query(Row.class).optional().orElse(null);
        var carried = jdbc.sql(ITEMS + """
            and i.closed_at is null and case :kind when 'BUILDING' then j.kind = 'BUILDING' and :leads else i.owner_id = :me or j.kind = 'WORK' and j.staff_id = :me end order by i.due_on nulls last, i.id
            """).param("community", community).param("today", today).param("kind", kind.name()).param("me", user.id()).param("leads", user.may(community, "planning.lead")).query(Item.class).list();
        return new Today(today, written, carried);
    }

    /** How many unfinished matters are this person's, and how many of these are past their day. */
    long[] waiting(long community, long staff) {
        record Count(long open, long late) {}
        var count = jdbc.sql("select count(*) open, count(*) filter (where due_on < :today) late from planning.journal_item where community_id = :community and owner_id = :me and closed_at is null")
            .param("community", community).param("me", staff).param("today", LocalDate.now(clock)).query(Count.class).single();
        return new long[] {count.open(), count.late()};
    }

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long id, Filter filter) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "leads", user.may(community, "planning.lead"), "mine", Boolean.TRUE.equals(filter.mine()),
            "open", Boolean.TRUE.equals(filter.open())));
        values.put("id", id);
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("staff", filter.staffId());
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }
}

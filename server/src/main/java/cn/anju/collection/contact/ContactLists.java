package cn.anju.collection.contact;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 联系记录、承诺、待办的清单。 */
@Component
@Transactional(readOnly = true)
class ContactLists {

    record ContactFilter(@Nullable Long room, @Nullable Way way, @Nullable Outcome outcome, @Nullable LocalDate from, @Nullable LocalDate to) {}

    /** @param attachments how many photos and recordings; a contact with any is a demand with proof */
    record ContactRow(long id, long roomId, String roomCode, String person, Way way, Outcome outcome, String answer, @Nullable String refusalReason,
                      Money overdue, Instant contactedAt, String madeName, long attachments) {}

    record PromiseFilter(@Nullable Long room, @Nullable String state) {}

    record Instalment(int number, LocalDate dueOn, Money amount, String state) {}

    record PromiseRow(long id, long roomId, String roomCode, LocalDate madeOn, String state, @Nullable LocalDate endedOn, @Nullable String endNote,
                      Money promised, List<Instalment> instalments) {}

    /** @param mine what is mine, and what is nobody's yet */
    record TaskFilter(@Nullable Boolean mine, @Nullable String state, @Nullable Long room) {}

    record TaskRow(long id, Tasks.Kind kind, long roomId, String roomCode, String title, @Nullable Long assigneeId, @Nullable String assignee,
                   LocalDate dueOn, String state, @Nullable String cause, boolean isLate) {}

    private static final Map<String, String> CONTACT_SORT = Map.of("contactedAt", "c.contacted_at", "roomCode", "r.code", "overdue", "c.overdue");
    private static final Map<String, String> TASK_SORT = Map.of("dueOn", "t.due_on", "roomCode", "r.code");

    private final JdbcClient jdbc;
    private final Clock clock;

    ContactLists(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<ContactRow> contacts(long community, ContactFilter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("room", filter.room());
        values.put("way", filter.way() == null ? null : filter.way().name());
        values.put("outcome", filter.outcome() == null ? null : filter.outcome().name());
        values.put("from", filter.from());
        values.put("to", filter.to());
        var from = """
              from collection.contact c join estate.room r on r.community_id = c.community_id and r.id = c.room_id
             where c.community_id = :community and (:room::bigint is null or c.room_id = :room) and (:way::text is null or c.way = :way)
               and (:outcome::text is null or c.outcome = :outcome)
               and (:from::date is null or (c.contacted_at at time zone 'Asia/Shanghai')::date >= :from)
               and (:to::date is null or (c.contacted_at at time zone 'Asia/Shanghai')::date <= :to)
            """;
        var rows = jdbc.sql("""
            select c.id, c.room_id, r.code room_code, c.person, c.way, c.outcome, c.answer, c.refusal_reason, c.overdue, c.contacted_at, c.made_name,
                   (select count(*) from attachment.file f where f.community_id = c.community_id and f.subject = 'contact:' || c.id) attachments
            """ + from + paging.orderBy(CONTACT_SORT, "c.contacted_at desc, c.id desc") + " limit :limit offset :offset")
            .params(values).param("limit", paging.limit()).param("offset", paging.offset()).query(ContactRow.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }

    Page<PromiseRow> promises(long community, PromiseFilter filter, Paging paging) {
        record Found(long id, long roomId, String roomCode, LocalDate madeOn, String state, @Nullable LocalDate endedOn, @Nullable String endNote) {}
        record Part(long promiseId, int number, LocalDate dueOn, Money amount, String state) {}
        var from = """
              from collection.promise p join estate.room r on r.community_id = p.community_id and r.id = p.room_id
             where p.community_id = :community and (:room::bigint is null or p.room_id = :room) and (:state::text is null or p.state = :state)
            """;
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("room", filter.room());
        values.put("state", filter.state());
        var found = jdbc.sql("select p.id, p.room_id, r.code room_code, p.made_on, p.state, p.ended_on, p.end_note" + from
                + paging.orderBy(Map.of("madeOn", "p.made_on", "roomCode", "r.code"), "p.id desc") + " limit :limit offset :offset")
            .params(values).param("limit", paging.limit()).param("offset", paging.offset()).query(Found.class).list();
        var parts = jdbc.sql("""
            select promise_id, number, due_on, amount, state from collection.instalment
             where community_id = :community and promise_id = any (:ids) order by number
            """).param("community", community).param("ids", found.stream().map(Found::id).toArray(Long[]::new))
            .query(Part.class).stream().collect(Collectors.groupingBy(Part::promiseId));
        var rows = found.stream().map(each -> {
            var own = parts.getOrDefault(each.id(), List.of());
            return new PromiseRow(each.id(), each.roomId(), each.roomCode(), each.madeOn(), each.state(), each.endedOn(), each.endNote(),
                Money.sum(own, Part::amount), own.stream().map(part -> new Instalment(part.number(), part.dueOn(), part.amount(), part.state())).toList());
        }).toList();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }

    Page<TaskRow> tasks(long community, TaskFilter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "today", LocalDate.now(clock), "me", CurrentUser.get().id()));
        values.put("mine", Boolean.TRUE.equals(filter.mine()));
        values.put("state", filter.state());
        values.put("room", filter.room());
        var from = """
              from collection.task t
              join estate.room r on r.community_id = t.community_id and r.id = t.room_id
              left join access.staff s on s.id = t.assignee_id
             where t.community_id = :community and (not :mine or t.assignee_id is null or t.assignee_id = :me)
               and (:state::text is null or t.state = :state) and (:room::bigint is null or t.room_id = :room)
            """;
        var rows = jdbc.sql("""
            select t.id, t.kind, t.room_id, r.code room_code, t.title, t.assignee_id, s.name assignee, t.due_on, t.state, t.cause,
                   t.state = 'OPEN' and t.due_on < :today is_late
            """ + from + paging.orderBy(TASK_SORT, "t.state = 'OPEN' desc, t.due_on, t.id") + " limit :limit offset :offset")
            .params(values).param("limit", paging.limit()).param("offset", paging.offset()).query(TaskRow.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }
}

package cn.anju.collection.dunning;

import cn.anju.collection.debt.Households;
import cn.anju.estate.Communities;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 方案执行的进度与函件的清单、打印页。 */
@Component
@Transactional(readOnly = true)
class DunningLists {

    record ActFilter(@Nullable Long plan, @Nullable Long room, @Nullable String state) {}

    /** 走过的一步。 @param state 待发、已发、没发（附原因）、待办、办了、取消 …, with {@code cause} */
    record ActRow(long id, long planId, int step, StepKind kind, long roomId, String roomCode, Money overdue, Instant madeAt, String state, @Nullable String cause) {}

    record LetterFilter(@Nullable Long room, @Nullable String state) {}

    record LetterRow(long id, String number, StepKind kind, long roomId, String roomCode, String addressee, String title, Money overdue, LocalDate madeOn,
                     String state, @Nullable Long batch, @Nullable String cause, @Nullable LocalDate deliveredOn, @Nullable String deliveryWay,
                     @Nullable String receiver) {}

    private static final int MOST_LINES = 14;

    private final JdbcClient jdbc;
    private final Communities communities;
    private final JsonMapper json;

    DunningLists(JdbcClient jdbc, Communities communities, JsonMapper json) {
        this.jdbc = jdbc;
        this.communities = communities;
        this.json = json;
    }

    Page<ActRow> acts(long community, ActFilter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("plan", filter.plan());
        values.put("room", filter.room());
        values.put("state", filter.state());
        var from = """
              from (select a.*, r.code room_code, coalesce(m.state, t.state, l.state, 'FAILED') state, coalesce(m.cause, t.cause, l.cause, a.failure) cause
                      from collection.dunning_act a
                      join estate.room r on r.community_id = a.community_id and r.id = a.room_id
                      left join notification.message m on m.community_id = a.community_id and m.subject_type = 'dunning' and m.subject_id = a.id
                      left join collection.task t on t.community_id = a.community_id and t.act_id = a.id
                      left join collection.letter l on l.community_id = a.community_id and l.act_id = a.id
                     where a.community_id = :community and (:plan::bigint is null or a.plan_id = :plan) and (:room::bigint is null or a.room_id = :room)) a
             where (:state::text is null or a.state = :state)
            """;
        var rows = jdbc.sql("select id, plan_id, step, kind, room_id, room_code, overdue, made_at, state, cause" + from
                + paging.orderBy(Map.of("madeAt", "made_at", "roomCode", "room_code", "overdue", "overdue"), "id desc") + " limit :limit offset :offset")
            .params(values).param("limit", paging.limit()).param("offset", paging.offset()).query(ActRow.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }

    Page<LetterRow> letters(long community, LetterFilter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("room", filter.room());
        values.put("state", filter.state());
        var from = """
              from collection.letter l join estate.room r on r.community_id = l.community_id and r.id = l.room_id
             where l.community_id = :community and (:room::bigint is null or l.room_id = :room) and (:state::text is null or l.state = :state)
            """;
        var rows = jdbc.sql("""
            select l.id, l.number, l.kind, l.room_id, r.code room_code, l.addressee, l.title, l.overdue, l.made_on, l.state, l.batch, l.cause,
                   l.delivered_on, l.delivery_way, l.receiver
            """ + from + paging.orderBy(Map.of("number", "l.number", "roomCode", "r.code", "overdue", "l.overdue", "madeOn", "l.made_on"), "l.id desc")
                + " limit :limit offset :offset")
            .params(values).param("limit", paging.limit()).param("offset", paging.offset()).query(LetterRow.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }

    /** 一批函的打印页。 @throws Problem 404 {@code batch-unknown} */
    String page(long community, long batch) {
        record Found(String number, StepKind kind, String roomCode, String addressee, String title, String body, Money overdue, LocalDate madeOn, String lines) {}
        var name = communities.name(community);
        var sheets = jdbc.sql("""
            select l.number, l.kind, r.code room_code, l.addressee, l.title, l.body, l.overdue, l.made_on, l.lines::text lines
              from collection.letter l join estate.room r on r.community_id = l.community_id and r.id = l.room_id
             where l.community_id = :community and l.batch = :batch order by r.code, l.id
            """).param("community", community).param("batch", batch).query(Found.class).stream().map(each -> new LetterPage.Sheet(name, entity(community, name),
                each.number(), each.kind().label(), each.roomCode(), each.addressee(), each.title(), each.body(), each.overdue(), each.madeOn(),
                byItem(Arrays.asList(json.readValue(each.lines(), Households.Line[].class))))).toList();
        if (sheets.isEmpty()) throw Problem.notFound("batch-unknown", "没有这一批函件");
        return LetterPage.of("催缴函 第 " + batch + " 批", sheets);
    }

    private String entity(long community, String otherwise) {
        return jdbc.sql("select e.name from ledger.community_entity c join ledger.legal_entity e on e.id = c.entity_id where c.community_id = :community").param("community", community)
            .query(String.class).optional().orElse(otherwise);
    }

    /** One line per item keeps a letter on one page; what does not fit is put together. */
    private static List<LetterPage.Line> byItem(List<Households.Line> lines) {
        var items = new LinkedHashMap<String, LetterPage.Line>();
        for (var line : lines) {
            var name = items.size() < MOST_LINES || items.containsKey(line.itemName()) ? line.itemName() : "其他";
            items.merge(name, new LetterPage.Line(name, line.periodStart(), line.periodEnd(), 1, line.outstanding()), (one, other) ->
                new LetterPage.Line(name, one.from().isBefore(other.from()) ? one.from() : other.from(), one.to().isAfter(other.to()) ? one.to() : other.to(),
                    one.bills() + other.bills(), one.outstanding().plus(other.outstanding())));
        }
        return new ArrayList<>(items.values());
    }
}

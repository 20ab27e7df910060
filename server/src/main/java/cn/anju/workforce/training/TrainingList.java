package cn.anju.workforce.training;

import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 一场场培训，和谁到了。 */
@Component
@Transactional(readOnly = true)
class TrainingList {

    enum State { PLANNED, OVERDUE, HELD, CANCELLED }

    record Filter(@Nullable TrainingKind kind, @Nullable State state, @Nullable String topic, @Nullable LocalDate from, @Nullable LocalDate to) {}

    /** @param state OVERDUE: its time has passed and nobody has written down who was there */
    record Row(long id, String number, TrainingKind kind, String topic, @Nullable Long trainerId, String trainerName, Instant startsAt, BigDecimal hours, String place, @Nullable String posts,
               @Nullable Long attachmentId, long madeBy, String madeName, @Nullable Instant heldAt, @Nullable String heldName, State state, long people, long signed, long tests) {}

    record Person(long staffId, String staffName, @Nullable Instant signedAt, @Nullable Mark mark, @Nullable String remark) {}

    /** @param planId the plan that asked for it. @param mayHold it has begun and may be closed */
    record Detail(Row training, @Nullable String content, @Nullable String summary, @Nullable String cancelledWhy, @Nullable Long planId, @Nullable String planNumber, List<Person> persons,
                  List<TrainingTestList.Row> tests, boolean mayHold, boolean mayCancel) {}

    private record Words(@Nullable String content, @Nullable String summary, @Nullable String cancelledWhy, @Nullable Long planId, @Nullable String planNumber) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "t.number", "startsAt", "t.starts_at");
    private static final String STATE = """
        case when t.cancelled_at is not null then 'CANCELLED' when t.held_at is not null then 'HELD' when t.starts_at + t.hours * interval '1 hour' < :now then 'OVERDUE' else 'PLANNED' end""";
    private static final String FROM = """
          from workforce.training t
         where t.community_id = :community and (:id::bigint is null or t.id = :id) and (:kind::text is null or t.kind = :kind) and (:topic::text is null or position(:topic in t.topic) > 0)
           and (:from::timestamptz is null or t.starts_at >= :from) and (:to::timestamptz is null or t.starts_at < :to) and (:state::text is null or :state = """ + STATE + ")";

    private final JdbcClient jdbc;
    private final TrainingTestList tests;
    private final Clock clock;

    TrainingList(JdbcClient jdbc, TrainingTestList tests, Clock clock) {
        this.jdbc = jdbc;
        this.tests = tests;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = rows(community, null, filter, paging.orderBy(SORTABLE, "t.starts_at desc, t.id desc") + " limit :limit offset :offset").param("limit", paging.limit())
            .param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, count(community, filter));
    }

    long count(long community, Filter filter) {
        return matching("select count(*)" + FROM, community, null, filter).query(Long.class).single();
    }

    /** @throws Problem 404 {@code training-not-found} */
    Detail get(long community, long id) {
        var row = rows(community, id, new Filter(null, null, null, null, null), "").query(Row.class).optional().orElseThrow(() -> Problem.notFound("training-not-found", "没有这场培训"));
        var words = jdbc.sql("""
            select t.content, t.summary, t.cancelled_why, p.id plan_id, p.number plan_number from workforce.training t
              left join workforce.training_plan_line l on l.community_id = t.community_id and l.id = t.plan_line_id
              left join workforce.training_plan p on p.community_id = l.community_id and p.id = l.plan_id where t.community_id = :community and t.id = :id
            """).param("community", community).param("id", id).query(Words.class).single();
        var persons = jdbc.sql("""
            select staff_id, staff_name, signed_at, mark, remark from workforce.training_person where community_id = :community and training_id = :id order by staff_name, staff_id
            """).param("community", community).param("id", id).query(Person.class).list();
        var open = row.state() == State.PLANNED || row.state() == State.OVERDUE;
        return new Detail(row, words.content(), words.summary(), words.cancelledWhy(), words.planId(), words.planNumber(), persons, tests.of(community, id),
            open && !clock.instant().isBefore(row.startsAt()), open);
    }

    private JdbcClient.StatementSpec rows(long community, @Nullable Long id, Filter filter, String tail) {
        return matching("select t.*, p.people, p.signed, c.tests from (select t.*, " + STATE + " state" + FROM + """
            ) t cross join lateral (select count(*) people, count(p.signed_at) signed from workforce.training_person p where p.community_id = t.community_id and p.training_id = t.id) p
            cross join lateral (select count(*) tests from workforce.training_test c where c.community_id = t.community_id and c.training_id = t.id) c
            """ + tail, community, id, filter);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long id, Filter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "now", clock.instant().atOffset(ZoneOffset.UTC)));
        values.put("id", id);
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("topic", filter.topic() == null || filter.topic().isBlank() ? null : filter.topic().strip());
        values.put("from", filter.from() == null ? null : filter.from().atStartOfDay(clock.getZone()).toInstant().atOffset(ZoneOffset.UTC));
        values.put("to", filter.to() == null ? null : filter.to().plusDays(1).atStartOfDay(clock.getZone()).toInstant().atOffset(ZoneOffset.UTC));
        return jdbc.sql(sql).params(values);
    }
}

package cn.anju.workforce.post;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.workforce.Colleagues;
import cn.anju.workforce.HandoverShift;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 班前会与班后讲评：班前点名、看着装、派岗位，班后逐人讲评；一班各一张，写了不改。 */
@Service
@Transactional
class Briefings {

    /** 班前还是班后。 */
    enum Kind {
        BRIEFING("班前会"),
        REVIEW("班后讲评");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** @param duty at a briefing where he is sent, at a review how he did */
    record Person(@NotNull(message = "请选人") Long staffId, boolean isPresent, boolean isTidy, @Size(max = 60, message = "最多 60 字") @Nullable String duty) {}

    record NewBriefing(@NotNull(message = "请选班前还是班后") Kind kind, @NotNull(message = "请选班次") HandoverShift shift, @NotNull(message = "请填哪天") LocalDate day,
                       @NotBlank(message = "请写注意事项或讲评") @Size(max = 1000, message = "最多 1000 字") String attention,
                       @NotEmpty(message = "请点名") @Size(max = 100, message = "最多 100 人") List<@Valid @NotNull(message = "请选人") Person> people) {}

    record Filter(@Nullable Kind kind, @Nullable HandoverShift shift, @Nullable LocalDate from, @Nullable LocalDate to) {}

    record Row(long id, String number, Kind kind, HandoverShift shift, LocalDate day, String attention, Instant madeAt, String madeName, long expected, long present, long untidy) {}

    record Called(long staffId, String staffName, boolean isPresent, boolean isTidy, @Nullable String duty) {}

    record Detail(Row briefing, List<Called> people) {}

    record Made(long id, String number) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "b.number", "day", "b.day");
    private static final String FROM = """
          from workforce.briefing b
          cross join lateral (select count(*) expected, count(*) filter (where p.is_present) present, count(*) filter (where p.is_present and not p.is_tidy) untidy
                                from workforce.briefing_person p where p.community_id = b.community_id and p.briefing_id = b.id) p
         where b.community_id = :community and (:id::bigint is null or b.id = :id) and (:kind::text is null or b.kind = :kind) and (:shift::text is null or b.shift = :shift)
           and (:from::date is null or b.day >= :from) and (:to::date is null or b.day <= :to)
        """;

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Colleagues colleagues;
    private final AuditTrail audit;
    private final Clock clock;

    Briefings(JdbcClient jdbc, NumberSeries numbers, Colleagues colleagues, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.colleagues = colleagues;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching("select b.*, p.*" + FROM + paging.orderBy(SORTABLE, "b.day desc, b.id desc") + " limit :limit offset :offset", community, null, filter).param("limit", paging.limit())
            .param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, null, filter).query(Long.class).single());
    }

    /** @throws Problem 404 {@code briefing-not-found} */
    @Transactional(readOnly = true)
    Detail get(long community, long id) {
        var row = matching("select b.*, p.*" + FROM, community, id, new Filter(null, null, null, null)).query(Row.class).optional().orElseThrow(() -> Problem.notFound("briefing-not-found", "没有这张单"));
        return new Detail(row, jdbc.sql("select staff_id, staff_name, is_present, is_tidy, duty from workforce.briefing_person where community_id = :community and briefing_id = :id order by staff_name, staff_id")
            .param("community", community).param("id", id).query(Called.class).list());
    }

    /** @throws Problem 400 {@code day-not-shift}, {@code post-missing}, {@code person-repeated}; 404 {@code staff-not-found}; 409 {@code briefed-already} */
    Made write(long community, NewBriefing briefing) {
        var user = CurrentUser.get();
        user.require(community, "workforce.team");
        var today = LocalDate.now(clock);
        if (briefing.day().isAfter(today) || briefing.day().isBefore(today.minusDays(1))) throw Problem.invalid("day-not-shift", "只能写今天或昨天的班");
        if (briefing.people().stream().map(Person::staffId).distinct().count() < briefing.people().size()) throw Problem.invalid("person-repeated", "同一个人点了两次");
        for (var person : briefing.people())
            if (person.isPresent() && PostProfiles.text(person.duty()) == null) throw Problem.invalid("post-missing", briefing.kind() == Kind.BRIEFING ? "到的人都要派岗位" : "到的人都要讲评一句");
        var people = colleagues.chosen(community, List.of(), briefing.people().stream().map(Person::staffId).toList());
        var number = numbers.next("workforce", community, "BQ", today);
        long id;
        try {
            id = jdbc.sql("""
                insert into workforce.briefing (community_id, number, kind, shift, day, attention, made_at, made_by, made_name) values (:community, :number, :kind, :shift, :day, :attention, :now, :me, :name) returning id
                """).param("community", community).param("number", number).param("kind", briefing.kind().name()).param("shift", briefing.shift().name()).param("day", briefing.day())
                .param("attention", briefing.attention().strip()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id()).param("name", user.name()).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("briefed-already", "这一班的%s您已经写过", briefing.kind().label);
        }
        for (var person : briefing.people())
            jdbc.sql("""
                insert into workforce.briefing_person (community_id, briefing_id, staff_id, staff_name, is_present, is_tidy, duty) values (:community, :id, :person, :name, :present, :tidy, :duty)
                """).param("community", community).param("id", id).param("person", person.staffId())
                .param("name", people.stream().filter(each -> each.id() == person.staffId()).findFirst().orElseThrow().name()).param("present", person.isPresent())
                .param("tidy", person.isPresent() && person.isTidy()).param("duty", person.isPresent() ? PostProfiles.text(person.duty()) : null).update();
        audit.note("%s %s".formatted(briefing.kind().label, number), null, briefing);
        return new Made(id, number);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long id, Filter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("id", id);
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("shift", filter.shift() == null ? null : filter.shift().name());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }
}

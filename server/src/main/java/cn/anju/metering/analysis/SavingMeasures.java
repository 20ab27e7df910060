package cn.anju.metering.analysis;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 节能措施：登记做了什么，效果拿前后三个月的用量说话。 */
@Service
class SavingMeasures {

    /**
     * @param shareGroup where; none is the whole community
     * @param isPublicOnly only the public meters there, not those of the rooms
     */
    record Measure(@NotBlank(message = "请选表类型") @Size(max = 20) String kind, @Nullable Long shareGroup, boolean isPublicOnly,
                   @NotNull(message = "请填实施日期") LocalDate takenOn, @NotBlank(message = "请填做了什么") @Size(max = 500, message = "最多 500 字") String what,
                   @NotBlank(message = "请填预期效果") @Size(max = 200, message = "最多 200 字") String expected) {}

    record Result(@NotBlank(message = "请填实施结果") @Size(max = 500, message = "最多 500 字") String result) {}

    record Added(long id) {}

    /**
     * 一项措施和它的效果；实施的那个月不算，没抄齐（不到九成）的月也不算。
     *
     * @param before monthly mean of the three months before, {@code after} of those after that have readings
     * @param monthsAfter how many of the three months after have readings
     */
    record Row(long id, String kind, @Nullable String groupCode, boolean isPublicOnly, LocalDate takenOn, String what, String expected,
               @Nullable String result, @Nullable String resultName, String madeName, @Nullable BigDecimal before, @Nullable BigDecimal after,
               @Nullable BigDecimal change, long monthsAfter) {}

    private static final Map<String, String> SORTABLE = Map.of("takenOn", "s.taken_on", "kind", "s.kind");

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    SavingMeasures(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> page(long community, Paging paging) {
        var rows = jdbc.sql("""
            select s.id, s.kind, sg.code group_code, s.is_public_only, s.taken_on, s.what, s.expected, s.result, s.result_name, s.made_name,
                   round(u.before, 2) before, round(u.after, 2) after, round((u.after - u.before) * 100 / nullif(u.before, 0), 1) change, u.months_after
              from metering.saving_measure s
              left join metering.share_group sg on sg.community_id = s.community_id and sg.id = s.share_group_id
             cross join lateral (select avg(p.usage) filter (where p.month < date_trunc('month', s.taken_on)) before,
                                        avg(p.usage) filter (where p.month > date_trunc('month', s.taken_on)) after,
                                        count(*) filter (where p.month > date_trunc('month', s.taken_on)) months_after
                                   from (select n.month, sum(n.usage) usage, count(*) readings, max(count(*)) over () most
                                           from metering.reading n
                                           join metering.meter m on m.community_id = n.community_id and m.id = n.meter_id
                                            and m.kind = s.kind and not m.is_master and (not s.is_public_only or m.room_id is null)
            """ + MeterArea.PLACES + """
                                          cross join (select coalesce(sg.code, '全区') code) g
                                          where n.community_id = s.community_id
                                            and n.month between date_trunc('month', s.taken_on) - interval '3 months' and date_trunc('month', s.taken_on) + interval '3 months'
                                            and (n.hold is null or n.released_at is not null) and
            """ + MeterArea.WITHIN + """
                                          group by n.month) p
                                  where p.readings * 10 >= p.most * 9) u
             where s.community_id = :community
            """ + paging.orderBy(SORTABLE, "s.taken_on desc, s.id desc") + " limit :limit offset :offset")
            .param("community", community).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*) from metering.saving_measure where community_id = :community")
            .param("community", community).query(Long.class).single());
    }

    /** 登记一项措施。 @throws Problem 404 {@code share-group-not-found} */
    @Transactional
    Added add(long community, Measure measure) {
        var user = CurrentUser.get();
        user.require(community, "metering.edit");
        if (measure.takenOn().isAfter(LocalDate.now(clock))) throw Problem.invalid("date-invalid", "实施了再登记，日期不能晚于今天");
        try {
            var id = jdbc.sql("""
                insert into metering.saving_measure (community_id, kind, share_group_id, is_public_only, taken_on, what, expected, made_by, made_name, made_at)
                values (:community, :kind, :group, :publicOnly, :takenOn, :what, :expected, :by, :name, :at) returning id
                """).param("community", community).param("kind", measure.kind().strip()).param("group", measure.shareGroup())
                .param("publicOnly", measure.isPublicOnly()).param("takenOn", measure.takenOn()).param("what", measure.what().strip())
                .param("expected", measure.expected().strip()).param("by", user.id()).param("name", user.name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
            audit.note("节能措施 " + id, null, measure);
            return new Added(id);
        } catch (DataIntegrityViolationException e) {
            throw Problem.notFound("share-group-not-found", "没有这个公摊组");
        }
    }

    /** 写实施的结果。 @throws Problem 404 {@code saving-measure-not-found} */
    @Transactional
    void record(long community, long id, Result result) {
        var user = CurrentUser.get();
        user.require(community, "metering.edit");
        var changed = jdbc.sql("""
            update metering.saving_measure set result = :result, result_name = :name, result_at = :at where community_id = :community and id = :id
            """).param("result", result.result().strip()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("community", community).param("id", id).update();
        if (changed == 0) throw Problem.notFound("saving-measure-not-found", "没有这项节能措施");
        audit.note("节能措施 " + id + " 的结果", null, result);
    }
}

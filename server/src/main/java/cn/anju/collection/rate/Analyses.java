package cn.anju.collection.rate;

import cn.anju.access.AuditTrail;
import cn.anju.billing.FormerOwners;
import cn.anju.collection.CollectionRate;
import cn.anju.collection.CollectionSettings;
import cn.anju.collection.rate.RateQuery.By;
import cn.anju.collection.rate.RateQuery.Span;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.setting.Settings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 每月收缴分析：当月的数定住，每个问题户写出处置办法才能交。 */
@Service
class Analyses {

    record Household(long roomId, String roomCode, Money overdue, int daysLate, String cause, @Nullable String handling) {}

    record Analysis(YearMonth month, CollectionRate figures, @Nullable String summary, String madeName, Instant madeAt, @Nullable Instant submittedAt,
                    List<Household> households) {}

    record Handling(@NotNull Long roomId, @NotBlank(message = "请写处置办法") @Size(max = 300) String handling) {}

    record Draft(@Nullable @Size(max = 3000) String summary, @NotNull @Size(max = 2000) List<@Valid @NotNull Handling> handlings) {}

    private final JdbcClient jdbc;
    private final RateQuery query;
    private final Settings settings;
    private final Notices notices;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    Analyses(JdbcClient jdbc, RateQuery query, Settings settings, Notices notices, AuditTrail audit, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.query = query;
        this.settings = settings;
        this.notices = notices;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** 开始写某月的：数和问题户照当天定住。 @throws Problem 409 {@code analysis-exists}, 400 {@code month-order} */
    @Transactional
    void begin(long community, YearMonth month) {
        CurrentUser.get().require(community, "collection.manage");
        var today = LocalDate.now(clock);
        if (month.isAfter(YearMonth.from(today))) throw Problem.invalid("month-order", "还没到这个月");
        var end = month.atEndOfMonth().isBefore(today) ? month.atEndOfMonth() : today;
        var figures = query.of(List.of(community), Span.yearTo(end), By.WHOLE).getFirst();
        var id = jdbc.sql("""
            insert into collection.analysis (community_id, month, figures, made_name, made_at) values (:community, :month, :figures::jsonb, :by, :at)
                on conflict (community_id, month) do nothing returning id
            """)
            .param("community", community).param("month", month.atDay(1)).param("figures", json.writeValueAsString(figures)).param("by", CurrentUser.get().name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).optional()
            .orElseThrow(() -> Problem.conflict("analysis-exists", "这个月的分析已经开始写了"));
        jdbc.sql("""
            insert into collection.analysis_household (community_id, analysis_id, room_id, overdue, days_late, cause)
            select :community, :analysis, d.room_id, d.overdue, :today::date - d.oldest_due_on,
                   concat_ws('；', case when :today::date - d.oldest_due_on > :days then '逾期 ' || (:today::date - d.oldest_due_on) || ' 天' end,
                             '拒缴：' || c.refusal_reason, case when p.state = 'BROKEN' then '承诺没有兑现' end)
              from (select b.room_id, sum(b.outstanding) overdue, min(b.due_on) oldest_due_on from billing.bill b
                      join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                     where b.community_id = :community and b.outstanding > 0 and b.due_on < :today and b.payer = 'OWNER' and
            """ + FormerOwners.NONE + """
                     group by b.room_id) d
              left join lateral (select refusal_reason from collection.contact k where k.community_id = :community and k.room_id = d.room_id
                                  order by k.contacted_at desc, k.id desc limit 1) c on true
              left join lateral (select state from collection.promise m where m.community_id = :community and m.room_id = d.room_id
                                    and m.state <> 'WITHDRAWN' order by m.id desc limit 1) p on true
             where :today::date - d.oldest_due_on > :days or c.refusal_reason is not null or p.state = 'BROKEN'
            """)
            .param("community", community).param("analysis", id).param("today", today)
            .param("days", settings.get(community, CollectionSettings.PROBLEM_DAYS).intValueExact()).update();
    }

    /** @throws Problem 404 {@code analysis-unknown} */
    @Transactional(readOnly = true)
    Analysis of(long community, YearMonth month) {
        record Head(long id, String figures, @Nullable String summary, String madeName, Instant madeAt, @Nullable Instant submittedAt) {}
        var head = jdbc.sql("select id, figures::text figures, summary, made_name, made_at, submitted_at from collection.analysis where community_id = :community and month = :month")
            .param("community", community).param("month", month.atDay(1)).query(Head.class).optional()
            .orElseThrow(() -> Problem.notFound("analysis-unknown", "这个月的分析还没有开始写"));
        var households = jdbc.sql("""
            select h.room_id, r.code room_code, h.overdue, h.days_late, h.cause, h.handling from collection.analysis_household h
              join estate.room r on r.community_id = h.community_id and r.id = h.room_id
             where h.community_id = :community and h.analysis_id = :id order by h.overdue desc, r.code
            """).param("community", community).param("id", head.id()).query(Household.class).list();
        return new Analysis(month, json.readValue(head.figures(), CollectionRate.class), head.summary(), head.madeName(), head.madeAt(), head.submittedAt(), households);
    }

    /** 写办法。 @throws Problem 409 {@code analysis-submitted}, 404 {@code analysis-unknown}, {@code room-not-found} */
    @Transactional
    void write(long community, YearMonth month, Draft draft) {
        var id = open(community, month);
        jdbc.sql("update collection.analysis set summary = :summary where community_id = :community and id = :id")
            .param("summary", draft.summary()).param("community", community).param("id", id).update();
        for (var each : draft.handlings()) {
            var changed = jdbc.sql("update collection.analysis_household set handling = :handling where community_id = :community and analysis_id = :id and room_id = :room")
                .param("handling", each.handling().strip()).param("community", community).param("id", id).param("room", each.roomId()).update();
            if (changed == 0) throw Problem.notFound("room-not-found", "这户不在问题户里");
        }
    }

    /** 交给主任。 @throws Problem 409 {@code handling-missing}, {@code analysis-submitted} */
    @Transactional
    void submit(long community, YearMonth month) {
        var id = open(community, month);
        var analysis = of(community, month);
        var missing = analysis.households().stream().filter(each -> each.handling() == null).map(Household::roomCode).toList();
        if (!missing.isEmpty()) throw Problem.conflict("handling-missing", "还有 %d 户没写处置办法：%s", missing.size(), String.join("、", missing.subList(0, Math.min(5, missing.size()))));
        if (analysis.summary() == null || analysis.summary().isBlank()) throw Problem.conflict("summary-missing", "请写收缴状况的分析");
        jdbc.sql("update collection.analysis set submitted_at = :at where community_id = :community and id = :id")
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("community", community).param("id", id).update();
        notices.tellRole(community, "director", new Notice("收缴分析", "%s 收缴分析已交".formatted(month),
            "合计收缴率 %s%%，问题户 %d 户".formatted(analysis.figures().combinedRate(), analysis.households().size()), "analysis?month=" + month, "analysis-" + id));
        audit.note("收缴分析 " + month, null, analysis.summary());
    }

    private long open(long community, YearMonth month) {
        CurrentUser.get().require(community, "collection.manage");
        record Open(long id, boolean isSubmitted) {}
        var found = jdbc.sql("select id, submitted_at is not null is_submitted from collection.analysis where community_id = :community and month = :month for no key update")
            .param("community", community).param("month", month.atDay(1)).query(Open.class).optional()
            .orElseThrow(() -> Problem.notFound("analysis-unknown", "这个月的分析还没有开始写"));
        if (found.isSubmitted()) throw Problem.conflict("analysis-submitted", "已经交了，不能再改");
        return found.id();
    }
}

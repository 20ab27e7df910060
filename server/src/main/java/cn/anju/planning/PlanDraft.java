package cn.anju.planning;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.setting.Settings;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 新计划可以从哪里带出来：上一期没办完的，和年度计划里这一期到期的。 */
@Component
@Transactional(readOnly = true)
class PlanDraft {

    /** @param source in words where it comes from */
    record Line(String text, long staffId, String staffName, LocalDate dueOn, @Nullable String measure, long fromItemId, String source) {}

    record Draft(LocalDate beginsOn, LocalDate endsOn, String period, List<Line> lines) {}

    private final JdbcClient jdbc;
    private final Settings settings;

    PlanDraft(JdbcClient jdbc, Settings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    Draft of(long community, PlanLevel level, PlanSpan span, LocalDate day, @Nullable String department) {
        var user = CurrentUser.get();
        user.require(community, "planning.work");
        if (level != PlanLevel.PERSON) Plans.requireLead(user, community);
        if (day.getYear() < 2000 || day.getYear() > 2200) throw Problem.invalid("day-unusable", "请选一个近年的日子");
        var begins = span.begins(day);
        var unit = level == PlanLevel.OFFICE ? settings.get(community, PlanningSettings.UNITS).getFirst().name() : level == PlanLevel.PERSON ? user.name() : department;
        var lines = jdbc.sql("""
            select i.text, i.staff_id, i.staff_name, least(greatest(i.due_on, :begins), :ends) due_on, i.measure, i.id from_item_id, p.number || case when p.span = :span then ' 没办完' else ' 年度计划' end source
              from planning.plan p join planning.plan_item i on i.community_id = p.community_id and i.plan_id = p.id
             where p.community_id = :community and p.level = :level and case when :level = 'PERSON' then p.staff_id = :me else p.unit = :unit end
               and (p.span = :span and p.begins_on = :before and (p.state = 'APPROVED' and i.percent < 100 or p.state in ('SUMMING', 'SUMMED') and i.is_carried)
                    or :span <> 'YEAR' and p.span = 'YEAR' and p.state <> 'DRAFT' and i.percent < 100 and i.due_on between :begins and :ends)
               and not exists (select from planning.plan_item n join planning.plan q on q.community_id = n.community_id and q.id = n.plan_id
                                where n.community_id = i.community_id and n.from_item_id = i.id and q.span = :span and q.begins_on = :begins)
             order by p.span = :span desc, i.position limit 100
            """).param("community", community).param("level", level.name()).param("me", user.id()).param("unit", unit).param("span", span.name())
            .param("begins", begins).param("ends", span.ends(begins)).param("before", span.begins(begins.minusDays(1))).query(Line.class).list();
        return new Draft(begins, span.ends(begins), span.words(begins), lines);
    }
}

package cn.anju.metering;

import cn.anju.kernel.Invariant;
import cn.anju.search.SearchInvariants;
import cn.anju.search.SearchKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 抄表任何时候都必须成立的事。 */
@Configuration(proxyBeanMethods = false)
class MeteringInvariants {

    @Bean
    Invariant readingsFollowEachOther() {
        return Invariant.of("每次读数从上一次已收的读数算起", """
            select '小区 ' || c.community_id || ' 表 ' || m.number || ' ' || to_char(c.month, 'YYYY-MM') || '：上次 ' || c.previous || '，应为 '
                   || coalesce(c.earlier, m.start_reading)
              from (select community_id, meter_id, month, previous,
                           lag(value) over (partition by community_id, meter_id order by month) earlier,
                           ahead_before, coalesce(lag(ahead) over (partition by community_id, meter_id order by month), 0) ahead
                      from metering.reading) c
              join metering.meter m on m.community_id = c.community_id and m.id = c.meter_id
             where c.previous <> coalesce(c.earlier, m.start_reading) or c.ahead_before <> c.ahead
            """);
    }

    @Bean
    Invariant usageIsWhatTheDialMoved() {
        return Invariant.of("用量等于表走的数（减去估抄多计的）乘倍率", """
            select '小区 ' || community_id || ' 表 ' || meter_id || ' ' || to_char(month, 'YYYY-MM') || '：用量 ' || usage
              from metering.reading
             where not is_rollover
               and usage <> (case when old_stop is null then value - previous else old_stop - previous + value - new_start end
                             - ahead_before + ahead) * multiplier
            """);
    }

    @Bean
    Invariant heldReadingsAreNotBilled() {
        return Invariant.of("存疑没放行的读数没有出账，放行的不是录入的人", """
            select '小区 ' || community_id || ' 表 ' || meter_id || ' ' || to_char(month, 'YYYY-MM') || '：' || hold
              from metering.reading
             where hold is not null and (released_at is null and billed_run_id is not null or released_by = entered_by)
            """);
    }

    @Bean
    Invariant metersFoundAreThere() {
        return SearchInvariants.entriesHaveRows(SearchKind.METER, "metering.meter");
    }
}

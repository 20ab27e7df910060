package cn.anju.duty;

import static cn.anju.duty.Metric.Goal.AT_LEAST;

import java.util.List;
import org.springframework.stereotype.Component;

/** 和住户的联系做得怎样。 */
@Component
class EngagementMetrics implements Metric.Book {

    @Override
    public List<Metric> metrics() {
        return List.of(
            new Metric("engagement.household-contacted", "每户每月联系", "有人住、有人用的房屋里，本月有过联系的比例，哪条路都算", AT_LEAST, "100", "household-contacts?contacted=false", share("true")),
            new Metric("engagement.effective-communication", "有效沟通率", "有人住、有人用的房屋里，本月住户自己说过话的比例；只来缴费不算", AT_LEAST, "60", "household-contacts?effective=false",
                share("c.is_effective")));
    }

    private static String share(String which) {
        return """
            select count(c.room_id) part, count(*) whole
              from estate.room r left join (select distinct c.room_id from engagement.contacts(:community, :from, :to) c where %s) c on c.room_id = r.id
             where r.community_id = :community and r.kind in ('HOUSE', 'SHOP', 'OFFICE') and r.status not in ('VACANT', 'UNDELIVERED')
            """.formatted(which);
    }
}

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
                share("c.is_effective")),
            new Metric("engagement.needs-answered", "需求按期答复率", "本月调研到的需求里，答复了的和已经到期的，按期答复的比例", AT_LEAST, "80", "demands?kind=NEED&late=true", """
                select count(*) filter (where (d.replied_at at time zone 'Asia/Shanghai')::date <= d.due_on) part, count(*) whole
                  from engagement.demand d
                 where d.community_id = :community and d.kind = 'NEED' and d.received_on >= :from and d.received_on < :to and (d.replied_at is not null or d.due_on < :today)
                """),
            new Metric("engagement.key-owner-satisfied", "重点业主满意率", "本月答复重点业主的要求里，问了满意不满意的，满意的比例", AT_LEAST, "90", "demands?kind=KEY_OWNER&isSatisfied=false", """
                select count(*) filter (where d.satisfaction = 'SATISFIED') part, count(*) whole
                  from engagement.demand d
                 where d.community_id = :community and d.kind = 'KEY_OWNER' and d.satisfaction is not null
                   and d.replied_at >= :from::date::timestamp at time zone 'Asia/Shanghai' and d.replied_at < :to::date::timestamp at time zone 'Asia/Shanghai'
                """));
    }

    private static String share(String which) {
        return """
            select count(c.room_id) part, count(*) whole
              from estate.room r left join (select distinct c.room_id from engagement.contacts(:community, :from, :to) c where %s) c on c.room_id = r.id
             where r.community_id = :community and r.kind in ('HOUSE', 'SHOP', 'OFFICE') and r.status not in ('VACANT', 'UNDELIVERED')
            """.formatted(which);
    }
}

package cn.anju.duty;

import static cn.anju.duty.Metric.Goal.AT_LEAST;
import static cn.anju.duty.Metric.Goal.AT_MOST;

import java.util.List;
import org.springframework.stereotype.Component;

/** 房屋与住户资料齐不齐。 */
@Component
class EstateMetrics implements Metric.Book {

    @Override
    public List<Metric> metrics() {
        return List.of(
            new Metric("estate.rooms-complete", "房屋台账齐全", "楼栋、面积和使用状态都有的房屋占全部房屋的比例", AT_LEAST, "100", "rooms", """
                select count(*) filter (where gross_area is not null and status is not null) part, count(*) whole from estate.room where community_id = :community
                """),
            new Metric("estate.building-papers", "楼栋结构与管线资料", "结构和管线都有记载的楼栋占全部楼栋的比例", AT_LEAST, "100", "buildings", """
                select count(*) filter (where structure is not null and pipelines <> '[]') part, count(*) whole from estate.building where community_id = :community
                """),
            new Metric("estate.rooms-in-area", "房屋有管家", "在管家片区里、片区今天有管家的房屋占全部房屋的比例", AT_LEAST, "100", "steward-areas", """
                select count(*) filter (where exists (
                           select from estate.steward_area_part p
                             join estate.steward_assignment a on a.community_id = p.community_id and a.area_id = p.area_id
                              and a.from_on <= :today and (a.to_on is null or a.to_on >= :today)
                            where p.community_id = r.community_id and p.building_id = r.building_id
                              and p.from_on <= :today and (p.to_on is null or p.to_on >= :today)
                              and (p.entrance_id is null or p.entrance_id = r.entrance_id) and (p.room_id is null or p.room_id = r.id)
                              and (p.floor_from is null or r.floor between p.floor_from and p.floor_to))) part, count(*) whole
                  from estate.room r where r.community_id = :community
                """),
            new Metric("estate.profile-filled", "小区资料", "小区资料里填了的栏目数", AT_LEAST, "3", "profile", """
                select count(*) part, null::bigint whole from estate.community c, jsonb_each_text(c.profile) f where c.id = :community and f.value <> ''
                """),
            new Metric("resident.owners-known", "业主资料属实", "交付了的房屋里，今天有业主且业主有电话的比例", AT_LEAST, "98", "archive", """
                select count(*) filter (where exists (
                           select from resident.holding h join resident.person p on p.community_id = h.community_id and p.id = h.person_id
                            where h.community_id = r.community_id and h.room_id = r.id and h.role = 'OWNER' and p.phone is not null
                              and h.from_on <= :today and (h.to_on is null or h.to_on >= :today))) part, count(*) whole
                  from estate.room r where r.community_id = :community and r.status is distinct from 'UNDELIVERED' and r.kind in ('HOUSE', 'SHOP', 'OFFICE')
                """),
            new Metric("resident.phones-verified", "资料按期核实", "今天的业主里，一年内核实过电话的比例", AT_LEAST, "80", "archive", """
                select count(*) filter (where p.phone_verified_on > cast(:today as date) - 366) part, count(*) whole
                  from resident.person p
                 where p.community_id = :community and p.merged_into is null
                   and exists (select from resident.holding h where h.community_id = p.community_id and h.person_id = p.id and h.role = 'OWNER'
                                  and h.from_on <= :today and (h.to_on is null or h.to_on >= :today))
                """),
            new Metric("resident.households-known", "住户人数已登记", "自住和出租的住宅里登记了人数的比例", AT_LEAST, "90", "rooms?status=SELF_USED", """
                select count(*) filter (where exists (select from resident.household_size s where s.community_id = r.community_id and s.room_id = r.id)) part, count(*) whole
                  from estate.room r where r.community_id = :community and r.kind = 'HOUSE' and r.status in ('SELF_USED', 'RENTED')
                """),
            new Metric("resident.vehicles-complete", "车辆档案齐全", "有车型、颜色和房号的车辆占全部车辆的比例", AT_LEAST, "90", "vehicles?incomplete=true", """
                select count(*) filter (where model is not null and colour is not null and room_id is not null) part, count(*) whole
                  from resident.vehicle where community_id = :community
                """),
            new Metric("resident.ledger-followed", "片区台账按户跟进", "有管家的片区里，半年内管家记过台账或上门关爱的住宅的比例", AT_LEAST, "80", "steward-notes", """
                select count(*) filter (where exists (select from resident.steward_note n where n.community_id = :community and n.room_id = a.room_id and n.made_at >= cast(:today as date) - 183)
                                           or exists (select from resident.care c join resident.care_visit v on v.community_id = c.community_id and v.care_id = c.id
                                                       where c.community_id = :community and c.room_id = a.room_id and v.made_at >= cast(:today as date) - 183)) part, count(*) whole
                  from estate.steward_area_rooms(:community, :today) a join estate.room r on r.community_id = :community and r.id = a.room_id
                 where r.kind = 'HOUSE' and r.status in ('SELF_USED', 'RENTED')
                """),
            new Metric("resident.familiarity", "客户熟悉率", "本月交卷的熟悉度抽查里答对的比例", AT_LEAST, "95", "spot-checks", """
                select sum(correct) part, sum(questions) whole from resident.spot_check where community_id = :community and finished_at >= :from and finished_at < :to
                """),
            new Metric("resident.watch-kept", "重点户、沉默户按期联络", "名单上的重点户和沉默户里，没有过联络日子的比例", AT_LEAST, "100", "watches", """
                select count(*) filter (where next_on >= :today) part, count(*) whole from resident.watch where community_id = :community and ended_on is null
                """),
            new Metric("resident.care-kept", "关爱户按期上门", "关爱名单上的家庭里，没有过上门日子的比例", AT_LEAST, "100", "care", """
                select count(*) filter (where next_on >= :today) part, count(*) whole from resident.care where community_id = :community and ended_on is null
                """),
            new Metric("occupancy.status-known", "房屋状态已登记", "登记了使用状态的房屋占全部房屋的比例", AT_LEAST, "100", "chart", """
                select count(*) filter (where status is not null) part, count(*) whole from estate.room where community_id = :community
                """),
            new Metric("access.exports-open", "未脱敏导出未批", "本月没有批准就要导出住户隐私、被拒绝的次数；为零才对", AT_MOST, "0", "audit", """
                select count(*) part, null::bigint whole from access.audit
                 where community_id = :community and at >= :from and at < :to and status = 403 and permission like 'resident.%'
                """),
            new Metric("access.leasing-refused", "租赁越权访问", "本月租赁专员要看、要下载不归他看的东西，被拒绝的次数；为零才对", AT_MOST, "0", "audit", """
                select count(*) part, null::bigint whole from access.audit a
                 where a.community_id = :community and a.at >= :from and a.at < :to and a.status = 403
                   and exists (select from access.role_grant g join access.role r on r.id = g.role_id
                                where r.key = 'leasing_agent' and g.staff_id = a.staff_id and (g.community_id is null or g.community_id = a.community_id))
                """),
            new Metric("access.papers-refused", "超范围看文件", "本月要看公文、制度、会议，没有权限被拒绝的次数；为零才对", AT_MOST, "0", "audit", """
                select count(*) part, null::bigint whole from access.audit
                 where community_id = :community and at >= :from and at < :to and status = 403 and permission in ('planning.papers', 'planning.meeting', 'planning.work')
                """));
    }
}

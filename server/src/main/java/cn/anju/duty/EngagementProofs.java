package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 客户关系的记录：调查上报了、批了、归档了，走访有意见、有改进，通告审了、发了、宣传送到了，活动办了，要求答复了，生日祝福了。 */
@Component
class EngagementProofs implements Proof.Book {

    @Override
    public List<Proof> proofs() {
        return List.of(
            new Proof("engagement.annual-submitted", "年度满意度报告", submitted("ANNUAL")),
            new Proof("engagement.half-year-submitted", "半年满意度报告", submitted("HALF_YEAR")),
            new Proof("engagement.opinion-submitted", "季度意见征询报告", submitted("OPINION")),
            new Proof("engagement.survey-confirmed", "主任批了的调查", """
                select s.submitted_by staff_id, s.submitted_name staff_name, null::bigint area_id, s.opened_at, null::timestamptz due_at, s.approved_at done_at,
                       s.number || ' ' || s.title || coalesce(' ' || s.approved_name || ' 批', '') "text", 'surveys/' || s.id link
                  from engagement.survey s where s.community_id = :community and s.submitted_at is not null
                """),
            new Proof("engagement.survey-archived", "归档的调查", """
                select coalesce(s.archived_by, s.closed_by) staff_id, coalesce(s.archived_name, s.closed_name) staff_name, null::bigint area_id, s.closed_at opened_at,
                       null::timestamptz due_at, s.archived_at done_at, s.number || ' ' || s.title "text", 'surveys/' || s.id link
                  from engagement.survey s where s.community_id = :community and s.closed_at is not null
                """),
            new Proof("engagement.opinion-analysed", "有整改的意见分析", """
                select s.submitted_by staff_id, s.submitted_name staff_name, null::bigint area_id, s.closed_at opened_at, null::timestamptz due_at, greatest(s.submitted_at, a.made_at) done_at,
                       s.number || ' ' || s.title || ' 整改 ' || a.actions || ' 项' "text", 'surveys/' || s.id link
                  from engagement.survey s
                  join lateral (select min(a.made_at) made_at, count(*) actions from engagement.survey_action a where a.community_id = s.community_id and a.survey_id = s.id) a on a.actions > 0
                 where s.community_id = :community and s.submitted_at is not null
                """),
            new Proof("engagement.visit-improved", "有意见、有改进的上门走访", visits("v.done_at", "null::timestamptz", "v.state = 'DONE' and v.way = 'VISIT' and v.improvement is not null")),
            new Proof("engagement.planned-visit-done", "按计划走的访", visits("coalesce(v.planned_on::timestamp at time zone 'Asia/Shanghai', v.done_at)",
                "(v.planned_on + 1)::timestamp at time zone 'Asia/Shanghai'", "v.planned_on is not null and v.state <> 'CANCELLED' and (v.state = 'PLANNED' or v.opinion is not null)")),
            new Proof("engagement.notice-reviewed", "起草、审过的通告", """
                select n.made_by staff_id, n.made_name staff_name, null::bigint area_id, n.submitted_at opened_at, null::timestamptz due_at, n.reviewed_at done_at,
                       n.number || ' ' || n.title || coalesce('，' || n.reviewed_name || ' 审', '') "text", 'announcements/' || n.id link
                  from engagement.announcement n where n.community_id = :community and n.submitted_at is not null and n.state <> 'WITHDRAWN'
                """),
            new Proof("engagement.notice-published", "发布的通告", """
                select n.published_by staff_id, n.published_name staff_name, null::bigint area_id, n.reviewed_at opened_at, (n.from_on + 1)::timestamp at time zone 'Asia/Shanghai' due_at,
                       n.published_at done_at, n.number || ' ' || n.title || '，' || n.from_on || ' 至 ' || n.to_on "text", 'announcements/' || n.id link
                  from engagement.announcement n where n.community_id = :community and n.reviewed_at is not null and (n.state <> 'WITHDRAWN' or n.published_at is not null)
                """),
            new Proof("engagement.rules-delivered", "规定公约的宣传送达", """
                select d.made_by staff_id, d.made_name staff_name, null::bigint area_id, d.made_at opened_at, null::timestamptz due_at, d.made_at done_at,
                       n.number || ' ' || n.title || '，' || r.code || case when d.is_signed then ' 签收' else ' 送达' end "text", 'announcements/' || n.id link
                  from engagement.announcement_delivery d join engagement.announcement n on n.community_id = d.community_id and n.id = d.announcement_id
                  join estate.room r on r.community_id = d.community_id and r.id = d.room_id
                 where d.community_id = :community and n.kind = 'RULES'
                """),
            new Proof("engagement.forum-held", "办了、答复了的座谈会", gathering("FORUM")),
            new Proof("engagement.owner-meeting-held", "办了、答复了的业主见面会", gathering("OWNER_MEETING")),
            new Proof("engagement.activity-held", "批了、办了、总结了的社区活动", gathering("CULTURE")),
            new Proof("engagement.campaign-held", "批了、办了、总结了的服务活动", gathering("CAMPAIGN")),
            new Proof("engagement.brand-shown", "品牌与形象的活动", gathering("BRAND")),
            new Proof("engagement.committee-answered", "答复了的业委会要求", """
                select coalesce(d.replied_by, d.staff_id) staff_id, d.replied_name staff_name, null::bigint area_id, d.made_at opened_at, (d.due_on + 1)::timestamp at time zone 'Asia/Shanghai' due_at,
                       d.replied_at done_at, d.number || ' ' || d.topic "text", 'demands?kind=COMMITTEE' link
                  from engagement.demand d where d.community_id = :community and d.kind = 'COMMITTEE'
                """),
            new Proof("engagement.birthday-greeted", "当天的生日祝福", """
                select b.greeted_by staff_id, b.greeted_name staff_name, b.area_id, b.falls_on::timestamp at time zone 'Asia/Shanghai' opened_at,
                       (b.falls_on + 1)::timestamp at time zone 'Asia/Shanghai' due_at, b.greeted_at done_at, r.code || ' 过生日' "text", 'birthdays?from=' || b.falls_on || '&to=' || b.falls_on link
                  from engagement.birthday b join estate.room r on r.community_id = b.community_id and r.id = b.room_id
                 where b.community_id = :community
                """));
    }

    // A literal of this class. Wanted from the day it is settled; three days after it is over there is a summary.
    private static String gathering(String kind) {
        return """
            select coalesce(e.closed_by, e.made_by) staff_id, coalesce(e.closed_name, e.made_name) staff_name, e.area_id, coalesce(e.reviewed_at, e.submitted_at) opened_at, e.ends_at + interval '3 days' due_at,
                   e.closed_at done_at, e.number || ' ' || e.title "text", 'gatherings/' || e.id link
              from engagement.gathering e where e.community_id = :community and e.kind = '%s' and e.state in ('READY', 'HELD', 'CLOSED')
            """.formatted(kind);
    }

    private static String submitted(String kind) {
        return """
            select s.submitted_by staff_id, s.submitted_name staff_name, null::bigint area_id, s.opened_at, null::timestamptz due_at, s.submitted_at done_at,
                   s.number || ' ' || s.title "text", 'surveys/' || s.id link
              from engagement.survey s where s.community_id = :community and s.kind = '%s' and s.submitted_at is not null
            """.formatted(kind);
    }

    // All three are literals of this class.
    private static String visits(String opened, String due, String which) {
        return """
            select v.staff_id, v.staff_name, v.area_id, %s opened_at, %s due_at, v.done_at, r.code || ' ' || coalesce(v.opinion, '排了走访') "text", 'household-visits' link
              from engagement.visit v join estate.room r on r.community_id = v.community_id and r.id = v.room_id
             where v.community_id = :community and %s
            """.formatted(opened, due, which);
    }
}

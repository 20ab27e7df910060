package cn.anju.reporting;

/**
 * 报表里的一张表：一句查询，栏名就是表头。
 *
 * <p>Answers for {@code :community}, the dates {@code :from} to {@code :to} (inclusive) and the moments {@code :start} to {@code :end} (exclusive). No names of residents.
 */
enum ReportTable {

    TICKETS("受理与办理", """
        select %s "类别", count(*) "受理", count(*) filter (where done_at < :end) "办完", count(*) filter (where done_at is null or done_at >= :end) "没办完",
               count(*) filter (where coalesce(done_at, :end) > due_at) "超时", round(100.0 * count(*) filter (where done_at < :end) / count(*), 1) "办完率（%%）"
          from servicedesk.ticket where community_id = :community and opened_at >= :start and opened_at < :end and state <> 'CANCELLED' group by kind order by 2 desc
        """.formatted(Words.KIND)),

    BUILDINGS("各楼栋受理", """
        select coalesce(b.name, b.code || '栋') "楼栋", count(*) "受理", count(*) filter (where t.kind = 'REPAIR') "报修", count(*) filter (where t.kind = 'COMPLAINT') "投诉",
               count(*) filter (where coalesce(t.done_at, :end) > t.due_at) "超时"
          from servicedesk.ticket t join estate.room r on r.community_id = t.community_id and r.id = t.room_id
          join estate.building b on b.community_id = r.community_id and b.id = r.building_id
         where t.community_id = :community and t.opened_at >= :start and t.opened_at < :end and t.state <> 'CANCELLED' group by 1 order by 2 desc limit 15
        """),

    CALLBACKS("回访与满意", """
        select case outcome when 'SATISFIED' then '满意' when 'FAIR' then '一般' when 'DISSATISFIED' then '不满意' else '没联系上' end "结果", count(*) "次数",
               round(100.0 * count(*) / sum(count(*)) over (), 1) "占比（%)"
          from servicedesk.callback where community_id = :community and made_at >= :start and made_at < :end group by outcome order by 2 desc
        """),

    COMPLAINTS("投诉热点与责任部门", """
        select coalesce(i.label, '未归类') "事项", coalesce(c.department, '未定') "责任部门", count(*) "件数", count(*) filter (where t.done_at is not null) "办结",
               count(c.measure) "有整改措施", round(100.0 * count(*) filter (where c.measure is not null and t.done_at is not null) / count(*), 1) "整改完成率（%)"
          from servicedesk.complaint c join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
          left join lateral (select c.item as label) i on true
         where c.community_id = :community and t.opened_at >= :start and t.opened_at < :end group by 1, 2 order by 3 desc
        """),

    COMPLAINT_LIST("投诉明细", """
        select t.number "编号", to_char(t.opened_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') "受理", t.title "事由", coalesce(c.department, '未定') "责任部门",
               case when t.done_at is null then '办理中' else '已办结' end "状态", coalesce(c.measure, '') "整改措施"
          from servicedesk.ticket t left join servicedesk.complaint c on c.community_id = t.community_id and c.ticket_id = t.id
         where t.community_id = :community and t.kind = 'COMPLAINT' and t.opened_at >= :start and t.opened_at < :end order by t.opened_at limit 300
        """),

    SUGGESTIONS("业户建议", """
        select number "编号", title "建议", case when done_at is null then '办理中' else '已答复' end "状态"
          from servicedesk.ticket where community_id = :community and kind = 'SUGGESTION' and opened_at >= :start and opened_at < :end order by opened_at limit 100
        """),

    SURVEYS("满意度调查", """
        select s.number "编号", s.title "调查", count(h.room_id) "抽到（户）", count(r.room_id) "收回（户）", round(100.0 * count(r.room_id) / nullif(count(h.room_id), 0), 1) "回收率（%)",
               (select round(avg(a.score), 2) from engagement.survey_answer a where a.community_id = s.community_id and a.survey_id = s.id) "平均分（满分 5）",
               (select count(*) from engagement.survey_action a where a.community_id = s.community_id and a.survey_id = s.id) "整改（项）",
               (select count(*) from engagement.survey_action a where a.community_id = s.community_id and a.survey_id = s.id and a.done_at is not null) "已整改（项）"
          from engagement.survey s left join engagement.survey_household h on h.community_id = s.community_id and h.survey_id = s.id
          left join engagement.survey_return r on r.community_id = h.community_id and r.survey_id = h.survey_id and r.room_id = h.room_id
         where s.community_id = :community and s.from_on <= :to and s.to_on >= :from and s.state <> 'DRAFT'
         group by s.community_id, s.id, s.number, s.title, s.from_on order by s.from_on, s.id
        """),

    SURVEY_QUESTIONS("满意度调查各题", """
        select s.number "编号", q.value ->> 'text' "题目", count(distinct a.room_id) "答（户）", round(avg(a.score), 2) "平均分（满分 5）",
               round(100.0 * count(*) filter (where a.score >= 4) / nullif(count(a.score), 0), 1) "满意（4 分以上）占比（%)"
          from engagement.survey s join engagement.survey_form f on f.community_id = s.community_id and f.survey_id = s.id and f.version = s.version
          cross join lateral jsonb_array_elements(f.questions) with ordinality q(value, place)
          left join engagement.survey_answer a on a.community_id = s.community_id and a.survey_id = s.id and a.question = q.place
         where s.community_id = :community and s.from_on <= :to and s.to_on >= :from and s.state <> 'DRAFT'
         group by s.id, s.number, s.from_on, q.place, q.value order by s.from_on, s.id, q.place limit 200
        """),

    MOVES("入住变动", """
        select case role when 'OWNER' then '业主' when 'TENANT' then '租户' when 'FAMILY' then '家属' else '代理人' end "身份",
               count(*) filter (where from_on between :from and :to) "新登记", count(*) filter (where to_on between :from and :to) "迁出"
          from resident.holding where community_id = :community and (from_on between :from and :to or to_on between :from and :to) group by role order by 1
        """),

    CUSTOMERS("客户资料", """
        select case r.kind when 'HOUSE' then '住宅' when 'SHOP' then '商铺' when 'OFFICE' then '办公' when 'PARKING' then '车位' else '其他' end "房屋类别", count(*) "间数",
               count(*) filter (where exists (select from resident.holding h where h.community_id = r.community_id and h.room_id = r.id and h.role = 'OWNER'
                                                and h.from_on <= :to and (h.to_on is null or h.to_on >= :to))) "有业主",
               count(*) filter (where exists (select from resident.holding h where h.community_id = r.community_id and h.room_id = r.id and h.role = 'TENANT'
                                                and h.from_on <= :to and (h.to_on is null or h.to_on >= :to))) "有租户"
          from estate.room r where r.community_id = :community group by 1 order by 2 desc
        """),

    RECEIVABLE("应收与实收", """
        select i.name "收费项目", count(*) "笔数", sum(b.amount) "应收（元）", sum(b.amount - b.outstanding) "已收（元）", sum(b.outstanding) "未收（元）",
               round(100 * sum(b.amount - b.outstanding) / sum(b.amount), 1) "收缴率（%)"
          from billing.bill b join billing.bill_run r on r.community_id = b.community_id and r.id = b.run_id and r.entry_on is not null
          join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
          join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
         where b.community_id = :community and b.due_on between :from and :to and not b.is_reversed group by i.name order by 3 desc
        """),

    COLLECTED_ITEMS("各项目收款", """
        select l.item_name "收费项目", count(*) "笔数", sum(l.principal) "本金（元）", sum(l.late_fee) "违约金（元）", sum(l.discount + l.waived) "优惠减免（元）"
          from cashier.payment p join cashier.payment_line l on l.community_id = p.community_id and l.payment_id = p.id
         where p.community_id = :community and p.paid_on between :from and :to
           and not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id) group by 1 order by 3 desc
        """),

    COLLECTED_DAYS("每日收款", """
        select to_char(p.paid_on, 'YYYY-MM-DD') "日期", count(*) "收据（张）", sum(p.tendered - p.change) "实收（元）", sum(p.prepaid) "其中转预存（元）"
          from cashier.payment p where p.community_id = :community and p.paid_on between :from and :to
           and not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id) group by p.paid_on order by 1
        """),

    COLLECTED_METHODS("收款方式", """
        select case t.method when 'CASH' then '现金' when 'WECHAT' then '微信' when 'ALIPAY' then '支付宝' when 'BANK_TRANSFER' then '银行转账' when 'CHEQUE' then '支票'
               when 'PREPAYMENT' then '预存' when 'DEPOSIT' then '押金抵扣' else t.method end "方式", count(*) "笔数",
               sum(t.amount) - sum(case when t.method = 'CASH' then p.change else 0 end) "金额（元）"
          from cashier.payment p join cashier.tender t on t.community_id = p.community_id and t.payment_id = p.id
         where p.community_id = :community and p.paid_on between :from and :to
           and not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id) group by 1 order by 3 desc
        """);

    /** 查询里的叫法。 */
    private static final class Words {
        private static final String KIND = """
            case kind when 'REPAIR' then '报修' when 'COMPLAINT' then '投诉' when 'ENQUIRY' then '咨询' when 'SUGGESTION' then '建议' when 'ERRAND' then '委托'
            when 'PAID_SERVICE' then '有偿服务' when 'DISPUTE' then '邻里纠纷' when 'PRAISE' then '表扬' else '负面信息' end""";
    }

    final String title;
    final String sql;

    ReportTable(String title, String sql) {
        this.title = title;
        this.sql = sql.replace("（%)", "（%）");
    }
}

package cn.anju.billing.readiness;

import static cn.anju.billing.readiness.CheckSql.COVERED;
import static cn.anju.billing.readiness.CheckSql.IN_PLACE;
import static cn.anju.billing.readiness.CheckSql.MEMBER;
import static cn.anju.billing.readiness.CheckSql.USUAL;

/**
 * 一项检查：一句 SQL 找出不对的，每行说明是谁、为什么、去哪里改。
 *
 * <p>Parameters of every query: {@code :community}, {@code :first} and {@code :last} day of the month; its columns:
 * {@code subject}, {@code detail}, {@code link}.
 */
enum Check {
    TARIFF_MISSING(Scope.CYCLE, "这个月都有价格", "上个月还在收、这个月没有价格的收费标准", "tariffs", """
        select t.code subject, i.name || ' 到 ' || max(t.to_on) || ' 为止，这个月没有价格' detail, 'tariffs?text=' || t.code link
          from billing.tariff t
          join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
         where t.community_id = :community and t.rule <> 'ONE_OFF' and not t.is_withdrawn
         group by t.code, i.name
        having bool_or(t.from_on < :first and t.to_on >= :first::date - 1)
           and not bool_or(t.from_on <= :last and (t.to_on is null or t.to_on >= :last))
        union all
        select '收费标准', '一个收费标准也没有', 'tariffs'
         where not exists (select from billing.tariff t where t.community_id = :community and t.rule <> 'ONE_OFF' and not t.is_withdrawn and t.from_on <= :last)
        """),
    ASSIGNMENT_MISSING(Scope.BOTH, "该收的都分配了", "同类房屋多数都收、它没有收费标准的房屋", "tariffs", """
        with covered as (
        """ + COVERED + """
        ), usual as (
        """ + USUAL + """
        )
        select r.code subject, '没有「' || u.item || '」的收费标准，同类房屋 ' || u.charged || ' / ' || u.rooms || ' 间都收' detail, 'rooms/' || r.id link
          from usual u
          join estate.room r on r.community_id = :community and r.kind = u.kind and r.handover_on <= :last
         where not exists (select from covered c where c.room_id = r.id and c.charge_item_id = u.charge_item_id)
        """),
    READING_MISSING(Scope.CYCLE, "户内的表都抄了", "没有读数的户内表", "missing-readings?handedOver=true", """
        select r.code subject, m.kind || '表 ' || m.number || ' 没有读数' detail, 'meters/' || m.id link
          from metering.meter m
          join estate.room r on r.community_id = m.community_id and r.id = m.room_id and r.handover_on <= :last
         where m.community_id = :community and
        """ + IN_PLACE + """
           and exists (select from billing.tariff t where t.community_id = m.community_id and t.rule = 'METERED' and t.meter_kind = m.kind and not t.is_withdrawn
                          and t.from_on <= :last and (t.to_on is null or t.to_on >= :last) and r.kind = any (t.room_kinds))
           and not exists (select from metering.reading n where n.community_id = m.community_id and n.meter_id = m.id and n.month = :first)
        """),
    SHARE_READING_MISSING(Scope.CYCLE, "公共表都抄了", "没有读数的公共表，没有公共表的公摊组", "missing-readings", """
        select g.code subject, m.kind || '公共表 ' || m.number || ' 没有读数' detail, 'meters/' || m.id link
          from metering.meter m
          join metering.share_group g on g.community_id = m.community_id and g.id = m.share_group_id
         where m.community_id = :community and
        """ + IN_PLACE + """
           and not exists (select from metering.reading n where n.community_id = m.community_id and n.meter_id = m.id and n.month = :first)
        union all
        select g.code, '公摊组里没有在用的公共表', 'share-groups/' || g.id
          from metering.share_group g
         where g.community_id = :community
           and not exists (select from metering.meter m where m.community_id = g.community_id and m.share_group_id = g.id and
        """ + IN_PLACE + ")"),
    READING_HELD(Scope.CYCLE, "没有存疑的读数", "存疑没放行的读数，这些表不出账", "held-readings", """
        select coalesce(r.code, g.code) subject,
               m.kind || '表 ' || m.number || ' ' || to_char(n.month, 'YYYY-MM') || ' 用量 ' || trim_scale(n.usage) || '，待放行或更正' detail, 'held-readings' link
          from metering.reading n
          join metering.meter m on m.community_id = n.community_id and m.id = n.meter_id
          left join estate.room r on r.community_id = m.community_id and r.id = m.room_id
          left join metering.share_group g on g.community_id = m.community_id and g.id = m.share_group_id
         where n.community_id = :community and n.month <= :first and n.hold is not null and n.released_at is null
        """),
    SHARE_GROUP_EMPTY(Scope.CYCLE, "公摊组里都有人分", "有公共表、却没有一间房来分的公摊组", "share-groups", """
        select g.code subject, m.kind || '的公共用量没有已交付的房屋来分' detail, 'share-groups/' || g.id link
          from metering.share_group g
          join lateral (select distinct m.kind from metering.meter m where m.community_id = g.community_id and m.share_group_id = g.id and not m.is_master and
        """ + IN_PLACE + """
               ) m on true
         where g.community_id = :community
           and not exists (select from estate.room r
                             join estate.building b on b.community_id = r.community_id and b.id = r.building_id
                             left join estate.entrance e on e.community_id = r.community_id and e.id = r.entrance_id
                             join billing.tariff t on t.community_id = r.community_id and t.rule = 'SHARED' and t.meter_kind = m.kind
                              and t.from_on <= :last and (t.to_on is null or t.to_on >= :last) and r.kind = any (t.room_kinds)
                            where r.community_id = g.community_id
                              and (r.handover_on <= :last or r.handover_on is null and t.is_developer_charged) and
        """ + MEMBER + ")"),
    RUN_WAITING(Scope.CYCLE, "没有等着的出账", "还没发布也没放弃的出账", "bill-runs", """
        select to_char(n.month, 'YYYY-MM') subject, n.made_by || ' 的出账还没发布，也没放弃' detail, 'bill-runs/' || n.id link
          from billing.bill_run n where n.community_id = :community and n.kind = 'MONTH' and n.state in ('CALCULATING', 'DRAFT')
        """),
    PRICE_CHANGES(Scope.NOTICE, "月内价格不变", "这个月里变的价格：请对照通知看一遍", "tariffs", """
        select t.code subject,
               i.name || case when t.from_on > :first then '：' || t.from_on || ' 起 ' || coalesce(trim_scale(t.price)::text, t.tiers)
                              else '：' || coalesce(trim_scale(t.price)::text, t.tiers) || ' 到 ' || t.to_on || ' 为止' end detail,
               'tariffs/' || t.id link
          from billing.tariff t
          join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
         where t.community_id = :community and t.rule <> 'ONE_OFF' and not t.is_withdrawn
           and (t.from_on > :first and t.from_on <= :last or t.to_on >= :first and t.to_on < :last)
        """),
    AREA_DIFFERS(Scope.AUDIT, "出账的面积与房屋资料一致", "上次按面积出账的面积与房屋资料不同的房屋", "rooms", """
        select d.code subject, d.name || ' ' || d.period_start || ' 起按 ' || trim_scale(d.quantity) || '㎡ 出账，房屋资料是 ' || trim_scale(d.gross_area) || '㎡' detail,
               'rooms/' || d.id link
          from (select distinct on (b.room_id, t.charge_item_id) r.id, r.code, i.name, b.period_start, b.quantity, r.gross_area
                  from billing.bill b
                  join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id and t.rule = 'BY_AREA'
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                  join estate.room r on r.community_id = b.community_id and r.id = b.room_id
                 where b.community_id = :community and not b.is_reversed and b.period_start <= :last
                 order by b.room_id, t.charge_item_id, b.period_start desc) d
         where d.quantity <> d.gross_area
        """),
    PRICE_OUT_OF_LINE(Scope.AUDIT, "同类房屋价格一致", "与同类房屋的价格不同的房屋", "tariffs", """
        with covered as (
        """ + COVERED + """
        ), priced as (
          select c.room_id, c.kind, c.charge_item_id, c.item, c.rule, c.price, count(*) over (partition by c.kind, c.charge_item_id, c.rule, c.price) same,
                 count(*) over (partition by c.kind, c.charge_item_id, c.rule) every
            from covered c where c.in_force_last)
        select r.code subject, p.item || ' ' || trim_scale(p.price) || ' 元，同类 ' || p.every || ' 间里只有 ' || p.same || ' 间是这个价' detail, 'rooms/' || r.id link
          from priced p join estate.room r on r.community_id = :community and r.id = p.room_id
         where p.same * 5 < p.every
        """),
    CHARGE_MISSING(Scope.AUDIT, "已交付的房屋都有人收费", "已交付、却一项按月的费用都没有的房屋", "rooms", """
        with covered as (
        """ + COVERED + """
        )
        select r.code subject, '一项按月收的费用都没有' detail, 'rooms/' || r.id link
          from estate.room r
         where r.community_id = :community and r.handover_on <= :last and not exists (select from covered c where c.room_id = r.id)
        """),
    DELIVERY_CONTRADICTS(Scope.AUDIT, "交房日期与状态不打架", "交房日期与房屋状态对不上的房屋", "rooms", """
        select r.code subject, case when r.handover_on is null then '状态不是未交付，却没有交房日期：不向业主收费'
                                    else '状态是未交付，交房日期却是 ' || r.handover_on || '：已向业主收费' end detail, 'rooms/' || r.id link
          from estate.room r
         where r.community_id = :community and (r.status = 'UNDELIVERED') = coalesce(r.handover_on <= :last, false)
        """),
    OWNER_MISSING(Scope.AUDIT, "已交付的房屋都有业主", "已交付、没有业主的房屋：账单没有抬头", "rooms", """
        select r.code subject, '已交付，没有登记业主' detail, 'rooms/' || r.id link
          from estate.room r
         where r.community_id = :community and r.handover_on <= :last
           and not exists (select from resident.holding h where h.community_id = r.community_id and h.room_id = r.id and h.role = 'OWNER'
                              and h.from_on <= :last and (h.to_on is null or h.to_on >= :last))
        """),
    FLOOR_UNKNOWN(Scope.AUDIT, "按楼层收的都有楼层", "按起始楼层收费、却没有楼层的房屋：照收", "rooms", """
        with covered as (
        """ + COVERED + """
        )
        select r.code subject, c.item || ' 从 ' || c.start_floor || ' 层起收，这间没有楼层，照收' detail, 'rooms/' || r.id link
          from covered c join estate.room r on r.community_id = :community and r.id = c.room_id
         where c.start_floor is not null and r.floor is null
        """),
    METER_UNBILLED(Scope.AUDIT, "户内的表都有价格", "在用、却没有按表收费标准的户内表", "meters", """
        select r.code subject, m.kind || '表 ' || m.number || ' 没有按表的收费标准，用量不收费' detail, 'meters/' || m.id link
          from metering.meter m
          join estate.room r on r.community_id = m.community_id and r.id = m.room_id and r.handover_on <= :last
         where m.community_id = :community and
        """ + IN_PLACE + """
           and not exists (select from billing.tariff t where t.community_id = m.community_id and t.rule = 'METERED' and t.meter_kind = m.kind and not t.is_withdrawn
                              and t.from_on <= :last and (t.to_on is null or t.to_on >= :last) and r.kind = any (t.room_kinds)
                              and (not exists (select from billing.tariff_assignment a where a.community_id = t.community_id and a.tariff_id = t.id)
                                   or exists (select from billing.tariff_assignment a where a.community_id = t.community_id and a.tariff_id = t.id
                                                 and (a.room_id = r.id or a.building_id = r.building_id))))
        """);

    /** 出账前看、只作提醒、核查资料时看、两处都看。 */
    enum Scope { CYCLE, NOTICE, AUDIT, BOTH }

    final Scope scope;
    final String green;
    final String label;
    final String link;
    final String sql;

    Check(Scope scope, String green, String label, String link, String sql) {
        this.scope = scope;
        this.green = green;
        this.label = label;
        this.link = link;
        this.sql = sql;
    }

    boolean isBeforeCycle() {
        return scope != Scope.AUDIT;
    }

    boolean isInAudit() {
        return scope == Scope.AUDIT || scope == Scope.BOTH;
    }
}

package cn.anju.duty;

import static cn.anju.duty.Metric.Goal.AT_LEAST;
import static cn.anju.duty.Metric.Goal.AT_MOST;

import java.util.List;
import org.springframework.stereotype.Component;

/** 收费、账务和催缴守得怎样。 */
@Component
class MoneyMetrics implements Metric.Book {

    @Override
    public List<Metric> metrics() {
        return List.of(
            new Metric("billing.items-priced", "收费项目有标准", "今天有收费标准或价目的收费项目占全部收费项目的比例", AT_LEAST, "100", "charge-items", """
                select count(*) filter (where exists (select from billing.tariff t where t.community_id = i.community_id and t.charge_item_id = i.id
                                                         and t.from_on <= :today and (t.to_on is null or t.to_on >= :today))) part, count(*) whole
                  from billing.charge_item i where i.community_id = :community
                """),
            new Metric("billing.warnings-open", "计费资料差异", "最近一次出账时还没有更正的提醒条数", AT_MOST, "0", "billing-audit", """
                select count(*) part, null::bigint whole from billing.bill_warning w
                 where w.community_id = :community
                   and w.run_id = (select max(id) from billing.bill_run where community_id = :community and kind = 'MONTH' and state in ('DRAFT', 'PUBLISHED'))
                """),
            new Metric("billing.reliefs-waiting", "减免未批", "交上去还没有批的减免；没批就不能少收", AT_MOST, "5", "reliefs?state=WAITING", """
                select count(*) part, null::bigint whole from billing.relief where community_id = :community and state = 'WAITING'
                """),
            new Metric("billing.current-rate", "当期收缴率", "应缴日在本月的账单里已收的比例", AT_LEAST, "85", "collection-rates", due("true")),
            new Metric("billing.agency-rate", "水电暖收缴率", "应缴日在本月的代收项目账单里已收的比例", AT_LEAST, "85", "collection-rates", due("i.is_pass_through")),
            new Metric("billing.shop-rate", "商铺收缴率", "应缴日在本月的商铺账单里已收的比例", AT_LEAST, "85", "bills", due("r.kind = 'SHOP'")),
            new Metric("metering.meters-read", "上月抄表完成", "上月有读数的表占在用的表的比例", AT_LEAST, "100", "missing-readings", """
                select count(*) filter (where exists (select from metering.reading g where g.community_id = m.community_id and g.meter_id = m.id
                                                         and g.month = date_trunc('month', cast(:from as date) - 1)::date)) part, count(*) whole
                  from metering.meter m where m.community_id = :community and m.removed_on is null and m.start_on < cast(:from as date)
                """),
            new Metric("cashier.within-five-minutes", "五分钟内办结", "本月记有开始时间的收款里，从打开那户到收完不超过 5 分钟的比例", AT_LEAST, "95", "payments?from={from}&to={to}", """
                select count(*) filter (where paid_at - started_at <= interval '5 minutes') part, count(*) whole
                  from cashier.payment where community_id = :community and paid_on >= :from and paid_on < :to and started_at is not null
                """),
            new Metric("cashier.receipted", "收款都有收据", "本月的收款里开了收据的比例", AT_LEAST, "100", "payments?from={from}&to={to}", """
                select count(r.payment_id) part, count(*) whole
                  from cashier.payment p left join cashier.receipt r on r.community_id = p.community_id and r.payment_id = p.id
                 where p.community_id = :community and p.paid_on >= :from and p.paid_on < :to
                """),
            new Metric("cashier.rechecked", "收费登记已复核", "本月、今天以前的收款里第二个人复核过的比例", AT_LEAST, "95", "payment-register", """
                select count(c.payment_id) part, count(*) whole
                  from cashier.payment p left join cashier.payment_recheck c on c.community_id = p.community_id and c.payment_id = p.id
                 where p.community_id = :community and p.paid_on >= :from and p.paid_on < least(cast(:to as date), cast(:today as date))
                """),
            new Metric("cashier.shortages-open", "短款未赔清", "班次短款里还没有处理的笔数", AT_MOST, "0", "shifts?owed=true", """
                select count(*) part, null::bigint whole from cashier.shift_close c
                 where c.community_id = :community and c.difference < 0
                   and not exists (select from cashier.variance_settlement v where v.community_id = c.community_id and v.shift_id = c.shift_id)
                """),
            new Metric("cashier.handovers-unsigned", "交接未签收", "交了班、接班人还没有签收的班次", AT_MOST, "0", "handovers?signed=false", """
                select count(*) part, null::bigint whole from cashier.handover
                 where community_id = :community and signed_at is null and handed_at < cast(:today as date)
                """),
            new Metric("ledger.documents-attached", "凭证有附件", "本月记账的手工凭证里附了原始单据的比例", AT_LEAST, "95", "vouchers?state=POSTED&from={from}&to={to}", """
                select count(*) filter (where documents > 0) part, count(*) whole from ledger.voucher
                 where community_id = :community and state = 'POSTED' and voucher_on >= :from and voucher_on < :to
                """),
            new Metric("ledger.reopened", "反结账", "本月反结账的次数", AT_MOST, "0", "periods", """
                select count(*) part, null::bigint whole from ledger.period_move where community_id = :community and move = 'REOPEN' and made_at >= :from and made_at < :to
                """),
            new Metric("ledger.months-unfiled", "结账未立卷", "结账满两个月还没有立卷的会计期间", AT_MOST, "0", "accounting-archive", """
                select count(*) part, null::bigint whole from ledger.period p
                 where p.community_id = :community and p.is_closed and p.month < cast(:from as date) - interval '2 months'
                   and not exists (select from ledger.archive_volume v where v.community_id = p.community_id
                                      and v.period in (to_char(p.month, 'YYYY'), to_char(p.month, 'YYYY-MM'), to_char(p.month, 'YYYY"Q"Q')))
                """),
            new Metric("ledger.verified", "账目核对无差异", "最近一次账目核对查出的差异", AT_MOST, "0", "verification", """
                select coalesce((select differences from operation.verification where finished_at is not null order by id desc limit 1), 0) part, null::bigint whole
                """),
            new Metric("collection.prior-years", "往年陈欠收回", "今年以前到期的账单里，到今天已收的比例", AT_LEAST, "90", "ageing", """
                select sum(b.amount - b.outstanding) part, sum(b.amount) whole
                  from billing.bill b where b.community_id = :community and not b.is_reversed and b.due_on < date_trunc('year', cast(:today as date))
                """),
            new Metric("collection.visits-done", "当月上门催费完成", "本月走访名单里走到的比例", AT_LEAST, "100", "visits", """
                select count(*) filter (where state = 'DONE') part, count(*) whole from collection.visit where community_id = :community and month = cast(:from as date)
                """),
            new Metric("collection.targets-set", "片区有收费目标", "本收费期定了目标的片区占全部片区的比例", AT_LEAST, "100", "scoreboard", """
                select count(t.area_id) part, count(*) whole
                  from estate.steward_area a
                  left join collection.target t on t.community_id = a.community_id and t.area_id = a.id
                       and t.period_start = make_date(extract(year from cast(:today as date))::int, case when extract(month from cast(:today as date)) < 7 then 1 else 7 end, 1)
                 where a.community_id = :community
                """));
    }

    private static String due(String which) {
        return """
            select sum(b.amount - b.outstanding) part, sum(b.amount) whole
              from billing.bill b
              join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
              join estate.room r on r.community_id = b.community_id and r.id = b.room_id
              join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
              join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
             where b.community_id = :community and not b.is_reversed and b.due_on >= :from and b.due_on < :to and %s
            """.formatted(which);
    }
}

package cn.anju.cashier.agency;

import cn.anju.kernel.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 代开发商收款的不变量：账上的数是没收的加收了没移交的；一笔只移交一次。 */
@Configuration(proxyBeanMethods = false)
class AgencyInvariants {

    @Bean
    Invariant agencyAccountIsBilledLessHandedOn() {
        return Invariant.of("代开发商收款等于已出账减已移交", """
            with item as (
                select c.community_id, c.entity_id, t.id tariff_id
                  from ledger.collector_item c
                  join ledger.collector k on k.community_id = c.community_id and k.entity_id = c.entity_id and k.is_agency
                  join billing.charge_item i on i.community_id = c.community_id and i.code = c.charge_item
                  join billing.tariff t on t.community_id = i.community_id and t.charge_item_id = i.id),
            owed as (
                select o.community_id, o.entity_id, sum(o.amount) amount
                  from (select b.community_id, i.entity_id, b.amount
                          from billing.bill b
                          join item i on i.community_id = b.community_id and i.tariff_id = b.tariff_id
                          join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                         where not b.is_reversed
                        union all
                        select community_id, entity_id, -amount from cashier.agency_payout where state = 'PAID') o
                 group by o.community_id, o.entity_id),
            booked as (
                select community_id, entity_id, sum(credit - debit) amount from ledger.posting where account_code = '224103' group by 1, 2)
            select format('小区 %s 主体 %s：224103 余额 %s，已出账减已移交 %s', coalesce(o.community_id, l.community_id), coalesce(o.entity_id, l.entity_id),
                          coalesce(l.amount, 0), coalesce(o.amount, 0))
              from owed o full join booked l on l.community_id = o.community_id and l.entity_id = o.entity_id
             where coalesce(o.amount, 0) <> coalesce(l.amount, 0) order by 1 limit 100
            """);
    }

    @Bean
    Invariant agencyPayoutsAreTheirLines() {
        return Invariant.of("移交单等于它的各笔，作废的都已放开", """
            select format('小区 %s 移交单 %s（%s）：金额 %s，各笔 %s', p.community_id, p.id, p.state, p.amount, coalesce(l.amount, 0))
              from cashier.agency_payout p
              left join (select l.community_id, l.payout_id, sum(l.amount) amount, bool_and(l.is_live) is_live, bool_or(l.is_live) any_live,
                                bool_and(l.amount = s.amount) is_whole
                           from cashier.agency_payout_line l
                           join billing.settlement s on s.community_id = l.community_id and s.id = l.settlement_id
                          group by 1, 2) l on l.community_id = p.community_id and l.payout_id = p.id
             where p.amount is distinct from l.amount or l.is_whole is not true
                or l.is_live is distinct from (p.state in ('WAITING', 'APPROVED', 'PAID')) or l.any_live is distinct from l.is_live
             order by 1 limit 100
            """);
    }

    @Bean
    Invariant agencyPayoutsWentOut() {
        return Invariant.of("移交付了一次而且只一次，批过、记过账", """
            select format('小区 %s 移交单 %s（%s）：应付 %s，付出 %s，记账 %s', p.community_id, p.id, p.state, p.amount, coalesce(m.amount, 0), coalesce(e.amount, 0))
              from cashier.agency_payout p
              left join (select community_id, source_id, -sum(amount) amount from cashier.till_movement where kind in ('AGENCY', 'AGENCY_BACK') group by 1, 2) m
                on m.community_id = p.community_id and m.source_id = p.id
              left join (select j.community_id, j.source_id, sum(g.debit) amount
                           from ledger.journal_entry j
                           join ledger.posting g on g.community_id = j.community_id and g.entry_id = j.id and g.account_code = '224103'
                          where j.source_type = 'agency_payout' group by 1, 2) e on e.community_id = p.community_id and e.source_id = p.id
             where coalesce(m.amount, 0) <> case when p.state = 'PAID' then p.amount else 0 end or coalesce(e.amount, 0) <> coalesce(m.amount, 0)
                or p.state in ('PAID', 'REVERSED') and not exists (
                   select from approval.request r where r.community_id = p.community_id and r.kind = 'agency-payout' and r.subject_id = p.id
                      and r.state = 'APPROVED' and r.made_by = p.made_by)
             order by 1 limit 100
            """);
    }
}

package cn.anju.billing;

import cn.anju.kernel.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 账单、出账、公摊自己的不变量，以及它们与总账之间的。 */
@Configuration(proxyBeanMethods = false)
class BillingInvariants {

    @Bean
    Invariant outstandingIsWhatWasNotSettled() {
        return Invariant.of("账单未收等于金额减核销减冲红", """
            select format('小区 %s 账单 %s：金额 %s，核销 %s，冲红 %s，未收 %s', b.community_id, b.id, b.amount, coalesce(s.amount, 0), coalesce(r.amount, 0), b.outstanding)
              from billing.bill b
              left join (select community_id, bill_id, sum(amount) amount from billing.settlement group by 1, 2) s
                on s.community_id = b.community_id and s.bill_id = b.id
              left join billing.bill_reversal r on r.community_id = b.community_id and r.bill_id = b.id
             where b.outstanding <> b.amount - coalesce(s.amount, 0) - coalesce(r.amount, 0)
                or b.is_reversed <> (r.bill_id is not null)
             order by b.community_id, b.id limit 100
            """);
    }

    @Bean
    Invariant draftsAreNobodysDebt() {
        return Invariant.of("未发布的账单没有核销也没有冲红", """
            select format('小区 %s 账单 %s（出账 %s，%s）已有核销', b.community_id, b.id, r.id, r.state)
              from billing.bill_run r
              join billing.bill b on b.community_id = r.community_id and b.run_id = r.id
             where r.entry_on is null and (b.outstanding <> b.amount or b.is_reversed)
             order by b.community_id, b.id limit 100
            """);
    }

    // Over all runs: after an undo that left paid shares standing, a later run adds only the missing ones.
    @Bean
    Invariant sharesArePools() {
        return Invariant.of("公摊分摊额合计等于公摊总额", """
            with shared as (
                select b.community_id, b.tariff_id, b.share_group_id, date_trunc('month', b.period_start)::date period_start, max(p.group_code) group_code, max(p.amount) pool,
                       coalesce(sum(b.amount) filter (where not b.is_reversed), 0) shares, bool_or(b.is_reversed) is_undone
                  from billing.bill b
                  join billing.share_pool p on p.community_id = b.community_id and p.run_id = b.run_id and p.tariff_id = b.tariff_id
                                           and p.share_group_id = b.share_group_id
                 where b.share_group_id is not null group by 1, 2, 3, 4)
            select format('小区 %s 公摊组 %s %s：总额 %s，分摊 %s', community_id, group_code, period_start, pool, shares)
              from shared where shares > pool or shares <> pool and not is_undone
             order by 1 limit 100
            """);
    }

    @Bean
    Invariant runTotalsAreLines() {
        return Invariant.of("出账合计等于各行之和", """
            with line as (select community_id, run_id, tariff_id, period_start, period_end, count(*) lines, sum(amount) amount
                            from billing.bill group by 1, 2, 3, 4, 5)
            select format('小区 %s 出账 %s 标准 %s 账期 %s：合计 %s 行 %s 元，实有 %s 行 %s 元', coalesce(t.community_id, l.community_id),
                          coalesce(t.run_id, l.run_id), coalesce(t.tariff_id, l.tariff_id), coalesce(t.period_start, l.period_start),
                          coalesce(t.lines, 0), coalesce(t.amount, 0), coalesce(l.lines, 0), coalesce(l.amount, 0))
              from billing.bill_run_total t
              full join line l on (l.community_id, l.run_id, l.tariff_id, l.period_start, l.period_end)
                                = (t.community_id, t.run_id, t.tariff_id, t.period_start, t.period_end)
             where (t.lines, t.amount) is distinct from (l.lines, l.amount)
             order by 1 limit 100
            """);
    }

    @Bean
    Invariant runsAreTheirTotals() {
        return Invariant.of("每次出账的行数与总额等于分项合计", """
            select format('小区 %s 出账 %s：登记 %s 行 %s 元，分项 %s 行 %s 元', r.community_id, r.id, r.lines, r.total, coalesce(t.lines, 0), coalesce(t.amount, 0))
              from billing.bill_run r
              left join (select community_id, run_id, sum(lines) lines, sum(amount) amount from billing.bill_run_total group by 1, 2) t
                on t.community_id = r.community_id and t.run_id = r.id
             where (r.lines, r.total) is distinct from (coalesce(t.lines, 0)::bigint, coalesce(t.amount, 0))
             order by 1 limit 100
            """);
    }

    @Bean
    Invariant publishedRunsArePosted() {
        return Invariant.of("已发布的出账等于其凭证的应收借方", """
            select format('小区 %s 出账 %s：总额 %s，凭证 %s 借记应收 %s', r.community_id, r.id, r.total, r.entry_id, coalesce(p.amount, 0))
              from billing.bill_run r
              left join (select community_id, entry_id, sum(debit) amount from ledger.posting where account_code = '1122' group by 1, 2) p
                on p.community_id = r.community_id and p.entry_id = r.entry_id
             where r.entry_on is not null and r.total <> coalesce(p.amount, 0)
             order by 1 limit 100
            """);
    }

    @Bean
    Invariant reversalsArePosted() {
        return Invariant.of("冲红的账单等于撤销凭证的红字应收", """
            select format('小区 %s 凭证 %s：冲红 %s，红字应收 %s', r.community_id, r.entry_id, r.amount, coalesce(p.amount, 0))
              from (select community_id, entry_id, sum(amount) amount from billing.bill_reversal group by 1, 2) r
              left join (select community_id, entry_id, -sum(debit) amount from ledger.posting where account_code = '1122' group by 1, 2) p
                on p.community_id = r.community_id and p.entry_id = r.entry_id
             where r.amount <> coalesce(p.amount, 0)
             order by 1 limit 100
            """);
    }

    @Bean
    Invariant settlementsArePostings() {
        return Invariant.of("核销合计等于应收账款的贷方", """
            select format('小区 %s：核销 %s，1122 贷方 %s', coalesce(s.community_id, p.community_id), coalesce(s.amount, 0), coalesce(p.amount, 0))
              from (select community_id, sum(amount) amount from billing.settlement group by 1) s
              full join (select community_id, sum(credit) amount from ledger.posting where account_code = '1122' group by 1) p
                on p.community_id = s.community_id
             where coalesce(s.amount, 0) <> coalesce(p.amount, 0) order by 1
            """);
    }

    @Bean
    Invariant deferredIncomeIsStillToRelease() {
        return Invariant.of("合同负债等于待结转的以后各月", """
            select format('小区 %s：2204 余额 %s，待结转 %s', coalesce(l.community_id, r.community_id), coalesce(l.balance, 0), coalesce(r.amount, 0))
              from (select community_id, sum(credit - debit) balance from ledger.posting where account_code = '2204' group by 1) l
              full join (select community_id, sum(amount) amount from billing.income_release where entry_id is null group by 1) r
                on r.community_id = l.community_id
             where coalesce(l.balance, 0) <> coalesce(r.amount, 0) order by 1
            """);
    }

    @Bean
    Invariant billedReadingsBelongToPublishedRuns() {
        return Invariant.of("定住的读数属于已发布的出账", """
            select format('小区 %s 读数 %s 定在出账 %s', m.community_id, m.id, m.billed_run_id)
              from metering.reading m
             where m.billed_run_id is not null
               and not exists (select from billing.bill_run r
                                where r.community_id = m.community_id and r.id = m.billed_run_id and r.entry_on is not null)
             order by 1 limit 100
            """);
    }
}

package cn.anju.cashier.remittance;

import cn.anju.cashier.Safe;
import cn.anju.kernel.DayEnd;
import cn.anju.kernel.Money;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 过夜现金：日终柜里超限的、柜外没有收好的，报主管，有金额有名字；一天一次。 */
@Service
class CashWatch implements DayEnd {

    private record Held(String name, Money amount) {}

    private final JdbcClient jdbc;
    private final Safe safe;
    private final RemittanceRules rules;
    private final Notices notices;
    private final Clock clock;

    CashWatch(JdbcClient jdbc, Safe safe, RemittanceRules rules, Notices notices, Clock clock) {
        this.jdbc = jdbc;
        this.safe = safe;
        this.rules = rules;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void close(long community, LocalDate day) {
        var found = findings(community);
        if (found.isEmpty()) return;
        var notice = new Notice("现金", "现金过夜：" + found.getFirst(), String.join("；", found), "remittances", "cash-overnight-" + day);
        notices.tellRole(community, "cs_supervisor", notice);
        notices.tellRole(community, "director", notice);
    }

    private List<String> findings(long community) {
        var found = new ArrayList<String>();
        var balance = safe.balance(community);
        var limit = rules.limit(community);
        if (balance.compareTo(limit) > 0) found.add("保险柜 %s 元，超过库存限额 %s 元（最后经手 %s）".formatted(balance, limit, lastHand(community)));
        for (var drawer : drawers(community)) found.add("%s 的抽屉没有交班，现金 %s 元".formatted(drawer.name(), drawer.amount()));
        for (var slip : unsigned(community)) found.add("%s 交出的解款 %s 元财务还没有签收".formatted(slip.name(), slip.amount()));
        return found;
    }

    private String lastHand(long community) {
        return jdbc.sql("""
                select a.name from cashier.safe_movement m join access.staff a on a.id = m.made_by
                 where m.community_id = :community order by m.id desc limit 1
                """).param("community", community).query(String.class).optional().orElse("不详");
    }

    private List<Held> drawers(long community) {
        return jdbc.sql("""
                select s.cashier_name, s.float_amount + coalesce(sum(c.amount), 0)
                       - coalesce((select sum(d.amount) from cashier.cash_drop d where d.community_id = s.community_id and d.shift_id = s.id), 0)
                       + coalesce((select sum(m.amount) from cashier.till_movement m
                                    where m.community_id = s.community_id and m.shift_id = s.id and m.method = 'CASH'), 0) amount
                  from cashier.shift s
                  left join (select p.community_id, p.shift_id,
                                    coalesce((select sum(t.amount) from cashier.tender t where t.community_id = p.community_id
                                                 and t.payment_id = p.id and t.method = 'CASH'), 0) - p.change amount
                               from cashier.payment p
                              where not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id)) c
                    on c.community_id = s.community_id and c.shift_id = s.id
                 where s.community_id = :community and s.is_open
                 group by s.community_id, s.id, s.cashier_name, s.float_amount order by s.id
                """).param("community", community)
            .query((row, i) -> new Held(row.getString(1), new Money(row.getBigDecimal(2)))).list().stream()
            .filter(held -> !held.amount().isZero()).toList();
    }

    private List<Held> unsigned(long community) {
        return jdbc.sql("""
                select handed_name, amount from cashier.remittance
                 where community_id = :community and state = 'HANDED' and amount > 0 order by id
                """).param("community", community).query((row, i) -> new Held(row.getString(1), new Money(row.getBigDecimal(2)))).list();
    }
}

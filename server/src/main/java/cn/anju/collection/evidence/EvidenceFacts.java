package cn.anju.collection.evidence;

import cn.anju.billing.FormerOwners;
import cn.anju.collection.debt.Limitation;
import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 卷宗里现业主的一切：欠着的账单怎么来的、怎么催的、怎么送达的、缴过什么。 */
@Component
@Transactional(readOnly = true)
class EvidenceFacts {

    /** 账单的来历。 @param rule how it is charged; {@code price} null for tiers, which {@code tiers} then holds */
    record Bill(long id, String item, String tariffCode, String rule, @Nullable BigDecimal price, @Nullable String tiers, LocalDate tariffFrom,
                BigDecimal quantity, LocalDate periodStart, LocalDate periodEnd, LocalDate bookedOn, LocalDate dueOn, Money amount, Money outstanding) {}

    /** 一次催告：短信、函件或联系。 @param proof how it can be shown that it arrived */
    record Demand(Instant at, String kind, String text, String proof) {}

    record Payment(LocalDate paidOn, String receiptNo, String item, LocalDate periodStart, Money amount) {}

    /** @param sha256 of the bytes on the day of the pack */
    record File(long id, String name, String sha256, String of) {}

    record All(List<String> owners, BigDecimal area, List<Bill> bills, List<Limitation.Claim> claims, List<Demand> demands, List<Payment> payments, List<File> files) {}

    /** The beginning of the day of the last transfer: what was demanded before went to the former owner. */
    private static final String SINCE = """
        coalesce((select max(o.transfer_on)::timestamp at time zone 'Asia/Shanghai' from billing.ownership_transfer o
                   where o.community_id = :community and o.room_id = :room), '-infinity')
        """;

    private final JdbcClient jdbc;
    private final Limitation limitation;

    EvidenceFacts(JdbcClient jdbc, Limitation limitation) {
        this.jdbc = jdbc;
        this.limitation = limitation;
    }

    All of(long community, long room) {
        var bills = bills(community, room);
        var claimed = bills.stream().map(Bill::id).toList();
        return new All(owners(community, room), query("select gross_area from estate.room where community_id = :community and id = :room", community, room)
            .query(BigDecimal.class).single(), bills, limitation.of(community, room).stream().filter(claim -> claimed.contains(claim.billId())).toList(),
            demands(community, room), payments(community, room), files(community, room));
    }

    private JdbcClient.StatementSpec query(String sql, long community, long room) {
        return jdbc.sql(sql).param("community", community).param("room", room);
    }

    private List<String> owners(long community, long room) {
        return query("""
            select p.name || '（' || h.from_on || ' 起' || coalesce('，' || h.to_on || ' 止', '') || '）' from resident.holding h
              join resident.person p on p.community_id = h.community_id and p.id = h.person_id
             where h.community_id = :community and h.room_id = :room and h.role = 'OWNER' order by h.from_on
            """, community, room).query(String.class).list();
    }

    private List<Bill> bills(long community, long room) {
        return query("""
            select b.id, i.name item, t.code tariff_code, t.rule, trim_scale(t.price) price, t.tiers, t.from_on tariff_from, trim_scale(b.quantity) quantity,
                   b.period_start, b.period_end, n.entry_on booked_on, b.due_on, b.amount, b.outstanding
              from billing.bill b
              join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
              join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
              join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
             where b.community_id = :community and b.room_id = :room and b.outstanding > 0 and b.payer = 'OWNER' and
            """ + FormerOwners.NONE + " order by b.due_on, b.id", community, room).query(Bill.class).list();
    }

    private List<Demand> demands(long community, long room) {
        return query("""
            select * from (select m.ended_at "at", '短信' kind, m.body "text", '已被登记号码的运营商收下，消息 ' || m.id proof from notification.message m
             where m.community_id = :community and m.room_id = :room and m.subject_type = 'dunning' and m.state = 'SENT'
            union all
            select (coalesce(l.delivered_on, l.made_on) + time '12:00') at time zone 'Asia/Shanghai', case l.kind when 'LETTER' then '催缴函' else '律师函' end,
                   l.number || ' ' || l.title, case when l.state = 'DELIVERED' then l.delivered_on || ' 送达：' || l.receiver || '（' || l.delivered_by || ' 送）' else '未送达' end
              from collection.letter l where l.community_id = :community and l.room_id = :room and l.state in ('PRINTED', 'DELIVERED')
            union all
            select c.contacted_at, case c.way when 'PHONE' then '电话' when 'VISIT' then '上门' when 'MESSAGE' then '短信微信' else '书面' end,
                   c.person || '：' || c.answer || coalesce('（拒缴：' || c.refusal_reason || '）', ''),
                   c.made_name || ' 记录，凭据 ' || (select count(*) from attachment.file f where f.community_id = c.community_id and f.subject = 'contact:' || c.id) || ' 件'
              from collection.contact c where c.community_id = :community and c.room_id = :room
            union all
            select (d.delivered_on + time '12:00') at time zone 'Asia/Shanghai', '缴费通知单', to_char(d.month, 'YYYY-MM') || ' 缴费通知单',
                   d.delivered_on || ' 送达' || coalesce('：' || d.receiver, '') || '（' || d.made_name || ' 送）'
              from billing.notice_delivery d where d.community_id = :community and d.room_id = :room) demand
             where "at" >= %s order by 1
            """.formatted(SINCE), community, room).query(Demand.class).list();
    }

    private List<Payment> payments(long community, long room) {
        return query("""
            select p.paid_on, t.receipt_no, i.name item, b.period_start, s.amount
              from billing.settlement s
              join billing.bill b on b.community_id = s.community_id and b.id = s.bill_id
              join billing.tariff a on a.community_id = b.community_id and a.id = b.tariff_id
              join billing.charge_item i on i.community_id = a.community_id and i.id = a.charge_item_id
              join cashier.payment p on p.community_id = s.community_id and p.id = s.source_id
              join cashier.receipt t on t.community_id = p.community_id and t.payment_id = p.id
             where s.community_id = :community and b.room_id = :room and s.kind = 'PAYMENT' and s.amount > 0 and
            """ + FormerOwners.NONE + """
               and not exists (select from billing.settlement v where v.community_id = s.community_id and v.reverses_id = s.id)
             order by p.paid_on desc, s.id desc limit 60
            """, community, room).query(Payment.class).list();
    }

    private List<File> files(long community, long room) {
        return query("""
            select f.id, f.filename "name", f.sha256, f.subject "of" from attachment.file f
             where f.community_id = :community
               and (f.subject in (select 'contact:' || c.id from collection.contact c where c.community_id = :community and c.room_id = :room
                                                                                    and c.contacted_at >= %1$s)
                 or f.subject in (select 'letter:' || l.id from collection.letter l where l.community_id = :community and l.room_id = :room
                                                                                   and l.made_on >= (%1$s)::date))
             order by f.id
            """.formatted(SINCE), community, room).query(File.class).list();
    }
}

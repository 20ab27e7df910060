package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 收费与出纳的记录。 */
@Component
class CashierProofs implements Proof.Book {

    /** Without cash or a cheque taken there is nothing to hand in. */
    private static final String CASH_TAKEN = """
        select count(*) from cashier.payment p join cashier.tender t on t.community_id = p.community_id and t.payment_id = p.id
         where p.community_id = :community and t.method in ('CASH', 'CHEQUE') and p.paid_at >= :from and p.paid_at < :to
        """;

    @Override
    public List<Proof> proofs() {
        return List.of(
            new Proof("cashier.remittance-handed", "解款单已交", """
                select handed_by staff_id, handed_name staff_name, null::bigint area_id, handed_at opened_at, null::timestamptz due_at, handed_at done_at,
                       '解款第 ' || slip || ' 单，' || amount || ' 元' "text", 'remittances/' || id link
                  from cashier.remittance where community_id = :community and state <> 'RETURNED'
                """, CASH_TAKEN),
            new Proof("cashier.remittance-signed", "解款单财务已签收", """
                select answered_by staff_id, answered_name staff_name, null::bigint area_id, handed_at opened_at, null::timestamptz due_at, answered_at done_at,
                       handed_name || ' 的解款第 ' || slip || ' 单，' || amount || ' 元' "text", 'remittances/' || id link
                  from cashier.remittance where community_id = :community and state in ('HANDED', 'SIGNED')
                """, CASH_TAKEN),
            new Proof("cashier.day-closed", "日结", """
                select closed_by staff_id, closed_name staff_name, null::bigint area_id, closed_at opened_at, null::timestamptz due_at, closed_at done_at,
                       to_char(day, 'FMMM月FMDD日') || '，收据 ' || receipts || ' 张 ' || total || ' 元' "text", 'day-closes' link
                  from cashier.day_close where community_id = :community
                """),
            new Proof("cashier.handover-signed", "班次交接签收", """
                select h.signed_by staff_id, h.signed_name staff_name, null::bigint area_id, h.handed_at opened_at, null::timestamptz due_at, h.signed_at done_at,
                       h.handed_name || ' 交班，现金 ' || h.cash || ' 元' "text", 'handovers' link
                  from cashier.handover h where h.community_id = :community
                """, "select count(*) from cashier.shift_close where community_id = :community and closed_at >= :from and closed_at < :to"),
            new Proof("cashier.error-seen", "收费差错上报与批示", """
                select made_by staff_id, made_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, seen_at done_at,
                       cause || '；' || remedy "text", 'counter-incidents' link
                  from cashier.counter_error where community_id = :community
                """),
            new Proof("cashier.note-checked", "可疑钞票处置", """
                select made_by staff_id, made_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, made_at done_at,
                       denomination || ' 元 ' || pieces || ' 张' "text", 'counter-incidents' link
                  from cashier.suspicious_note where community_id = :community
                """),
            new Proof("cashier.shortage-settled", "短款赔偿", """
                select s.cashier_id staff_id, s.cashier_name staff_name, null::bigint area_id, c.closed_at opened_at, null::timestamptz due_at, v.settled_at done_at,
                       '短款 ' || -c.difference || ' 元' "text", 'shifts' link
                  from cashier.shift_close c join cashier.shift s on s.community_id = c.community_id and s.id = c.shift_id
                  left join cashier.variance_settlement v on v.community_id = c.community_id and v.shift_id = c.shift_id
                 where c.community_id = :community and c.difference < 0
                """),
            new Proof("cashier.doorstep-visited", "上门收费", """
                select collector_id staff_id, collector_name staff_name, null::bigint area_id, made_at opened_at,
                       (visit_on + visit_at) at time zone 'Asia/Shanghai' due_at, arrived_at done_at, coalesce(contact, '') || '，' || to_char(visit_at, 'HH24:MI') "text", 'doorstep' link
                  from cashier.doorstep_visit where community_id = :community and state <> 'CANCELLED'
                """),
            new Proof("cashier.book-moved", "票据领用与核销", """
                select m.made_by staff_id, m.made_name staff_name, null::bigint area_id, m.made_at opened_at, null::timestamptz due_at, m.made_at done_at,
                       b.series || ' ' || b.first_number || '–' || b.last_number "text", 'books' link
                  from cashier.book_move m join cashier.book b on b.community_id = m.community_id and b.id = m.book_id
                 where m.community_id = :community and m.move <> 'USE'
                """),
            new Proof("cashier.refund-paid", "付款结算", """
                select paid_by staff_id, paid_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, paid_at done_at,
                       payee || '，' || amount || ' 元' "text", 'refunds/' || id link
                  from cashier.refund where community_id = :community and state in ('WAITING', 'APPROVED', 'PAID')
                """),
            new Proof("cashier.deposit-moved", "押金收退", """
                select m.made_by staff_id, m.made_name staff_name, null::bigint area_id, m.made_at opened_at, null::timestamptz due_at, m.made_at done_at,
                       d.payer_name || ' ' || m.amount || ' 元' || coalesce('，' || m.reason, '') "text", 'deposits/' || m.deposit_id link
                  from cashier.deposit_movement m join cashier.deposit d on d.community_id = m.community_id and d.id = m.deposit_id
                 where m.community_id = :community
                """),
            new Proof("cashier.prepaid-told", "低余额通知", """
                select n.made_by staff_id, n.made_name staff_name, null::bigint area_id, f.fallen_at opened_at, f.fallen_at + interval '1 day' due_at, n.made_at done_at,
                       '余额 ' || f.balance || ' 元，低于 ' || f.threshold || ' 元' "text", 'prepaid-falls' link
                  from cashier.prepaid_fall f
                  left join lateral (select made_by, made_name, made_at from cashier.prepaid_notice n
                                      where n.community_id = f.community_id and n.fall_id = f.id order by n.id limit 1) n on true
                 where f.community_id = :community and (n.made_at is not null or f.recovered_on is null)
                """, """
                select count(*) from cashier.prepaid_fall f
                 where f.community_id = :community and f.fallen_at < :to
                   and (f.fallen_at >= :from or f.recovered_on is null and not exists (select from cashier.prepaid_notice n where n.community_id = f.community_id and n.fall_id = f.id))
                """),
            new Proof("cashier.prepaid-topped-up", "预存充值", """
                select s.cashier_id staff_id, s.cashier_name staff_name, null::bigint area_id, p.paid_at opened_at, null::timestamptz due_at, p.paid_at done_at,
                       p.payer_name || '，' || p.prepaid || ' 元' "text", 'payments/' || p.id link
                  from cashier.payment p join cashier.shift s on s.community_id = p.community_id and s.id = p.shift_id
                 where p.community_id = :community and p.prepaid > 0
                """),
            new Proof("cashier.agency-paid", "代收款移交", """
                select paid_by staff_id, paid_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, paid_at done_at,
                       payee || '，' || amount || ' 元' "text", 'agency-payouts/' || id link
                  from cashier.agency_payout where community_id = :community and state in ('WAITING', 'APPROVED', 'PAID')
                """));
    }
}

package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 账务的记录。 */
@Component
class LedgerProofs implements Proof.Book {

    @Override
    public List<Proof> proofs() {
        return List.of(
            new Proof("ledger.voucher-posted", "凭证审核记账", """
                select reviewed_by staff_id, reviewed_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, reviewed_at done_at,
                       summary "text", 'vouchers/' || id link
                  from ledger.voucher where community_id = :community and state in ('SUBMITTED', 'POSTED')
                """),
            new Proof("ledger.voucher-refused", "凭证退回与拒收", """
                select reviewed_by staff_id, reviewed_name staff_name, null::bigint area_id, reviewed_at opened_at, null::timestamptz due_at, reviewed_at done_at,
                       summary || '：' || coalesce(refusal, '') "text", 'vouchers/' || id link
                  from ledger.voucher where community_id = :community and state in ('RETURNED', 'REFUSED') and reviewed_at is not null
                """),
            new Proof("ledger.voucher-corrected", "更正凭证", """
                select made_by staff_id, made_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, reviewed_at done_at,
                       summary || coalesce('：' || reason, '') "text", 'vouchers/' || id link
                  from ledger.voucher where community_id = :community and corrects_id is not null and state <> 'DISCARDED'
                """),
            new Proof("ledger.book-opened", "账簿启用", """
                select made_by staff_id, keeper staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, made_at done_at,
                       year || ' 年 ' || name "text", 'account-books' link
                  from ledger.book where community_id = :community
                """),
            new Proof("ledger.month-closed", "月结", closed("true")),
            new Proof("ledger.quarter-closed", "季末结账", closed("extract(month from m.month)::int % 3 = 0")),
            new Proof("ledger.year-closed", "年末结账", closed("extract(month from m.month) = 12")),
            new Proof("ledger.bank-reconciled", "银行存款余额调节表", """
                select made_by staff_id, made_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, made_at done_at,
                       to_char(month, 'YYYY年FMMM月') || '，调节后 ' || adjusted || ' 元' "text", 'bank-books/' || book_id link
                  from ledger.bank_reconciliation where community_id = :community
                """),
            new Proof("ledger.volume-filed", "会计档案立卷", """
                select made_by staff_id, made_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, made_at done_at,
                       number || ' ' || title "text", 'accounting-archive' link
                  from ledger.archive_volume where community_id = :community
                """),
            new Proof("ledger.expense-paid", "费用报销", """
                select paid_by staff_id, paid_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, paid_at done_at,
                       title || '，' || amount || ' 元' "text", 'expenses/' || id link
                  from ledger.expense_claim where community_id = :community and state in ('SUBMITTED', 'APPROVED', 'PAID')
                """),
            new Proof("ledger.vouchers-exported", "凭证导出", """
                select made_by staff_id, made_name staff_name, null::bigint area_id, made_at opened_at, null::timestamptz due_at, made_at done_at,
                       system || ' ' || to_char(month, 'YYYY年FMMM月') || '，' || entries || ' 张' "text", 'voucher-exports' link
                  from ledger.export_batch where community_id = :community
                """));
    }

    private static String closed(String which) {
        return """
            select m.made_by staff_id, s.name staff_name, null::bigint area_id, m.made_at opened_at, null::timestamptz due_at, m.made_at done_at,
                   to_char(m.month, 'YYYY年FMMM月') || ' 已结账' "text", 'periods' link
              from ledger.period_move m join access.staff s on s.id = m.made_by
             where m.community_id = :community and m.move = 'CLOSE' and %s
            """.formatted(which);
    }
}

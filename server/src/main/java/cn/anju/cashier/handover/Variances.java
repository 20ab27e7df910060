package cn.anju.cashier.handover;

import cn.anju.access.AuditTrail;
import cn.anju.cashier.Safe;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Posting;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 长短款的了结：短款由责任人赔进保险柜或批准核销，长款作营业外收入；责任人自己不能办。 */
@Service
class Variances {

    /** 怎样了结。 */
    enum Kind {
        COMPENSATED("责任人赔偿"),
        WRITTEN_OFF("短款核销"),
        INCOME("长款作收入");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** 了结一笔长短款。 */
    record Settlement(@NotNull Kind kind, @NotBlank @Size(max = 200) String reason) {}

    private record Difference(long cashier, Money amount) {}

    private static final String EXPENSES = "6602";

    private final JdbcClient jdbc;
    private final Safe safe;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final Clock clock;

    Variances(JdbcClient jdbc, Safe safe, Ledger ledger, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.safe = safe;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /** 了结：每班一次。 */
    @Transactional
    void settle(long community, long shift, Settlement settlement) {
        var user = CurrentUser.get();
        user.require(community, "cashier.variance-settle");
        safe.lock(community);
        var found = jdbc.sql("""
                select s.cashier_id cashier, c.difference amount from cashier.shift_close c
                  join cashier.shift s on s.community_id = c.community_id and s.id = c.shift_id
                 where c.community_id = :community and c.shift_id = :shift and c.difference <> 0
                """).param("community", community).param("shift", shift)
            .query((row, i) -> new Difference(row.getLong("cashier"), new Money(row.getBigDecimal("amount")))).optional()
            .orElseThrow(() -> Problem.notFound("variance-not-found", "这个班没有长短款"));
        if (found.cashier() == user.id()) throw Problem.conflict("own-variance", "自己的长短款要由别人了结");
        if (found.amount().isPositive() != (settlement.kind() == Kind.INCOME))
            throw Problem.conflict("variance-kind", "%s只能%s", found.amount().isPositive() ? "长款" : "短款",
                found.amount().isPositive() ? "作收入" : "赔偿或核销");
        if (isSettled(community, shift)) throw Problem.conflict("variance-settled", "这个班的长短款已经了结");
        var amount = found.amount().max(found.amount().negated());
        if (settlement.kind() == Kind.COMPENSATED) safe.move(community, Safe.Kind.RETURN, amount, shift);
        var entry = ledger.post(new Entry(community, LocalDate.now(clock), EntryKind.SHIFT_VARIANCE, settlement.kind().label,
            "variance", shift, postings(settlement.kind(), amount)));
        jdbc.sql("""
                insert into cashier.variance_settlement (community_id, shift_id, kind, amount, reason, entry_id, settled_by, settled_name, settled_at)
                values (:community, :shift, :kind, :amount, :reason, :entry, :by, :name, :at)
                """)
            .param("community", community).param("shift", shift).param("kind", settlement.kind().name()).param("amount", amount.yuan())
            .param("reason", settlement.reason()).param("entry", entry).param("by", user.id()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        audit.note("长短款 班次 " + shift, null, settlement);
    }

    private static List<Posting> postings(Kind kind, Money amount) {
        return switch (kind) {
            case COMPENSATED -> List.of(Posting.debit(Accounts.CASH, amount, null), Posting.credit(Accounts.VARIANCE, amount, null));
            case WRITTEN_OFF -> List.of(Posting.debit(EXPENSES, amount, null), Posting.credit(Accounts.VARIANCE, amount, null));
            case INCOME -> List.of(Posting.debit(Accounts.VARIANCE, amount, null), Posting.credit(Accounts.NON_OPERATING_INCOME, amount, null));
        };
    }

    private boolean isSettled(long community, long shift) {
        return jdbc.sql("select exists (select from cashier.variance_settlement where community_id = :community and shift_id = :shift)")
            .param("community", community).param("shift", shift).query(Boolean.class).single();
    }
}

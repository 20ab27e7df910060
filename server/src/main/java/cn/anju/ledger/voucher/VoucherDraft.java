package cn.anju.ledger.voucher;

import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Posting;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 填制的一张凭证。
 *
 * @param documents how many sheets of paper belong to it (附单据数)
 * @param withoutDocument why there is no source document, for accruals and transfers
 */
record VoucherDraft(@NotNull LocalDate date, @NotBlank @Size(max = 60) String summary, @Min(0) @Max(999) int documents,
                    @Nullable @Size(max = 200) String withoutDocument, @NotNull @Size(max = 200) List<@Valid @NotNull Line> lines) {

    /** 一条分录：借方或贷方一边有数。 */
    record Line(@NotBlank @Size(max = 10) String account, @Nullable Money debit, @Nullable Money credit,
                @Nullable @Size(max = 60) String chargeItem, @Nullable @Size(max = 100) String memo) {

        Money debited() {
            return debit == null ? Money.ZERO : debit;
        }

        Money credited() {
            return credit == null ? Money.ZERO : credit;
        }

        Posting posting() {
            return new Posting(account, debited(), credited(), chargeItem, memo);
        }
    }

    private static final Money MOST = Money.of("1000000000.00");

    /** What other records prove line by line: posting there by hand would part the books from them. */
    private static final Map<String, String> KEPT_BY_OTHERS = Map.of(
        Accounts.CASH, "现金由收款、交班、解款和报销", Accounts.RECEIVABLE, "应收由账单与收款",
        Accounts.PREPAYMENT, "预收由收款与抵扣", Accounts.DEFERRED_INCOME, "合同负债由出账与结转", Accounts.DEPOSIT, "押金由押金管理",
        Accounts.DEVELOPER, "代开发商收款由出账与移交");

    void check(LocalDate today) {
        if (date.isAfter(today)) throw Problem.invalid("voucher-date-ahead", "凭证日期 %s 还没有到", date);
        if (lines.size() < 2) throw Problem.invalid("voucher-lines-missing", "一张凭证至少要有一借一贷两条分录");
        for (var line : lines) {
            if (line.debited().isZero() == line.credited().isZero())
                throw Problem.invalid("voucher-line-sides", "科目 %s：借方和贷方填一边，另一边空着", line.account());
            if (line.debited().max(line.debited().negated()).max(line.credited().max(line.credited().negated())).compareTo(MOST) > 0)
                throw Problem.invalid("amount-invalid", "科目 %s：一条分录不超过十亿元", line.account());
            var keeper = KEPT_BY_OTHERS.get(line.account());
            if (keeper != null)
                throw Problem.invalid("account-kept-by-others", "科目 %s 不能手工记账：%s自动记账，请在那里更正", line.account(), keeper);
        }
        var debit = Money.sum(lines, Line::debited);
        var credit = Money.sum(lines, Line::credited);
        if (!debit.equals(credit)) throw Problem.invalid("voucher-unbalanced", "借方合计 %s，贷方合计 %s，借贷不平", debit, credit);
    }
}

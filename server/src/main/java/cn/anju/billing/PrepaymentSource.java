package cn.anju.billing;

import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 预存款在收银那里；出账发布与撤销时由计费来要，收银来办，同一事务。 */
public interface PrepaymentSource {

    /**
     * 发布之后：各房用预存抵扣这一批里自己的账单，最早应缴的先抵，核销与凭证一并记好。
     *
     * @return what was settled in all
     */
    Money settleRun(long community, long runId);

    /** 付在要冲销的一行上的钱。 @param kind a payment, or a discount that came with it */
    record Paid(long billId, long roomId, boolean isDevelopers, String itemCode, Settlement.Kind kind, Money amount, LocalDate on,
                long paymentId) {}

    /** 更正：付在冲销的各行上的钱成为付款人的预存，优惠收回，凭证一并记好。 */
    void keep(long community, long correction, LocalDate entryOn, List<Paid> paid);

    /**
     * 撤销之后：把预存抵过的钱还回预存，指明项目的还给那个项目的户头，凭证一并记好。
     *
     * @param amounts what the reversed lines had been settled with out of prepayment
     */
    void giveBack(long community, long runId, List<Back> amounts);

    /**
     * 一间房现业主的预存，一段日子里的进出。
     *
     * @param since the day on which the room became his; what was there before came in on that day; null when nobody was before him
     */
    Prepaid prepaid(long community, long roomId, LocalDate from, LocalDate to, @Nullable LocalDate since);

    /**
     * 预存款的期初、存入、用去与期末。
     *
     * @param taken settled bills with, or paid back
     */
    record Prepaid(Money opening, Money added, Money taken, Money closing) {

        public static final Prepaid NONE = new Prepaid(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);
    }

    /** 一间房一个项目要还回的。 */
    record Back(long roomId, String itemCode, Money amount) {}
}

package cn.anju.billing;

import cn.anju.kernel.Money;
import java.util.Map;

/** 预存款在收银那里；出账发布与撤销时由计费来要，收银来办，同一事务。 */
public interface PrepaymentSource {

    /**
     * 发布之后：各房用预存抵扣这一批里自己的账单，最早应缴的先抵，核销与凭证一并记好。
     *
     * @return what was settled in all
     */
    Money settleRun(long community, long runId);

    /**
     * 撤销之后：把预存抵过的钱还回预存，凭证一并记好。
     *
     * @param amounts room → what its reversed lines had been settled with out of prepayment
     */
    void giveBack(long community, long runId, Map<Long, Money> amounts);
}

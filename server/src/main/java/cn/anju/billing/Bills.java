package cn.anju.billing;

import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 应收：供收银查问、加锁、核销。
 *
 * <p>Only published lines that have not been reversed are anybody's debt. Rows are locked in id order, after the
 * cashier's shift and before prepayment and receipt series.
 */
@Service
public class Bills {

    private final JdbcClient jdbc;

    Bills(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 这些房屋没收清的账单，不加锁，{@link OpenBill#OLDEST_FIRST} 为序。 */
    @Transactional(readOnly = true)
    public List<OpenBill> open(long community, Collection<Long> rooms) {
        throw new UnsupportedOperationException();
    }

    /** 锁住一间房没收清的账单。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<OpenBill> lockOpen(long community, long room) {
        throw new UnsupportedOperationException();
    }

    /** 锁住点名的账单，收清了的也在内；不存在、未发布或已冲销的不返回。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<OpenBill> lock(long community, Collection<Long> ids) {
        throw new UnsupportedOperationException();
    }

    /** 锁住一次出账里这些房屋由业主缴、没收清的账单。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<OpenBill> lockOpenOfRun(long community, long runId, Collection<Long> rooms) {
        throw new UnsupportedOperationException();
    }

    /** 核销；调用者已锁住这些账单。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(long community, List<Settlement> settlements) {
        throw new UnsupportedOperationException();
    }

    /** 作废收款：把这笔收款的核销（含优惠）反向记一遍，账单重新欠着。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void unsettle(long community, long paymentId, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** 预缴：把这间房到某月为止还没出的周期性账单按现行价格当场出好（发布、记账）。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ensureAhead(long community, long room, YearMonth through) {
        throw new UnsupportedOperationException();
    }

    /** 临时收费：当场成一行账单（今天应缴、业主缴、记账），已锁住。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public OpenBill addOneOff(long community, long room, OneOffCharge charge) {
        throw new UnsupportedOperationException();
    }

    /** 全部没收清的合计，与应收账款相等。 */
    @Transactional(readOnly = true)
    public Money outstanding(long community) {
        throw new UnsupportedOperationException();
    }
}

package cn.anju.kernel;

import org.springframework.transaction.TransactionSystemException;

/**
 * 提交了，可是数据库说它也许留不住（比如等备机时被取消）：不能当作办成了，也不能当作没办。
 *
 * <p>Whoever asked must ask again with the same idempotency key.
 */
public final class CommitUncertain extends TransactionSystemException {

    CommitUncertain(String warning) {
        super(warning);
    }
}

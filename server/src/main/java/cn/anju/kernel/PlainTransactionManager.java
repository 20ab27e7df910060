package cn.anju.kernel;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * 连接断了的事务，数据库自己已经退回：报的是先出的那个错，不是退不回去。
 *
 * <p>Without a scope: for the sessions' own transactions, which know neither communities nor audit.
 */
public class PlainTransactionManager extends JdbcTransactionManager {

    private static final Logger LOG = LoggerFactory.getLogger(PlainTransactionManager.class);

    public PlainTransactionManager(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            super.doRollback(status);
        } catch (TransactionSystemException | DataAccessException e) {
            if (!isGone()) throw e;
            LOG.info("nothing to roll back, the connection is gone");
        }
    }

    /** The connection of the transaction that is under way in this thread. */
    final Connection connection() {
        var holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(obtainDataSource());
        if (holder == null) throw new IllegalStateException("no transaction");
        return holder.getConnection();
    }

    private boolean isGone() {
        try {
            return connection().isClosed();
        } catch (SQLException e) {
            return true;
        }
    }
}

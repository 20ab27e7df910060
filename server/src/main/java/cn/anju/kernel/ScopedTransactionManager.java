package cn.anju.kernel;

import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * 事务开头说明数据范围。
 *
 * <p>Every transaction begins with {@code SET LOCAL anju.scope}; not {@code set_config}, which a sharded PostgreSQL does
 * not carry to its workers. The text is made from checked longs, because SET takes no parameters.
 */
@Component("transactionManager")
public class ScopedTransactionManager extends PlainTransactionManager {

    private final ObjectProvider<CommitHook> hooks;

    public ScopedTransactionManager(DataSource dataSource, ObjectProvider<CommitHook> hooks) {
        super(dataSource);
        this.hooks = hooks;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        var scope = Scope.currentText();
        if (scope.isEmpty()) return;
        try {
            say(scope);
        } catch (SQLException e) {
            doCleanupAfterCompletion(transaction);
            throw new CannotCreateTransactionException("the scope could not be set", e);
        }
    }

    /**
     * 刚建的小区立刻进入本事务的范围。
     *
     * @param community the id that this very transaction has just made
     */
    public void widen(long community) {
        var scope = Scope.currentText();
        try {
            say(scope.isEmpty() ? Scope.of(community).text() : scope + "," + Scope.of(community).text());
        } catch (SQLException e) {
            throw new IllegalStateException("the scope could not be widened", e);
        }
    }

    @Override
    protected void prepareForCommit(DefaultTransactionStatus status) {
        if (status.isNewTransaction() && !status.isReadOnly()) hooks.forEach(CommitHook::beforeCommit);
    }

    /**
     * A commit that was cancelled while it waited for a standby returns normally, with nothing but a warning on the
     * connection. One that is never answered ends at the socket's time limit.
     */
    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        if (status.isReadOnly()) {
            super.doCommit(status);
            return;
        }
        try {
            var connection = connection();
            connection.clearWarnings();
            committed(status);
            var warning = connection.getWarnings();
            if (warning != null) throw new CommitUncertain(String.valueOf(warning.getMessage()));
        } catch (SQLException e) {
            throw translateException("commit", e);
        }
    }

    private void committed(DefaultTransactionStatus status) {
        try {
            super.doCommit(status);
        } catch (TransactionSystemException | DataAccessException e) {
            if (!(NestedExceptionUtils.getMostSpecificCause(e) instanceof IOException)) throw e;
            throw new CommitUncertain(String.valueOf(e.getMessage()));
        }
    }

    private void say(String scope) throws SQLException {
        try (var statement = connection().createStatement()) {
            statement.execute("set local anju.scope = '" + scope + "'");
        }
    }
}

package cn.anju.operation;

import cn.anju.kernel.Invariant;
import cn.anju.launch.Database;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * 逐项核对：每条不变量从原始的行证明一遍，全部在同一个快照里。
 *
 * <p>Read as the owner, who sees all communities; one snapshot, so that counters may go on taking money meanwhile.
 */
@Component
class Verification {

    private static final int SHOWN = 10;

    /** 一条不变量核对的结果。 */
    record Result(String name, List<String> violations, BigDecimal seconds) {

        long differences() {
            return violations.size();
        }
    }

    private final ObjectProvider<Invariant> invariants;

    Verification(ObjectProvider<Invariant> invariants) {
        this.invariants = invariants;
    }

    /**
     * 核对，每条印一行，不符的印出头几处。
     *
     * @return how many differences there are in all
     */
    long run(Database database, PrintStream out) throws SQLException {
        try (var connection = database.connectAsOwner()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            var began = System.nanoTime();
            var results = prove(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
            connection.rollback();
            results.forEach(result -> print(result, out));
            var differences = results.stream().mapToLong(Result::differences).sum();
            out.printf("%s：核对 %d 项，%d 处不符，%s 秒%n", differences == 0 ? "OK" : "不符", results.size(), differences, seconds(began));
            return differences;
        }
    }

    /** 逐条证明；调用者给出一个事务里的连接，看得到全部小区。 */
    List<Result> prove(JdbcClient reader) {
        return invariants.orderedStream().map(invariant -> {
            var start = System.nanoTime();
            return new Result(invariant.name(), violations(invariant, reader), seconds(start));
        }).toList();
    }

    private static void print(Result result, PrintStream out) {
        out.printf("%s %s：%d 处不符，%s 秒%n", result.differences() == 0 ? "OK" : "不符", result.name(), result.differences(), result.seconds());
        result.violations().stream().limit(SHOWN).forEach(violation -> out.println("     " + violation));
        if (result.differences() > SHOWN) out.printf("     ……还有 %d 处%n", result.differences() - SHOWN);
    }

    /** What cannot be read is a difference, too, and the others still get their turn. */
    private static List<String> violations(Invariant invariant, JdbcClient owner) {
        owner.sql("savepoint invariant").update();
        try {
            return invariant.violations(owner);
        } catch (DataAccessException e) {
            owner.sql("rollback to savepoint invariant").update();
            return List.of("核对不了：" + e.getMostSpecificCause().getMessage());
        }
    }

    private static BigDecimal seconds(long since) {
        return BigDecimal.valueOf((System.nanoTime() - since) / 10_000_000, 2);
    }
}

package cn.anju.billing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/**
 * 一条 {@code COPY … FROM STDIN}，在当前事务的连接上逐行送出。
 *
 * <p>For numbers, dates and plain codes only: nothing is escaped.
 */
final class CopyStream implements AutoCloseable {

    private static final int CHUNK = 1 << 16;
    private static final SQLExceptionTranslator TRANSLATOR = new SQLStateSQLExceptionTranslator();

    private final DataSource dataSource;
    private final Connection connection;
    private final String sql;
    private final CopyIn copy;
    private final Map<LocalDate, String> dates = new HashMap<>();   // a run has a handful of them
    private final StringBuilder buffer = new StringBuilder(CHUNK + 1024);

    CopyStream(DataSource dataSource, String sql) {
        this.dataSource = dataSource;
        this.sql = sql;
        this.connection = DataSourceUtils.getConnection(dataSource);
        try {
            this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    void row(@Nullable Object... fields) {
        for (var i = 0; i < fields.length; i++) {
            if (i > 0) buffer.append('\t');
            switch (fields[i]) {
                case null -> buffer.append("\\N");
                case BigDecimal number -> buffer.append(number.toPlainString());
                case LocalDate date -> buffer.append(dates.computeIfAbsent(date, LocalDate::toString));
                case Object other -> buffer.append(other);
            }
        }
        buffer.append('\n');
        if (buffer.length() >= CHUNK) flush();
    }

    void end() {
        flush();
        try {
            copy.endCopy();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void flush() {
        var bytes = buffer.toString().getBytes(StandardCharsets.US_ASCII);
        buffer.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            if (copy.isActive()) copy.cancelCopy();
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private RuntimeException failed(SQLException e) {
        var translated = TRANSLATOR.translate("copy", sql, e);
        return translated == null ? new IllegalStateException(sql, e) : translated;
    }
}

package cn.anju.launch;

import java.sql.Connection;
import java.sql.SQLException;

/** The few statements before there is a pool. */
final class Sql {

    private Sql() {}

    static void run(Connection connection, String statement) throws SQLException {
        try (var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }

    static boolean exists(Connection connection, String query, String... parameters) throws SQLException {
        try (var prepared = connection.prepareStatement(query)) {
            for (var i = 0; i < parameters.length; i++) prepared.setString(i + 1, parameters[i]);
            try (var rows = prepared.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** The first column of the only row. */
    static String text(Connection connection, String query, String... parameters) throws SQLException {
        try (var prepared = connection.prepareStatement(query)) {
            for (var i = 0; i < parameters.length; i++) prepared.setString(i + 1, parameters[i]);
            try (var rows = prepared.executeQuery()) {
                if (!rows.next()) throw new SQLException("no row: " + query);
                return rows.getString(1);
            }
        }
    }
}

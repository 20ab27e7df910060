package cn.anju.operation;

import cn.anju.operation.CounterBench.Household;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;

/** 一笔收款发给数据库的语句，依次直接发出去：同样的表、键、触发器和行级安全，没有别的。 */
final class CounterStatements implements CounterBench.Till {

    private record Line(long bill, String item, BigDecimal amount) {}

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Map<String, String> writes = new HashMap<>();

    CounterStatements(Connection connection) throws SQLException, IOException {
        this.connection = connection;
        for (var part : new ClassPathResource("bench-payment.sql", CounterStatements.class).getContentAsString(StandardCharsets.UTF_8).split("(?m)^-- ")) {
            var lines = part.strip().split("\n", 2);
            if (lines.length == 2) writes.put(lines[0], lines[1]);
        }
        connection.setAutoCommit(false);
    }

    @Override
    public void pay(Household household) throws SQLException {
        var community = household.community();
        try (var scope = connection.createStatement()) {
            scope.execute("set local anju.scope = '" + community + "'");
        }
        var key = UUID.randomUUID().toString();
        one("select id from estate.room where community_id = ? and code = ?", community, household.code());
        update(sql("add-payment-request"), community, key, key);
        var shift = one("select id from cashier.shift where community_id = ? and is_open for share", community);
        try (var lock = query("select pg_advisory_xact_lock_shared(hashtextextended('day close ' || ?::bigint, 0))", community)) {
            lock.next();
        }
        one("select count(*) from cashier.day_close where community_id = ? and day = current_date", community);
        var lines = lock(household);
        one("select count(*) from ledger.collector_item where community_id = ?", community);
        var entity = one("""
            select coalesce((select entity_id from ledger.community_entity where community_id = ?), (select min(id) from ledger.legal_entity))
            """, community);
        one("select count(*) from resident.holding where community_id = ? and room_id = ? and role = 'OWNER' and from_on <= current_date", community, household.room());
        var payment = one(sql("add-payment"), community, key, shift, household.room(), household.due(), household.due());
        update(sql("add-tender"), community, payment, household.due());
        var number = 0;
        for (var line : lines) {
            add(sql("add-payment-line"), community, payment, ++number, household.code(), line.item(), line.amount(), community, line.bill());
            add(sql("add-settlement"),
                community, line.bill(), line.amount(), payment);
            add(sql("lower-bill"), line.amount(), community, line.bill());
        }
        send();
        post(household, payment, entity, lines);
        var receipt = one(sql("add-receipt-series"), community, entity);
        update(sql("add-receipt"),
            community, payment, entity, receipt, "S%08d".formatted(receipt));
        connection.commit();
    }

    private List<Line> lock(Household household) throws SQLException {
        var lines = new ArrayList<Line>();
        try (var row = query("""
                select b.id, i.code, b.outstanding
                  from billing.bill b
                  join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                  join estate.room r on r.community_id = b.community_id and r.id = b.room_id
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                 where b.community_id = ? and not b.is_reversed and b.id = any (?) order by b.id for no key update of b
                """, household.community(), connection.createArrayOf("bigint", household.bills().toArray()))) {
            while (row.next()) lines.add(new Line(row.getLong(1), row.getString(2), row.getBigDecimal(3)));
        }
        return lines;
    }

    private void post(Household household, long payment, long entity, List<Line> lines) throws SQLException {
        var community = household.community();
        one("select count(*) from ledger.period where community_id = ? and month = date_trunc('month', current_date)::date", community);
        update(sql("add-period"), community);
        var entry = one(sql("add-journal-entry"), community, entity, "收款 " + household.code(), payment);
        add(sql("add-posting"), community, entry, 1, entity, "1001", household.due(), BigDecimal.ZERO, null);
        var number = 1;
        for (var line : lines) add(sql("add-posting"), community, entry, ++number, entity, "1122", BigDecimal.ZERO, line.amount(), line.item());
        send();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private String sql(String name) {
        return Objects.requireNonNull(writes.get(name), name);
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        var statement = prepared.get(sql);
        if (statement == null) prepared.put(sql, statement = connection.prepareStatement(sql));
        for (var i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
        return statement;
    }

    private ResultSet query(String sql, Object... values) throws SQLException {
        return bound(sql, values).executeQuery();
    }

    private long one(String sql, Object... values) throws SQLException {
        try (var row = query(sql, values)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        bound(sql, values).executeUpdate();
    }

    private final List<PreparedStatement> batches = new ArrayList<>();

    private void add(String sql, Object... values) throws SQLException {
        var statement = bound(sql, values);
        statement.addBatch();
        if (!batches.contains(statement)) batches.add(statement);
    }

    private void send() throws SQLException {
        for (var statement : batches) statement.executeBatch();
        batches.clear();
    }
}

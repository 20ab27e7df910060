package cn.anju.operation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** 库里有哪些模块、表和序列，问数据库自己。 */
final class Catalogue {

    /** 一个模块的库表升到了哪一版；{@code __root} 是各模块之前的公共部分。 */
    record Module(String name, String version) {}

    /** @param columns without those that the database works out itself */
    record Table(String schema, String name, List<String> columns) {

        String quoted() {
            return "\"%s\".\"%s\"".formatted(schema, name);
        }

        String quotedColumns() {
            return "\"" + String.join("\", \"", columns) + "\"";
        }

        String key() {
            return schema + "." + name;
        }
    }

    /** 一个自增列发到了几号。 */
    record Counter(String schema, String table, String column, long value, boolean isCalled) {}

    private static final String HISTORY = "flyway_schema_history";

    private final Connection owner;

    Catalogue(Connection owner) {
        this.owner = owner;
    }

    /** In the order in which they were first made. */
    List<Module> modules() throws SQLException {
        var made = new TreeMap<String, Module>();
        for (var table : histories()) {
            var module = table.equals(HISTORY) ? "__root" : table.substring(HISTORY.length() + 1);
            try (var statement = owner.createStatement(); var row = statement.executeQuery("""
                select to_char(min(installed_on), 'YYYYMMDDHH24MISSUS'), (array_agg(version order by installed_rank desc))[1]
                  from public."%s" where version is not null and success""".formatted(table))) {
                row.next();
                if (row.getString(1) != null) made.put((module.equals("__root") ? "" : row.getString(1)) + module, new Module(module, row.getString(2)));
            }
        }
        return List.copyOf(made.values());
    }

    /** Every table of the modules, and the histories of their versions; no table before one that it points to. */
    List<Table> tables() throws SQLException {
        var columns = new LinkedHashMap<String, Table>();
        try (var statement = owner.prepareStatement("""
                select n.nspname, c.relname, array_agg(a.attname::text order by a.attnum)
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                 where c.relkind in ('r', 'p') and (n.nspname = any (?) or n.nspname = 'public' and c.relname ~ '^flyway_schema_history(_|$)')
                 group by 1, 2 order by 1, 2
                """)) {
            statement.setArray(1, owner.createArrayOf("text", schemas()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var table = new Table(rows.getString(1), rows.getString(2), List.of((String[]) rows.getArray(3).getArray()));
                    columns.put(table.key(), table);
                }
            }
        }
        return inOrder(columns, references());
    }

    List<Counter> counters() throws SQLException {
        var counters = new ArrayList<Counter>();
        try (var statement = owner.prepareStatement("""
                select n.nspname, c.relname, a.attname, pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname)
                  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
                 where a.attidentity <> '' and c.relkind in ('r', 'p') and n.nspname = any (?) order by 1, 2, 3
                """)) {
            statement.setArray(1, owner.createArrayOf("text", schemas()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) counters.add(counter(rows));
            }
        }
        return counters;
    }

    private Counter counter(ResultSet column) throws SQLException {
        try (var statement = owner.createStatement();
             var state = statement.executeQuery("select last_value, is_called from " + column.getString(4))) {
            state.next();
            return new Counter(column.getString(1), column.getString(2), column.getString(3), state.getLong(1), state.getBoolean(2));
        }
    }

    private String[] schemas() throws SQLException {
        return modules().stream().map(module -> module.name().equals("__root") ? "root" : module.name()).toArray(String[]::new);
    }

    private List<String> histories() throws SQLException {
        return texts("select tablename from pg_tables where schemaname = 'public' and tablename ~ '^flyway_schema_history(_|$)' order by 1");
    }

    /** table → tables that its foreign keys point to, itself left out. */
    private Map<String, Set<String>> references() throws SQLException {
        var references = new LinkedHashMap<String, Set<String>>();
        try (var statement = owner.createStatement(); var rows = statement.executeQuery("""
                select fn.nspname || '.' || f.relname, tn.nspname || '.' || t.relname
                  from pg_constraint k
                  join pg_class f on f.oid = k.conrelid join pg_namespace fn on fn.oid = f.relnamespace
                  join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
                 where k.contype = 'f' and f.oid <> t.oid""")) {
            while (rows.next()) references.computeIfAbsent(rows.getString(1), key -> new LinkedHashSet<>()).add(rows.getString(2));
        }
        return references;
    }

    private static List<Table> inOrder(Map<String, Table> tables, Map<String, Set<String>> references) {
        var placed = new LinkedHashSet<String>();
        while (placed.size() < tables.size()) {
            var next = tables.keySet().stream().filter(key -> !placed.contains(key))
                .filter(key -> references.getOrDefault(key, Set.of()).stream().allMatch(to -> placed.contains(to) || !tables.containsKey(to))).toList();
            if (next.isEmpty()) throw new IllegalStateException("tables point to each other in a circle; placed: " + placed);
            placed.addAll(next);
        }
        return placed.stream().map(tables::get).toList();
    }

    private List<String> texts(String query) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = owner.createStatement(); var rows = statement.executeQuery(query)) {
            while (rows.next()) texts.add(rows.getString(1));
        }
        return texts;
    }
}

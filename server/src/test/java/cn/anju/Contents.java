package cn.anju;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** 库里现在有什么：每张表几行、最近一次改动；一比就知道有没有动过。 */
final class Contents {

    private static final String TABLES = """
        select t.oid::regclass::text from pg_class t
         where t.relkind = 'r' and t.relpersistence = 'p' and t.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'public')
           and t.oid::regclass::text not in ('access.session', 'access.session_attributes', 'access.audit', 'job.scheduled_task', 'duty.task', 'duty.figure',
               'collection.counted_mark', 'collection.counted_run', 'collection.day_total', 'collection.item_total')
        """;

    private Contents() {}

    /** Sessions, the audit, the scheduler's own rows and what it counts in the background (duties, collection totals) move all the time. */
    static Map<String, String> ofAll() throws SQLException {
        return of(TABLES, "");
    }

    static Map<String, String> ofCommunity(long community) throws SQLException {
        return of(TABLES + " and exists (select from pg_attribute c where c.attrelid = t.oid and c.attname = 'community_id')", " where community_id = " + community);
    }

    private static Map<String, String> of(String which, String where) throws SQLException {
        var contents = new TreeMap<String, String>();
        try (var connection = StoryDatabase.shared().connectAsOwner(); var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var rows = statement.executeQuery(which)) {
                while (rows.next()) tables.add(rows.getString(1));
            }
            for (var table : tables)
                try (var rows = statement.executeQuery("select count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) from " + table + where)) {
                    rows.next();
                    contents.put(table, rows.getString(1));
                }
        }
        return contents;
    }
}

package cn.anju.job;

import cn.anju.kernel.Problem;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 导入的行有没有被用过。
 *
 * <p>Used is: changed since, or pointed to by a foreign key of a row that this import did not make. The foreign keys are
 * read from the catalog, so that what a later module adds counts by itself.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class ImportUses {

    /** A column that points to a table. @param hasId whether its own rows have a number */
    record Pointer(String child, String childColumn, boolean hasId) {}

    private record Found(long rows, @Nullable String first) {}

    private final JdbcClient jdbc;
    private final Properties names = new Properties();

    ImportUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
        try (var text = new InputStreamReader(ImportUses.class.getResourceAsStream("record-names.properties"), StandardCharsets.UTF_8)) {
            names.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 为什么不能撤销；没有人用过就没有。 */
    Optional<Problem> reason(long community, long importId, List<ImportTrace> traces) {
        for (var trace : traces.reversed()) {
            for (var pointer : pointers(trace.table())) {
                var found = pointing(community, importId, trace, pointer, traces);
                if (found.rows > 0) return Optional.of(Problem.conflict("import-used", "不能撤销：导入的%s「%s」等 %d 处已经用在%s里",
                    trace.label(), found.first, found.rows, name(pointer.child)));
            }
            var changed = changed(community, importId, trace);
            if (changed.rows > 0) return Optional.of(Problem.conflict("import-used", "不能撤销：%s「%s」等 %d 处在导入以后已经用过或改过",
                trace.label(), changed.first == null ? "已删除" : changed.first, changed.rows));
        }
        return Optional.empty();
    }

    List<Pointer> pointers(String table) {
        return jdbc.sql("""
            select format('%I.%I', n.nspname, c.relname) child, format('%I', own.attname) child_column,
                   exists (select from pg_attribute x where x.attrelid = c.oid and x.attname = 'id' and not x.attisdropped) has_id
              from pg_constraint k
              join pg_class c on c.oid = k.conrelid
              join pg_namespace n on n.oid = c.relnamespace
             cross join lateral unnest(k.conkey, k.confkey) as pair(own, target)
              join pg_attribute target on target.attrelid = k.confrelid and target.attnum = pair.target and target.attname = 'id'
              join pg_attribute own on own.attrelid = k.conrelid and own.attnum = pair.own
             where k.contype = 'f' and k.conparentid = 0 and k.confrelid = cast(:table as regclass)
             order by 1, 2
            """).param("table", table).query(Pointer.class).list();
    }

    String name(String table) {
        return names.getProperty(table, "别的记录");
    }

    private Found pointing(long community, long importId, ImportTrace trace, Pointer pointer, List<ImportTrace> traces) {
        var own = traces.stream().map(ImportTrace::table).collect(Collectors.toSet()).contains(pointer.child) && pointer.hasId ? """
            and not exists (select from job.import_row k where k.community_id = :community and k.import_id = :import
                               and k.table_name = :child and k.row_id = c.id and k.hash is not null)
            """ : "";
        return jdbc.sql("""
            select count(*) "rows", min(t.%s::text) "first"
              from job.import_row i
              join %s t on t.community_id = i.community_id and t.id = i.row_id
              join %s c on c.community_id = i.community_id and c.%s = i.row_id
             where i.community_id = :community and i.import_id = :import and i.table_name = :table and i.before is null
            """.formatted(trace.name(), trace.table(), pointer.child, pointer.childColumn) + own)
            .param("community", community).param("import", importId).param("table", trace.table()).param("child", pointer.child)
            .query(Found.class).single();
    }

    private Found changed(long community, long importId, ImportTrace trace) {
        return jdbc.sql("""
            select count(*) "rows", min(t.%s::text) "first"
              from job.import_row i
              left join %s t on t.community_id = i.community_id and t.id = i.row_id
             where i.community_id = :community and i.import_id = :import and i.table_name = :table and i.hash is not null
               and (t.id is null or hash_record_extended(t, 0) <> i.hash)
            """.formatted(trace.name(), trace.table()))
            .param("community", community).param("import", importId).param("table", trace.table()).query(Found.class).single();
    }
}

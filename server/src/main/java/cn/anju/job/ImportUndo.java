package cn.anju.job;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 撤销一次导入：新增的删去，改动的复原；有一行用过就不行。 */
@Service
class ImportUndo {

    /** 一种记录会怎样。 @param removed made by the import @param restored changed or replaced by it */
    record Effect(String label, long removed, long restored) {}

    /** 撤销会怎样。 @param reason why it cannot be done; absent when it can */
    record Outlook(List<Effect> effects, @Nullable String reason) {}

    private final JdbcClient jdbc;
    private final Imports imports;
    private final ImportTable table;
    private final ImportList list;
    private final ImportUses uses;
    private final AuditTrail audit;
    private final Clock clock;

    ImportUndo(JdbcClient jdbc, Imports imports, ImportTable table, ImportList list, ImportUses uses, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.imports = imports;
        this.table = table;
        this.list = list;
        this.uses = uses;
        this.audit = audit;
        this.clock = clock;
    }

    /** 先看会怎样。 */
    @Transactional(readOnly = true)
    public Outlook outlook(long community, long id) {
        var kind = kindOf(community, id);
        return new Outlook(effects(community, id, kind), uses.reason(community, id, kind.traces()).map(Problem::getMessage).orElse(null));
    }

    /** 撤销。 @throws Problem 409 {@code import-used} when a row has been used, {@code import-not-undoable} */
    @Transactional
    public void undo(long community, long id) {
        var kind = kindOf(community, id);
        var traces = kind.traces();
        table.refuseWhileRunning(community);
        markUndone(community, id);
        uses.reason(community, id, traces).ifPresent(problem -> { throw problem; });
        var effects = effects(community, id, kind);
        var rows = new ImportUndone(ids(community, id, "before is null"), ids(community, id, "before is not null"));
        try {
            for (var trace : traces.reversed()) {
                remove(community, id, trace.table());
                restore(community, id, trace.table());
            }
            for (var trace : traces) putBack(community, id, trace.table());
        } catch (DataIntegrityViolationException e) {
            throw Problem.conflict("import-used", "不能撤销：导入的内容刚刚被用到，请刷新后再看");
        }
        kind.undone(community, rows);
        jdbc.sql("delete from job.import_row where community_id = :community and import_id = :import").param("community", community).param("import", id).update();
        audit.note("撤销导入" + kind.label(), null, Map.of("导入号", id, "撤销", effects));
    }

    private ImportKind kindOf(long community, long id) {
        var view = list.get(community, id);
        var kind = imports.permitted(community, view.kind());
        if (!view.isUndoable()) throw Problem.conflict("import-not-undoable", "这次导入不能撤销：只有写入过、九十天以内的可以");
        return kind;
    }

    private void markUndone(long community, long id) {
        var mine = jdbc.sql("""
            update job.import set state = 'undone', undone_by = :by, undone_at = :now
             where community_id = :community and id = :id and state = 'done'
            """).param("by", CurrentUser.get().name()).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("community", community).param("id", id).update();
        if (mine == 0) throw Problem.conflict("import-not-undoable", "这次导入已经撤销了，请刷新");
    }

    private List<Effect> effects(long community, long id, ImportKind kind) {
        var counts = new HashMap<String, Effect>();
        jdbc.sql("""
            select table_name, count(*) filter (where before is null), count(*) filter (where before is not null)
              from job.import_row where community_id = :community and import_id = :import group by table_name
            """).param("community", community).param("import", id)
            .query(row -> { counts.put(row.getString(1), new Effect(row.getString(1), row.getLong(2), row.getLong(3))); });
        return kind.traces().stream().filter(trace -> counts.containsKey(trace.table()))
            .map(trace -> new Effect(trace.label(), counts.get(trace.table()).removed, counts.get(trace.table()).restored)).toList();
    }

    private Map<String, List<Long>> ids(long community, long id, String which) {
        var ids = new HashMap<String, List<Long>>();
        jdbc.sql("select table_name, row_id from job.import_row where community_id = :community and import_id = :import and " + which)
            .param("community", community).param("import", id)
            .query(row -> { ids.computeIfAbsent(row.getString(1), key -> new ArrayList<>()).add(row.getLong(2)); });
        return ids;
    }

    private void remove(long community, long id, String name) {
        run(community, id, name, """
            delete from %s t using job.import_row i
             where i.community_id = :community and i.import_id = :import and i.table_name = :table and i.before is null
               and t.community_id = i.community_id and t.id = i.row_id
            """.formatted(name));
    }

    /** Only the columns that may move: those of a frozen table are as they were anyway. */
    private void restore(long community, long id, String name) {
        var columns = columns(name, "has_column_privilege(a.attrelid, a.attnum, 'UPDATE') and a.attname not in ('community_id', 'id')");
        run(community, id, name, """
            update %s t set %s
              from job.import_row i cross join lateral jsonb_populate_record(null::%s, i.before) o
             where i.community_id = :community and i.import_id = :import and i.table_name = :table
               and i.before is not null and i.hash is not null and t.community_id = i.community_id and t.id = i.row_id
            """.formatted(name, columns.stream().map(column -> column + " = o." + column).collect(Collectors.joining(", ")), name));
    }

    private void putBack(long community, long id, String name) {
        var columns = String.join(", ", columns(name, "true"));
        run(community, id, name, """
            insert into %s (%s) overriding system value
            select %s from job.import_row i cross join lateral jsonb_populate_record(null::%s, i.before) o
             where i.community_id = :community and i.import_id = :import and i.table_name = :table and i.hash is null
            """.formatted(name, columns, "o." + columns.replace(", ", ", o."), name));
    }

    private List<String> columns(String name, String which) {
        return jdbc.sql("""
            select format('%I', a.attname) from pg_attribute a
             where a.attrelid = cast(:table as regclass) and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and
            """ + which + " order by a.attnum").param("table", name).query(String.class).list();
    }

    private void run(long community, long id, String name, String sql) {
        jdbc.sql(sql).param("community", community).param("import", id).param("table", name).update();
    }
}

package cn.anju.job;

import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.RowArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 一次导入的发现：退回、提醒、改动，各是一张清单，可以很长。 */
@Repository
@Transactional(readOnly = true)
class ImportFindings {

    /** 哪一张清单。 */
    enum Kind {
        REJECTS, WARNINGS, CHANGES;

        /** As in the address and in the table. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param column as in the summary of the import @param text part of the subject or of what is said */
    record Filter(@Nullable String column, @Nullable String text) {}

    /** @param toConfirm changes of owner, which wait for a date, or the others */
    record ChangeFilter(@Nullable String column, @Nullable String text, @Nullable Boolean toConfirm) {

        Filter filter() {
            return new Filter(column, text);
        }
    }

    private static final int AT_ONCE = 10_000;
    private static final Map<String, String> SORTABLE = Map.of("row", "f.row_number", "subject", "f.subject", "column", "f.column_name");
    private static final RowMapper<ImportNote> NOTE = (row, i) -> new ImportNote(row.getInt("row_number"), row.getString("code"),
        row.getString("column_name"), row.getString("message"), row.getString("subject"));

    private final JdbcClient jdbc;

    ImportFindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 记下核对的发现，取代上一次核对的。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(long community, long importId, ImportPlan plan) {
        jdbc.sql("delete from job.import_finding where community_id = :community and import_id = :import")
            .param("community", community).param("import", importId).update();
        add(community, importId, Kind.REJECTS, Row.ofNotes(plan.rejects()));
        add(community, importId, Kind.WARNINGS, Row.ofNotes(plan.warnings()));
        add(community, importId, Kind.CHANGES, Row.ofChanges(plan.changes()));
    }

    /** 全部的退回或提醒。 */
    public List<ImportNote> notes(long community, long importId, Kind kind) {
        return jdbc.sql("select f.*" + FROM + " order by f.place").params(parameters(community, importId, kind, new Filter(null, null), null)).query(NOTE).list();
    }

    /** 退回或提醒的一页。 */
    public Page<ImportNote> notes(long community, long importId, Kind kind, Filter filter, Paging paging) {
        return page(parameters(community, importId, kind, filter, null), paging, NOTE);
    }

    /** 改动的一页。 */
    public Page<ImportChange> changes(long community, long importId, ChangeFilter filter, Paging paging) {
        return page(parameters(community, importId, Kind.CHANGES, filter.filter(), filter.toConfirm()), paging, ImportFindings::change);
    }

    /** 等着定日子的换业主，是哪些。 */
    public List<String> subjectsToConfirm(long community, long importId) {
        return jdbc.sql("select subject from job.import_finding where community_id = :community and import_id = :import and list = 'changes' and to_confirm")
            .param("community", community).param("import", importId).query(String.class).list();
    }

    /** 每张清单按栏各有几处；栏名括号里的名字不分。 */
    public List<ImportView.Found> columns(long community, long importId) {
        return jdbc.sql("""
            select list, split_part(column_name, '（', 1) "column", to_confirm, count(*) "rows"
              from job.import_finding where community_id = :community and import_id = :import
             group by 1, 2, 3 order by 1, 4 desc, 2
            """).param("community", community).param("import", importId).query(ImportView.Found.class).list();
    }

    private static ImportChange change(ResultSet row, int i) throws SQLException {
        return new ImportChange(row.getInt("row_number"), row.getString("subject"), row.getString("column_name"), row.getString("before"),
            row.getString("after"), row.getBoolean("to_confirm"));
    }

    private <T> Page<T> page(Map<String, @Nullable Object> parameters, Paging paging, RowMapper<T> shape) {
        var items = jdbc.sql("select f.*" + FROM + paging.orderBy(SORTABLE, "f.place") + " limit :limit offset :offset").params(parameters)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(shape).list();
        return new Page<>(items, jdbc.sql("select count(*)" + FROM).params(parameters).query(Long.class).single());
    }

    private static Map<String, @Nullable Object> parameters(long community, long importId, Kind kind, Filter filter, @Nullable Boolean toConfirm) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("import", importId);
        parameters.put("list", kind.text());
        parameters.put("column", filter.column());
        parameters.put("text", filter.text() == null || filter.text().isBlank() ? null : filter.text().strip());
        parameters.put("toConfirm", toConfirm);
        return parameters;
    }

    private static final String FROM = """

          from job.import_finding f
         where f.community_id = :community and f.import_id = :import and f.list = :list
           and (:column::text is null or split_part(f.column_name, '（', 1) = :column)
           and (:text::text is null or position(:text in concat_ws(' ', f.subject, f.message, f.before, f.after)) > 0)
           and (:toConfirm::boolean is null or f.to_confirm = :toConfirm)
        """;

    private void add(long community, long importId, Kind kind, List<Row> rows) {
        for (var from = 0; from < rows.size(); from += AT_ONCE)
            jdbc.sql("""
                insert into job.import_finding (community_id, import_id, list, place, row_number, code, column_name, message, subject, before, after, to_confirm)
                select :community, :import, :list, :from + n.place, n.row_number, n.code, n.name, n.message, n.subject, n.before, n.after, n.to_confirm
                  from unnest(:row::int[], :code::text[], :column::text[], :message::text[], :subject::text[], :before::text[], :after::text[], :toConfirm::boolean[])
                       with ordinality as n(row_number, code, name, message, subject, before, after, to_confirm, place)
                """).param("community", community).param("import", importId).param("list", kind.text()).param("from", from)
                .params(RowArrays.of(Row.class, rows.subList(from, Math.min(rows.size(), from + AT_ONCE)))).update();
    }

    /** 一处发现，三张清单一个样。 */
    private record Row(int row, @Nullable String code, @Nullable String column, @Nullable String message, @Nullable String subject, @Nullable String before,
                       @Nullable String after, boolean toConfirm) {

        static List<Row> ofNotes(List<ImportNote> notes) {
            return notes.stream().sorted(Comparator.comparingInt(ImportNote::row))
                .map(note -> new Row(note.row(), note.code(), note.column(), note.message(), note.subject(), null, null, false)).toList();
        }

        static List<Row> ofChanges(List<ImportChange> changes) {
            return changes.stream().sorted(Comparator.comparingInt(ImportChange::row))
                .map(change -> new Row(change.row(), null, change.column(), null, change.subject(), change.before(), change.after(), change.toConfirm())).toList();
        }
    }
}

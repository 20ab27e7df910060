package cn.anju.resident;

import cn.anju.access.PersonalData;
import cn.anju.job.ImportColumn;
import cn.anju.job.ImportKind;
import cn.anju.job.ImportOptions;
import cn.anju.job.ImportPlan;
import cn.anju.job.ImportTrace;
import cn.anju.job.ImportUndone;
import cn.anju.kernel.SheetTable;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 业主名册：房屋、业主、电话、证件、车牌一张表进来。 */
@Component
class RosterImport implements ImportKind {

    private final JdbcClient jdbc;
    private final RosterReader reader;
    private final RosterWriter writer;
    private final RosterUndo undo;
    private final PersonalData personalData;

    RosterImport(JdbcClient jdbc, RosterReader reader, RosterWriter writer, RosterUndo undo, PersonalData personalData) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.writer = writer;
        this.undo = undo;
        this.personalData = personalData;
    }

    @Override
    public String kind() {
        return "roster";
    }

    @Override
    public String label() {
        return "业主名册";
    }

    @Override
    public String permission() {
        return "estate.import";
    }

    @Override
    public List<ImportColumn> columns() {
        return RosterSheet.COLUMNS;
    }

    @Override
    public ImportPlan plan(long community, SheetTable table, ImportOptions options) {
        // Two rosters of one community wait for each other; the second sees what the first has written.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('roster', :community))").param("community", community).query(row -> { });
        var sheet = RosterSheet.read(table);
        var planner = new RosterPlanner(sheet, reader.read(community),
            number -> HexFormat.of().formatHex(personalData.hash(number.text())), options.decisions()).plan();
        var changed = new HashSet<>(planner.changedRows);
        changed.removeAll(planner.createdRows);
        var unchanged = sheet.rows().size() - planner.createdRows.size() - changed.size();
        return new RosterPlan(planner.createdRows.size(), changed.size(), unchanged, sheet.rejects(), planner.warnings, planner.changes,
            planner.work, community, writer);
    }

    @Override
    public List<ImportTrace> traces() {
        return RosterUndo.TRACES;
    }

    @Override
    public void undone(long community, ImportUndone rows) {
        undo.tidy(community, rows);
    }
}

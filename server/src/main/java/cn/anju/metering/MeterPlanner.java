package cn.anju.metering;

import cn.anju.estate.Communities;
import cn.anju.job.ImportNote;
import cn.anju.kernel.Problem;
import cn.anju.kernel.SheetRow;
import cn.anju.kernel.SheetTable;
import cn.anju.metering.MeterPlaces.Placed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** 核对仪表清单：哪些新、哪些改、哪些不收。 */
@Component
class MeterPlanner {

    private final Meters meters;
    private final MeterPlaces places;
    private final MeterRegister register;
    private final ReadingBook book;
    private final ReadingStore store;
    private final Communities communities;

    MeterPlanner(Meters meters, MeterPlaces places, MeterRegister register, ReadingBook book, ReadingStore store, Communities communities) {
        this.meters = meters;
        this.places = places;
        this.register = register;
        this.book = book;
        this.store = store;
        this.communities = communities;
    }

    MeterPlan plan(long community, SheetTable table) {
        var plan = new MeterPlan(community, register, store);
        var good = good(community, table, plan);
        var known = meters.byNumbers(community, good.keySet());
        var edits = new HashMap<Integer, MeterRegister.Edit>();
        good.forEach((number, line) -> {
            var before = known.get(number);
            if (before == null) plan.create(line.placed());
            else if (kept(line.placed(), before).facts().isAlready(before)) plan.keep();
            else edits.put(line.row(), new MeterRegister.Edit(before, kept(line.placed(), before)));
        });
        change(community, edits, plan);
        return plan;
    }

    private record Line(int row, Placed placed) {}

    private Map<String, Line> good(long community, SheetTable table, MeterPlan plan) {
        var booksStart = communities.booksStart(community);
        var rooms = places.all(community);
        var good = new LinkedHashMap<String, Line>();
        for (var row : table.rows()) {
            try {
                var placed = places.place(MeterSheetRow.read(row, booksStart), rooms::get);
                var earlier = good.putIfAbsent(placed.facts().number(), new Line(row.number(), placed));
                if (earlier != null)
                    throw Problem.conflict("meter-duplicate", "表号 %s 在第 %d 行已有", placed.facts().number(), earlier.row());
            } catch (Problem problem) {
                plan.reject(note(row, problem));
            }
        }
        return good;
    }

    private void change(long community, Map<Integer, MeterRegister.Edit> edits, MeterPlan plan) {
        var chains = book.wholeChains(community, edits.values().stream()
            .filter(edit -> MeterRevision.isNeeded(edit.before(), edit.after().facts())).map(MeterRegister.Edit::before).toList());
        edits.forEach((row, edit) -> {
            var chain = chains.get(edit.before().id());
            try {
                if (chain != null) MeterRevision.apply(edit.before(), edit.after().facts(), chain);
                plan.change(row, edit, chain);
            } catch (Problem problem) {
                plan.reject(new ImportNote(row, problem.code(), MeterSheetRow.column(problem.code()), problem.getMessage(), edit.before().number()));
            }
        });
    }

    /** What the sheet leaves out of location and note stays. */
    private static Placed kept(Placed placed, Meter before) {
        var facts = placed.facts();
        return new Placed(new MeterFacts(facts.number(), facts.kind(), facts.room(), facts.shareGroup(), facts.multiplier(), facts.digits(),
            facts.startReading(), facts.startOn(), facts.usedThisYear(), facts.location() == null ? before.location() : facts.location(),
            facts.note() == null ? before.note() : facts.note()), placed.roomId());
    }

    private static ImportNote note(SheetRow row, Problem problem) {
        var number = MeterSpelling.number(row.text(MeterSheetRow.NUMBER));
        return new ImportNote(row.number(), problem.code(), MeterSheetRow.column(problem.code()), problem.getMessage(), number.isEmpty() ? null : number);
    }
}

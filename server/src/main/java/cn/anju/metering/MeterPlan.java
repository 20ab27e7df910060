package cn.anju.metering;

import cn.anju.job.ImportChange;
import cn.anju.job.ImportNote;
import cn.anju.job.ImportPlan;
import cn.anju.metering.MeterPlaces.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** 一份仪表清单会怎样。 */
final class MeterPlan implements ImportPlan {

    private final long community;
    private final MeterRegister register;
    private final ReadingStore store;
    private final List<Placed> created = new ArrayList<>();
    private final List<MeterRegister.Edit> edits = new ArrayList<>();
    private final List<ReadingChain> chains = new ArrayList<>();
    private final List<ImportNote> rejects = new ArrayList<>();
    private final List<ImportChange> changes = new ArrayList<>();
    private int unchanged;

    MeterPlan(long community, MeterRegister register, ReadingStore store) {
        this.community = community;
        this.register = register;
        this.store = store;
    }

    void create(Placed meter) {
        created.add(meter);
    }

    void keep() {
        unchanged++;
    }

    void change(int row, MeterRegister.Edit edit, @Nullable ReadingChain chain) {
        edits.add(edit);
        if (chain != null) chains.add(chain);
        var before = edit.before();
        var after = edit.after().facts();
        compare(row, before, MeterSheetRow.KIND, before.kind(), after.kind());
        compare(row, before, MeterSheetRow.ROOM, before.room(), after.room());
        compare(row, before, MeterSheetRow.GROUP, before.shareGroup(), after.shareGroup());
        compare(row, before, MeterSheetRow.MULTIPLIER, Figures.shown(before.multiplier()), Figures.shown(after.multiplier()));
        compare(row, before, MeterSheetRow.DIGITS, before.digits(), after.digits());
        compare(row, before, MeterSheetRow.START, Figures.shown(before.startReading()), Figures.shown(after.startReading()));
        compare(row, before, MeterSheetRow.START_ON, before.startOn(), after.startOn());
        compare(row, before, MeterSheetRow.USED, Figures.shown(before.usedThisYear()), Figures.shown(after.usedThisYear()));
        compare(row, before, MeterSheetRow.LOCATION, before.location(), after.location());
        compare(row, before, MeterSheetRow.NOTE, before.note(), after.note());
    }

    void reject(ImportNote note) {
        rejects.add(note);
    }

    @Override
    public int created() {
        return created.size();
    }

    @Override
    public int changed() {
        return edits.size();
    }

    @Override
    public int unchanged() {
        return unchanged;
    }

    @Override
    public List<ImportNote> rejects() {
        return rejects;
    }

    @Override
    public List<ImportChange> changes() {
        return changes;
    }

    @Override
    public void apply() {
        register.add(community, created);
        register.change(community, edits);
        store.store(community, chains);
    }

    private void compare(int row, Meter meter, String column, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after))
            changes.add(new ImportChange(row, meter.number(), column, before == null ? null : before.toString(),
                after == null ? null : after.toString(), false));
    }
}

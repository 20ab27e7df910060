package cn.anju.resident;

import cn.anju.job.ImportChange;
import cn.anju.job.ImportNote;
import cn.anju.job.ImportPlan;
import java.util.List;

/** 名册导入的打算。 */
record RosterPlan(int created, int changed, int unchanged, List<ImportNote> rejects, List<ImportNote> warnings, List<ImportChange> changes,
                  RosterChanges work, long community, RosterWriter writer) implements ImportPlan {

    @Override
    public void apply() {
        writer.write(community, work);
    }
}

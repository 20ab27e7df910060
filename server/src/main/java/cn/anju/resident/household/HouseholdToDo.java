package cn.anju.resident.household;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Paging;
import cn.anju.kernel.ToDoSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** 管家今天要上门、要联系、要跟进的，自己片区的。 */
@Component
class HouseholdToDo implements ToDoSource {

    private static final Paging COUNT = new Paging(1, 1, null);

    private final CareList care;
    private final StewardNotes notes;
    private final Watches watches;

    HouseholdToDo(CareList care, StewardNotes notes, Watches watches) {
        this.care = care;
        this.notes = notes;
        this.watches = watches;
    }

    @Override
    public List<Waiting> waiting(long community, CurrentUser user) {
        if (!user.may(community, "resident.care")) return List.of();
        var waiting = new ArrayList<Waiting>();
        add(waiting, "关爱上门 %d 户到期", care.list(community, new CareList.Filter(null, null, null, null, true, null), COUNT).total(), "care?due=true");
        add(waiting, "台账跟进 %d 件到期", notes.list(community, new StewardNotes.Filter(null, null, null, null, true, null, null, null), COUNT).total(), "steward-notes?due=true");
        for (var kind : Watches.Kind.values())
            add(waiting, kind.label + " %d 户该联系了", watches.list(community, new Watches.Filter(kind, null, true, null, null, true), COUNT).total(), "watches?kind=" + kind + "&due=true");
        return waiting;
    }

    private static void add(List<Waiting> waiting, String label, long count, String link) {
        if (count > 0) waiting.add(new Waiting(label.formatted(count), link, false));
    }
}

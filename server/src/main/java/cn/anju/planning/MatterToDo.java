package cn.anju.planning;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.ToDoSource;
import cn.anju.planning.MatterList.Filter;
import cn.anju.planning.MatterList.State;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** 建议、上报与重大事项里等着他的：要答复的，要落实的。 */
@Component
class MatterToDo implements ToDoSource {

    private final MatterList matters;

    MatterToDo(MatterList matters) {
        this.matters = matters;
    }

    @Override
    public List<Waiting> waiting(long community, CurrentUser user) {
        if (!user.may(community, "planning.work")) return List.of();
        var all = new ArrayList<Waiting>();
        for (var kind : MatterKind.values()) {
            var count = matters.count(community, new Filter(kind, null, State.WAITING, null, null, true, null, null, null));
            if (count > 0) all.add(new Waiting("%s %d 件等您%s".formatted(kind.label, count, kind == MatterKind.MAJOR ? "决断" : "答复"), "matters?waiting=true&state=WAITING&kind=" + kind, false));
        }
        var late = matters.count(community, new Filter(null, null, State.DOING, null, null, true, true, null, null));
        var doing = matters.count(community, new Filter(null, null, State.DOING, null, null, true, null, null, null)) - late;
        if (late > 0) all.add(new Waiting("您落实的建议与事项 %d 件过期".formatted(late), "matters?waiting=true&late=true&state=DOING", true));
        if (doing > 0) all.add(new Waiting("您落实的建议与事项 %d 件".formatted(doing), "matters?waiting=true&state=DOING", false));
        return all;
    }
}

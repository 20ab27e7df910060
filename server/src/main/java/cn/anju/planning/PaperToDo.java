package cn.anju.planning;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.ToDoSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** 文书上等着办的：自己管的合同证照快到期、已到期，等着阅签、办复的文件，日志上过了期的事。 */
@Component
class PaperToDo implements ToDoSource {

    private final ContractList contracts;
    private final DocumentList documents;
    private final JournalList journals;

    PaperToDo(ContractList contracts, DocumentList documents, JournalList journals) {
        this.contracts = contracts;
        this.documents = documents;
        this.journals = journals;
    }

    @Override
    public List<Waiting> waiting(long community, CurrentUser user) {
        if (!user.may(community, "planning.work")) return List.of();
        var all = new ArrayList<Waiting>();
        for (var state : List.of(ContractList.State.LAPSED, ContractList.State.EXPIRING)) {
            var count = contracts.count(community, new ContractList.Filter(null, state, null, null, null, null, true));
            if (count > 0) all.add(new Waiting("您管的合同证照 %d 份%s".formatted(count, state.label), "contracts?mine=true&state=" + state, state == ContractList.State.LAPSED));
        }
        var mine = documents.waiting(community, user.id());
        if (mine.unread() > 0) all.add(new Waiting("%d 份文件等您阅签".formatted(mine.unread()), "documents?whose=READ", false));
        if (mine.toHandle() > 0) all.add(new Waiting("%d 份来文等您办复".formatted(mine.toHandle()), "documents?whose=HANDLE", mine.late() > 0));
        var unfinished = journals.waiting(community, user.id());
        if (unfinished[1] > 0) all.add(new Waiting("日志上 %d 件事过了期".formatted(unfinished[1]), "journals?open=true", true));
        return all;
    }
}

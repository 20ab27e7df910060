package cn.anju.planning;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.ToDoSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** 文书上等着办的：自己管的合同证照快到期、已到期。 */
@Component
class PaperToDo implements ToDoSource {

    private final ContractList contracts;

    PaperToDo(ContractList contracts) {
        this.contracts = contracts;
    }

    @Override
    public List<Waiting> waiting(long community, CurrentUser user) {
        if (!user.may(community, "planning.work")) return List.of();
        var all = new ArrayList<Waiting>();
        for (var state : List.of(ContractList.State.LAPSED, ContractList.State.EXPIRING)) {
            var count = contracts.count(community, new ContractList.Filter(null, state, null, null, null, null, true));
            if (count > 0) all.add(new Waiting("您管的合同证照 %d 份%s".formatted(count, state.label), "contracts?mine=true&state=" + state, state == ContractList.State.LAPSED));
        }
        return all;
    }
}

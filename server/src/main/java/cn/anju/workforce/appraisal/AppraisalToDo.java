package cn.anju.workforce.appraisal;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Paging;
import cn.anju.kernel.ToDoSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** 本人的考核、奖惩等着确认；有人提了异议等着答复。 */
@Component
class AppraisalToDo implements ToDoSource {

    private final AppraisalList appraisals;
    private final RewardList rewards;

    AppraisalToDo(AppraisalList appraisals, RewardList rewards) {
        this.appraisals = appraisals;
        this.rewards = rewards;
    }

    @Override
    public List<Waiting> waiting(long community, CurrentUser user) {
        if (!user.may(community, "workforce.attend")) return List.of();
        var all = new ArrayList<Waiting>();
        for (var each : appraisals.list(community, new AppraisalList.Filter(null, Progress.APPROVED, null, null, null, null, true), Paging.all(null)).items())
            if (each.mayAcknowledge()) all.add(new Waiting("您的%s考核请确认".formatted(Appraisals.words(each.span(), each.beginsOn())), "appraisals/" + each.id(), false));
        for (var each : rewards.list(community, new RewardList.Filter(null, null, null, Progress.APPROVED, null, null, true), Paging.all(null)).items())
            if (each.mayAcknowledge()) all.add(new Waiting("您的%s单 %s 请确认".formatted(each.kind().label, each.number()), "rewards?id=" + each.id(), false));
        if (!user.may(community, "workforce.team")) return all;
        var objected = appraisals.list(community, new AppraisalList.Filter(null, null, null, null, null, true, null), Paging.all(null)).items().stream().filter(AppraisalList.Row::mayAnswer).count();
        if (objected > 0) all.add(new Waiting("%d 人对考核有异议，等答复".formatted(objected), "appraisals?objected=true", false));
        return all;
    }
}

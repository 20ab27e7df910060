package cn.anju.workforce;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.ToDoSource;
import cn.anju.workforce.StaffFileList.Attention;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** 快到期和过期的证件：管人事的看全部，本人看自己的；合同快到的、一周内试用期满的也等着。 */
@Component
class PersonnelToDo implements ToDoSource {

    private final PaperList papers;
    private final StaffFileList files;

    PersonnelToDo(PaperList papers, StaffFileList files) {
        this.papers = papers;
        this.files = files;
    }

    @Override
    public List<Waiting> waiting(long community, CurrentUser user) {
        if (!user.may(community, "workforce.attend")) return List.of();
        var all = new ArrayList<Waiting>();
        var due = papers.due(community);
        for (var each : due) if (each.staffId() == user.id())
            all.add(new Waiting("您的%s %s%s到期，请办新的".formatted(each.kind(), each.expiresOn(), each.state() == PaperList.State.LAPSED ? " 已" : " "), "staff-papers", each.state() == PaperList.State.LAPSED));
        if (!user.may(community, "workforce.personnel")) return all;
        var lapsed = due.stream().filter(each -> each.state() == PaperList.State.LAPSED).count();
        if (lapsed > 0) all.add(new Waiting("%d 张员工证件已过期".formatted(lapsed), "staff-papers?state=LAPSED", true));
        if (due.size() > lapsed) all.add(new Waiting("%d 张员工证件快到期".formatted(due.size() - lapsed), "staff-papers?state=EXPIRING", false));
        waits(all, "%d 人的劳动合同快到期或已到期", community, Attention.CONTRACT);
        waits(all, "%d 人一周内试用期满，要办转正考核", community, Attention.PROBATION);
        return all;
    }

    private void waits(List<Waiting> all, String words, long community, Attention what) {
        var count = files.count(community, new StaffFileList.Filter(null, null, what));
        if (count > 0) all.add(new Waiting(words.formatted(count), "staff-files?attention=" + what, false));
    }
}

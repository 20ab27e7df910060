package cn.anju.workforce;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Paging;
import cn.anju.kernel.ToDoSource;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 等着接的班、没派人的待办、派到自己的待办；没人签的还算交班人的。 */
@Component
class ShiftHandoverToDo implements ToDoSource {

    /** What is older is looked for in the list, not on every Today. */
    private static final int DAYS = 30;

    private final ShiftHandoverList list;
    private final StaffAccess staff;
    private final JdbcClient jdbc;
    private final Clock clock;

    ShiftHandoverToDo(ShiftHandoverList list, StaffAccess staff, JdbcClient jdbc, Clock clock) {
        this.list = list;
        this.staff = staff;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Waiting> waiting(long community, CurrentUser user) {
        if (!user.may(community, "workforce.handover")) return List.of();
        var all = new ArrayList<Waiting>();
        var roles = staff.rolesOf(user, community);
        var recent = new ShiftHandoverList.Filter(null, null, null, null, true, null, LocalDate.now(clock).minusDays(DAYS), null);
        for (var row : list.list(community, recent, Paging.all(null)).items()) {
            var page = "shift-handovers/" + row.id();
            var paper = "%s%s %s".formatted(row.post().label, row.shift().label, row.number());
            if (row.handedBy() == user.id() && row.signedAt() == null) all.add(new Waiting("您的交接单还没有人签，还由您负责：" + paper, page, row.isLate()));
            else if (row.handedBy() == user.id() && row.untaken() > 0) all.add(new Waiting("%d 项没有接走，还在您手上：%s".formatted(row.untaken(), paper), page, false));
            else if (row.signedAt() == null && row.post().roles.stream().anyMatch(roles::contains)) all.add(new Waiting("%s 的班等人接：%s".formatted(row.handedName(), paper), page, row.isLate()));
            if (row.signedAt() != null && row.unassigned() > 0 && row.holderId() == user.id())
                all.add(new Waiting("%d 件交来的事没派人：%s".formatted(row.unassigned(), paper), page, row.isLate()));
        }
        var mine = jdbc.sql("""
            select count(*) from workforce.handover_task k
             where k.community_id = :community and k.staff_id = :me
               and k.id = (select max(x.id) from workforce.handover_task x where x.community_id = k.community_id and x.line_id = k.line_id)
               and not exists (select from workforce.handover_outcome o where o.community_id = k.community_id and o.line_id = k.line_id)
            """).param("community", community).param("me", user.id()).query(Long.class).single();
        if (mine > 0) all.add(new Waiting("%d 件交班待办派给了您".formatted(mine), "shift-handovers?mine=true", false));
        return all;
    }
}

package cn.anju.servicedesk.knowledge;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.ToDoSource;
import cn.anju.notification.SendGuard;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** 办完的事不再发短信提醒；到期没办的、久不核对的，上今日页。 */
@Component
class AffairGuard implements SendGuard, ToDoSource {

    private final Affairs affairs;
    private final Directory directory;
    private final Clock clock;

    AffairGuard(Affairs affairs, Directory directory, Clock clock) {
        this.affairs = affairs;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public String subjectType() {
        return "affair";
    }

    @Override
    public Optional<String> reasonNotToSend(long community, long subjectId) {
        return affairs.isDue(community, subjectId) ? Optional.empty() : Optional.of("已经了结，或改了日子");
    }

    @Override
    public List<Waiting> waiting(long community, CurrentUser user) {
        var waiting = new ArrayList<Waiting>();
        if (user.may(community, "servicedesk.register")) {
            var due = affairs.due(community, user.id());
            if (due.first() != null) waiting.add(new Waiting("托办与提醒 %d 件到期".formatted(due.count()), "affairs?due=true&mine=true",
                due.first().isBefore(LocalDate.now(clock))));
        }
        if (user.may(community, "servicedesk.knowledge")) {
            var stale = directory.stale(community);
            if (stale > 0) waiting.add(new Waiting("电话簿与便民资讯 %d 条久未核对".formatted(stale), "directory?stale=true", true));
        }
        return waiting;
    }
}

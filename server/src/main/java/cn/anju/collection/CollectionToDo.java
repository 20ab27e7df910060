package cn.anju.collection;

import cn.anju.collection.debt.Limitation;
import cn.anju.kernel.CurrentUser;
import cn.anju.setting.Settings;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 催缴里等着这个人办的，供今日页列出。 */
@Component
@Transactional(readOnly = true)
public class CollectionToDo {

    /** @param link the page inside the community where it is done */
    public record Waiting(String label, String link, boolean isOverdue) {}

    private record Counted(long open, long late) {}

    private final JdbcClient jdbc;
    private final Limitation limitation;
    private final Settings settings;
    private final Clock clock;

    CollectionToDo(JdbcClient jdbc, Limitation limitation, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.limitation = limitation;
        this.settings = settings;
        this.clock = clock;
    }

    public List<Waiting> of(long community, CurrentUser user) {
        var today = LocalDate.now(clock);
        var waiting = new ArrayList<Waiting>();
        if (user.may(community, "collection.contact")) {
            var tasks = jdbc.sql("""
                select count(*) open, count(*) filter (where due_on < :today) late from collection.task
                 where community_id = :community and state = 'OPEN' and (assignee_id is null or assignee_id = :me)
                """).param("community", community).param("today", today).param("me", user.id()).query(Counted.class).single();
            if (tasks.open() > 0) waiting.add(new Waiting(tasks.late() == 0 ? "催缴待办 %d 件".formatted(tasks.open())
                : "催缴待办 %d 件，%d 件已过期限".formatted(tasks.open(), tasks.late()), "collection-tasks", tasks.late() > 0));
        }
        if (user.may(community, "collection.manage")) {
            var refusals = jdbc.sql("select count(*) from collection.refusal_report where community_id = :community and acknowledged_at is null")
                .param("community", community).query(Long.class).single();
            if (refusals > 0) waiting.add(new Waiting("拒缴上报 %d 件等签收".formatted(refusals), "refusals?waiting=true", false));
            var near = limitation.near(community, settings.get(community, CollectionSettings.LIMIT_WARNING).intValueExact());
            if (!near.isEmpty()) waiting.add(new Waiting("%d 笔欠费的诉讼时效快到，最早 %s".formatted(near.size(), near.getFirst().lapsesOn()), "limitation",
                near.getFirst().lapsesOn().isBefore(today)));
        }
        return waiting;
    }
}

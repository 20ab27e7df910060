package cn.anju.collection.contact;

import cn.anju.access.AuditTrail;
import cn.anju.billing.FormerOwners;
import cn.anju.collection.debt.Stewards;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 催缴待办：派给这间房的管家，登记联系就算办了。 */
@Service
public class Tasks {

    /** 要做什么。 */
    public enum Kind {
        CALL("打电话"), VISIT("上门"), DELIVER("送函"), FOLLOW_UP("跟进承诺");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * 要派的一件事。
     *
     * @param onceKey a task with this key is made once
     * @param actId the dunning step it carries out
     * @param letterId the letter it delivers
     */
    public record NewTask(Kind kind, long roomId, String title, LocalDate dueOn, String onceKey, @Nullable Long actId, @Nullable Long letterId) {

        public NewTask(Kind kind, long roomId, String title, LocalDate dueOn, String onceKey) {
            this(kind, roomId, title, dueOn, onceKey, null, null);
        }
    }

    private final JdbcClient jdbc;
    private final Stewards stewards;
    private final AuditTrail audit;
    private final Clock clock;

    Tasks(JdbcClient jdbc, Stewards stewards, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.stewards = stewards;
        this.audit = audit;
        this.clock = clock;
    }

    /** 派一件事。 @return its id; empty when it was there already */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> add(long community, NewTask task) {
        var today = LocalDate.now(clock);
        var charge = stewards.of(community, List.of(task.roomId()), today).get(task.roomId());
        return jdbc.sql("""
            insert into collection.task (community_id, kind, room_id, title, assignee_id, due_on, once_key, made_on, act_id, letter_id)
            values (:community, :kind, :room, :title, :assignee, :due, :once, :today, :act, :letter) on conflict do nothing returning id
            """)
            .param("community", community).param("kind", task.kind().name()).param("room", task.roomId()).param("title", task.title())
            .param("assignee", charge == null ? null : charge.stewardId()).param("due", task.dueOn()).param("once", task.onceKey())
            .param("today", today).param("act", task.actId()).param("letter", task.letterId()).query(Long.class).optional();
    }

    /** @throws Problem 404 {@code task-unknown}, 409 {@code task-ended} */
    @Transactional(propagation = Propagation.MANDATORY)
    void done(long community, long task, long room, long contact) {
        var isKnown = jdbc.sql("select exists (select from collection.task where community_id = :community and id = :id and room_id = :room)")
            .param("community", community).param("id", task).param("room", room).query(Boolean.class).single();
        if (!isKnown) throw Problem.notFound("task-unknown", "这户没有这件待办");
        var changed = jdbc.sql("""
            update collection.task set state = 'DONE', contact_id = :contact, ended_at = :at
             where community_id = :community and id = :id and state = 'OPEN'
            """).param("contact", contact).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("community", community).param("id", task).update();
        if (changed == 0) throw Problem.conflict("task-ended", "这件待办已经办结或取消了");
    }

    /** 这户不必再催：没办的都取消，记下为什么。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancelFor(long community, long room, String cause) {
        jdbc.sql("update collection.task set state = 'CANCELLED', cause = :cause, ended_at = :at where community_id = :community and room_id = :room and state = 'OPEN'")
            .param("cause", cause).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("community", community).param("room", room).update();
    }

    /** 函送到了，送函的那件事就办了。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void delivered(long community, long letter) {
        jdbc.sql("update collection.task set state = 'DONE', ended_at = :at where community_id = :community and letter_id = :letter and state = 'OPEN'")
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("community", community).param("letter", letter).update();
    }

    /** 已经没有逾期的户：各小区没办的都取消。Runs twice a minute over the communities in scope; touches only what is open. */
    @Transactional
    public int cancelSettled() {
        return jdbc.sql("""
            update collection.task t set state = 'CANCELLED', cause = '已经没有逾期欠费', ended_at = :at
             where t.state = 'OPEN' and t.community_id = any (root.scope())
               and not exists (select from billing.bill b
                                join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                                where b.community_id = t.community_id and b.room_id = t.room_id and b.outstanding > 0 and b.due_on < :today
                                  and b.payer = 'OWNER' and
            """ + FormerOwners.NONE + ")").param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("today", LocalDate.now(clock)).update();
    }

    /** 改派。 @throws Problem 404 {@code task-unknown}, {@code staff-unknown}; 409 {@code task-ended} */
    @Transactional
    void assign(long community, long id, long staff, LocalDate dueOn) {
        CurrentUser.get().require(community, "collection.manage");
        var isStaff = jdbc.sql("select exists (select from access.staff where id = :id and is_active)").param("id", staff).query(Boolean.class).single();
        if (!isStaff) throw Problem.notFound("staff-unknown", "没有这位同事");
        var state = jdbc.sql("select state from collection.task where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("task-unknown", "没有这件待办"));
        if (!state.equals("OPEN")) throw Problem.conflict("task-ended", "这件待办已经办结或取消了");
        jdbc.sql("update collection.task set assignee_id = :staff, due_on = :due where community_id = :community and id = :id")
            .param("staff", staff).param("due", dueOn).param("community", community).param("id", id).update();
        audit.note("催缴待办改派", null, Map.of("task", id, "staff", staff, "dueOn", dueOn));
    }
}

package cn.anju.servicedesk.aftercare;

import cn.anju.access.Masked;
import cn.anju.access.StaffAccess;
import cn.anju.approval.ApprovalKind;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.DayEnd;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 每周一把上周的回访做成一批，报主管审批；一周只有一批，停了机的过后补上。 */
@Service
@Transactional
class CallbackBatches implements DayEnd, ApprovalKind {

    static final String KEY = "callback-batch";

    record Batch(long id, String number, LocalDate weekFrom, LocalDate weekTo, String state, long callbacks, long satisfied, long fair, long dissatisfied, long unreached,
                 Instant madeAt, String madeName, @Nullable Instant decidedAt, @Nullable String decidedName, @Nullable String remark) {}

    record Line(long callbackId, long ticketId, String number, String placeText, String title, String way, String outcome, @Nullable String opinion, Instant madeAt, String madeName) {
        Line {
            title = Masked.text(title);
        }
    }

    record Detail(Batch batch, List<Line> lines, boolean maySubmit) {}

    private static final Map<String, String> SORTABLE = Map.of("weekFrom", "b.week_from", "number", "b.number");
    private static final String BATCH = """
        select b.id, b.number, b.week_from, b.week_to, b.state, n.callbacks, n.satisfied, n.fair, n.dissatisfied, n.unreached, b.made_at, b.made_name, b.decided_at,
               b.decided_name, b.remark
          from servicedesk.callback_batch b
          join lateral (
            select count(*) callbacks, count(*) filter (where c.outcome = 'SATISFIED') satisfied, count(*) filter (where c.outcome = 'FAIR') fair,
                   count(*) filter (where c.outcome = 'DISSATISFIED') dissatisfied, count(*) filter (where c.outcome = 'UNREACHED') unreached
              from servicedesk.callback_batch_line l join servicedesk.callback c on c.community_id = l.community_id and c.id = l.callback_id
             where l.community_id = b.community_id and l.batch_id = b.id) n on true
         where b.community_id = :community and (:id::bigint is null or b.id = :id) and (:state::text is null or b.state = :state)
        """;

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Approvals approvals;
    private final StaffAccess staff;
    private final Clock clock;

    CallbackBatches(JdbcClient jdbc, NumberSeries numbers, Approvals approvals, StaffAccess staff, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.approvals = approvals;
        this.staff = staff;
        this.clock = clock;
    }

    /** Makes the batch of the last week that is over; nobody called then, nothing is made. Whoever called most hands it in. */
    @Override
    public void close(long community, LocalDate day) {
        var sunday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        var monday = sunday.minusDays(6);
        if (jdbc.sql("select exists (select from servicedesk.callback_batch where community_id = :community and week_from = :monday)").param("community", community)
            .param("monday", monday).query(Boolean.class).single()) return;
        var caller = jdbc.sql("""
            select made_by from servicedesk.callback where community_id = :community
               and made_at >= :monday::date::timestamp at time zone 'Asia/Shanghai' and made_at < (:sunday::date + 1)::timestamp at time zone 'Asia/Shanghai'
             group by made_by order by made_by = any (:supervisors), count(*) desc, made_by limit 1
            """).param("community", community).param("monday", monday).param("sunday", sunday)
            .param("supervisors", staff.inRole(community, "cs_supervisor").toArray(Long[]::new)).query(Long.class).optional();
        var user = caller.flatMap(staff::of);
        if (user.isEmpty()) return;
        try {
            user.get().call(() -> make(community, monday, sunday));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Long make(long community, LocalDate monday, LocalDate sunday) {
        var id = jdbc.sql("""
            insert into servicedesk.callback_batch (community_id, number, week_from, week_to, made_at, made_name) values (:community, :number, :monday, :sunday, :at, :name)
            on conflict (community_id, week_from) do nothing returning id
            """).param("community", community).param("number", numbers.next("servicedesk", community, "HF", monday)).param("monday", monday).param("sunday", sunday)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("name", CurrentUser.get().name()).query(Long.class).optional()
            .orElseThrow(() -> Problem.conflict("batch-made", "这一周的回访单已经做好了"));
        jdbc.sql("""
            insert into servicedesk.callback_batch_line (community_id, batch_id, callback_id)
            select community_id, :id, id from servicedesk.callback where community_id = :community
               and made_at >= :monday::date::timestamp at time zone 'Asia/Shanghai' and made_at < (:sunday::date + 1)::timestamp at time zone 'Asia/Shanghai'
            """).param("id", id).param("community", community).param("monday", monday).param("sunday", sunday).update();
        submit(community, get(community, id));
        return id;
    }

    private void submit(long community, Batch batch) {
        approvals.submit(community, new Submission(KEY, batch.id(), "上周回访 %s（%s 至 %s）".formatted(batch.number(), batch.weekFrom(), batch.weekTo()), null,
            "每周一报批上周已回访的单", facts(community, batch.id()), "callback-batches/" + batch.id()));
    }

    /** 退回的，说明以后再报。 @throws Problem 404 {@code batch-not-found}; 409 {@code batch-not-returned} */
    void resubmit(long community, long id) {
        CurrentUser.get().require(community, "servicedesk.callback");
        var changed = jdbc.sql("""
            update servicedesk.callback_batch set state = 'WAITING', decided_at = null, decided_name = null, remark = null
             where community_id = :community and id = :id and state = 'RETURNED'
            """).param("community", community).param("id", id).update();
        if (changed == 0) throw Problem.conflict("batch-not-returned", "%s 没有被退回，不用再报", get(community, id).number());
        submit(community, get(community, id));
    }

    @Transactional(readOnly = true)
    Page<Batch> list(long community, @Nullable String state, Paging paging) {
        var rows = jdbc.sql(BATCH + paging.orderBy(SORTABLE, "b.week_from desc") + " limit :limit offset :offset").param("community", community).param("id", null)
            .param("state", state).param("limit", paging.limit()).param("offset", paging.offset()).query(Batch.class).list();
        return new Page<>(rows, jdbc.sql("select count(*) from servicedesk.callback_batch where community_id = :community and (:state::text is null or state = :state)")
            .param("community", community).param("state", state).query(Long.class).single());
    }

    @Transactional(readOnly = true)
    Detail one(long community, long id) {
        var batch = get(community, id);
        var lines = jdbc.sql("""
            select c.id callback_id, t.id ticket_id, t.number, coalesce(r.code, a.name, t.place) place_text, t.title, c.way, c.outcome, c.opinion, c.made_at, c.made_name
              from servicedesk.callback_batch_line l
              join servicedesk.callback c on c.community_id = l.community_id and c.id = l.callback_id
              join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
              left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
              left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
             where l.community_id = :community and l.batch_id = :id order by c.outcome <> 'DISSATISFIED', c.made_at
            """).param("community", community).param("id", id).query(Line.class).list();
        return new Detail(batch, lines, batch.state().equals("RETURNED") && CurrentUser.get().may(community, "servicedesk.callback"));
    }

    private Batch get(long community, long id) {
        return jdbc.sql(BATCH).param("community", community).param("id", id).param("state", null).query(Batch.class).optional()
            .orElseThrow(() -> Problem.notFound("batch-not-found", "没有这一批回访单"));
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String label() {
        return "上周回访";
    }

    @Override
    public List<Step> usualChain() {
        return List.of(Step.always("cs_supervisor"));
    }

    @Override
    public List<Submission.Fact> facts(long community, long id) {
        var batch = get(community, id);
        return List.of(new Submission.Fact("回访", batch.callbacks() + " 次"), new Submission.Fact("满意", batch.satisfied() + " 次"), new Submission.Fact("基本满意", batch.fair() + " 次"),
            new Submission.Fact("不满意", batch.dissatisfied() + " 次"), new Submission.Fact("没联系上", batch.unreached() + " 次"));
    }

    @Override
    public void approved(long community, long id) {
        decided(community, id, "APPROVED", null);
    }

    @Override
    public void rejected(long community, long id, String why) {
        decided(community, id, "RETURNED", why);
    }

    private void decided(long community, long id, String state, @Nullable String remark) {
        jdbc.sql("""
            update servicedesk.callback_batch set state = :state, decided_at = :at, decided_name = :name, remark = :remark where community_id = :community and id = :id
            """).param("state", state).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("name", CurrentUser.get().name()).param("remark", remark)
            .param("community", community).param("id", id).update();
    }
}

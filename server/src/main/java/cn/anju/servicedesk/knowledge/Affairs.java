package cn.anju.servicedesk.knowledge;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.notification.Message;
import cn.anju.notification.Messages;
import cn.anju.notification.Topic;
import cn.anju.notification.Variable;
import cn.anju.resident.Holdings;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 住户托办的事和要替住户记住的事：到哪天，谁管，办了没有，谁确认的。 */
@Service
class Affairs {

    enum Kind {
        ERRAND("托办"), REMINDER("提醒");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    enum State { OPEN, DONE, CANCELLED }

    /**
     * @param client who asked for it
     * @param staffId who sees to it; whoever writes it down unless given
     * @param tells whether the owner gets a text message on the morning of the day
     */
    record NewAffair(@NotNull(message = "请选托办还是提醒") Kind kind, @NotNull(message = "请选房号") Long roomId, @NotBlank(message = "请填交办人") @Size(max = 60) String client,
                     @NotBlank(message = "请写什么事") @Size(max = 100) String title, @Nullable @Size(max = 1000) String detail,
                     @NotNull(message = "请填到哪天") LocalDate dueOn, @Nullable Long staffId, boolean tells) {}

    /** @param confirmedBy who of the household confirmed it; needed for an errand */
    record Ending(@NotBlank(message = "请写结果") @Size(max = 500) String result, @Nullable @Size(max = 60) String confirmedBy) {}

    record Move(@NotNull(message = "请填到哪天") LocalDate dueOn, @NotNull(message = "请选谁管") Long staffId) {}

    record Filter(@Nullable String q, @Nullable Kind kind, @Nullable State state, @Nullable Long room, @Nullable Boolean mine, @Nullable Boolean due) {}

    /** @param message what became of the text message, in the words of the outbox; none when nobody was to be told */
    record Row(long id, Kind kind, long roomId, String roomCode, String client, String title, @Nullable String detail, LocalDate dueOn, long staffId,
               String staffName, boolean tells, @Nullable String message, State state, @Nullable String result, @Nullable String confirmedBy,
               @Nullable Instant endedAt, @Nullable String endedName, String madeName, Instant madeAt, boolean isDue) {}

    private static final Map<String, String> SORTABLE = Map.of("dueOn", "a.due_on", "roomCode", "r.code", "staffName", "s.name");
    private static final int MORNING = 9;

    private final JdbcClient jdbc;
    private final Messages messages;
    private final Holdings holdings;
    private final Clock clock;

    Affairs(JdbcClient jdbc, Messages messages, Holdings holdings, Clock clock) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.holdings = holdings;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "today", LocalDate.now(clock), "me", CurrentUser.get().id()));
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("room", filter.room());
        values.put("mine", filter.mine() != null && filter.mine());
        values.put("due", filter.due() != null && filter.due());
        var from = """
             from servicedesk.affair a
             join estate.room r on r.community_id = a.community_id and r.id = a.room_id
             join access.staff s on s.id = a.staff_id
             left join lateral (select m.state, m.cause from notification.message m where m.community_id = a.community_id and m.subject_type = 'affair' and m.subject_id = a.id
                                 order by m.id desc limit 1) m on true
            where a.community_id = :community and (:kind::text is null or a.kind = :kind) and (:state::text is null or a.state = :state)
              and (:room::bigint is null or a.room_id = :room) and (not :mine or a.staff_id = :me)
              and (not :due or a.state = 'OPEN' and a.due_on <= :today)
              and (:q::text is null or r.code = :q or position(:q in a.title) > 0 or position(:q in a.client) > 0 or position(:q in coalesce(a.detail, '')) > 0)
            """;
        var rows = jdbc.sql("""
            select a.id, a.kind, a.room_id, r.code room_code, a.client, a.title, a.detail, a.due_on, a.staff_id, s.name staff_name, a.tells,
                   case m.state when 'SENT' then '已发' when 'FAILED' then '没发成：' || coalesce(m.cause, '') when 'SUPPRESSED' then '不必发'
                                when 'PENDING' then '到时候发' when 'SENDING' then '在发' end as message,
                   a.state, a.result, a.confirmed_by, a.ended_at, a.ended_name, a.made_name, a.made_at, a.state = 'OPEN' and a.due_on <= :today is_due
            """ + from + paging.orderBy(SORTABLE, "a.state <> 'OPEN', a.due_on, a.id") + " limit :limit offset :offset")
            .params(values).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }

    /** 记下一件。 @throws Problem 400 {@code date-in-past}; 404 {@code room-not-found}, {@code staff-unknown} */
    @Transactional
    long add(long community, NewAffair affair) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.register");
        if (affair.dueOn().isBefore(LocalDate.now(clock))) throw Problem.invalid("date-in-past", "到期的日子不能在今天以前");
        if (!jdbc.sql("select exists (select from estate.room where community_id = :community and id = :room)")
            .param("community", community).param("room", affair.roomId()).query(Boolean.class).single())
            throw Problem.notFound("room-not-found", "没有这间房");
        var staff = affair.staffId() == null ? user.id() : affair.staffId();
        requireStaff(staff);
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var id = jdbc.sql("""
            insert into servicedesk.affair (community_id, kind, room_id, client, title, detail, due_on, staff_id, tells, made_by, made_name, made_at)
            values (:community, :kind, :room, :client, :title, :detail, :due, :staff, :tells, :by, :name, :at) returning id
            """).param("community", community).param("kind", affair.kind().name()).param("room", affair.roomId()).param("client", affair.client().strip())
            .param("title", affair.title().strip()).param("detail", affair.detail() == null || affair.detail().isBlank() ? null : affair.detail().strip())
            .param("due", affair.dueOn()).param("staff", staff).param("tells", affair.tells()).param("by", user.id()).param("name", user.name())
            .param("at", now).query(Long.class).single();
        if (affair.tells()) tell(community, id, affair.roomId(), affair.title(), affair.dueOn());
        return id;
    }

    /** 改日子、换人管；要发短信的到新的那天早上发，原来那天的不发了。 */
    @Transactional
    void move(long community, long id, Move move) {
        CurrentUser.get().require(community, "servicedesk.register");
        requireStaff(move.staffId());
        record Moved(long roomId, String title, boolean tells) {}
        var moved = jdbc.sql("update servicedesk.affair set due_on = :due, staff_id = :staff where community_id = :community and id = :id and state = 'OPEN' returning room_id, title, tells")
            .param("due", move.dueOn()).param("staff", move.staffId()).param("community", community).param("id", id).query(Moved.class).optional()
            .orElseThrow(() -> ended(community, id));
        if (moved.tells()) tell(community, id, moved.roomId(), moved.title(), move.dueOn());
    }

    /** 办完了，或不用办了；托办的要有住户确认。 */
    @Transactional
    void end(long community, long id, State state, Ending ending) {
        CurrentUser.get().require(community, "servicedesk.register");
        var kind = jdbc.sql("select kind from servicedesk.affair where community_id = :community and id = :id").param("community", community).param("id", id)
            .query(Kind.class).optional().orElseThrow(Affairs::unknown);
        var confirmed = ending.confirmedBy() == null || ending.confirmedBy().isBlank() ? null : ending.confirmedBy().strip();
        if (state == State.DONE && kind == Kind.ERRAND && confirmed == null) throw Problem.invalid("confirmation-missing", "托办的事办完了，请填住户家里谁确认的");
        var done = jdbc.sql("""
            update servicedesk.affair set state = :state, result = :result, confirmed_by = :confirmed, ended_at = :at, ended_name = :by
             where community_id = :community and id = :id and state = 'OPEN'
            """).param("state", state.name()).param("result", ending.result().strip()).param("confirmed", confirmed)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", CurrentUser.get().name())
            .param("community", community).param("id", id).update();
        if (done == 0) throw ended(community, id);
    }

    /** 还要不要发：办完的、不办了的、改到以后的，今天不提醒；为这一天发过的也不再发。 */
    @Transactional(readOnly = true)
    boolean isDue(long community, long id) {
        return jdbc.sql("""
            select exists (select from servicedesk.affair a where a.community_id = :community and a.id = :id and a.state = 'OPEN' and a.due_on <= :today
                   and not exists (select from notification.message m where m.community_id = a.community_id and m.subject_type = 'affair' and m.subject_id = a.id
                                                                        and m.state = 'SENT' and m.once_key = 'affair-' || a.id || '-' || a.due_on))
            """)
            .param("community", community).param("id", id).param("today", LocalDate.now(clock)).query(Boolean.class).single();
    }

    /** 到今天还没办的：自己管的有几件，最早是哪天。 */
    record Due(long count, @Nullable LocalDate first) {}

    @Transactional(readOnly = true)
    Due due(long community, long staff) {
        return jdbc.sql("select count(*), min(due_on) as first from servicedesk.affair where community_id = :community and staff_id = :staff and state = 'OPEN' and due_on <= :today")
            .param("community", community).param("staff", staff).param("today", LocalDate.now(clock)).query(Due.class).single();
    }

    private void tell(long community, long id, long room, String title, LocalDate dueOn) {
        var owner = holdings.owners(community, room, LocalDate.now(clock)).stream().findFirst()
            .orElseThrow(() -> Problem.conflict("owner-unknown", "这间房没有登记业主，短信发不出去；请改成电话提醒"));
        var due = dueOn.atTime(MORNING, 0).atZone(clock.getZone()).toInstant();
        messages.queue(community, new Message(null, owner.personId(), room, Topic.REMINDER,
            "温馨提醒：" + title.strip() + "。物业服务中心", "affair", id, "affair-%d-%s".formatted(id, dueOn),
            Map.of(Variable.MATTER, title.strip(), Variable.DATE, "%d月%d日".formatted(dueOn.getMonthValue(), dueOn.getDayOfMonth())), false), due.isBefore(clock.instant()) ? clock.instant() : due);
    }

    private void requireStaff(long staff) {
        if (!jdbc.sql("select exists (select from access.staff where id = :id and is_active)").param("id", staff).query(Boolean.class).single())
            throw Problem.notFound("staff-unknown", "没有这个账号，或已停用");
    }

    private Problem ended(long community, long id) {
        return jdbc.sql("select exists (select from servicedesk.affair where community_id = :community and id = :id)").param("community", community).param("id", id)
            .query(Boolean.class).single() ? Problem.conflict("affair-ended", "这一件已经了结，请刷新") : unknown();
    }

    private static Problem unknown() {
        return Problem.notFound("affair-not-found", "没有这一件");
    }
}

package cn.anju.servicedesk.complaint;

import cn.anju.access.Masked;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.servicedesk.ticket.TicketKind;
import cn.anju.servicedesk.ticket.TicketState;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 卷宗的清单与单卷，连同现在可以办的事。 */
@Component
@Transactional(readOnly = true)
class ComplaintList {

    /** 页面上的一个按钮。 */
    enum Act { RECEIVE, FIND, ESCALATE, MAJOR, LIAISON, ASK, MEDIATE, FEEDBACK, CLOSE, CALL_BACK, OPINION, ARCHIVE }

    /** @param stage OPEN while somebody works on it, CLOSED when it waits to be archived, ARCHIVED */
    record Filter(@Nullable String q, @Nullable TicketKind kind, @Nullable Level level, @Nullable String stage, @Nullable Boolean late, @Nullable Boolean major,
                  @Nullable Boolean mine, @Nullable String item, @Nullable String cause, @Nullable String department, @Nullable Long building, @Nullable Long area,
                  @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean open, @Nullable Boolean repeat, @Nullable Boolean cancelled) {}

    record Row(long id, String number, @Nullable String majorNumber, long ticketId, String ticketNumber, TicketKind kind, TicketState state, @Nullable Long roomId, String placeText,
               String title, @Nullable String reporter, @Nullable String phone, Instant openedAt, Instant dueAt, @Nullable Instant closedAt, boolean isLate, long hours, Level level,
               @Nullable Long handlerId, @Nullable String handler, @Nullable Instant receivedAt, @Nullable String item, @Nullable String cause, @Nullable String department,
               boolean isDifficult, @Nullable Instant archivedAt) {
        Row {
            title = Masked.text(title);
            phone = Masked.phone(phone);
        }
    }

    record Step(long id, @Nullable Level fromLevel, Level toLevel, @Nullable String toName, String why, Instant madeAt, String madeName, @Nullable Instant receivedAt,
                @Nullable String receivedName) {}

    /** @param isLate not answered by the day it is wanted, or later */
    record Part(long id, String department, @Nullable String staffName, @Nullable String assistanceNumber, String task, LocalDate dueOn, boolean isLate, Instant askedAt, String askedName, @Nullable String answer, @Nullable Instant answeredAt,
                @Nullable String answeredName) {}

    record Mediation(long id, Instant heldAt, String place, String oneParty, String otherParty, String course, String result, boolean isAgreed, String madeName,
                     @Nullable String oneSigned, @Nullable String otherSigned, @Nullable Long attachmentId, @Nullable Instant signedAt) {}

    record Rest(@Nullable String detail, @Nullable String conclusion, @Nullable String responsibility, @Nullable String analysis, @Nullable String measure, @Nullable String majorWhy,
                @Nullable Instant majorAt, @Nullable String majorName, @Nullable Instant feedbackAt, @Nullable String opinionRemark, @Nullable Instant opinionAt,
                @Nullable String opinionName, @Nullable String archivedName) {
        Rest {
            detail = detail == null ? null : Masked.text(detail);
        }
    }

    /** 上一级可以报给谁，联络人可以是谁。 */
    record Person(long id, String name) {}

    record Detail(Row complaint, Rest rest, List<Step> steps, List<Part> parts, List<Mediation> mediations, List<String> missing, List<Act> acts, List<Person> superiors,
                  List<Person> liaisons) {}

    static final String LATE = "(coalesce(t.closed_at, t.done_at, :now) > t.due_at)";

    /** The same cause at the same place within the 90 days before. */
    static final String REPEAT = """
        (c.cause is not null and exists (
            select from servicedesk.complaint e join servicedesk.ticket p on p.community_id = e.community_id and p.id = e.ticket_id
             where e.community_id = c.community_id and e.cause = c.cause and p.state <> 'CANCELLED' and (p.opened_at, e.id) < (t.opened_at, c.id) and p.opened_at >= t.opened_at - interval '90 days'
               and coalesce('R' || p.room_id, 'A' || p.common_area_id, p.place) = coalesce('R' || t.room_id, 'A' || t.common_area_id, t.place)))
        """;

    /** What a filter by code says for those that have none. */
    static final String NONE = "NONE";
    private static final Map<String, String> SORTABLE = Map.of("number", "c.number", "openedAt", "t.opened_at", "dueAt", "t.due_at", "hours", "hours");
    private static final String FROM = """
          from servicedesk.complaint c
          join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
          left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
          left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
          left join access.staff h on h.id = c.handler_id
         where c.community_id = :community and (:id::bigint is null or c.id = :id) and (:kind::text is null or t.kind = :kind) and (:level::text is null or c.level = :level)
           and (:stage::text is null or :stage = case when c.archived_at is not null then 'ARCHIVED' when t.closed_at is not null then 'CLOSED' else 'OPEN' end)
           and (:late::boolean is null or %s = :late) and (:major::boolean is null or (c.major_number is not null) = :major) and (not :mine or c.handler_id = :me)
           and (:item::text is null or coalesce(c.item, 'NONE') = :item) and (:cause::text is null or coalesce(c.cause, 'NONE') = :cause)
           and (:department::text is null or coalesce(c.department, 'NONE') = :department)
           and (:building::bigint is null or coalesce(r.building_id, a.building_id, 0) = :building)
           and (:open::boolean is null or (t.closed_at is null) = :open) and (:repeat::boolean is null or %s = :repeat) and (:cancelled::boolean is null or (t.state = 'CANCELLED') = :cancelled)
           and (:area::bigint is null or t.room_id in (select s.room_id from estate.steward_area_rooms(:community, :today) s where s.area_id = :area))
           and (:from::date is null or t.opened_at >= :from::date::timestamp at time zone 'Asia/Shanghai')
           and (:to::date is null or t.opened_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai')
           and (:q::text is null or upper(:q) in (c.number, c.major_number, t.number) or position(:q in t.title) > 0 or position(:q in coalesce(t.reporter, '')) > 0 or r.code = :q)
        """.formatted(LATE, REPEAT);
    private static final String COLUMNS = """
        select c.id, c.number, c.major_number, t.id ticket_id, t.number ticket_number, t.kind, t.state, t.room_id, coalesce(r.code, a.name, t.place) place_text, t.title,
               t.reporter, t.phone, t.opened_at, t.due_at, t.closed_at, %s is_late, (extract(epoch from coalesce(t.closed_at, :now) - t.opened_at) / 3600)::bigint hours,
               c.level, c.handler_id, h.name handler, (select s.received_at from servicedesk.complaint_step s
                 where s.community_id = c.community_id and s.complaint_id = c.id order by s.id desc limit 1) received_at,
               c.item, c.cause, c.department, c.is_difficult, c.archived_at
        """.formatted(LATE);

    private final JdbcClient jdbc;
    private final ComplaintFiles files;
    private final ComplaintArchive archive;
    private final StaffAccess staff;
    private final Clock clock;

    ComplaintList(JdbcClient jdbc, ComplaintFiles files, ComplaintArchive archive, StaffAccess staff, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.archive = archive;
        this.staff = staff;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*)" + FROM, community, filter, null).query(Long.class).single();
        var rows = matching(COLUMNS + FROM + paging.orderBy(SORTABLE, "c.archived_at is null desc, t.closed_at is null desc, t.due_at, c.id desc") + " limit :limit offset :offset",
            community, filter, null).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, total);
    }

    /** @throws cn.anju.kernel.Problem 404 {@code complaint-not-found} */
    Detail one(long community, long id) {
        var row = matching(COLUMNS + FROM, community, new Filter(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null), id)
            .query(Row.class).optional().orElseThrow(ComplaintFiles::unknown);
        var rest = jdbc.sql("""
            select t.detail, t.conclusion, t.responsibility, c.analysis, c.measure, c.major_why, c.major_at, c.major_name, c.feedback_at, c.opinion_remark, c.opinion_at,
                   c.opinion_name, c.archived_name
              from servicedesk.complaint c join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
             where c.community_id = :community and c.id = :id
            """).param("community", community).param("id", id).query(Rest.class).single();
        var steps = of("""
            select s.id, s.from_level, s.to_level, p.name to_name, s.why, s.made_at, s.made_name, s.received_at, s.received_name
              from servicedesk.complaint_step s left join access.staff p on p.id = s.to_id
             where s.community_id = :community and s.complaint_id = :id order by s.id
            """, community, id).query(Step.class).list();
        var parts = of("""
            select p.id, p.department, s.name staff_name, a.number assistance_number, p.task, p.due_on, coalesce(p.answered_at, :now) >= (p.due_on + 1)::timestamp at time zone 'Asia/Shanghai' is_late,
                   p.asked_at, p.asked_name, p.answer, p.answered_at, p.answered_name
              from servicedesk.complaint_part p
              left join servicedesk.assistance a on a.community_id = p.community_id and a.id = p.assistance_id
              left join access.staff s on s.id = a.staff_id
             where p.community_id = :community and p.complaint_id = :id order by p.id
            """, community, id).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Part.class).list();
        var mediations = of("""
            select id, held_at, place, one_party, other_party, course, result, is_agreed, made_name, one_signed, other_signed, attachment_id, signed_at
              from servicedesk.mediation where community_id = :community and complaint_id = :id order by id
            """, community, id).query(Mediation.class).list();
        var missing = archive.missing(community, id);
        var acts = acts(community, row, rest, missing);
        return new Detail(row, rest, steps, parts, mediations, missing, acts,
            acts.contains(Act.ESCALATE) ? people(community, row.level().above().roles) : List.of(), acts.contains(Act.LIAISON) ? people(community, List.of("senior_steward")) : List.of());
    }

    private List<Act> acts(long community, Row row, Rest rest, List<String> missing) {
        var user = CurrentUser.get();
        var acts = new ArrayList<Act>();
        var isEnded = row.state().isEnded();
        if (isEnded && row.state() == TicketState.CLOSED && user.may(community, "servicedesk.callback") && !ComplaintFiles.isHandler(row.handlerId(), user)) acts.add(Act.CALL_BACK);
        if (isEnded && row.archivedAt() == null && rest.opinionAt() == null && user.may(community, "servicedesk.review") && files.isSuperior(community, row.level(), row.handlerId(), user))
            acts.add(Act.OPINION);
        if (!user.may(community, "servicedesk.complaint") || row.archivedAt() != null || !files.mayHandle(community, row.level(), row.handlerId(), user)) return acts;
        var isHandler = ComplaintFiles.isHandler(row.handlerId(), user);
        if (row.receivedAt() == null) acts.add(Act.RECEIVE);
        acts.add(Act.FIND);
        if (!isEnded) {
            if (row.level() != Level.DIRECTOR && (isHandler || row.level().isAmong(staff.rolesOf(user, community)))) acts.add(Act.ESCALATE);
            if (row.level() != Level.DIRECTOR && !row.isDifficult()) acts.add(Act.LIAISON);
            acts.add(Act.ASK);
            acts.add(Act.FEEDBACK);
            if (row.kind() == TicketKind.DISPUTE) acts.add(Act.MEDIATE);
            if (user.may(community, "servicedesk.close")) acts.add(Act.CLOSE);
        }
        if (row.majorNumber() == null) acts.add(Act.MAJOR);
        if (missing.isEmpty()) acts.add(Act.ARCHIVE);
        return acts;
    }

    private List<Person> people(long community, List<String> roles) {
        var ids = roles.stream().flatMap(role -> staff.inRole(community, role).stream()).distinct().toArray(Long[]::new);
        return jdbc.sql("select id, name from access.staff where id = any (:ids) order by name").param("ids", ids).query(Person.class).list();
    }

    private JdbcClient.StatementSpec of(String sql, long community, long id) {
        return jdbc.sql(sql).param("community", community).param("id", id);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter, @Nullable Long id) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "now", clock.instant().atOffset(ZoneOffset.UTC), "today", LocalDate.now(clock),
            "me", CurrentUser.get().id(), "mine", Boolean.TRUE.equals(filter.mine())));
        values.put("id", id);
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("level", filter.level() == null ? null : filter.level().name());
        values.put("stage", filter.stage());
        values.put("late", filter.late());
        values.put("major", filter.major());
        values.put("item", filter.item());
        values.put("cause", filter.cause());
        values.put("department", filter.department());
        values.put("building", filter.building());
        values.put("area", filter.area());
        values.put("from", filter.from());
        values.put("to", filter.to());
        values.put("open", filter.open());
        values.put("repeat", filter.repeat());
        values.put("cancelled", filter.cancelled());
        return jdbc.sql(sql).params(values);
    }
}

package cn.anju.planning;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.planning.DocumentKind.Category;
import cn.anju.planning.DocumentKind.Retention;
import cn.anju.planning.DocumentKind.State;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 文件：管文书的人看全部；别人看现行的制度，和自己编的、承办的、送给自己的、等着批的。 */
@Component
@Transactional(readOnly = true)
class DocumentList {

    /** READ what waits for his signature, HANDLE what he is to answer, MADE what he has drafted. */
    enum Whose { READ, HANDLE, MADE }

    /** @param lapsed in force past its day of review, or a letter past the day of its answer; {@code lent} out of the archive now; {@code untidy} settled for thirty days and in no file, or lent past its day */
    record Filter(@Nullable DocumentKind kind, @Nullable Category category, @Nullable State state, @Nullable String q, @Nullable Whose whose, @Nullable LocalDate from, @Nullable LocalDate to,
                  @Nullable Boolean lapsed, @Nullable Boolean lent, @Nullable Boolean untidy) {}

    /** @param readers to whom it was sent, {@code read} of these who have signed */
    record Row(long id, String number, int version, DocumentKind kind, Category category, String title, @Nullable String paperNumber, @Nullable String party, @Nullable String scope,
               LocalDate datedOn, @Nullable LocalDate dueOn, @Nullable Long handlerId, @Nullable String handlerName, State state, boolean isLapsed, int readers, int read, @Nullable String classNumber,
               @Nullable String place, @Nullable Retention retention, @Nullable String lentTo, @Nullable LocalDate lentUntil, Instant madeAt, String madeName) {}

    record Reader(long staffId, String staffName, Instant sentAt, @Nullable Instant readAt, @Nullable String remark) {}

    record Loan(long id, String staffName, String purpose, Instant lentAt, String lentName, LocalDate dueOn, @Nullable Instant returnedAt, @Nullable String returnedName) {}

    /** @param content of that version, to be compared */
    record Version(long id, int version, State state, @Nullable String changeNote, Instant madeAt, String madeName, @Nullable Instant approvedAt, String content) {}

    record Course(@Nullable String answer, @Nullable Instant submittedAt, @Nullable Instant reviewedAt, @Nullable String reviewedName, @Nullable Instant approvedAt, @Nullable String approvedName,
                  @Nullable String result, @Nullable Instant doneAt, @Nullable String doneName, @Nullable Instant withdrawnAt, @Nullable String withdrawnName, @Nullable String withdrawnWhy,
                  @Nullable String changeNote, @Nullable Instant filedAt, @Nullable String filedName) {}

    enum Act { CHANGE, SUBMIT, ENFORCE, READ, HANDLE, SEND, REVISE, FILE, LEND, TAKE_BACK, WITHDRAW }

    record Detail(Row document, String content, Course course, List<Reader> readers, List<Loan> loans, List<Version> versions, List<Act> acts) {}

    /** What waits for one person. @param late of what he is to answer, past its day */
    record Waiting(long unread, long toHandle, long late) {}

    private record Owner(long madeBy) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "number", "title", "title", "datedOn", "dated_on", "dueOn", "due_on", "classNumber", "class_number", "madeAt", "made_at");
    private static final String STATED = """
        with stated as (
            select d.*, coalesce(d.state = 'CURRENT' and d.due_on < :today, false) is_lapsed, l.staff_name lent_to, l.due_on lent_until,
                   (select count(*) from planning.document_reader r where r.community_id = d.community_id and r.document_id = d.id) readers,
                   (select count(r.read_at) from planning.document_reader r where r.community_id = d.community_id and r.document_id = d.id) read
              from planning.document d
              left join planning.document_loan l on l.community_id = d.community_id and l.document_id = d.id and l.returned_at is null
             where d.community_id = :community
               and (:all or d.made_by = :me or d.handler_id = :me or d.state = 'CURRENT' and d.kind in ('SYSTEM', 'PROCEDURE', 'POST', 'REGULATION')
                    or d.state = 'CHECKING' and :leads or exists (select from planning.document_reader r where r.community_id = d.community_id and r.document_id = d.id and r.staff_id = :me)))
        """;
    private static final String FROM = """
          from stated where (:id::bigint is null or id = :id) and (:kind::text is null or kind = :kind) and (:category::text is null or category = :category)
           and case when :state::text is null then :id::bigint is not null or state <> 'SUPERSEDED' else state = :state end
           and (:q::text is null or position(:q in concat_ws(' ', number, title, paper_number, party, class_number, place)) > 0 or position(:q in content) > 0)
           and (:from::date is null or dated_on >= :from) and (:to::date is null or dated_on <= :to) and (not :lapsed or is_lapsed) and (not :lent or lent_to is not null)
           and (not :untidy or lent_until < :today or filed_at is null and kind in ('RECEIVED', 'SENT') and coalesce(done_at, approved_at) < (:today - 30)::timestamp at time zone 'Asia/Shanghai')
           and case :whose when 'MADE' then made_by = :me when 'HANDLE' then handler_id = :me and state = 'CURRENT' and kind = 'RECEIVED'
                    when 'READ' then exists (select from planning.document_reader r where r.community_id = :community and r.document_id = stated.id and r.staff_id = :me and r.read_at is null) else true end
        """;
    private static final Filter NONE = new Filter(null, null, null, null, null, null, null, null, null, null);

    private final JdbcClient jdbc;
    private final Clock clock;

    DocumentList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching(STATED + "select *" + FROM + paging.orderBy(SORTABLE, "made_at desc, id desc") + " limit :limit offset :offset", community, null, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, matching(STATED + "select count(*)" + FROM, community, null, filter).query(Long.class).single());
    }

    boolean isVisible(long community, long id) {
        return matching(STATED + "select count(*)" + FROM, community, id, NONE).query(Long.class).single() > 0;
    }

    Waiting waiting(long community, long staff) {
        return jdbc.sql("""
            select (select count(*) from planning.document_reader where community_id = :community and staff_id = :me and read_at is null) unread,
                   count(*) to_handle, count(*) filter (where due_on < :today) late
              from planning.document where community_id = :community and handler_id = :me and state = 'CURRENT' and kind = 'RECEIVED'
            """).param("community", community).param("me", staff).param("today", LocalDate.now(clock)).query(Waiting.class).single();
    }

    /** @throws Problem 404 {@code document-not-found} */
    Detail get(long community, long id) {
        var row = matching(STATED + "select *" + FROM, community, id, NONE).query(Row.class).optional().orElseThrow(() -> Problem.notFound("document-not-found", "没有这份文件"));
        var readers = jdbc.sql("select staff_id, staff_name, sent_at, read_at, remark from planning.document_reader where community_id = :community and document_id = :id order by read_at, staff_name")
            .param("community", community).param("id", id).query(Reader.class).list();
        var loans = jdbc.sql("select id, staff_name, purpose, lent_at, lent_name, due_on, returned_at, returned_name from planning.document_loan where community_id = :community and document_id = :id order by id desc")
            .param("community", community).param("id", id).query(Loan.class).list();
        var versions = jdbc.sql("select id, version, state, change_note, made_at, made_name, approved_at, content from planning.document where community_id = :community and number = :number order by version desc")
            .param("community", community).param("number", row.number()).query(Version.class).list();
        var course = jdbc.sql("""
            select answer, submitted_at, reviewed_at, reviewed_name, approved_at, approved_name, result, done_at, done_name, withdrawn_at, withdrawn_name, withdrawn_why, change_note, filed_at, filed_name
              from planning.document where community_id = :community and id = :id
            """).param("community", community).param("id", id).query(Course.class).single();
        var content = versions.stream().filter(each -> each.id() == id).map(Version::content).findFirst().orElseThrow();
        var maker = jdbc.sql("select made_by from planning.document where community_id = :community and id = :id").param("community", community).param("id", id).query(Owner.class).single().madeBy();
        return new Detail(row, content, course, readers, loans, versions, acts(community, row, readers, maker));
    }

    /** What this person may do now. */
    private static List<Act> acts(long community, Row row, List<Reader> readers, long maker) {
        var user = CurrentUser.get();
        var all = new ArrayList<Act>();
        var keeps = user.may(community, "planning.papers");
        if (readers.stream().anyMatch(each -> each.staffId() == user.id() && each.readAt() == null)) all.add(Act.READ);
        if (row.kind() == DocumentKind.RECEIVED && row.state() == State.CURRENT && (row.handlerId() == null ? keeps : row.handlerId() == user.id() || row.handlerId().equals(user.deputyFor())))
            all.add(Act.HANDLE);
        if (!keeps) return all;
        if (row.state() == State.DRAFT && (maker == user.id() || Long.valueOf(maker).equals(user.deputyFor()))) all.addAll(List.of(row.kind().isOurs() ? Act.SUBMIT : Act.ENFORCE, Act.CHANGE));
        if (row.state() == State.CURRENT || row.state() == State.DONE) all.add(Act.SEND);
        if (row.state() == State.CURRENT && row.kind().isStanding()) all.add(Act.REVISE);
        if (row.state() != State.DRAFT && row.state() != State.CHECKING) all.add(Act.FILE);
        if (row.classNumber() != null) all.add(row.lentTo() == null ? Act.LEND : Act.TAKE_BACK);
        if (row.state() == State.DRAFT || row.state() == State.CURRENT && row.kind().isStanding()) all.add(Act.WITHDRAW);
        return all;
    }

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long id, Filter filter) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "all", user.may(community, "planning.papers"),
            "leads", user.may(community, "planning.lead"), "today", LocalDate.now(clock), "lapsed", Boolean.TRUE.equals(filter.lapsed()), "lent", Boolean.TRUE.equals(filter.lent()),
            "untidy", Boolean.TRUE.equals(filter.untidy())));
        values.put("id", id);
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("category", filter.category() == null ? null : filter.category().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("whose", filter.whose() == null ? null : filter.whose().name());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }
}

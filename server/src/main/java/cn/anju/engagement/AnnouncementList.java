package cn.anju.engagement;

import cn.anju.engagement.AnnouncementState.Move;
import cn.anju.engagement.Announcements.Kind;
import cn.anju.engagement.Announcements.Path;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 通告的列表和一份通告：发给多少户，几条路各到了多少。 */
@Component
@Transactional(readOnly = true)
class AnnouncementList {

    /** @param current published and within its days */
    record Filter(@Nullable Kind kind, @Nullable AnnouncementState state, @Nullable Boolean current, @Nullable String q) {}

    /**
     * @param addressed the households it is for
     * @param sent of the messages those that left
     * @param hanging paper copies that nobody has taken down
     */
    record Row(long id, String number, Kind kind, String title, List<Path> channels, LocalDate fromOn, LocalDate toOn, AnnouncementState state, String madeName, long madeBy,
               @Nullable Instant publishedAt, long addressed, long messages, long sent, long delivered, long signed, long posted, long hanging) {}

    record Posting(long id, String place, @Nullable Long photoId, Instant postedAt, String postedName, @Nullable Instant removedAt, @Nullable String removedName) {}

    record Delivery(String room, boolean isSigned, Instant madeAt, String madeName) {}

    record Facts(String content, List<Long> buildings, List<Long> areas, List<String> places, Instant madeAt, @Nullable Instant submittedAt, @Nullable Instant reviewedAt,
                 @Nullable String reviewedName, @Nullable String reviewNote, @Nullable String publishedName, @Nullable Instant withdrawnAt, @Nullable String withdrawnName,
                 @Nullable String withdrawnWhy) {}

    /** @param acts what this person may do now: WRITE, SUBMIT, PUBLISH, POST, DELIVER, WITHDRAW */
    record Detail(Row announcement, Facts facts, List<Posting> postings, List<Delivery> deliveries, List<String> acts) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "n.number", "fromOn", "n.from_on", "toOn", "n.to_on", "title", "n.title");
    private static final String COLUMNS = """
        select n.*,
               (select count(*) from estate.room r where r.community_id = n.community_id and r.kind in ('HOUSE', 'SHOP', 'OFFICE') and r.status not in ('VACANT', 'UNDELIVERED') and
        """ + Announcements.ADDRESSED + """
               ) addressed,
               (select count(*) from notification.message m where m.community_id = n.community_id and m.subject_type = 'announcement' and m.subject_id = n.id) messages,
               (select count(*) from notification.message m where m.community_id = n.community_id and m.subject_type = 'announcement' and m.subject_id = n.id and m.state = 'SENT') sent,
               (select count(*) from engagement.announcement_delivery d where d.community_id = n.community_id and d.announcement_id = n.id) delivered,
               (select count(*) from engagement.announcement_delivery d where d.community_id = n.community_id and d.announcement_id = n.id and d.is_signed) signed,
               (select count(*) from engagement.announcement_posting p where p.community_id = n.community_id and p.announcement_id = n.id) posted,
               (select count(*) from engagement.announcement_posting p where p.community_id = n.community_id and p.announcement_id = n.id and p.removed_at is null) hanging
        """;
    private static final String FROM = """
          from engagement.announcement n where n.community_id = :community and (:kind::text is null or n.kind = :kind) and (:state::text is null or n.state = :state)
           and (not :current or n.state = 'PUBLISHED' and :today between n.from_on and n.to_on)
           and (:q::text is null or position(:q in n.title || n.number) > 0)
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    AnnouncementList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "today", LocalDate.now(clock), "current", Boolean.TRUE.equals(filter.current())));
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        return new Page<>(jdbc.sql(COLUMNS + FROM + paging.orderBy(SORTABLE, "n.from_on desc, n.id desc") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query((row, i) -> row(row)).list(), jdbc.sql("select count(*)" + FROM).params(values).query(Long.class).single());
    }

    /** @throws Problem 404 {@code announcement-not-found} */
    Detail one(long community, long id) {
        record Both(Row row, Facts facts) {}
        var both = jdbc.sql(COLUMNS + """
            , array(select b.code || ' 栋' from estate.building b where b.community_id = n.community_id and b.id = any (n.buildings) order by length(b.code), b.code)
              || array(select a.name from estate.steward_area a where a.community_id = n.community_id and a.id = any (n.areas) order by a.name) places
              from engagement.announcement n where n.community_id = :community and n.id = :id
            """).param("community", community).param("id", id).param("today", LocalDate.now(clock))
            .query((row, i) -> new Both(row(row), new Facts(row.getString("content"), list(row.getArray("buildings")), list(row.getArray("areas")), list(row.getArray("places")),
                moment(row, "made_at"), moment(row, "submitted_at"), moment(row, "reviewed_at"), row.getString("reviewed_name"), row.getString("review_note"), row.getString("published_name"),
                moment(row, "withdrawn_at"), row.getString("withdrawn_name"), row.getString("withdrawn_why")))).optional()
            .orElseThrow(() -> Problem.notFound("announcement-not-found", "没有这份通告"));
        var postings = jdbc.sql("select * from engagement.announcement_posting where community_id = :community and announcement_id = :id order by place, id")
            .param("community", community).param("id", id).query(Posting.class).list();
        var deliveries = jdbc.sql("""
            select r.code room, d.is_signed, d.made_at, d.made_name from engagement.announcement_delivery d join estate.room r on r.community_id = d.community_id and r.id = d.room_id
             where d.community_id = :community and d.announcement_id = :id order by r.code
            """).param("community", community).param("id", id).query(Delivery.class).list();
        return new Detail(both.row(), both.facts(), postings, deliveries, acts(community, both.row()));
    }

    private static List<String> acts(long community, Row row) {
        var user = CurrentUser.get();
        var acts = new ArrayList<String>();
        var drafts = user.may(community, "engagement.write");
        var manages = user.may(community, "engagement.manage");
        switch (row.state()) {
            case DRAFT -> {
                if (drafts && row.madeBy() == user.id()) acts.addAll(List.of("WRITE", "SUBMIT"));
            }
            case APPROVED -> {
                if (manages) acts.add("PUBLISH");
            }
            case PUBLISHED -> {
                if (drafts) acts.addAll(List.of("POST", "DELIVER"));
            }
            case REVIEW, WITHDRAWN -> {}
        }
        if (manages && Move.WITHDRAW.from.contains(row.state())) acts.add("WITHDRAW");
        return acts;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getLong("id"), row.getString("number"), Kind.valueOf(row.getString("kind")), row.getString("title"),
            Stream.of((String[]) row.getArray("channels").getArray()).map(Path::valueOf).toList(), row.getObject("from_on", LocalDate.class), row.getObject("to_on", LocalDate.class),
            AnnouncementState.valueOf(row.getString("state")), row.getString("made_name"), row.getLong("made_by"), moment(row, "published_at"), row.getLong("addressed"),
            row.getLong("messages"), row.getLong("sent"), row.getLong("delivered"), row.getLong("signed"), row.getLong("posted"), row.getLong("hanging"));
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> list(Array array) throws SQLException {
        return List.of((T[]) array.getArray());
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

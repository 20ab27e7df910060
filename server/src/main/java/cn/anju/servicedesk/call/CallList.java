package cn.anju.servicedesk.call;

import cn.anju.access.Masked;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.servicedesk.ServiceDeskSettings;
import cn.anju.setting.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 来电的清单；正在响、正在讲的另给，带着是哪一户。 */
@Component
@Transactional(readOnly = true)
class CallList {

    /** @param missed only what nobody answered, {@code answered} only what somebody did, {@code prompt} of these within the time of the setting; {@code q} the end of the number */
    record Filter(@Nullable String q, @Nullable Boolean missed, @Nullable Boolean answered, @Nullable Boolean prompt, @Nullable LocalDate from, @Nullable LocalDate to) {}

    /** @param contactId what was written down of it, the last if there are several */
    record Row(long id, @Nullable String number, @Nullable String line, Instant ringAt, @Nullable Instant answeredAt, @Nullable Instant endedAt,
               @Nullable Integer ringSeconds, @Nullable String takenName, @Nullable Long contactId, @Nullable String said, @Nullable String roomCode) {}

    /** A household the number belongs to. */
    record Household(long roomId, String roomCode, long personId, String name, String role) {}

    /** A call that is on now, or that nobody answered just now. */
    record Live(Row call, boolean isMissed, List<Household> households) {}

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration MISSED_SHOWN = Duration.ofMinutes(30);
    private static final Map<String, String> SORTABLE = Map.of("ringAt", "c.ring_at", "ringSeconds", "ring_seconds");
    private static final String COLUMNS = """
        select c.id, c.number, c.line, c.ring_at, c.answered_at, c.ended_at, extract(epoch from c.answered_at - c.ring_at)::int ring_seconds, c.taken_name,
               said.id contact_id, said.said, said.code room_code
        """;
    private static final String FROM = """
          from servicedesk.call c
         where c.community_id = :community and (:q::text is null or right(c.number, length(:q)) = :q)
           and (:missed::boolean is null or (c.answered_at is null and c.ended_at is not null) = :missed)
           and (not :answered or c.answered_at is not null) and (not :prompt or c.answered_at <= c.ring_at + :limit_seconds * interval '1 second')
           and (:from::date is null or c.ring_at >= :from::date::timestamp at time zone 'Asia/Shanghai')
           and (:to::date is null or c.ring_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai')
        """;

    /** What was said is looked up for the page only. */
    private static final String SAID = """
        ) c
          left join lateral (select s.id, s.said, r.code from servicedesk.contact s left join estate.room r on r.community_id = s.community_id and r.id = s.room_id
                              where s.community_id = c.community_id and s.call_id = c.id order by s.id desc limit 1) said on true
        """;

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Clock clock;

    CallList(JdbcClient jdbc, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("missed", filter.missed());
        values.put("answered", Boolean.TRUE.equals(filter.answered()));
        values.put("prompt", Boolean.TRUE.equals(filter.prompt()));
        values.put("limit_seconds", settings.get(community, ServiceDeskSettings.RING_SECONDS).intValue());
        values.put("from", filter.from());
        values.put("to", filter.to());
        var order = paging.orderBy(SORTABLE, "c.ring_at desc, c.id desc");
        var rows = jdbc.sql(COLUMNS + "from (select c.*, extract(epoch from c.answered_at - c.ring_at)::int ring_seconds" + FROM + order + " limit :limit offset :offset" + SAID + order).params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(CallList::row).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + FROM).params(values).query(Long.class).single());
    }

    /** 现在的来电，先响的在前；刚刚没人接、还没回的也在，谁打的一看就知道。 */
    List<Live> live(long community) {
        var now = clock.instant();
        var mayKnow = CurrentUser.get().may(community, "resident.read");
        return jdbc.sql(COLUMNS + ", c.number clear" + """
                  from servicedesk.call c
                  left join lateral (select s.id, s.said, null::text code from servicedesk.contact s
                                      where s.community_id = c.community_id and s.call_id = c.id order by s.id desc limit 1) said on true
                 where c.community_id = :community and (c.ended_at is null and c.ring_at > :since
                       or c.ended_at > :missedSince and c.answered_at is null and said.id is null
                          and not exists (select from servicedesk.call later where later.community_id = c.community_id and later.number = c.number and later.ring_at > c.ring_at))
                 order by c.ring_at limit 20
                """).param("community", community).param("since", now.minus(LONGEST).atOffset(ZoneOffset.UTC))
            .param("missedSince", now.minus(MISSED_SHOWN).atOffset(ZoneOffset.UTC))
            .query((row, i) -> new Live(row(row, i), row.getObject("ended_at") != null, mayKnow ? households(community, row.getString("clear")) : List.of())).list();
    }

    private List<Household> households(long community, @Nullable String number) {
        if (number == null) return List.of();
        return jdbc.sql("""
            select r.id room_id, r.code room_code, p.id person_id, p.name, h.role
              from (select id from resident.person where community_id = :community and phone = :number
                    union select person_id from resident.contact where community_id = :community and phone = :number) who
              join resident.person p on p.community_id = :community and p.id = who.id
              join resident.holding h on h.community_id = :community and h.person_id = p.id and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)
              join estate.room r on r.community_id = :community and r.id = h.room_id
             order by r.kind <> 'HOUSE', r.code limit 8
            """).param("community", community).param("number", number).param("today", LocalDate.now(clock)).query(Household.class).list();
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        return new Row(row.getLong("id"), Masked.phone(row.getString("number")), row.getString("line"), row.getObject("ring_at", OffsetDateTime.class).toInstant(),
            moment(row, "answered_at"), moment(row, "ended_at"), row.getObject("ring_seconds", Integer.class), row.getString("taken_name"),
            row.getObject("contact_id", Long.class), row.getString("said") == null ? null : Masked.text(row.getString("said")), row.getString("room_code"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

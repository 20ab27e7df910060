package cn.anju.servicedesk.ticket;

import cn.anju.access.Masked;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 登记本：谁打来、来过、写过什么，当场怎么答的；没有下文的也记。 */
@Service
public class ContactLog {

    /** 只记一笔，没有工单。 @param receivedAt now unless given */
    record NewContact(@NotNull(message = "请选来源") Source source, @NotNull(message = "请选种类") TicketKind kind, @Nullable Long roomId,
                      @Nullable Long personId, @Nullable Long callId, @Nullable @Size(max = 60) String caller, @Nullable @Size(max = 30) String phone,
                      @NotBlank(message = "请写下说了什么") @Size(max = 2000) String said,
                      @NotBlank(message = "请写下怎么答的") @Size(max = 500) String answer, boolean introduced,
                      @Nullable @PositiveOrZero @Max(600) Integer ringSeconds, @Nullable Instant receivedAt) {}

    record Filter(@Nullable String q, @Nullable Source source, @Nullable TicketKind kind, @Nullable Long room, @Nullable LocalDate from, @Nullable LocalDate to,
                  @Nullable Boolean ticket) {}

    public record Row(long id, Instant receivedAt, Source source, TicketKind kind, @Nullable Long roomId, @Nullable String roomCode, @Nullable String caller,
               @Nullable String phone, String said, @Nullable String answer, boolean introduced, @Nullable Integer ringSeconds, @Nullable Long ticketId,
               @Nullable String ticketNumber, String madeName) {}

    private record Line(Source source, TicketKind kind, @Nullable Long room, @Nullable Long person, String said, @Nullable String answer, boolean introduced,
                        @Nullable Instant receivedAt, @Nullable Long ticket, @Nullable Long call, @Nullable String key) {}

    private static final Map<String, String> SORTABLE = Map.of("receivedAt", "c.received_at", "roomCode", "r.code", "ringSeconds", "c.ring_seconds");

    private final JdbcClient jdbc;
    private final DeskRequests requests;
    private final Callers callers;
    private final Clock clock;

    ContactLog(JdbcClient jdbc, DeskRequests requests, Callers callers, Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.callers = callers;
        this.clock = clock;
    }

    /** 记一笔。 @throws Problem 400 {@code contact-in-future}; 404 {@code room-not-found}, {@code person-not-found}; see {@link DeskRequests} */
    @Transactional
    long record(long community, @Nullable String key, NewContact contact) {
        CurrentUser.get().require(community, "servicedesk.register");
        if (!requests.isNew(community, key, contact))
            return jdbc.sql("select id from servicedesk.contact where community_id = :community and request_key = :key").param("community", community)
                .param("key", key).query(Long.class).single();
        var caller = callers.of(community, contact.personId(), contact.callId(), new Callers.Caller(contact.caller(), contact.phone(), contact.ringSeconds()));
        return write(community, new Line(contact.source(), contact.kind(), contact.roomId(), contact.personId(), contact.said(), contact.answer(),
            contact.introduced(), contact.receivedAt(), null, contact.callId(), key), caller);
    }

    /** The line of a contact that became a ticket, or that another ticket already is about. */
    long write(long community, @Nullable String key, NewTicket said, long ticket) {
        return write(community, new Line(said.source(), said.kind(), said.roomId(), said.personId(),
            said.detail() == null ? said.title() : said.title() + "。" + said.detail(), said.answer() == null ? said.referral() : said.answer(), said.introduced(),
            said.receivedAt(), ticket, said.callId(), key), new Callers.Caller(said.reporter(), said.phone(), said.ringSeconds()));
    }

    private long write(long community, Line line, Callers.Caller caller) {
        var user = CurrentUser.get();
        var now = clock.instant();
        var at = line.receivedAt() == null ? now : line.receivedAt();
        if (at.isAfter(now)) throw Problem.invalid("contact-in-future", "来电来访的时间不能晚于现在");
        return jdbc.sql("""
            insert into servicedesk.contact (community_id, source, kind, room_id, person_id, caller, phone, said, answer, ring_seconds, introduced, ticket_id,
                                             call_id, request_key, received_at, made_by, made_name, made_at)
            values (:community, :source, :kind, :room, :person, :caller, :phone, :said, :answer, :ring, :introduced, :ticket,
                    :call, :key, :at, :by, :name, :now) returning id
            """).param("community", community).param("source", line.source().name()).param("kind", line.kind().name()).param("room", line.room())
            .param("person", line.person()).param("caller", caller.name()).param("phone", caller.phone()).param("said", line.said().strip())
            .param("answer", Places.text(line.answer())).param("ring", caller.ringSeconds()).param("introduced", line.introduced()).param("ticket", line.ticket())
            .param("call", line.call()).param("key", line.key()).param("at", at.atOffset(ZoneOffset.UTC)).param("by", user.id()).param("name", user.name())
            .param("now", now.atOffset(ZoneOffset.UTC)).query(Long.class).single();
    }

    /** 这间房最近说过的，近的在前。 */
    @Transactional(readOnly = true)
    public List<Row> ofRoom(long community, long room, int most) {
        return list(community, new Filter(null, null, null, room, null, null, null), new Paging(1, most, null)).items();
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("source", filter.source() == null ? null : filter.source().name());
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("room", filter.room());
        values.put("from", filter.from());
        values.put("to", filter.to());
        values.put("ticket", filter.ticket());
        var from = """
              from servicedesk.contact c
              left join estate.room r on r.community_id = c.community_id and r.id = c.room_id
              left join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
             where c.community_id = :community and (:source::text is null or c.source = :source) and (:kind::text is null or c.kind = :kind)
               and (:room::bigint is null or c.room_id = :room) and (:ticket::boolean is null or (c.ticket_id is not null) = :ticket)
               and (:from::date is null or c.received_at >= :from::date::timestamp at time zone 'Asia/Shanghai')
               and (:to::date is null or c.received_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai')
               and (:q::text is null or position(:q in c.said) > 0 or position(:q in coalesce(c.answer, '')) > 0 or position(:q in coalesce(c.caller, '')) > 0
                    or r.code = :q or t.number = :q)
            """;
        var rows = jdbc.sql("""
            select c.id, c.received_at, c.source, c.kind, c.room_id, r.code room_code, c.caller, c.phone, c.said, c.answer, c.introduced, c.ring_seconds,
                   c.ticket_id, t.number ticket_number, c.made_name
            """ + from + paging.orderBy(SORTABLE, "c.received_at desc, c.id desc") + " limit :limit offset :offset")
            .params(values).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).stream().map(ContactLog::masked).toList();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }

    private static Row masked(Row row) {
        return new Row(row.id(), row.receivedAt(), row.source(), row.kind(), row.roomId(), row.roomCode(), row.caller(), Masked.phone(row.phone()),
            Masked.text(row.said()), row.answer() == null ? null : Masked.text(row.answer()), row.introduced(), row.ringSeconds(), row.ticketId(),
            row.ticketNumber(), row.madeName());
    }
}

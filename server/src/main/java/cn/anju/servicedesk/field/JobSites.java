package cn.anju.servicedesk.field;

import cn.anju.access.Masked;
import cn.anju.servicedesk.ticket.Source;
import cn.anju.servicedesk.ticket.TicketPhotos;
import cn.anju.servicedesk.ticket.TicketState;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 上门以前该知道的：在几栋几单元几层，前台记了什么、答应了什么、拍了什么，这一户要留心什么，这里以前修过什么。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class JobSites {

    /** 登记本上为这件事记的一笔。 */
    record Said(Instant receivedAt, Source source, String said, @Nullable String answer) {
        Said {
            said = Masked.text(said);
            answer = answer == null ? null : Masked.text(answer);
        }
    }

    /** 这里以前的一件。 @param outcome what was done about it */
    record Before(String number, String title, Instant openedAt, String state, @Nullable String outcome) {
        Before {
            title = Masked.text(title);
            state = TicketState.valueOf(state).label();
            outcome = outcome == null ? null : Masked.text(outcome);
        }
    }

    /**
     * 一处。
     *
     * @param buildingCode with {@code entrance} and {@code floor} what the way is planned by
     * @param notes what the desk has added since
     * @param hints what to mind with this household and this room
     */
    record Site(@Nullable String buildingCode, @Nullable String entrance, @Nullable Integer floor, @Nullable String roomNumber, @Nullable String detail, @Nullable String equipment,
                Source source, @Nullable Instant promisedAt, List<Said> said, List<String> notes, List<String> hints, List<Before> history, List<TicketPhotos.Photo> photos) {}

    private record Place(@Nullable String buildingCode, @Nullable String entrance, @Nullable Integer floor, @Nullable String roomNumber, @Nullable String detail,
                         @Nullable String equipment, Source source, @Nullable Instant promisedAt, @Nullable Long roomId, @Nullable String roomNote) {}

    private static final int SAID = 5;
    private static final int HISTORY = 5;

    private final JdbcClient jdbc;
    private final TicketPhotos photos;
    private final Clock clock;

    JobSites(JdbcClient jdbc, TicketPhotos photos, Clock clock) {
        this.jdbc = jdbc;
        this.photos = photos;
        this.clock = clock;
    }

    Site of(long community, long ticket) {
        var place = jdbc.sql("""
            select b.code building_code, e.code entrance, r.floor, r.number room_number, t.detail, t.equipment, t.source, t.promised_at, t.room_id, r.note room_note
              from servicedesk.ticket t
              left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
              left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
              left join estate.building b on b.community_id = t.community_id and b.id = coalesce(r.building_id, a.building_id)
              left join estate.entrance e on e.community_id = r.community_id and e.id = r.entrance_id
             where t.community_id = :community and t.id = :ticket
            """).param("community", community).param("ticket", ticket).query(Place.class).single();
        return new Site(place.buildingCode(), place.entrance(), place.floor(), place.roomNumber(), place.detail() == null ? null : Masked.text(place.detail()), place.equipment(),
            place.source(), place.promisedAt(), said(community, ticket), notes(community, ticket), hints(community, place), history(community, ticket), photos.of(community, ticket));
    }

    private List<Said> said(long community, long ticket) {
        return jdbc.sql("select received_at, source, said, answer from servicedesk.contact where community_id = :community and ticket_id = :ticket order by received_at desc, id desc limit :most")
            .param("community", community).param("ticket", ticket).param("most", SAID).query(Said.class).list();
    }

    private List<String> notes(long community, long ticket) {
        return jdbc.sql("""
            select text from servicedesk.ticket_event
             where community_id = :community and ticket_id = :ticket and kind = 'NOTE' and not is_internal and made_by is not null order by id
            """).param("community", community).param("ticket", ticket).query(String.class).stream().map(Masked::text).toList();
    }

    private List<String> hints(long community, Place place) {
        if (place.roomId() == null) return List.of();
        var people = jdbc.sql("""
            select distinct note from (
                select coalesce(h.note, p.note) note
                  from resident.holding h join resident.person p on p.community_id = h.community_id and p.id = h.person_id
                 where h.community_id = :community and h.room_id = :room and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)) n
             where note is not null order by note
            """).param("community", community).param("room", place.roomId()).param("today", LocalDate.now(clock)).query(String.class).list();
        return Stream.concat(Stream.of(place.roomNote()).filter(Objects::nonNull), people.stream()).map(Masked::text).toList();
    }

    /** The same room, area, equipment or place in words; the latest first. */
    private List<Before> history(long community, long ticket) {
        return jdbc.sql("""
            select b.number, b.title, b.opened_at, b.state, coalesce(b.conclusion, (select o.result from servicedesk.work_order o
                    where o.community_id = b.community_id and o.ticket_id = b.id and o.state = 'FINISHED' order by o.id desc limit 1)) outcome
              from servicedesk.ticket t
              join servicedesk.ticket b on b.community_id = t.community_id and b.id <> t.id and b.state <> 'CANCELLED' and b.kind in ('REPAIR', 'COMPLAINT', 'PAID_SERVICE')
                   and (b.room_id = t.room_id or b.common_area_id = t.common_area_id or b.equipment = t.equipment or b.place = t.place)
             where t.community_id = :community and t.id = :ticket order by b.opened_at desc, b.id desc limit :most
            """).param("community", community).param("ticket", ticket).param("most", HISTORY).query(Before.class).list();
    }
}

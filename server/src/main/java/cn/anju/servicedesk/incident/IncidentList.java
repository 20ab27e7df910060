package cn.anju.servicedesk.incident;

import cn.anju.access.Masked;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ticket.TicketKind;
import cn.anju.servicedesk.ticket.TicketState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 事件的清单与单个；登记时附近有没有正在办的事件；也许是同一件事的工单。 */
@Component
@Transactional(readOnly = true)
class IncidentList {

    /** @param open only what is not over */
    record Filter(@Nullable String q, @Nullable TicketKind kind, @Nullable Boolean open) {}

    /** @param tickets how many reports, the main ticket's included; {@code told} how many people heard of it */
    record Row(long id, String number, TicketKind kind, String title, Reach reach, long mainTicketId, String mainNumber, TicketState mainState, String place,
               @Nullable String message, int messages, Instant openedAt, String openedName, @Nullable Instant closedAt, long rooms, long tickets, long told) {}

    record Part(long id, String number, TicketState state, String place, String title, @Nullable String reporter, @Nullable String phone, Instant openedAt) {}

    /** What may be done with it now. */
    enum Act { JOIN, TELL }

    /** @param proposed open tickets that may be the same thing */
    record Detail(Row incident, List<AffectedRooms.Affected> rooms, List<Part> parts, List<Part> proposed, List<Act> acts) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "i.number", "openedAt", "i.opened_at");
    private static final String COLUMNS = """
        select i.id, i.number, i.kind, i.title, i.reach, i.main_ticket_id, m.number main_number, m.state main_state, coalesce(r.code, a.name, m.place) place, i.message,
               i.messages, i.opened_at, i.opened_name, i.closed_at,
               (select count(*) from servicedesk.incident_room x where x.community_id = i.community_id and x.incident_id = i.id) rooms,
               (select count(*) from servicedesk.ticket x where x.community_id = i.community_id and x.incident_id = i.id) tickets,
               (select count(distinct x.person_id) from notification.message x where x.community_id = i.community_id and x.subject_type = 'incident' and x.subject_id = i.id) told
        """;
    private static final String FROM = """
          from servicedesk.incident i
          join servicedesk.ticket m on m.community_id = i.community_id and m.id = i.main_ticket_id
          left join estate.room r on r.community_id = m.community_id and r.id = m.room_id
          left join estate.common_area a on a.community_id = m.community_id and a.id = m.common_area_id
         where i.community_id = :community and (:id::bigint is null or i.id = :id) and (:kind::text is null or i.kind = :kind)
           and (:open::boolean is null or (i.closed_at is null) = :open) and (:q::text is null or i.number = upper(:q) or position(:q in i.title) > 0 or r.code = :q)
        """;
    private static final String PARTS = """
        select t.id, t.number, t.state, coalesce(r.code, a.name, t.place) place, t.title, t.reporter, t.phone, t.opened_at
          from servicedesk.ticket t
          left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
          left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
         where t.community_id = :community
        """;

    private final JdbcClient jdbc;
    private final AffectedRooms affected;

    IncidentList(JdbcClient jdbc, AffectedRooms affected) {
        this.jdbc = jdbc;
        this.affected = affected;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching(COLUMNS + FROM + paging.orderBy(SORTABLE, "i.closed_at is null desc, i.opened_at desc, i.id desc") + " limit :limit offset :offset", community, filter, null)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).stream().map(IncidentList::masked).toList();
        return new Page<>(rows, matching("select count(*)" + FROM, community, filter, null).query(Long.class).single());
    }

    /** @throws Problem 404 {@code incident-not-found} */
    Detail one(long community, long id) {
        var row = matching(COLUMNS + FROM, community, new Filter(null, null, null), id).query(Row.class).optional().map(IncidentList::masked)
            .orElseThrow(() -> Problem.notFound("incident-not-found", "没有这个事件"));
        var rooms = jdbc.sql("select room_id from servicedesk.incident_room where community_id = :community and incident_id = :id").param("community", community)
            .param("id", id).query(Long.class).list();
        var parts = parts(" and t.incident_id = :id order by t.id <> :main, t.id", community, row);
        var acts = new ArrayList<Act>();
        if (CurrentUser.get().may(community, "servicedesk.dispatch")) {
            if (row.closedAt() == null) acts.add(Act.JOIN);
            acts.add(Act.TELL);
        }
        return new Detail(row, affected.counted(community, rooms), parts, row.closedAt() == null ? proposed(community, row) : List.of(), acts);
    }

    /** 这里、或这一栋，正在办的事件；牵连到这一户的在前。 */
    List<Row> near(long community, @Nullable Long room, @Nullable Long area) {
        if (room == null && area == null) return List.of();
        return matching(COLUMNS + FROM + """
             and i.closed_at is null
             and coalesce(r.building_id, a.building_id) = coalesce((select building_id from estate.room where community_id = :community and id = :room),
                                                                   (select building_id from estate.common_area where community_id = :community and id = :area))
             order by exists (select from servicedesk.incident_room x where x.community_id = i.community_id and x.incident_id = i.id and x.room_id = :room) desc,
                      i.opened_at desc limit 3
            """, community, new Filter(null, null, null), null).param("room", room).param("area", area).query(Row.class).stream().map(IncidentList::masked).toList();
    }

    /** Open, of the same kind, of the same building or one of the rooms, said within a day before or any time after. */
    private List<Part> proposed(long community, Row row) {
        return parts("""
             and t.incident_id is null and t.closed_at is null and t.kind = :kind and t.opened_at > :opened::timestamptz - interval '1 day'
             and (t.room_id in (select x.room_id from servicedesk.incident_room x where x.community_id = :community and x.incident_id = :id)
                  or coalesce(r.building_id, a.building_id) = (select coalesce(mr.building_id, ma.building_id) from servicedesk.ticket m
                       left join estate.room mr on mr.community_id = m.community_id and mr.id = m.room_id
                       left join estate.common_area ma on ma.community_id = m.community_id and ma.id = m.common_area_id
                      where m.community_id = :community and m.id = :main))
             order by t.id limit 50
            """, community, row);
    }

    private List<Part> parts(String which, long community, Row row) {
        return jdbc.sql(PARTS + which).param("community", community).param("id", row.id()).param("main", row.mainTicketId()).param("kind", row.kind().name())
            .param("opened", row.openedAt().atOffset(ZoneOffset.UTC)).query(Part.class).stream()
            .map(each -> new Part(each.id(), each.number(), each.state(), each.place(), Masked.text(each.title()), each.reporter(), Masked.phone(each.phone()), each.openedAt()))
            .toList();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter, @Nullable Long id) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("id", id);
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("open", filter.open());
        return jdbc.sql(sql).params(values);
    }

    private static Row masked(Row row) {
        return new Row(row.id(), row.number(), row.kind(), Masked.text(row.title()), row.reach(), row.mainTicketId(), row.mainNumber(), row.mainState(), row.place(), row.message(),
            row.messages(), row.openedAt(), row.openedName(), row.closedAt(), row.rooms(), row.tickets(), row.told());
    }
}

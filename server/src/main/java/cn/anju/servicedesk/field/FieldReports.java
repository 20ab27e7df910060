package cn.anju.servicedesk.field;

import cn.anju.access.Masked;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ticket.DeskRequests;
import cn.anju.servicedesk.ticket.NewTicket;
import cn.anju.servicedesk.ticket.Source;
import cn.anju.servicedesk.ticket.TicketKind;
import cn.anju.servicedesk.ticket.TicketPhotos;
import cn.anju.servicedesk.ticket.TicketState;
import cn.anju.servicedesk.ticket.Tickets;
import cn.anju.servicedesk.ticket.Urgency;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 在手机上报修：维修工巡查看到的算员工巡查，管家走访看到的、带回来的算管家走访；没有网络也报，传几遍只登记一张。 */
@Service
@Transactional
class FieldReports {

    /**
     * 报一件事。
     *
     * @param clientId made on the phone; the same is the same report however often it is sent
     * @param seenAt by the phone's clock
     * @param roomId where, or {@code commonAreaId}, or {@code place} in words, or only the {@code equipment}
     * @param reporter the resident, for a repair in a home that a steward brings along, with {@code phone} and {@code wishedFrom}
     */
    record NewReport(@NotNull(message = "请带上编号") UUID clientId, @NotNull(message = "请带上时间") Instant seenAt, @NotNull(message = "请选缓急") Urgency urgency, @Nullable Long roomId,
                     @Nullable Long commonAreaId, @Nullable @Size(max = 100) String place, @Nullable @Size(max = 60) String equipment,
                     @NotBlank(message = "请写清什么事") @Size(max = 100, message = "事由最多 100 字") String title, @Nullable @Size(max = 2000) String detail,
                     @Nullable @Size(max = 60) String reporter, @Nullable @Size(max = 30) String phone, @Nullable Instant wishedFrom) {}

    record Spot(long id, String name) {}

    /** 报修时选地点用的，存在手机上。 @param source what a report of this person's counts as */
    record Spots(Source source, List<Spot> rooms, List<Spot> areas, List<String> equipment) {}

    /** 我报的一件，办到哪里了。 */
    record Mine(long id, String number, String title, String placeText, Instant openedAt, String state, @Nullable String conclusion) {}

    private record PhotoRequest(long ticket, long size) {}

    private static final int LATEST = 20;

    private final JdbcClient jdbc;
    private final Tickets tickets;
    private final TicketPhotos photos;
    private final DeskRequests requests;
    private final StaffAccess staff;

    FieldReports(JdbcClient jdbc, Tickets tickets, TicketPhotos photos, DeskRequests requests, StaffAccess staff) {
        this.jdbc = jdbc;
        this.tickets = tickets;
        this.photos = photos;
        this.requests = requests;
        this.staff = staff;
    }

    /** 报。 @throws Problem see {@link Tickets#open} */
    Tickets.Opened report(long community, NewReport report) {
        return tickets.report(community, report.clientId().toString(), new NewTicket(TicketKind.REPAIR, source(community), report.urgency(), report.roomId(), report.commonAreaId(),
            report.place(), report.title(), report.detail(), report.equipment(), null, null, report.reporter(), report.phone(), report.wishedFrom(), null, null, false, false, null, null,
            report.seenAt(), null, null, null, null, null, null));
    }

    /** 跟着报的那一件送来的照片。 @throws Problem 400 {@code not-a-photo}; 404 {@code report-not-found}, also another's; 409 {@code too-many-photos} */
    void photo(long community, UUID report, UUID client, String filename, @Nullable String type, byte[] content) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.report");
        var ticket = jdbc.sql("select ticket_id from servicedesk.contact where community_id = :community and request_key = :key and made_by = :me and ticket_id is not null")
            .param("community", community).param("key", report.toString()).param("me", user.id()).query(Long.class).optional()
            .orElseThrow(() -> Problem.notFound("report-not-found", "没有您报的这一件"));
        if (requests.isNew(community, client.toString(), new PhotoRequest(ticket, content.length))) photos.attach(community, ticket, filename, type, content);
    }

    @Transactional(readOnly = true)
    Spots spots(long community) {
        return new Spots(source(community), spots("select id, code name from estate.room where community_id = :community order by code", community),
            spots("select id, name from estate.common_area where community_id = :community order by name", community),
            jdbc.sql("select distinct equipment from servicedesk.ticket where community_id = :community and equipment is not null order by equipment limit 200")
                .param("community", community).query(String.class).list());
    }

    /** 我报的，近的在前。 */
    @Transactional(readOnly = true)
    List<Mine> mine(long community) {
        return jdbc.sql("""
            select t.id, t.number, t.title, coalesce(r.code, a.name, t.place) place_text, t.opened_at, t.state, t.conclusion
              from servicedesk.ticket t
              left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
              left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
             where t.community_id = :community and t.reported_by = :me order by t.opened_at desc, t.id desc limit :latest
            """).param("community", community).param("me", CurrentUser.get().id()).param("latest", LATEST).query(Mine.class).stream()
            .map(each -> new Mine(each.id(), each.number(), Masked.text(each.title()), each.placeText(), each.openedAt(), TicketState.valueOf(each.state()).label(),
                each.conclusion() == null ? null : Masked.text(each.conclusion()))).toList();
    }

    private Source source(long community) {
        var roles = staff.rolesOf(CurrentUser.get(), community);
        return Stream.of("steward", "senior_steward").anyMatch(roles::contains) ? Source.STEWARD : Source.ROUND;
    }

    private List<Spot> spots(String sql, long community) {
        return jdbc.sql(sql).param("community", community).query(Spot.class).list();
    }
}

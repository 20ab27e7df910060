package cn.anju.servicedesk.day;

import cn.anju.access.AuditTrail;
import cn.anju.access.Masked;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ticket.TicketKind;
import cn.anju.servicedesk.ticket.TicketState;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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

/** 主管审阅维修与投诉记录，写意见、签名字和时间；自己登记的不能自己审。 */
@Service
@Transactional
class Reviews {

    record Filter(@Nullable String q, @Nullable Boolean reviewed, @Nullable TicketKind kind, @Nullable LocalDate from, @Nullable LocalDate to) {}

    record Row(long ticketId, String number, TicketKind kind, TicketState state, String placeText, String title, Instant openedAt, String openedName, @Nullable String owner, boolean isLate,
               @Nullable String remark, @Nullable Instant reviewedAt, @Nullable String reviewedName) {
        Row {
            title = Masked.text(title);
        }
    }

    record NewReview(@NotEmpty(message = "请选要审阅的记录") @Size(max = 200, message = "一次最多 200 条") List<Long> ticketIds,
                     @NotBlank(message = "请写审阅意见") @Size(max = 500, message = "最多 500 字") String remark) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "t.number", "openedAt", "t.opened_at");
    private static final String FROM = """
          from servicedesk.ticket t
          left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
          left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
          left join access.staff w on w.id = t.owner_id
          left join lateral (
            select v.remark, v.made_at, v.made_name from servicedesk.ticket_review v where v.community_id = t.community_id and v.ticket_id = t.id order by v.id desc limit 1) v on true
         where t.community_id = :community and t.kind in ('REPAIR', 'COMPLAINT', 'DISPUTE', 'NEGATIVE') and t.state <> 'CANCELLED'
           and (:kind::text is null or t.kind = :kind) and (:reviewed::boolean is null or (v.made_at is not null) = :reviewed)
           and (:from::date is null or t.opened_at >= :from::date::timestamp at time zone 'Asia/Shanghai')
           and (:to::date is null or t.opened_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai')
           and (:q::text is null or t.number = upper(:q) or r.code = :q or position(:q in t.title) > 0)
        """;

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    Reviews(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "now", clock.instant().atOffset(ZoneOffset.UTC)));
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("reviewed", filter.reviewed());
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("from", filter.from());
        values.put("to", filter.to());
        var rows = jdbc.sql("""
            select t.id ticket_id, t.number, t.kind, t.state, coalesce(r.code, a.name, t.place) place_text, t.title, t.opened_at, t.opened_name, w.name owner,
                   coalesce(t.done_at, t.closed_at, :now) > t.due_at is_late, v.remark, v.made_at reviewed_at, v.made_name reviewed_name
            """ + FROM + paging.orderBy(SORTABLE, "v.made_at is not null, t.opened_at desc, t.id desc") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + FROM).params(values).query(Long.class).single());
    }

    /** 审阅几条，一个意见。 @return how many; @throws Problem 404 {@code ticket-not-found}; 403 {@code own-record} */
    int review(long community, NewReview review) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.review");
        var ids = review.ticketIds().stream().distinct().sorted().toArray(Long[]::new);
        record Found(long total, long own) {}
        var found = jdbc.sql("select count(*) total, count(*) filter (where opened_by = :me) own from servicedesk.ticket where community_id = :community and id = any (:ids)")
            .param("me", user.id()).param("community", community).param("ids", ids).query(Found.class).single();
        if (found.total() < ids.length) throw Problem.notFound("ticket-not-found", "有的记录已经不在了，请刷新再选");
        if (found.own() > 0) throw Problem.forbidden("own-record", "有 %d 条是您自己登记的，请由别人审阅", found.own());
        var made = jdbc.sql("""
            insert into servicedesk.ticket_review (community_id, ticket_id, remark, made_at, made_by, made_name)
            select :community, id, :remark, :at, :by, :name from unnest(:ids::bigint[]) id
            """).param("community", community).param("remark", review.remark().strip()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id())
            .param("name", user.name()).param("ids", ids).update();
        audit.note("审阅记录", null, review);
        return made;
    }
}

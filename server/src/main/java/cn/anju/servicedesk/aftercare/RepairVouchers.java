package cn.anju.servicedesk.aftercare;

import cn.anju.access.AuditTrail;
import cn.anju.access.Masked;
import cn.anju.estate.Communities;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Html;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 维修凭证：入户的月底按片区交管家放进业主档案，双方签字；公共维修的按月留存；没交的看得见。 */
@Service
@Transactional
class RepairVouchers {

    /** @param state MISSING paper not back, HELD at the desk, GIVEN but not signed for, FILED, KEPT for public repairs */
    record Filter(@Nullable String q, @Nullable String state, @Nullable Boolean isPublic, @Nullable Long area, @Nullable YearMonth month, @Nullable Long handover) {}

    record Row(long orderId, String number, long ticketId, String ticketNumber, @Nullable Long roomId, String placeText, boolean isPublic, @Nullable Long areaId,
               @Nullable String area, String title, String technician, Instant finishedAt, @Nullable String voucher, @Nullable Instant voucherAt, String state, @Nullable Long handoverId,
               @Nullable String handoverNumber) {
        Row {
            title = Masked.text(title);
        }
    }

    record Handover(long id, String number, LocalDate month, boolean isPublic, @Nullable String areaName, @Nullable String steward, long vouchers, Instant givenAt, String givenName,
                    @Nullable Instant takenAt, @Nullable String takenName, boolean maySign) {}

    /** @param open waits for the steward's signature; {@code mine} handed to the person who asks */
    record HandoverFilter(@Nullable YearMonth month, @Nullable Boolean open, @Nullable Boolean mine) {}

    /** @param areaId none for households outside every area */
    record NewHandover(@NotNull(message = "请选月份") YearMonth month, boolean isPublic, @Nullable Long areaId) {}

    record Made(long id, String number, long vouchers) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "number", "finishedAt", "finished_at", "placeText", "place_text", "voucher", "voucher");
    private static final String ALL = """
        with vouchers as (
            select o.id order_id, o.number, t.id ticket_id, t.number ticket_number, t.room_id, coalesce(r.code, a.name, t.place) place_text, t.room_id is null is_public,
                   s.area_id, n.name area, t.title, p.name technician, o.finished_at, o.voucher, o.voucher_at,
                   case when o.voucher is null then 'MISSING' when h.id is null then 'HELD' when h.is_public then 'KEPT' when h.taken_at is null then 'GIVEN' else 'FILED' end state,
                   h.id handover_id, h.number handover_number
              from servicedesk.work_order o
              join servicedesk.ticket t on t.community_id = o.community_id and t.id = o.ticket_id
              join access.staff p on p.id = o.technician_id
              left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
              left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
              left join estate.steward_area_rooms(:community, :today) s on s.room_id = t.room_id
              left join estate.steward_area n on n.community_id = o.community_id and n.id = s.area_id
              left join servicedesk.voucher_handover_line l on l.community_id = o.community_id and l.order_id = o.id
              left join servicedesk.voucher_handover h on h.community_id = l.community_id and h.id = l.handover_id
             where o.community_id = :community and o.state = 'FINISHED' and (:handover::bigint is null or h.id = :handover)
               and (:from::date is null or coalesce(o.voucher_at, o.finished_at) >= :from::date::timestamp at time zone 'Asia/Shanghai')
               and (:until::date is null or coalesce(o.voucher_at, o.finished_at) < :until::date::timestamp at time zone 'Asia/Shanghai'))
        """;
    private static final String FROM = """
          from vouchers where (:state::text is null or state = :state) and (:public::boolean is null or is_public = :public) and (:area::bigint is null or area_id = :area)
           and (:q::text is null or :q in (number, voucher, ticket_number, place_text, handover_number) or position(:q in title) > 0)
        """;

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Notices notices;
    private final AuditTrail audit;
    private final Communities communities;
    private final Clock clock;

    RepairVouchers(JdbcClient jdbc, NumberSeries numbers, Notices notices, AuditTrail audit, Communities communities, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.notices = notices;
        this.audit = audit;
        this.communities = communities;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching(ALL + "select count(*)" + FROM, community, filter).query(Long.class).single();
        var rows = matching(ALL + "select *" + FROM + paging.orderBy(SORTABLE, "finished_at desc, order_id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, total);
    }

    /**
     * 开一张移交清单：这个片区到月底为止还在前台的凭证全部交出，交的人签字。
     *
     * @throws Problem 409 {@code nothing-to-hand}; 404 {@code steward-area-not-found}
     */
    Made hand(long community, NewHandover asked) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.register");
        record Area(String name, @Nullable Long stewardId) {}
        var today = LocalDate.now(clock);
        var area = asked.isPublic() || asked.areaId() == null ? new Area("", null) : jdbc.sql("""
            select a.name, (select g.staff_id from estate.steward_assignment g where g.community_id = a.community_id and g.area_id = a.id
                               and g.from_on <= :today and (g.to_on is null or g.to_on >= :today) order by g.id limit 1) steward_id
              from estate.steward_area a where a.community_id = :community and a.id = :area
            """).param("today", today).param("community", community).param("area", asked.areaId()).query(Area.class).optional()
            .orElseThrow(() -> Problem.notFound("steward-area-not-found", "没有这个片区"));
        var number = numbers.next("servicedesk", community, "PZ", asked.month().atDay(1));
        var id = jdbc.sql("""
            insert into servicedesk.voucher_handover (community_id, number, month, is_public, area_id, area_name, steward_id, given_at, given_by, given_name)
            values (:community, :number, :month, :public, :area, nullif(:name, ''), :steward, :at, :by, :by_name) returning id
            """).param("community", community).param("number", number).param("month", asked.month().atDay(1)).param("public", asked.isPublic())
            .param("area", asked.isPublic() ? null : asked.areaId()).param("name", area.name()).param("steward", area.stewardId())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id()).param("by_name", user.name()).query(Long.class).single();
        var lines = matching(ALL + """
            insert into servicedesk.voucher_handover_line (community_id, handover_id, order_id)
            select :community, :id, order_id from vouchers where state = 'HELD' and is_public = :public and (is_public or area_id is not distinct from :area)
            """, community, new Filter(null, null, asked.isPublic(), asked.areaId(), null, null)).param("id", id).param("until", asked.month().plusMonths(1).atDay(1)).update();
        if (lines == 0) throw Problem.conflict("nothing-to-hand", "%s 没有要%s的凭证", asked.month(), asked.isPublic() ? "留存" : "移交");
        if (area.stewardId() != null)
            notices.tell(community, List.of(area.stewardId()), new Notice("servicedesk", "维修凭证 %d 张待您签收：%s".formatted(lines, number), null, "voucher-handovers?mine=true&open=true", "vouchers:" + id));
        audit.note("凭证移交 " + number, null, asked);
        return new Made(id, number, lines);
    }

    /** 管家签收，放进业主的档案。 @throws Problem 404 {@code handover-not-found}; 403 {@code own-handover}, {@code not-steward}; 409 {@code handover-signed} */
    void sign(long community, long id) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.register");
        record Found(String number, boolean isPublic, @Nullable Long stewardId, long givenBy, @Nullable Instant takenAt) {}
        var found = jdbc.sql("select number, is_public, steward_id, given_by, taken_at from servicedesk.voucher_handover where community_id = :community and id = :id for update")
            .param("community", community).param("id", id).query(Found.class).optional().orElseThrow(RepairVouchers::unknown);
        if (found.isPublic()) throw Problem.conflict("handover-kept", "%s 是公共维修的凭证，按月留存，不用签收", found.number());
        if (found.takenAt() != null) throw Problem.conflict("handover-signed", "%s 已经签收过了", found.number());
        if (found.givenBy() == user.id()) throw Problem.forbidden("own-handover", "自己交出的，请由接的人签收");
        if (found.stewardId() != null && found.stewardId() != user.id() && !found.stewardId().equals(user.deputyFor()))
            throw Problem.forbidden("not-steward", "%s 由这个片区的管家签收", found.number());
        jdbc.sql("update servicedesk.voucher_handover set taken_at = :at, taken_by = :by, taken_name = :name where community_id = :community and id = :id")
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id()).param("name", user.name()).param("community", community).param("id", id).update();
        audit.note("凭证移交 " + found.number() + " 签收", null, null);
    }

    @Transactional(readOnly = true)
    Page<Handover> handovers(long community, HandoverFilter filter, Paging paging) {
        return handovers(community, null, filter, paging);
    }

    private Page<Handover> handovers(long community, @Nullable Long id, HandoverFilter filter, Paging paging) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "other", user.deputyFor() == null ? user.id() : user.deputyFor(),
            "open", Boolean.TRUE.equals(filter.open()), "mine", Boolean.TRUE.equals(filter.mine())));
        values.put("id", id);
        values.put("month", filter.month() == null ? null : filter.month().atDay(1));
        var where = """
             where h.community_id = :community and (:id::bigint is null or h.id = :id) and (:month::date is null or h.month = :month)
               and (not :open or h.taken_at is null and not h.is_public) and (not :mine or h.steward_id in (:me, :other))
            """;
        var rows = jdbc.sql("""
            select h.id, h.number, h.month, h.is_public, h.area_name, p.name steward, (select count(*) from servicedesk.voucher_handover_line l
                     where l.community_id = h.community_id and l.handover_id = h.id) vouchers, h.given_at, h.given_name, h.taken_at, h.taken_name,
                   :may and not h.is_public and h.taken_at is null and h.given_by <> :me and coalesce(h.steward_id in (:me, :other), true) may_sign
              from servicedesk.voucher_handover h left join access.staff p on p.id = h.steward_id
            """ + where + paging.orderBy(Map.of("number", "h.number", "month", "h.month", "givenAt", "h.given_at"), "h.taken_at is null desc, h.id desc") + " limit :limit offset :offset")
            .params(values).param("may", user.may(community, "servicedesk.register")).param("limit", paging.limit()).param("offset", paging.offset()).query(Handover.class).list();
        return new Page<>(rows, jdbc.sql("select count(*) from servicedesk.voucher_handover h" + where).params(values).query(Long.class).single());
    }

    /** 移交清单的打印页。 */
    @Transactional(readOnly = true)
    String page(long community, long id) {
        var handover = handovers(community, id, new HandoverFilter(null, null, null), new Paging(1, 1, null)).items().stream().findFirst().orElseThrow(RepairVouchers::unknown);
        var rows = list(community, new Filter(null, null, null, null, null, id), Paging.all("voucher")).items();
        var name = communities.name(community);
        return Html.page("凭证移交 " + handover.number(), """
            @page { size: A4; margin: 18mm 20mm; }
            h1 { font-size: 17pt; text-align: center; margin: 3mm 0; } .head { text-align: center; margin-bottom: 4mm; } .sign { margin-top: 10mm; }
            .lines th, .lines td { border: 1px solid #000; padding: 1.5mm 2mm; font-weight: normal; text-align: left; }
            """ + Html.NUMBERED, """
            <p class="head">%s</p><h1>%s</h1><p class="head">编号：%s　%s　%s　共 %d 张</p>
            <table class="lines"><tr><th>凭证号</th><th>任务单</th><th>地点</th><th>事由</th><th>维修人</th><th>收回</th></tr>%s</table>
            <p class="sign">移交人：%s　%s　　　　接收人：%s</p>
            """.formatted(Html.text(name), handover.isPublic() ? "公共维修凭证留存清单" : "维修凭证移交清单", handover.number(), YearMonth.from(handover.month()),
                Html.text(handover.isPublic() ? "公共维修" : handover.areaName() == null ? "没有片区的房屋" : handover.areaName()), rows.size(),
                rows.stream().map(row -> "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>".formatted(Html.text(row.voucher()), row.number(),
                    Html.text(row.placeText()), Html.text(row.title()), Html.text(row.technician()), Html.moment(row.voucherAt(), clock.getZone()))).collect(Collectors.joining()),
                Html.text(handover.givenName()), Html.moment(handover.givenAt(), clock.getZone()),
                handover.takenAt() == null ? "＿＿＿＿＿＿　＿＿＿＿＿＿" : Html.text(handover.takenName()) + "　" + Html.moment(handover.takenAt(), clock.getZone())));
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "today", LocalDate.now(clock)));
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("state", filter.state());
        values.put("public", filter.isPublic());
        values.put("area", filter.area());
        values.put("handover", filter.handover());
        values.put("from", filter.month() == null ? null : filter.month().atDay(1));
        values.put("until", filter.month() == null ? null : filter.month().plusMonths(1).atDay(1));
        return jdbc.sql(sql).params(values);
    }

    private static Problem unknown() {
        return Problem.notFound("handover-not-found", "没有这张移交清单");
    }
}

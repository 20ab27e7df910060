package cn.anju.collection.visit;

import cn.anju.access.AuditTrail;
import cn.anju.collection.VisitReason;
import cn.anju.collection.VisitReason.Satisfaction;
import cn.anju.collection.contact.Contacts;
import cn.anju.collection.contact.NewContact;
import cn.anju.collection.contact.Outcome;
import cn.anju.collection.contact.Promises;
import cn.anju.collection.contact.Way;
import cn.anju.collection.debt.Stewards;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 每月走访：把各类事由按户并成一次，办一次全都办了。 */
@Service
class Visits {

    /** @param asksSatisfaction the household is to be asked whether it is satisfied */
    record Item(String reason, String reasonLabel, long refId, String label, boolean isClosed, boolean asksSatisfaction) {}

    /** 一户的一次走访。 */
    record Visit(long id, long roomId, String roomCode, String building, @Nullable String owner, @Nullable String steward, String state, int attempts,
                 @Nullable Instant doneAt, @Nullable String doneName, List<Item> items) {}

    /**
     * 走访的结果；没见到人的只记一次没遇上，事由都还在。
     *
     * @param person who was met, needed to hand over letters
     * @param satisfaction needed where one of the matters asks for it
     */
    record Result(@NotNull(message = "请选结果") Outcome outcome, @NotBlank(message = "请写下情况") @Size(max = 500) String answer, @Nullable @Size(max = 60) String person,
                  @Nullable String refusalReason, @Nullable List<Promises.@Valid NewInstalment> instalments, @Nullable Satisfaction satisfaction) {}

    private final JdbcClient jdbc;
    private final ObjectProvider<VisitReason> reasons;
    private final Contacts contacts;
    private final AuditTrail audit;
    private final Clock clock;

    Visits(JdbcClient jdbc, ObjectProvider<VisitReason> reasons, Contacts contacts, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.reasons = reasons;
        this.contacts = contacts;
        this.audit = audit;
        this.clock = clock;
    }

    /** 排本月的走访；再排一次补上新的事由，办过的户不再列。 @return how many households have something open */
    @Transactional
    int plan(long community) {
        CurrentUser.get().require(community, "collection.contact");
        var month = YearMonth.now(clock).atDay(1);
        var rooms = new HashMap<Long, Long>();
        for (var reason : reasons.orderedStream().toList())
            for (var item : reason.open(community)) {
                var visit = rooms.computeIfAbsent(item.roomId(), room -> visitOf(community, month, room));
                if (visit < 0) continue;
                jdbc.sql("""
                    insert into collection.visit_item (community_id, visit_id, reason, ref_id, label) values (:community, :visit, :reason, :ref, :label)
                        on conflict (community_id, visit_id, reason, ref_id) do update set label = excluded.label
                    """).param("community", community).param("visit", visit).param("reason", reason.key()).param("ref", item.refId())
                    .param("label", item.label()).update();
            }
        audit.note("走访计划 " + YearMonth.from(month), null, Map.of("rooms", rooms.size()));
        return (int) rooms.values().stream().filter(visit -> visit > 0).count();
    }

    /** The open visit of this month, made when there is none; -1 when it was done already. */
    private long visitOf(long community, LocalDate month, long room) {
        jdbc.sql("insert into collection.visit (community_id, month, room_id) values (:community, :month, :room) on conflict do nothing")
            .param("community", community).param("month", month).param("room", room).update();
        return jdbc.sql("select case state when 'OPEN' then id else -1 end from collection.visit where community_id = :community and month = :month and room_id = :room")
            .param("community", community).param("month", month).param("room", room).query(Long.class).single();
    }

    @Transactional(readOnly = true)
    List<Visit> list(long community, @Nullable YearMonth month, @Nullable Long building, boolean mine) {
        record Found(long id, long roomId, String roomCode, String building, @Nullable String owner, @Nullable String steward, String state, int attempts,
                     @Nullable Instant doneAt, @Nullable String doneName) {}
        record Part(long visitId, String reason, long refId, String label, boolean isClosed) {}
        var byKey = reasons.orderedStream().collect(Collectors.toMap(VisitReason::key, reason -> reason));
        var of = (month == null ? YearMonth.now(clock) : month).atDay(1);
        var parts = jdbc.sql("""
            select i.visit_id, i.reason, i.ref_id, i.label, i.is_closed from collection.visit_item i
              join collection.visit v on v.community_id = i.community_id and v.id = i.visit_id
             where i.community_id = :community and v.month = :month order by i.reason, i.ref_id
            """).param("community", community).param("month", of).query(Part.class).stream().collect(Collectors.groupingBy(Part::visitId));
        return jdbc.sql("""
            select v.id, v.room_id, r.code room_code, u.code building, o.names owner, w.name steward, v.state, v.attempts, v.done_at, v.done_name
              from collection.visit v
              join estate.room r on r.community_id = v.community_id and r.id = v.room_id
              join estate.building u on u.community_id = r.community_id and u.id = r.building_id
            """ + Stewards.AREA_JOIN + Stewards.STEWARD_JOIN + """
              left join lateral (select string_agg(e.name, '、' order by h.id) names from resident.holding h
                join resident.person e on e.community_id = h.community_id and e.id = h.person_id
               where h.community_id = r.community_id and h.room_id = r.id and h.role = 'OWNER' and h.from_on <= :asOf and (h.to_on is null or h.to_on >= :asOf)) o on true
             where v.community_id = :community and v.month = :month and (:building::bigint is null or r.building_id = :building) and (not :mine or w.id = :me)
             order by v.state = 'DONE', u.code, r.floor, r.code
            """).param("community", community).param("month", of).param("asOf", LocalDate.now(clock)).param("building", building).param("mine", mine)
            .param("me", CurrentUser.get().id()).query(Found.class).stream()
            .map(each -> new Visit(each.id(), each.roomId(), each.roomCode(), each.building(), each.owner(), each.steward(), each.state(), each.attempts(),
                each.doneAt(), each.doneName(), parts.getOrDefault(each.id(), List.of()).stream().map(part -> new Item(part.reason(),
                    byKey.containsKey(part.reason()) ? byKey.get(part.reason()).label() : part.reason(), part.refId(), part.label(), part.isClosed(),
                    byKey.containsKey(part.reason()) && byKey.get(part.reason()).asksSatisfaction())).toList())).toList();
    }

    /** 登记走访：见到了人，全部事由一次办结。 @throws Problem 400 {@code satisfaction-missing}; 404 {@code visit-unknown}; 409 {@code visit-done} */
    @Transactional
    void finish(long community, long id, Result result) {
        CurrentUser.get().require(community, "collection.contact");
        record Open(long roomId, String state) {}
        var visit = jdbc.sql("select room_id, state from collection.visit where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Open.class).optional().orElseThrow(() -> Problem.notFound("visit-unknown", "没有这次走访"));
        if (visit.state().equals("DONE")) throw Problem.conflict("visit-done", "这户本月已经走访过了");
        var contact = contacts.record(community, new NewContact(visit.roomId(), Way.VISIT, result.person(), result.outcome(), result.answer(),
            result.refusalReason(), result.instalments(), null, null));
        jdbc.sql("update collection.visit set attempts = attempts + 1 where community_id = :community and id = :id").param("community", community).param("id", id).update();
        if (result.outcome() == Outcome.UNREACHED) return;
        record Item(String reason, long refId) {}
        var met = new VisitReason.Met(contact, result.person() == null || result.person().isBlank() ? "业主" : result.person(), result.answer(), result.satisfaction(), LocalDate.now(clock));
        var byKey = reasons.orderedStream().collect(Collectors.toMap(VisitReason::key, reason -> reason));
        var items = jdbc.sql("select reason, ref_id from collection.visit_item where community_id = :community and visit_id = :id and not is_closed order by reason, ref_id")
            .param("community", community).param("id", id).query(Item.class).list();
        if (result.satisfaction() == null && items.stream().anyMatch(item -> byKey.containsKey(item.reason()) && byKey.get(item.reason()).asksSatisfaction()))
            throw Problem.invalid("satisfaction-missing", "这户有要回访的工单，请问一句满不满意，选上再登记");
        for (var item : items)
            if (byKey.containsKey(item.reason())) byKey.get(item.reason()).met(community, item.refId(), met);
        jdbc.sql("update collection.visit_item set is_closed = true where community_id = :community and visit_id = :id")
            .param("community", community).param("id", id).update();
        jdbc.sql("update collection.visit set state = 'DONE', contact_id = :contact, done_at = :at, done_name = :by where community_id = :community and id = :id")
            .param("contact", contact).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", CurrentUser.get().name())
            .param("community", community).param("id", id).update();
    }
}

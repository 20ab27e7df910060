package cn.anju.collection.dunning;

import cn.anju.access.AuditTrail;
import cn.anju.collection.contact.Tasks;
import cn.anju.collection.debt.Households;
import cn.anju.estate.Communities;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.resident.Holdings;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 催缴函、律师函：写成、成批打印、送达登记。 */
@Service
class Letters {

    record NewLetter(StepKind kind, long roomId, String title, String body) {}

    /** 送达的方式。 */
    enum DeliveryWay { HAND, POST, DOOR }

    /**
     * 送达登记。
     *
     * @param receiver who signed for it, or the tracking number
     */
    record Delivery(@NotNull(message = "请选送达方式") DeliveryWay way, @NotNull(message = "请填送达日期") LocalDate deliveredOn,
                    @NotBlank(message = "请填签收人或邮寄单号") @Size(max = 60) String receiver) {}

    /** @param cancelled letters that need not go any more, each with its cause */
    record Batch(@Nullable Long batch, int printed, List<String> cancelled) {}

    private final JdbcClient jdbc;
    private final Households households;
    private final Holdings holdings;
    private final Communities communities;
    private final Stops stops;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    Letters(JdbcClient jdbc, Households households, Holdings holdings, Communities communities, Stops stops, Tasks tasks, AuditTrail audit,
            JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.households = households;
        this.holdings = holdings;
        this.communities = communities;
        this.stops = stops;
        this.tasks = tasks;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** 写一封，内容里的 {房号} {金额} 之类在这里填好。 @throws Problem 400 {@code measure-forbidden}, 409 {@code nothing-overdue} */
    @Transactional(propagation = Propagation.MANDATORY)
    long write(long community, NewLetter letter, @Nullable Long act) {
        LawfulWords.check("标题", letter.title());
        LawfulWords.check("内容", letter.body());
        var debt = households.of(community, letter.roomId());
        if (debt.isClear()) throw Problem.conflict("nothing-overdue", "%s 没有逾期欠费", debt.roomCode());
        var today = LocalDate.now(clock);
        var owners = holdings.owners(community, letter.roomId(), today);
        var addressee = owners.isEmpty() ? "业主" : owners.stream().map(Holdings.Owner::name).collect(Collectors.joining("、"));
        var body = Templates.fill(letter.body(), new Templates.Values(communities.name(community), debt.roomCode(), addressee, debt.overdue(),
            ChronoUnit.DAYS.between(debt.oldestDueOn(), today)));
        return jdbc.sql("""
            insert into collection.letter (community_id, number, act_id, kind, room_id, addressee, title, body, overdue, lines, made_on, made_name)
            values (:community, :number, :act, :kind, :room, :addressee, :title, :body, :overdue, :lines::jsonb, :today, :by) returning id
            """)
            .param("community", community).param("number", number(community, today.getYear())).param("act", act).param("kind", letter.kind().name())
            .param("room", letter.roomId()).param("addressee", addressee)
            .param("title", letter.title()).param("body", body).param("overdue", debt.overdue().yuan())
            .param("lines", json.writeValueAsString(households.lines(community, letter.roomId()))).param("today", today)
            .param("by", CurrentUser.isKnown() ? CurrentUser.get().name() : "按方案").query(Long.class).single();
    }

    private String number(long community, int year) {
        var next = jdbc.sql("""
            insert into collection.letter_counter (community_id, year, last) values (:community, :year, 1)
                on conflict (community_id, year) do update set last = letter_counter.last + 1 returning last
            """).param("community", community).param("year", year).query(Integer.class).single();
        return "催%d-%05d".formatted(year, next);
    }

    /** 把写好的成一批打印；其间缴了款、有异议、作了承诺的不印。 */
    @Transactional
    Batch print(long community) {
        CurrentUser.get().require(community, "collection.plan");
        record Waiting(long id, String number, long roomId, String roomCode, Money overdue, @Nullable Instant madeAt) {}
        var waiting = jdbc.sql("""
            select l.id, l.number, l.room_id, r.code room_code, l.overdue, a.made_at from collection.letter l
              join estate.room r on r.community_id = l.community_id and r.id = l.room_id
              left join collection.dunning_act a on a.community_id = l.community_id and a.id = l.act_id
             where l.community_id = :community and l.state = 'MADE' order by r.code, l.id for no key update of l
            """).param("community", community).query(Waiting.class).list();
        var cancelled = new ArrayList<String>();
        var batch = jdbc.sql("select coalesce(max(batch), 0) + 1 from collection.letter where community_id = :community").param("community", community).query(Long.class).single();
        var printed = 0;
        for (var letter : waiting) {
            var stop = stops.reason(community, letter.roomId(), letter.overdue(), letter.madeAt() == null ? clock.instant() : letter.madeAt());
            jdbc.sql("update collection.letter set state = :state, batch = :batch, cause = :cause where community_id = :community and id = :id")
                .param("state", stop.isPresent() ? "CANCELLED" : "PRINTED").param("batch", stop.isPresent() ? null : batch).param("cause", stop.orElse(null))
                .param("community", community).param("id", letter.id()).update();
            if (stop.isPresent()) {
                cancelled.add("%s %s：%s".formatted(letter.number(), letter.roomCode(), stop.get()));
                continue;
            }
            printed++;
            tasks.add(community, new Tasks.NewTask(Tasks.Kind.DELIVER, letter.roomId(), "送达 " + letter.number(), LocalDate.now(clock).plusDays(3),
                "letter-" + letter.id(), null, letter.id()));
        }
        audit.note("催缴函打印", null, List.of(printed, cancelled));
        return new Batch(printed == 0 ? null : batch, printed, List.copyOf(cancelled));
    }

    /** 送达登记；送函的待办随之办结。 @throws Problem 404 {@code letter-unknown}, 409 {@code letter-not-printed}, 400 {@code delivery-in-future} */
    @Transactional
    void deliver(long community, long id, Delivery delivery) {
        CurrentUser.get().require(community, "collection.contact");
        if (delivery.deliveredOn().isAfter(LocalDate.now(clock))) throw Problem.invalid("delivery-in-future", "送达日期不能晚于今天");
        var number = jdbc.sql("select number from collection.letter where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("letter-unknown", "没有这封函"));
        var changed = jdbc.sql("""
            update collection.letter set state = 'DELIVERED', delivered_on = :on, delivery_way = :way, receiver = :receiver, delivered_by = :by
             where community_id = :community and id = :id and state = 'PRINTED' and made_on <= :on
            """).param("on", delivery.deliveredOn()).param("way", delivery.way().name()).param("receiver", delivery.receiver().strip())
            .param("by", CurrentUser.get().name()).param("community", community).param("id", id).update();
        if (changed == 0) throw Problem.conflict("letter-not-printed", "这封函还没打印、已送达或已取消，或送达早于写成的日子");
        tasks.delivered(community, id);
        audit.note("催缴函送达 " + number, null, delivery);
    }
}

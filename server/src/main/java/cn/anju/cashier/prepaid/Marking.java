package cn.anju.cashier.prepaid;

import cn.anju.access.AuditTrail;
import cn.anju.billing.UsagePrices;
import cn.anju.billing.UsagePrices.Item;
import cn.anju.estate.Communities;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 设为预付费：一只一只，或一栋楼的某种表；改界线，停止。 */
@Service
class Marking {

    /**
     * 设哪些表。
     *
     * @param meterIds the meters, or all of a building's rooms of the kind
     * @param chargeItem code of the item that is topped up; only needed where the meter is charged for several
     * @param threshold below which the resident is told; the community's setting unless given
     */
    record Order(@Nullable @Size(max = 500) List<@NotNull Long> meterIds, @Nullable Long buildingId, @Nullable @Size(max = 20) String meterKind,
                 @NotNull(message = "请填从哪天起") LocalDate fromOn, @Nullable @Size(max = 60) String chargeItem, @Nullable Money threshold) {}

    /** 没有设的一只。 */
    record Skipped(String number, String roomCode, String code, String reason) {}

    /** @param already in force before */
    record Results(int marked, int already, List<Skipped> skipped) {}

    /** 另设界线；空着是照小区的设置。 */
    record Limit(@Nullable Money threshold, int version) {}

    private record Candidate(long id, String number, long roomId, String roomCode, String kind) {}

    private static final Money MOST = Money.of("100000.00");

    private final JdbcClient jdbc;
    private final Supplies supplies;
    private final UsagePrices prices;
    private final DayBook days;
    private final Watch watch;
    private final Communities communities;
    private final AuditTrail audit;
    private final Clock clock;

    Marking(JdbcClient jdbc, Supplies supplies, UsagePrices prices, DayBook days, Watch watch, Communities communities, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.supplies = supplies;
        this.prices = prices;
        this.days = days;
        this.watch = watch;
        this.communities = communities;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 设为预付费；只设一只而不成的说明为什么，成批的跳过并列出来。
     *
     * @throws Problem 400 {@code meters-missing}, {@code date-invalid}, {@code amount-invalid}; 404 {@code meter-not-found}; 409 for a single one
     *     {@code already-prepaid}, {@code no-tariff}, {@code several-items}
     */
    @Transactional
    Results mark(long community, Order order) {
        var user = CurrentUser.get();
        user.require(community, "cashier.prepaid-edit");
        refuseAmount(order.threshold());
        if (order.fromOn().isAfter(LocalDate.now(clock))) throw Problem.invalid("date-in-future", "%s 还没到，到了那天再设", order.fromOn());
        if (order.fromOn().isBefore(communities.booksStart(community)))
            throw Problem.invalid("date-invalid", "不能早于建账日 %s", communities.booksStart(community));
        var candidates = candidates(community, order);
        var made = new ArrayList<Long>();
        var already = 0;
        var skipped = new ArrayList<Skipped>();
        var places = new LinkedHashMap<Map.Entry<String, Long>, Candidate>();
        candidates.forEach(candidate -> places.putIfAbsent(Map.entry(candidate.kind(), candidate.roomId()), candidate));
        for (var alike : places.values().stream().collect(Collectors.groupingBy(Candidate::kind)).entrySet()) {
            var items = prices.itemsOf(community, alike.getKey(), alike.getValue().stream().map(Candidate::roomId).toList());
            for (var candidate : alike.getValue()) {
                try {
                    var id = add(community, candidate, item(candidate, items.getOrDefault(candidate.roomId(), List.of()), order.chargeItem()), order, user);
                    if (id == null) already++;
                    else made.add(id);
                } catch (Problem problem) {
                    if (places.size() == 1) throw problem;
                    skipped.add(new Skipped(candidate.number(), candidate.roomCode(), problem.code(), problem.getMessage()));
                }
            }
        }
        if (places.size() == 1 && already == 1) throw Problem.conflict("already-prepaid", "%s 的%s表已经是预付费", candidates.getFirst().roomCode(), candidates.getFirst().kind());
        var fresh = supplies.lock(community, made);
        days.renew(community, fresh);
        watch.look(community, fresh);
        audit.note("设预付费表", null, Map.of("起", order.fromOn().toString(), "表", made.size(), "房号", fresh.stream().map(Supply::roomCode).limit(20).toList()));
        return new Results(made.size(), already, skipped);
    }

    /** 改界线；此刻已低于新界线的马上告诉。 @throws Problem 409 {@code prepaid-changed} */
    @Transactional
    void limit(long community, long id, Limit limit) {
        CurrentUser.get().require(community, "cashier.prepaid-edit");
        refuseAmount(limit.threshold());
        supplies.byId(community, id);
        var locked = supplies.lock(community, List.of(id)).getFirst();
        if (locked.version() != limit.version()) throw Problem.conflict("prepaid-changed", "这只表刚刚被别人改过，请刷新后再改");
        jdbc.sql("update cashier.prepaid_supply set threshold = :threshold, version = version + 1 where community_id = :community and id = :id")
            .param("threshold", limit.threshold() == null ? null : limit.threshold().yuan()).param("community", community).param("id", id).update();
        watch.look(community, supplies.lock(community, List.of(id)));
        audit.note("预付费界线 " + locked.roomCode(), null, limit);
    }

    /** 停止预付费：余额留在预存户头里，照预存抵扣或退款。 @throws Problem 409 {@code prepaid-ended} */
    @Transactional
    void end(long community, long id) {
        var user = CurrentUser.get();
        user.require(community, "cashier.prepaid-edit");
        supplies.byId(community, id);
        var locked = supplies.lock(community, List.of(id)).getFirst();
        if (locked.endedOn() != null) throw Problem.conflict("prepaid-ended", "已于 %s 停止预付费", locked.endedOn());
        jdbc.sql("update cashier.prepaid_supply set ended_on = :today, ended_name = :name, version = version + 1 where community_id = :community and id = :id")
            .param("today", LocalDate.now(clock)).param("name", user.name()).param("community", community).param("id", id).update();
        audit.note("停止预付费 " + locked.roomCode(), null, Map.of("表", locked.meterKind()));
    }

    private static void refuseAmount(@Nullable Money threshold) {
        if (threshold != null && (threshold.isNegative() || threshold.compareTo(MOST) > 0))
            throw Problem.invalid("amount-invalid", "界线 %s 不对：不小于零，不超过 %s 元", threshold, MOST);
    }

    private List<Candidate> candidates(long community, Order order) {
        var isByMeter = order.meterIds() != null && !order.meterIds().isEmpty();
        if (isByMeter == (order.buildingId() != null)) throw Problem.invalid("meters-missing", "请选表，或选一栋楼");
        var found = jdbc.sql("""
                select m.id, m.number, m.room_id, r.code room_code, m.kind
                  from metering.meter m join estate.room r on r.community_id = m.community_id and r.id = m.room_id
                 where m.community_id = :community and m.removed_on is null
                   and (:ids::bigint[] is null or m.id = any (:ids)) and (:building::bigint is null or r.building_id = :building)
                   and (:kind::text is null or m.kind = :kind)
                 order by r.code, m.kind, m.number
                """).param("community", community).param("ids", isByMeter ? order.meterIds().toArray(Long[]::new) : null)
            .param("building", order.buildingId()).param("kind", isByMeter ? null : order.meterKind() == null ? "电" : order.meterKind()).query(Candidate.class).list();
        if (isByMeter && found.size() != order.meterIds().stream().distinct().count())
            throw Problem.notFound("meter-not-found", "所选的表有的不存在、已拆或不在房屋里");
        if (found.isEmpty()) throw Problem.notFound("meter-not-found", "这栋楼里没有这种表");
        return found;
    }

    private static String item(Candidate candidate, List<Item> items, @Nullable String wanted) {
        if (items.isEmpty()) throw Problem.conflict("no-tariff", "%s 的%s表没有按表计费的收费标准，先设好标准", candidate.roomCode(), candidate.kind());
        if (wanted != null) return items.stream().map(Item::code).filter(wanted::equals).findFirst().orElseThrow(() ->
            Problem.conflict("no-tariff", "%s 的%s表不按项目 %s 计费", candidate.roomCode(), candidate.kind(), wanted));
        if (items.size() > 1) throw Problem.conflict("several-items", "%s 的%s表按几个项目计费（%s），请指明预付哪个", candidate.roomCode(), candidate.kind(),
            items.stream().map(Item::name).collect(Collectors.joining("、")));
        return items.getFirst().code();
    }

    /** @return none when it was in force before @throws Problem 409 {@code item-already-prepaid}: one account cannot be counted for two */
    private @Nullable Long add(long community, Candidate candidate, String item, Order order, CurrentUser user) {
        jdbc.sql("""
                select meter_kind from cashier.prepaid_supply
                 where community_id = :community and room_id = :room and charge_item = :item and meter_kind <> :kind and ended_on is null
                """).param("community", community).param("room", candidate.roomId()).param("item", item).param("kind", candidate.kind())
            .query(String.class).optional().ifPresent(kind -> {
                throw Problem.conflict("item-already-prepaid", "%s 的%s表已经用这个项目预付费，两种表不能合用一个项目的预存", candidate.roomCode(), kind);
            });
        return jdbc.sql("""
                insert into cashier.prepaid_supply (community_id, room_id, meter_kind, charge_item, from_on, threshold, made_by, made_name, made_at)
                values (:community, :room, :kind, :item, :from, :threshold, :by, :name, :at)
                    on conflict (community_id, room_id, meter_kind) where ended_on is null do nothing
                returning id
                """).param("community", community).param("room", candidate.roomId()).param("kind", candidate.kind()).param("item", item)
            .param("from", order.fromOn()).param("threshold", order.threshold() == null ? null : order.threshold().yuan())
            .param("by", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).optional().orElse(null);
    }
}

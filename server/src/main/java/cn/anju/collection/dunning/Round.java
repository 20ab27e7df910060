package cn.anju.collection.dunning;

import cn.anju.collection.CollectionSettings;
import cn.anju.collection.contact.Tasks;
import cn.anju.collection.debt.Households;
import cn.anju.estate.Communities;
import cn.anju.kernel.CurrentUser;
import cn.anju.notification.Channel;
import cn.anju.notification.Message;
import cn.anju.notification.Messages;
import cn.anju.notification.Topic;
import cn.anju.notification.Variable;
import cn.anju.resident.Holdings;
import cn.anju.setting.Settings;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 每天走一遍：照批准的方案，每户最多走一步；该停的不走。重跑无害。 */
@Service
class Round {

    private record Active(long id, @Nullable Long buildingId) {}

    /** One household's oldest debt under one plan. */
    private record Arrear(long planId, long roomId, LocalDate since) {}

    private record Taken(long planId, long roomId, LocalDate since, int step, LocalDate madeOn) {}

    /** @param left households that are not at a step, or that must be left alone */
    record Outcome(int messages, int tasks, int letters, int left) {}

    private final JdbcClient jdbc;
    private final Plans plans;
    private final Stops stops;
    private final Households households;
    private final Holdings holdings;
    private final Communities communities;
    private final Messages messages;
    private final Tasks tasks;
    private final Letters letters;
    private final Settings settings;
    private final Clock clock;

    Round(JdbcClient jdbc, Plans plans, Stops stops, Households households, Holdings holdings, Communities communities, Messages messages,
          Tasks tasks, Letters letters, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.plans = plans;
        this.stops = stops;
        this.households = households;
        this.holdings = holdings;
        this.communities = communities;
        this.messages = messages;
        this.tasks = tasks;
        this.letters = letters;
        this.settings = settings;
        this.clock = clock;
    }

    /** 今天的一遍。 */
    @Transactional
    Outcome walk(long community) {
        if (CurrentUser.isKnown()) CurrentUser.get().require(community, "collection.plan");
        var active = jdbc.sql("select id, building_id from collection.dunning_plan where community_id = :community and state = 'ACTIVE' for no key update")
            .param("community", community).query(Active.class).list();
        if (active.isEmpty()) return new Outcome(0, 0, 0, 0);
        var today = LocalDate.now(clock);
        var buildings = jdbc.sql("select id, building_id from estate.room where community_id = :community").param("community", community)
            .query((row, i) -> Map.entry(row.getLong(1), row.getLong(2))).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var counts = new int[StepKind.values().length];
        var left = 0;
        var steps = active.stream().collect(Collectors.toMap(Active::id, plan -> plans.steps(community, plan.id())));
        var taken = taken(community, steps.keySet());
        for (var household : households.all(community)) {
            var plan = planFor(active, buildings.get(household.roomId()));
            if (plan.isEmpty()) continue;
            var next = Step.next(steps.get(plan.get()), taken.getOrDefault(new Arrear(plan.get(), household.roomId(), household.oldestDueOn()), Map.of()),
                ChronoUnit.DAYS.between(household.oldestDueOn(), today), household.overdue(), today);
            if (next.isEmpty() || stops.standing(community, household.roomId()).isPresent()
                || stops.paidLately(community, household.roomId(), settings.get(community, CollectionSettings.PAUSE_DAYS).intValueExact())) {
                left++;
                continue;
            }
            take(community, plan.get(), household, next.get(), today);
            counts[next.get().kind().ordinal()]++;
        }
        return new Outcome(counts[0], counts[1] + counts[2], counts[3] + counts[4], left);
    }

    /** A building's own plan goes before the community's. */
    private static Optional<Long> planFor(List<Active> active, @Nullable Long building) {
        return active.stream().filter(plan -> plan.buildingId() != null && plan.buildingId().equals(building)).findFirst()
            .or(() -> active.stream().filter(plan -> plan.buildingId() == null).findFirst()).map(Active::id);
    }

    /** Which steps were taken in each arrear, and on which day last: read at once, there is one arrear per household. */
    private Map<Arrear, Map<Integer, LocalDate>> taken(long community, Collection<Long> plans) {
        return jdbc.sql("""
            select plan_id, room_id, since, step, max(made_on) made_on from collection.dunning_act
             where community_id = :community and plan_id = any (:plans) group by plan_id, room_id, since, step
            """).param("community", community).param("plans", plans.toArray(Long[]::new)).query(Taken.class).stream()
            .collect(Collectors.groupingBy(act -> new Arrear(act.planId(), act.roomId(), act.since()), Collectors.toMap(Taken::step, Taken::madeOn)));
    }

    private void take(long community, long plan, Households.Overdue household, Step step, LocalDate today) {
        var owners = holdings.owners(community, household.roomId(), today);
        var act = jdbc.sql("""
            insert into collection.dunning_act (community_id, plan_id, step, kind, room_id, since, overdue, made_on, made_at)
            values (:community, :plan, :step, :kind, :room, :since, :overdue, :today, :now) returning id
            """)
            .param("community", community).param("plan", plan).param("step", step.step()).param("kind", step.kind().name())
            .param("room", household.roomId()).param("since", household.oldestDueOn()).param("overdue", household.overdue().yuan())
            .param("today", today).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        var text = Templates.fill(step.body(), new Templates.Values(communities.name(community), household.roomCode(),
            owners.isEmpty() ? "业主" : owners.getFirst().name(), household.overdue(), ChronoUnit.DAYS.between(household.oldestDueOn(), today)));
        switch (step.kind()) {
            case MESSAGE -> message(community, household, owners, act, text);
            case CALL -> task(community, Tasks.Kind.CALL, household, step, act, text);
            case VISIT -> task(community, Tasks.Kind.VISIT, household, step, act, text);
            case LETTER, LAWYER_LETTER -> letters.write(community, new Letters.NewLetter(step.kind(), household.roomId(), step.title(), text), act);
        }
    }

    private void message(long community, Households.Overdue household, List<Holdings.Owner> owners, long act, String text) {
        if (owners.isEmpty()) {
            jdbc.sql("update collection.dunning_act set failure = '没有登记业主' where community_id = :community and id = :id")
                .param("community", community).param("id", act).update();
            return;
        }
        var today = LocalDate.now(clock);
        var at = today.atTime(settings.get(community, CollectionSettings.SEND_HOUR).intValueExact(), 0).atZone(clock.getZone()).toInstant();
        // A text message whatever else would reach him: what the operator took is evidence that he was asked.
        messages.queue(community, new Message(Channel.Kind.SMS, owners.getFirst().personId(), household.roomId(), Topic.DUNNING, text, "dunning", act,
            "dunning-" + act, Map.of(Variable.NAME, owners.getFirst().name(), Variable.ROOM, household.roomCode(), Variable.AMOUNT, household.overdue().toString(),
            Variable.DAYS, Long.toString(ChronoUnit.DAYS.between(household.oldestDueOn(), today))), false), at.isBefore(clock.instant()) ? clock.instant() : at);
    }

    private void task(long community, Tasks.Kind kind, Households.Overdue household, Step step, long act, String text) {
        var title = "%s：逾期 %s 元。%s".formatted(step.title(), household.overdue(), text);
        tasks.add(community, new Tasks.NewTask(kind, household.roomId(), title, LocalDate.now(clock).plusDays(3), "dunning-" + act, act, null));
    }
}

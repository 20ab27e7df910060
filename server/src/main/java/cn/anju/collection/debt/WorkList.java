package cn.anju.collection.debt;

import cn.anju.collection.CollectionSettings;
import cn.anju.collection.Concern;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.setting.Settings;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 催缴工作单：逾期的户，风险大的在前，每户说明凭什么。 */
@Component
class WorkList {

    /** @param mine only the areas of the person who asks */
    record Filter(@Nullable Boolean mine, @Nullable Long area, @Nullable Long building, @Nullable String text) {}

    /** 一户。 */
    record Row(long roomId, String roomCode, @Nullable String owner, @Nullable String area, @Nullable String steward, Money overdue, long lines,
               @Nullable LocalDate oldestDueOn, long daysLate, @Nullable LocalDate lastContactOn, @Nullable String lastAnswer, @Nullable LocalDate promisedOn,
               Money atRisk, List<String> reasons) {}

    private record Found(long roomId, String roomCode, @Nullable String owner, @Nullable String area, @Nullable String steward, Money overdue, long lines,
                         @Nullable LocalDate oldestDueOn, long daysLate, @Nullable LocalDate lastContactOn, @Nullable String lastAnswer, @Nullable String lastOutcome,
                         @Nullable LocalDate promisedOn, boolean hasBrokenPromise) {}

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Limitation limitation;
    private final ObjectProvider<Concern> concerns;
    private final Clock clock;

    WorkList(JdbcClient jdbc, Settings settings, Limitation limitation, ObjectProvider<Concern> concerns, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.limitation = limitation;
        this.concerns = concerns;
        this.clock = clock;
    }

    /** All of a community's households are ranked before the page is cut: the rank comes from reasons that SQL does not know. */
    @Transactional(readOnly = true)
    Page<Row> page(long community, Filter filter, Paging paging) {
        var today = LocalDate.now(clock);
        var near = limitation.nearest(community, settings.get(community, CollectionSettings.LIMIT_WARNING).intValueExact());
        var troubles = concerns.orderedStream().flatMap(each -> each.open(community).stream()).collect(Collectors.groupingBy(Concern.Item::roomId));
        var found = jdbc.sql(SQL).param("troubled", troubles.keySet().toArray(Long[]::new)).param("community", community).param("asOf", today).param("me", CurrentUser.get().id())
            .param("mine", Boolean.TRUE.equals(filter.mine())).param("area", filter.area()).param("building", filter.building())
            .param("text", filter.text() == null || filter.text().isBlank() ? null : filter.text().strip()).query(Found.class).list();
        var ranked = found.stream().map(each -> ranked(each, near.get(each.roomId()), troubles.getOrDefault(each.roomId(), List.of()), today))
            .sorted(Comparator.comparing(Row::atRisk).reversed().thenComparing(Row::roomCode)).toList();
        return new Page<>(ranked.stream().skip(paging.offset()).limit(paging.limit()).toList(), ranked.size());
    }

    private static Row ranked(Found each, @Nullable LocalDate lapsesOn, List<Concern.Item> troubles, LocalDate today) {
        var risk = each.overdue().isZero() ? new Risk(Money.ZERO, List.of("没有逾期")) : Risk.of(new Risk.Facts(each.overdue(), each.daysLate(), each.lastContactOn(),
            "REFUSED".equals(each.lastOutcome()), each.hasBrokenPromise(), each.promisedOn(), lapsesOn), today);
        var weight = troubles.stream().map(Concern.Item::weight).reduce(risk.atRisk(), Money::plus);
        return new Row(each.roomId(), each.roomCode(), each.owner(), each.area(), each.steward(), each.overdue(), each.lines(), each.oldestDueOn(),
            each.daysLate(), each.lastContactOn(), each.lastAnswer(), each.promisedOn(), weight,
            Stream.concat(risk.reasons().stream(), troubles.stream().map(Concern.Item::label)).toList());
    }

    private static final String SQL = "with owing as (" + Households.OVERDUE + """
        ), due as (
            select room_id, overdue, lines, oldest_due_on from owing
            union all select t, 0.00, 0, null from unnest(:troubled::bigint[]) t where t not in (select room_id from owing))
        select r.id room_id, r.code room_code, o.names owner, a.name area, w.name steward, d.overdue, d.lines, d.oldest_due_on,
               coalesce(:asOf::date - d.oldest_due_on, 0) days_late, (c.contacted_at at time zone 'Asia/Shanghai')::date last_contact_on, c.answer last_answer,
               c.outcome last_outcome, p.next_due promised_on, coalesce(last_promise.state = 'BROKEN', false) has_broken_promise
          from due d
          join estate.room r on r.community_id = :community and r.id = d.room_id
        """ + Stewards.AREA_JOIN + Stewards.STEWARD_JOIN + """
          left join lateral (
            select string_agg(e.name, '、' order by h.id) names from resident.holding h
              join resident.person e on e.community_id = h.community_id and e.id = h.person_id
             where h.community_id = r.community_id and h.room_id = r.id and h.role = 'OWNER'
               and h.from_on <= :asOf and (h.to_on is null or h.to_on >= :asOf)) o on true
          left join lateral (
            select contacted_at, answer, outcome from collection.contact k
             where k.community_id = r.community_id and k.room_id = r.id order by k.contacted_at desc, k.id desc limit 1) c on true
          left join lateral (
            select m.state, m.id from collection.promise m
             where m.community_id = r.community_id and m.room_id = r.id and m.state <> 'WITHDRAWN' order by m.id desc limit 1) last_promise on true
          left join lateral (
            select min(i.due_on) next_due from collection.instalment i
             where i.community_id = r.community_id and i.promise_id = last_promise.id and i.state = 'OPEN') p on true
         where (not :mine or w.id = :me)
           and (:area::bigint is null or a.id = :area)
           and (:building::bigint is null or r.building_id = :building)
           and (:text::text is null or starts_with(r.code, :text))
        """;
}

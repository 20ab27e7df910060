package cn.anju.engagement;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.DayEnd;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.notification.Message;
import cn.anju.notification.Messages;
import cn.anju.notification.Topic;
import cn.anju.notification.Variable;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
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

/** 生日祝福：每天夜里列出往后一周过生日的住户；发消息、打电话、上门、送贺卡，祝福一次。 */
@Service
@Transactional
class Greetings implements DayEnd {

    enum Way {
        MESSAGE("发消息"), WECHAT("微信"), PHONE("电话"), VISIT("上门"), CARD("送贺卡");

        final String label;

        Way(String label) {
            this.label = label;
        }
    }

    record Greeting(@NotEmpty(message = "请选住户") @Size(max = 200, message = "一次最多 200 人") List<@NotNull Long> ids, @NotNull(message = "请选怎么祝福的") Way way,
                    @Nullable @Size(max = 200, message = "最多 200 字") String remark) {}

    /** @param skipped greeted already */
    record Greeted(long greeted, long skipped) {}

    /** @param mine in the areas of whoever asks */
    record Filter(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean greeted, @Nullable Boolean mine) {}

    record Row(long id, long personId, String name, long roomId, String room, @Nullable String area, LocalDate fallsOn, @Nullable Way way, @Nullable String remark, @Nullable Instant greetedAt,
               @Nullable String greetedName, boolean isLate) {}

    private record Person(long id, long personId, String name, long roomId, String room, LocalDate fallsOn) {}

    private static final int DAYS_AHEAD = 7;
    private static final Map<String, String> SORTABLE = Map.of("fallsOn", "b.falls_on", "room", "r.code", "name", "p.name");
    private static final String FROM = """
          from engagement.birthday b join resident.person p on p.community_id = b.community_id and p.id = b.person_id
          join estate.room r on r.community_id = b.community_id and r.id = b.room_id
          left join estate.steward_area a on a.community_id = b.community_id and a.id = b.area_id
         where b.community_id = :community and (:from::date is null or b.falls_on >= :from) and (:to::date is null or b.falls_on <= :to)
           and (:greeted::boolean is null or (b.greeted_at is not null) = :greeted)
           and (not :mine or exists (select from estate.steward_assignment s where s.community_id = b.community_id and s.area_id = b.area_id and s.staff_id = :me
                                        and s.from_on <= :today and (s.to_on is null or s.to_on >= :today)))
        """;

    private final JdbcClient jdbc;
    private final Messages messages;
    private final CommunityDirectory communities;
    private final AuditTrail audit;
    private final Clock clock;

    Greetings(JdbcClient jdbc, Messages messages, CommunityDirectory communities, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.communities = communities;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "mine", Boolean.TRUE.equals(filter.mine()), "me", CurrentUser.get().id(), "today", LocalDate.now(clock)));
        values.put("from", filter.from());
        values.put("to", filter.to());
        values.put("greeted", filter.greeted());
        return new Page<>(jdbc.sql("select b.id, b.person_id, p.name, b.room_id, r.code room, a.name area, b.falls_on, b.way, b.remark, b.greeted_at, b.greeted_name, b.greeted_at is null and b.falls_on < :today is_late"
            + FROM + paging.orderBy(SORTABLE, "b.falls_on desc, r.code, b.id") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list(), jdbc.sql("select count(*)" + FROM).params(values).query(Long.class).single());
    }

    /** 祝福了；发消息的当时排进待发。 @throws Problem 404 {@code birthday-not-found}; 409 {@code birthday-ahead} */
    Greeted greet(long community, Greeting greeting) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        var ids = greeting.ids().stream().distinct().sorted().toList();
        var known = jdbc.sql("select count(*) from engagement.birthday where community_id = :community and id = any (:ids)").param("community", community).param("ids", ids.toArray(Long[]::new))
            .query(Long.class).single();
        if (known < ids.size()) throw Problem.notFound("birthday-not-found", "有的生日不在本小区的名单上，请刷新后再选");
        var people = jdbc.sql("""
            select b.id, b.person_id, p.name, b.room_id, r.code room, b.falls_on
              from engagement.birthday b join resident.person p on p.community_id = b.community_id and p.id = b.person_id join estate.room r on r.community_id = b.community_id and r.id = b.room_id
             where b.community_id = :community and b.id = any (:ids) and b.greeted_at is null order by b.id for no key update of b
            """).param("community", community).param("ids", ids.toArray(Long[]::new)).query(Person.class).list();
        people.stream().filter(each -> each.fallsOn().isAfter(LocalDate.now(clock))).findFirst().ifPresent(each -> {
            throw Problem.conflict("birthday-ahead", "%s 的生日是 %d 月 %d 日，到了那天再祝福", each.name(), each.fallsOn().getMonthValue(), each.fallsOn().getDayOfMonth());
        });
        jdbc.sql("""
            update engagement.birthday set way = :way, remark = :remark, greeted_at = :now, greeted_by = :me, greeted_name = :name where community_id = :community and id = any (:ids) and greeted_at is null
            """).param("way", greeting.way().name()).param("remark", greeting.remark() == null || greeting.remark().isBlank() ? null : greeting.remark().strip())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id()).param("name", user.name()).param("community", community)
            .param("ids", people.stream().map(Person::id).toArray(Long[]::new)).update();
        if (greeting.way() == Way.MESSAGE) for (var each : people)
            messages.queue(community, new Message(null, each.personId(), each.roomId(), Topic.BIRTHDAY, "%s，%s 物业服务中心祝您生日快乐，阖家安康。".formatted(each.name(), communities.names().get(community)),
                "birthday", each.id(), "birthday-" + each.id(), Map.of(Variable.NAME, each.name(), Variable.ROOM, each.room()), false));
        audit.note("生日祝福", null, Map.of("way", greeting.way(), "people", people.size()));
        return new Greeted(people.size(), ids.size() - people.size());
    }

    /** 列出往后一周的；二月二十九日的，平年算二十八日。 */
    @Override
    public void close(long community, LocalDate day) {
        jdbc.sql("""
            insert into engagement.birthday (community_id, person_id, room_id, area_id, falls_on)
            select distinct on (p.id, f.falls_on) :community, p.id, h.room_id, part.area_id, f.falls_on
              from resident.person p
              join resident.holding h on h.community_id = p.community_id and h.person_id = p.id and h.role in ('OWNER', 'TENANT') and h.from_on <= :day and (h.to_on is null or h.to_on >= :day)
              join estate.room r on r.community_id = h.community_id and r.id = h.room_id
              left join estate.steward_area_rooms(:community, :day) part on part.room_id = h.room_id
             cross join lateral (select (p.birth_on + make_interval(years => y - extract(year from p.birth_on)::int))::date falls_on
                                   from generate_series(extract(year from :day::date)::int, extract(year from :day::date + :ahead)::int) y) f
             where p.community_id = :community and p.birth_on is not null and p.merged_into is null and f.falls_on > :day and f.falls_on <= :day::date + :ahead
             order by p.id, f.falls_on, r.kind <> 'HOUSE', h.id
            on conflict (community_id, person_id, falls_on) do nothing
            """).param("community", community).param("day", day).param("ahead", DAYS_AHEAD).update();
    }
}

package cn.anju.engagement;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 每户每月的联系：谁家这个月有过联系、从哪条路，谁家还没有；各片区的比例。 */
@Component
@Transactional(readOnly = true)
class HouseholdContacts {

    /** @param month none: this one @param mine only the areas of this person @param area 0 for rooms of none */
    record Filter(@Nullable YearMonth month, @Nullable Long area, @Nullable Boolean mine, @Nullable Boolean contacted, @Nullable Boolean effective, @Nullable ContactChannel channel,
                  @Nullable String room) {}

    /** @param channels by which it was reached, apart by 、 @param plannedOn a visit waits */
    record Row(long roomId, String room, @Nullable String area, @Nullable String steward, long contacts, @Nullable String channels, @Nullable Instant lastAt, @Nullable String lastSaid,
               @Nullable String lastWho, boolean isEffective, @Nullable LocalDate plannedOn) {}

    /** @param id 0 for rooms of no area */
    record Area(long id, String name, @Nullable String steward, long households, long contacted, long effective, BigDecimal contactedPercent, BigDecimal effectivePercent) {}

    private static final Map<String, String> SORTABLE = Map.of("room", "r.code", "lastAt", "c.last_at", "contacts", "contacts");
    /** A household is a room that is lived in or worked in. */
    private static final String HOUSEHOLDS = """
          from estate.room r
          left join estate.steward_area_rooms(:community, :day) part on part.room_id = r.id
          left join estate.steward_area a on a.community_id = r.community_id and a.id = part.area_id
          left join estate.steward_assignment s on s.community_id = r.community_id and s.area_id = part.area_id and s.from_on <= :day and (s.to_on is null or s.to_on >= :day)
          left join access.staff t on t.id = s.staff_id
          left join (select k.room_id, count(*) contacts, string_agg(distinct k.channel, '、') channels, max(k.at) last_at, bool_or(k.is_effective) is_effective,
                            (array_agg(k.said order by k.at desc))[1] last_said, (array_agg(k.who order by k.at desc))[1] last_who
                       from engagement.contacts(:community, :from, :to) k group by k.room_id) c on c.room_id = r.id
         where r.community_id = :community and r.kind in ('HOUSE', 'SHOP', 'OFFICE') and r.status not in ('VACANT', 'UNDELIVERED')
        """;
    private static final String FILTERED = HOUSEHOLDS + """
           and (:area::bigint is null or coalesce(part.area_id, 0) = :area) and (not :mine or s.staff_id = :me) and (:contacted::boolean is null or (c.room_id is not null) = :contacted)
           and (:effective::boolean is null or coalesce(c.is_effective, false) = :effective) and (:channel::text is null or :channel = any (string_to_array(c.channels, '、')))
           and (:room::text is null or starts_with(r.code, :room))
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    HouseholdContacts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = month(community, filter.month());
        values.put("area", filter.area());
        values.put("mine", Boolean.TRUE.equals(filter.mine()));
        values.put("me", CurrentUser.get().id());
        values.put("contacted", filter.contacted());
        values.put("effective", filter.effective());
        values.put("channel", filter.channel() == null ? null : filter.channel().name());
        values.put("room", filter.room() == null || filter.room().isBlank() ? null : filter.room().strip());
        var rows = jdbc.sql("""
            select r.id room_id, r.code room, a.name area, t.name steward, coalesce(c.contacts, 0) contacts, c.channels, c.last_at, c.last_said, c.last_who,
                   coalesce(c.is_effective, false) is_effective,
                   (select v.planned_on from engagement.visit v where v.community_id = r.community_id and v.room_id = r.id and v.state = 'PLANNED') planned_on
            """ + FILTERED + paging.orderBy(SORTABLE, "r.code") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query((row, i) -> new Row(row.getLong("room_id"), row.getString("room"), row.getString("area"),
                row.getString("steward"), row.getLong("contacts"), labels(row.getString("channels")), row.getTimestamp("last_at") == null ? null : row.getTimestamp("last_at").toInstant(),
                row.getString("last_said"), row.getString("last_who"), row.getBoolean("is_effective"), row.getObject("planned_on", LocalDate.class))).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + FILTERED).params(values).query(Long.class).single());
    }

    List<Area> areas(long community, @Nullable YearMonth month) {
        return jdbc.sql("""
            select coalesce(part.area_id, 0) id, coalesce(a.name, '没有片区') name, min(t.name) steward, count(*) households, count(c.room_id) contacted,
                   count(*) filter (where c.is_effective) effective, round(100.0 * count(c.room_id) / count(*), 1) contacted_percent,
                   round(100.0 * count(*) filter (where c.is_effective) / count(*), 1) effective_percent
            """ + HOUSEHOLDS + " group by 1, 2 order by 1 = 0, 2").params(month(community, month)).query(Area.class).list();
    }

    private Map<String, @Nullable Object> month(long community, @Nullable YearMonth month) {
        var today = LocalDate.now(clock);
        var asked = month == null ? YearMonth.from(today) : month;
        var values = new HashMap<String, @Nullable Object>();
        values.put("community", community);
        values.put("from", asked.atDay(1));
        values.put("to", asked.plusMonths(1).atDay(1));
        values.put("day", asked.atEndOfMonth().isBefore(today) ? asked.atEndOfMonth() : today);
        return values;
    }

    private static @Nullable String labels(@Nullable String channels) {
        return channels == null ? null : String.join("、", List.of(channels.split("、")).stream().map(each -> ContactChannel.valueOf(each).label).toList());
    }
}

package cn.anju.resident.household;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.resident.ChangeBook;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 居住情况：自住、出租还是空置，住户类型和人数，从哪天到哪天。 */
@Service
class Occupancies {

    enum Usage {
        SELF_USED("自住"), RENTED("出租"), VACANT("空置");

        final String label;

        Usage(String label) {
            this.label = label;
        }
    }

    enum HouseholdType {
        FAMILY("一家人"), COUPLE("夫妻"), ALONE("独居"), SHARED("合租"), STAFF("员工宿舍"), BUSINESS("经营办公");

        final String label;

        HouseholdType(String label) {
            this.label = label;
        }
    }

    /** @param householdType none for an empty room */
    record NewOccupancy(@NotNull(message = "请选怎么住") Usage usage, @Nullable HouseholdType householdType, @NotNull(message = "请填人数") @PositiveOrZero @Max(99) Integer persons,
                        @NotNull(message = "请填从哪天起") LocalDate fromOn, @Nullable @Size(max = 200) String note) {}

    record Occupancy(long id, LocalDate fromOn, @Nullable LocalDate toOn, Usage usage, @Nullable HouseholdType householdType, int persons, @Nullable String note, String madeName) {}

    /** @param differs whether the room register says otherwise; only who may change rooms can put that right */
    record Filter(@Nullable String q, @Nullable Usage usage, @Nullable HouseholdType householdType, @Nullable Long area, @Nullable Boolean unknown, @Nullable Boolean differs) {}

    record Row(long roomId, String roomCode, @Nullable String area, @Nullable String steward, @Nullable String people, @Nullable Usage usage, @Nullable HouseholdType householdType,
               @Nullable Integer persons, @Nullable LocalDate fromOn, @Nullable String madeName, String roomStatus, boolean differs) {}

    private static final Map<String, String> SORTABLE = Map.of("roomCode", "room_code", "persons", "persons", "fromOn", "from_on", "area", "area");

    private final JdbcClient jdbc;
    private final OwnAreas areas;
    private final ChangeBook changes;
    private final AuditTrail audit;
    private final Clock clock;

    Occupancies(JdbcClient jdbc, OwnAreas areas, ChangeBook changes, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.areas = areas;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<Occupancy> of(long community, long room) {
        return jdbc.sql("""
            select id, from_on, to_on, usage, household_type, persons, note, made_name from resident.occupancy
             where community_id = :community and room_id = :room order by from_on desc
            """).param("community", community).param("room", room).query(Occupancy.class).list();
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = areas.values(community, filter.area());
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("usage", filter.usage() == null ? null : filter.usage().name());
        values.put("type", filter.householdType() == null ? null : filter.householdType().name());
        values.put("unknown", Boolean.TRUE.equals(filter.unknown()));
        values.put("differs", Boolean.TRUE.equals(filter.differs()));
        var from = """
             from (select r.id room_id, r.code room_code, area.name area, steward.name steward, o.usage, o.household_type, o.persons, o.from_on, o.made_name, r.status room_status,
                          coalesce(o.usage <> r.status, false) differs,
                          (select string_agg(distinct p.name, '、') from resident.holding h join resident.person p on p.community_id = h.community_id and p.id = h.person_id
                            where h.community_id = r.community_id and h.room_id = r.id and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)) people
                     from estate.room r
            """ + OwnAreas.ROOMS + """
                     left join resident.occupancy o on o.community_id = r.community_id and o.room_id = r.id and o.from_on <= :today and (o.to_on is null or o.to_on >= :today)
                    where r.community_id = :community and r.kind in ('HOUSE', 'SHOP', 'OFFICE')
            """ + OwnAreas.MINE + """
                      and (:usage::text is null or o.usage = :usage) and (:type::text is null or o.household_type = :type)
                      and (not :unknown or o.id is null)) n
            where (not :differs or differs) and (:q::text is null or room_code = :q or position(:q in coalesce(people, '')) > 0)
            """;
        var rows = jdbc.sql("select *" + from + paging.orderBy(SORTABLE, "room_code") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }

    /** 登记一段；上一段到前一天为止，同一天的改写。 */
    @Transactional
    void record(long community, long room, NewOccupancy wanted) {
        areas.require(community, room);
        if (wanted.fromOn().isAfter(LocalDate.now(clock))) throw Problem.invalid("date-in-future", "从哪天起不能在今天以后");
        var isVacant = wanted.usage() == Usage.VACANT;
        if (isVacant != (wanted.householdType() == null) || isVacant && wanted.persons() > 0)
            throw Problem.invalid("occupancy-unclear", "空置的不填住户类型，人数为 0；有人住的请选住户类型");
        var before = of(community, room);
        if (!before.isEmpty() && before.getFirst().fromOn().isAfter(wanted.fromOn()))
            throw Problem.conflict("occupancy-later", "%s 起已有新的登记，不能补在它前面", before.getFirst().fromOn());
        jdbc.sql("delete from resident.occupancy where community_id = :community and room_id = :room and from_on = :from")
            .param("community", community).param("room", room).param("from", wanted.fromOn()).update();
        jdbc.sql("update resident.occupancy set to_on = :until where community_id = :community and room_id = :room and to_on is null")
            .param("until", wanted.fromOn().minusDays(1)).param("community", community).param("room", room).update();
        jdbc.sql("""
            insert into resident.occupancy (community_id, room_id, from_on, usage, household_type, persons, note, made_name, made_at)
            values (:community, :room, :from, :usage, :type, :persons, :note, :by, :at)
            """).param("community", community).param("room", room).param("from", wanted.fromOn()).param("usage", wanted.usage().name())
            .param("type", wanted.householdType() == null ? null : wanted.householdType().name()).param("persons", wanted.persons()).param("note", wanted.note())
            .param("by", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        changes.note(community, room, null, "居住情况", "怎么住", before.isEmpty() ? null : told(before.getFirst()), told(of(community, room).getFirst()));
        audit.note("居住情况 " + room, before.isEmpty() ? null : before.getFirst(), wanted);
    }

    private static String told(Occupancy occupancy) {
        return "%s%s %d 人，%s 起".formatted(occupancy.usage().label, occupancy.householdType() == null ? "" : "，" + occupancy.householdType().label, occupancy.persons(), occupancy.fromOn());
    }
}

package cn.anju.resident.household;

import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 档案变更记录：改前、改后、谁、何时。 */
@Component
@Transactional(readOnly = true)
class ChangeList {

    record Filter(@Nullable String q, @Nullable Long room, @Nullable Long person, @Nullable Long area, @Nullable LocalDate from, @Nullable LocalDate to) {}

    record Row(long id, @Nullable Long roomId, @Nullable String roomCode, @Nullable Long personId, @Nullable String person, String subject, String field, @Nullable String was,
               @Nullable String becomes, Instant changedAt, String changedName) {}

    private static final Map<String, String> SORTABLE = Map.of("changedAt", "c.id", "roomCode", "r.code", "changedName", "c.changed_name");

    private final JdbcClient jdbc;
    private final OwnAreas areas;

    ChangeList(JdbcClient jdbc, OwnAreas areas) {
        this.jdbc = jdbc;
        this.areas = areas;
    }

    /** A change of a person without a room is everybody's who may see the list; one of a room is its steward's. */
    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = areas.values(community, filter.area());
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("room", filter.room());
        values.put("person", filter.person());
        values.put("from", filter.from());
        values.put("to", filter.to());
        var from = """
             from resident.change c
             left join resident.person p on p.community_id = c.community_id and p.id = c.person_id
             left join estate.room r on r.community_id = c.community_id
                   and r.id = coalesce(c.room_id, (select min(h.room_id) from resident.holding h where h.community_id = c.community_id and h.person_id = c.person_id and h.to_on is null))
            """ + OwnAreas.ROOMS + """
            where c.community_id = :community and (:room::bigint is null or r.id = :room) and (:person::bigint is null or c.person_id = :person)
              and (:from::date is null or c.changed_at >= :from::date::timestamp at time zone 'Asia/Shanghai')
              and (:to::date is null or c.changed_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai')
              and (:q::text is null or r.code = :q or position(:q in coalesce(p.name, '')) > 0 or position(:q in c.changed_name) > 0 or c.field = :q)
              and (:everywhere or r.id is null or duty.staff_id in (:me, :absent)) and (:area::bigint is null or part.area_id = :area)
            """;
        var rows = jdbc.sql("select c.id, r.id room_id, r.code room_code, c.person_id, p.name person, c.subject, c.field, c.was, c.becomes, c.changed_at, c.changed_name" + from
            + paging.orderBy(SORTABLE, "c.id desc") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }
}

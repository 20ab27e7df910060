package cn.anju.resident;

import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 档案齐不齐：一间房看六样。
 *
 * <p>业主: somebody owns it today. 电话: an owner has a phone that can be right. 证件: every owner has a valid number.
 * 交房日期: there is one, or the room is 未交付. 面积: the net area is known, too (the floor area always is); a parking space
 * or storage room needs none. 资料: at least one document. Each counts a sixth.
 */
@Component
@Transactional(readOnly = true)
class ArchiveCompleteness {

    /** 缺哪一样。 */
    enum Missing { OWNER, PHONE, ID_NUMBER, HANDOVER, AREA, DOCUMENT }

    /** @param missing what is wanted; null for any room that lacks something when {@code onlyIncomplete} */
    record Filter(@Nullable Long room, @Nullable Long building, @Nullable Long stewardArea, @Nullable Missing missing, @Nullable Boolean onlyIncomplete) {}

    record RoomArchive(long roomId, String code, @Nullable String owners, boolean hasOwner, boolean hasPhone, boolean hasIdNumber, boolean hasHandover,
                       boolean hasArea, boolean hasDocument, int percent) {}

    /** @param stewardAreaId none for the rooms that belong to no area */
    record AreaArchive(@Nullable Long stewardAreaId, @Nullable String stewardArea, @Nullable String steward, long rooms, long complete, long owner, long phone,
                       long idNumber, long handover, long area, long document, int percent) {}

    private static final Map<String, String> COLUMNS = Map.of("code", "code", "percent", "percent");

    private final JdbcClient jdbc;
    private final Clock clock;

    ArchiveCompleteness(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<RoomArchive> rooms(long community, Filter filter, Paging paging) {
        var parameters = parameters(community, filter);
        var items = jdbc.sql(ROOMS + "select * from archive" + WHERE + paging.orderBy(COLUMNS, "code") + " limit :limit offset :offset").params(parameters)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(RoomArchive.class).list();
        return new Page<>(items, jdbc.sql(ROOMS + "select count(*) from archive" + WHERE).params(parameters).query(Long.class).single());
    }

    List<AreaArchive> areas(long community) {
        return jdbc.sql(ROOMS + """
            select w.id steward_area_id, w.name steward_area, min(t.name) steward, count(*) rooms, count(*) filter (where percent = 100) complete,
                   count(*) filter (where has_owner) as owner, count(*) filter (where has_phone) phone, count(*) filter (where has_id_number) id_number,
                   count(*) filter (where has_handover) handover, count(*) filter (where has_area) area, count(*) filter (where has_document) as document,
                   (avg(percent))::int percent
              from archive a
              left join estate.steward_area w on w.community_id = :community and w.id = a.steward_area_id
              left join estate.steward_assignment s on s.community_id = :community and s.area_id = w.id and s.from_on <= :today and (s.to_on is null or s.to_on >= :today)
              left join access.staff t on t.id = s.staff_id
             group by w.id, w.name order by w.name nulls last
            """).params(parameters(community, new Filter(null, null, null, null, null))).query(AreaArchive.class).list();
    }

    private Map<String, @Nullable Object> parameters(long community, Filter filter) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("today", LocalDate.now(clock));
        parameters.put("room", filter.room());
        parameters.put("building", filter.building());
        parameters.put("stewardArea", filter.stewardArea());
        parameters.put("missing", filter.missing() == null ? null : filter.missing().name());
        parameters.put("onlyIncomplete", Boolean.TRUE.equals(filter.onlyIncomplete()));
        return parameters;
    }

    private static final String ROOMS = """
        with owner as materialized (
            select h.room_id, string_agg(p.name, '、' order by h.id) owners, bool_or(p.phone is not null) has_phone,
                   bool_and(p.id_number_hash is not null) has_id_number
              from resident.holding h join resident.person p on p.community_id = h.community_id and p.id = h.person_id
             where h.community_id = :community and h.role = 'OWNER' and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)
             group by h.room_id),
        document as materialized (select distinct room_id from estate.room_document where community_id = :community),
        fact as (
            select r.id room_id, r.code, r.building_id, o.owners, o.room_id is not null has_owner, coalesce(o.has_phone, false) has_phone,
                   coalesce(o.has_id_number, false) has_id_number, r.handover_on is not null or r.status = 'UNDELIVERED' has_handover,
                   r.net_area is not null or r.kind in ('PARKING', 'STORAGE') has_area, d.room_id is not null has_document,
                   w.area_id steward_area_id
              from estate.room r
              left join estate.steward_area_rooms(:community, :today) w on w.room_id = r.id
              left join owner o on o.room_id = r.id
              left join document d on d.room_id = r.id
             where r.community_id = :community),
        archive as (
            select *, (has_owner::int + has_phone::int + has_id_number::int + has_handover::int + has_area::int + has_document::int) * 100 / 6 percent from fact)
        """;

    private static final String WHERE = """

         where (:room::bigint is null or room_id = :room)
           and (:building::bigint is null or building_id = :building)
           and (:stewardArea::bigint is null or steward_area_id = :stewardArea)
           and (not :onlyIncomplete or percent < 100)
           and (:missing::text is null or not case :missing when 'OWNER' then has_owner when 'PHONE' then has_phone when 'ID_NUMBER' then has_id_number
                                                            when 'HANDOVER' then has_handover when 'AREA' then has_area else has_document end)
        """;
}

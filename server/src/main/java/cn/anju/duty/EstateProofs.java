package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 房屋、住户与权限的记录。 */
@Component
class EstateProofs implements Proof.Book {

    @Override
    public List<Proof> proofs() {
        return List.of(
            new Proof("estate.area-assigned", "片区指派", """
                select a.staff_id, s.name staff_name, a.area_id, a.from_on::timestamptz opened_at, null::timestamptz due_at, a.from_on::timestamptz done_at,
                       e.name || ' 由 ' || s.name || ' 负责' "text", 'steward-areas' link
                  from estate.steward_assignment a join estate.steward_area e on e.community_id = a.community_id and e.id = a.area_id
                  join access.staff s on s.id = a.staff_id
                 where a.community_id = :community
                """),
            new Proof("resident.changed", "档案变更", """
                select null::bigint staff_id, h.actor staff_name, null::bigint area_id, h.happened_at opened_at, null::timestamptz due_at, h.happened_at done_at,
                       h.text, case when h.person_id is not null then 'people/' || h.person_id else 'rooms/' || h.room_id end link
                  from resident.history h where h.community_id = :community
                """),
            new Proof("estate.room-changed", "房屋状态变更", """
                select null::bigint staff_id, c.changed_by staff_name, null::bigint area_id, c.changed_at opened_at, null::timestamptz due_at, c.changed_at done_at,
                       r.code || ' ' || c.field || '：' || coalesce(c.before, '空') || ' → ' || coalesce(c.after, '空') "text", 'rooms/' || c.room_id link
                  from estate.room_change c join estate.room r on r.community_id = c.community_id and r.id = c.room_id
                 where c.community_id = :community
                """),
            new Proof("access.revealed", "查看住户隐私", """
                select staff_id, staff_name, null::bigint area_id, revealed_at opened_at, null::timestamptz due_at, revealed_at done_at,
                       purpose "text", 'people/' || person_id link
                  from resident.reveal where community_id = :community
                """));
    }
}

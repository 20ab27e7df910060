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
                select a.made_by staff_id, a.made_name staff_name, a.area_id, a.made_at opened_at, null::timestamptz due_at, a.made_at done_at,
                       e.name || ' 由 ' || s.name || ' 负责，' || a.from_on || ' 起' "text", 'steward-areas' link
                  from estate.steward_assignment a join estate.steward_area e on e.community_id = a.community_id and e.id = a.area_id
                  join access.staff s on s.id = a.staff_id
                 where a.community_id = :community and a.made_at is not null
                """),
            new Proof("resident.changed", "档案变更", changed("c.subject <> '住户卡'")),
            new Proof("resident.card-issued", "住户卡办理", changed("c.subject = '住户卡' and c.field = '发卡'")),
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
                """),
            new Proof("access.liaison-appointed", "兼职对接人任职", """
                select g.granted_by staff_id, b.name staff_name, null::bigint area_id, g.granted_at opened_at, null::timestamptz due_at, g.granted_at done_at,
                       s.name || ' 兼 ' || r.name || '，' || g.from_on || ' 至 ' || g.to_on "text", 'staff/' || g.staff_id link
                  from access.role_grant g join access.role r on r.id = g.role_id join access.staff s on s.id = g.staff_id left join access.staff b on b.id = g.granted_by
                 where g.community_id = :community and g.granted_at is not null and g.to_on is not null
                   and exists (select from access.role_grant o where o.staff_id = g.staff_id and o.id <> g.id and (o.community_id is null or o.community_id = g.community_id)
                                  and o.from_on <= g.to_on and (o.to_on is null or o.to_on >= g.from_on))
                """));
    }

    private static String changed(String which) {
        return """
            select c.changed_by staff_id, c.changed_name staff_name, null::bigint area_id, c.changed_at opened_at, null::timestamptz due_at, c.changed_at done_at,
                   c.subject || ' ' || c.field || '：' || coalesce(c.was, '空') || ' → ' || coalesce(c.becomes, '空') "text",
                   case when c.person_id is not null then 'people/' || c.person_id else 'rooms/' || c.room_id end link
              from resident.change c where c.community_id = :community and %s
            """.formatted(which);
    }
}

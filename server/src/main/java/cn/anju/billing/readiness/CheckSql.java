package cn.anju.billing.readiness;

/** 几项检查共用的句子。 */
final class CheckSql {

    /** Which room is charged which item by time in the month, at which price. */
    static final String COVERED = """
        select r.id room_id, r.kind, t.charge_item_id, i.name item, t.rule, t.price, t.start_floor,
               t.from_on <= :last and (t.to_on is null or t.to_on >= :last) in_force_last
          from billing.tariff t
          join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
          join estate.room r on r.community_id = t.community_id and r.kind = any (t.room_kinds) and r.handover_on <= :last
         where t.community_id = :community and t.rule in ('BY_AREA', 'FIXED') and not t.is_withdrawn and t.from_on <= :last and (t.to_on is null or t.to_on >= :first)
           and (not exists (select from billing.tariff_assignment a where a.community_id = t.community_id and a.tariff_id = t.id)
                or exists (select from billing.tariff_assignment a where a.community_id = t.community_id and a.tariff_id = t.id
                              and (a.room_id = r.id or a.building_id = r.building_id)))
        """;

    /** What at least half of the rooms of a kind are charged is due of all of them. */
    static final String USUAL = """
        select c.kind, c.charge_item_id, c.item, count(distinct c.room_id) charged, k.rooms
          from covered c
          join (select kind, count(*) rooms from estate.room where community_id = :community and handover_on <= :last group by kind) k on k.kind = c.kind
         group by c.kind, c.charge_item_id, c.item, k.rooms
        having count(distinct c.room_id) * 2 >= k.rooms and count(distinct c.room_id) < k.rooms
        """;

    /** A meter m that hangs at the end of the month. */
    static final String IN_PLACE = " m.start_on <= :last and (m.removed_on is null or m.removed_on > :last) ";

    /** A room r (of building b, entrance e) that belongs to the share group g. */
    static final String MEMBER = " (g.code = '全区' or g.code = b.code or g.code = b.code || '-' || e.code) ";

    private CheckSql() {}
}

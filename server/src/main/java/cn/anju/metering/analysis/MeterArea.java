package cn.anju.metering.analysis;

/** 一个公摊组管到的表：组里各房屋的，和组里各处的公共表。 */
final class MeterArea {

    /** A meter m within the share group g; needs room r, its building b, its entrance e and the group pg of a public meter. */
    static final String WITHIN = """
         (g.code = '全区' or pg.code = g.code or starts_with(pg.code, g.code || '-') or b.code = g.code or b.code || '-' || e.code = g.code)
        """;

    static final String PLACES = """
          left join estate.room r on r.community_id = m.community_id and r.id = m.room_id
          left join estate.building b on b.community_id = r.community_id and b.id = r.building_id
          left join estate.entrance e on e.community_id = r.community_id and e.id = r.entrance_id
          left join metering.share_group pg on pg.community_id = m.community_id and pg.id = m.share_group_id
        """;

    private MeterArea() {}
}

package cn.anju.estate;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 小区一览：多少楼、多少房、什么状态。 */
@Component
@Transactional(readOnly = true)
class CommunityOverview {

    record ByKind(RoomKind kind, long rooms, BigDecimal grossArea, long handedOver) {}

    record ByStatus(RoomStatus status, long rooms) {}

    record Counts(long buildings, long entrances, long rooms, BigDecimal grossArea, long handedOver, long commonAreas, long stewardAreas,
                  List<ByKind> kinds, List<ByStatus> statuses) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    CommunityOverview(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Counts counts(long community) {
        var kinds = jdbc.sql("""
            select kind, count(*) rooms, trim_scale(sum(gross_area)) gross_area, count(*) filter (where handover_on <= :today) handed_over
              from estate.room where community_id = :community group by kind order by min(id)
            """).param("community", community).param("today", LocalDate.now(clock)).query(ByKind.class).list();
        var statuses = jdbc.sql("select status, count(*) rooms from estate.room where community_id = :community group by status order by 2 desc, 1")
            .param("community", community).query(ByStatus.class).list();
        return jdbc.sql("""
            select (select count(*) from estate.building where community_id = :community),
                   (select count(*) from estate.entrance where community_id = :community),
                   (select count(*) from estate.common_area where community_id = :community),
                   (select count(*) from estate.steward_area where community_id = :community)
            """).param("community", community)
            .query((row, i) -> new Counts(row.getLong(1), row.getLong(2), kinds.stream().mapToLong(ByKind::rooms).sum(),
                kinds.stream().map(ByKind::grossArea).reduce(BigDecimal.ZERO, BigDecimal::add),
                kinds.stream().mapToLong(ByKind::handedOver).sum(), row.getLong(3), row.getLong(4), kinds, statuses)).single();
    }
}

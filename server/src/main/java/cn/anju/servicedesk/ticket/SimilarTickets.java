package cn.anju.servicedesk.ticket;

import cn.anju.access.Masked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 登记的时候看一眼：是不是已经有人说过同一件事。 */
@Component
@Transactional(readOnly = true)
class SimilarTickets {

    /** What is being typed. */
    record Typed(@Nullable Long room, @Nullable Long area, @Nullable String place, @Nullable String equipment, @Nullable TicketKind kind, @Nullable String title) {}

    /** @param why 同一处, or what they have in common */
    record Similar(long id, String number, TicketKind kind, TicketState state, String where, String title, Instant openedAt, @Nullable Long incidentId, String why) {}

    private record Open(long id, String number, TicketKind kind, TicketState state, String place, String title, OffsetDateTime openedAt, @Nullable Long incidentId,
                        boolean isHere, boolean isSameBuilding) {}

    private static final Duration RECENT = Duration.ofHours(48);
    private static final int LOOKED_AT = 300;
    private static final int MOST = 8;
    /** Of a hundred pairs of neighbouring characters so many in common: 水管漏水 and 厨房漏水 are alike, 灯不亮 is not. */
    private static final int ALIKE = 34;

    private final JdbcClient jdbc;
    private final Clock clock;

    SimilarTickets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** 还没了的、像是同一件事的：同一处的在前，其次是同一栋这两天里事由相近的。 */
    List<Similar> to(long community, Typed typed) {
        var open = jdbc.sql("""
            select t.id, t.number, t.kind, t.state, coalesce(r.code, a.name, t.place) place, t.title, t.opened_at, t.incident_id,
                   coalesce(t.room_id = :room or t.common_area_id = :area or t.equipment = :equipment, false) is_here,
                   coalesce(coalesce(r.building_id, a.building_id) = coalesce((select building_id from estate.room where community_id = :community and id = :room),
                                                                              (select building_id from estate.common_area where community_id = :community and id = :area)), false) is_same_building
              from servicedesk.ticket t
              left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
              left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
             where t.community_id = :community and t.closed_at is null and t.state <> 'DONE'
               and (t.room_id = :room or t.common_area_id = :area or t.equipment = :equipment or t.opened_at > :since)
             order by t.opened_at desc limit :limit
            """).param("community", community).param("room", typed.room()).param("area", typed.area()).param("equipment", Places.text(typed.equipment()))
            .param("since", clock.instant().minus(RECENT).atOffset(ZoneOffset.UTC)).param("limit", LOOKED_AT).query(Open.class).list();
        return Stream.concat(
                open.stream().filter(Open::isHere).map(each -> similar(each, "同一处")),
                open.stream().filter(each -> !each.isHere() && each.kind() == typed.kind() && isNear(each, typed) && likeness(each.title(), typed.title()) >= ALIKE)
                    .map(each -> similar(each, each.isSameBuilding() ? "同一栋，事由相近" : "地点、事由相近")))
            .limit(MOST).toList();
    }

    private static boolean isNear(Open open, Typed typed) {
        return open.isSameBuilding() || typed.room() == null && typed.area() == null && likeness(open.place(), typed.place()) >= ALIKE;
    }

    private static Similar similar(Open open, String why) {
        return new Similar(open.id(), open.number(), open.kind(), open.state(), open.place(), Masked.text(open.title()), open.openedAt().toInstant(),
            open.incidentId(), why);
    }

    /** Dice's coefficient in hundredths over pairs of neighbouring characters. */
    static int likeness(String one, @Nullable String other) {
        var a = pairs(one);
        var b = pairs(other == null ? "" : other);
        if (a.isEmpty() || b.isEmpty()) return 0;
        var sum = a.size() + b.size();
        a.retainAll(b);
        return 200 * a.size() / sum;
    }

    private static Set<String> pairs(String text) {
        var plain = text.replaceAll("[\\s\\p{Punct}，。、！？（）]+", "");
        var pairs = new HashSet<String>();
        for (var i = 0; i + 2 <= plain.length(); i++) pairs.add(plain.substring(i, i + 2));
        return pairs;
    }
}

package cn.anju.duty;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** 这一天小区里谁在什么岗、哪个片区归谁。 */
@Repository
@Transactional(readOnly = true)
class Holders {

    /**
     * 一天的人。
     *
     * @param byRole who holds each role, by id
     * @param names of the staff
     * @param areas steward's area → its steward that day; an area nobody has is not there
     */
    record Day(Map<String, List<Long>> byRole, Map<Long, String> names, Map<Long, Long> areas, Map<Long, String> areaNames) {

        /** Who a duty's rounds of this day belong to: holder text → its named doer, if it is one person. */
        Map<String, @Nullable Long> of(Duty duty) {
            var staff = new HashSet<Long>();
            for (var role : duty.roles()) staff.addAll(byRole.getOrDefault(role, List.of()));
            var holders = new TreeMap<String, @Nullable Long>();
            if (staff.isEmpty()) return holders;
            switch (duty.per()) {
                case PERSON -> staff.forEach(each -> holders.put("staff:" + each, each));
                case POST -> duty.roles().stream().filter(byRole::containsKey).findFirst().ifPresent(role -> holders.put("role:" + role, only(byRole.get(role))));
                case POSTS -> duty.roles().stream().filter(byRole::containsKey).forEach(role -> holders.put("role:" + role, only(byRole.get(role))));
                case AREA -> {
                    areas.forEach((area, steward) -> holders.put("area:" + area, steward));
                    if (holders.isEmpty()) holders.put("community", named(duty));
                }
                case COMMUNITY -> holders.put("community", named(duty));
            }
            return holders;
        }

        /** All roles of a person on this day. */
        Set<String> rolesOf(long staff) {
            var roles = new HashSet<String>();
            byRole.forEach((role, holders) -> {
                if (holders.contains(staff)) roles.add(role);
            });
            return roles;
        }

        private @Nullable Long named(Duty duty) {
            return duty.roles().stream().map(byRole::get).filter(each -> each != null).findFirst().map(Day::only).orElse(null);
        }

        private static @Nullable Long only(List<Long> staff) {
            return staff.size() == 1 ? staff.getFirst() : null;
        }
    }

    private final JdbcClient jdbc;
    private final LeaveDeputies deputies;

    Holders(JdbcClient jdbc, LeaveDeputies deputies) {
        this.jdbc = jdbc;
        this.deputies = deputies;
    }

    /** What the posts are called, by key. */
    Map<String, String> roleNames() {
        var names = new HashMap<String, String>();
        jdbc.sql("select key, name from access.role").query(row -> {
            names.put(row.getString(1), row.getString(2));
        });
        return names;
    }

    Day on(long community, LocalDate day) {
        var byRole = new HashMap<String, List<Long>>();
        var names = new HashMap<Long, String>();
        jdbc.sql("""
            select distinct r.key, s.id, s.name from access.role_grant g
              join access.role r on r.id = g.role_id join access.staff s on s.id = g.staff_id and s.is_active
             where (g.community_id is null or g.community_id = :community) and r.key <> 'administrator'
               and g.from_on <= :day and (g.to_on is null or g.to_on >= :day) order by 1, 2
            """).param("community", community).param("day", day).query(row -> {
                byRole.computeIfAbsent(row.getString(1), key -> new ArrayList<>()).add(row.getLong(2));
                names.put(row.getLong(2), row.getString(3));
            });
        var areas = new HashMap<Long, Long>();
        var areaNames = new HashMap<Long, String>();
        jdbc.sql("""
            select distinct on (a.id) a.id, a.name, s.staff_id from estate.steward_area a
              join estate.steward_assignment s on s.community_id = a.community_id and s.area_id = a.id
             where a.community_id = :community and s.from_on <= :day and (s.to_on is null or s.to_on >= :day) order by a.id, s.id desc
            """).param("community", community).param("day", day).query(row -> {
                areas.put(row.getLong(1), row.getLong(3));
                areaNames.put(row.getLong(1), row.getString(2));
            });
        deputies.on(community, day).forEach((away, deputy) -> {
            byRole.values().stream().filter(holders -> holders.contains(away) && !holders.contains(deputy)).forEach(holders -> holders.add(deputy));
            areas.replaceAll((area, steward) -> steward.equals(away) ? deputy : steward);
        });
        return new Day(byRole, names, areas, areaNames);
    }
}

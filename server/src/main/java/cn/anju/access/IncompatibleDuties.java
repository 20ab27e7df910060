package cn.anju.access;

import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 不相容的职务：管钱的不审核、不结账、不管档案；授权、改角色、代理都要过这一关。 */
@Component
class IncompatibleDuties {

    private record Pair(String name, List<String> one, List<String> other) {}

    private static final LocalDate FOREVER = LocalDate.of(9999, 12, 31);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final List<Pair> pairs;

    IncompatibleDuties(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        pairs = RoleBook.yaml("incompatible-duties.yaml").values().stream().map(each -> (Map<?, ?>) each)
            .map(each -> new Pair(each.get("name").toString(), texts(each.get("one")), texts(each.get("other")))).toList();
    }

    /** 一个角色自己就兼了的。 @throws Problem 409 {@code duties-incompatible} */
    void requireApart(Collection<String> permissions) {
        for (var pair : pairs)
            if (!Collections.disjoint(pair.one(), permissions) && !Collections.disjoint(pair.other(), permissions)) throw refusal(pair);
    }

    /** 这些人的授权合在一个人身上，这些天里有没有哪天兼了。 @throws Problem 409 {@code duties-incompatible} */
    void requireApart(List<Long> hats, LocalDate from, LocalDate to) {
        for (var pair : pairs) {
            var isBoth = jdbc.sql("""
                select exists (
                  select from access.role_grant a
                    join access.role ra on ra.id = a.role_id and ra.key <> :administrator
                    join access.role_permission pa on pa.role_id = a.role_id and pa.permission = any (:one)
                    join access.role_grant b on b.staff_id = any (:hats)
                                            and (a.community_id = b.community_id or a.community_id is null or b.community_id is null)
                    join access.role rb on rb.id = b.role_id and rb.key <> :administrator
                    join access.role_permission pb on pb.role_id = b.role_id and pb.permission = any (:other)
                   where a.staff_id = any (:hats) and greatest(a.from_on, b.from_on, :from) <= least(a.to_on, b.to_on, :to))
                """).param("hats", hats.toArray(Long[]::new)).param("administrator", RoleBook.ADMINISTRATOR)
                .param("one", pair.one().toArray(String[]::new)).param("other", pair.other().toArray(String[]::new))
                .param("from", from).param("to", to).query(Boolean.class).single();
            if (isBoth) throw refusal(pair);
        }
    }

    /** 授权写好以后再问：他自己，他代理的人，代理他的人，从今天起。 @throws Problem 409 {@code duties-incompatible} */
    void requireApart(long person) {
        var today = LocalDate.now(clock);
        requireApart(List.of(person), today, FOREVER);
        jdbc.sql("select staff_id, deputy_id, from_on, to_on from access.deputy where (staff_id = :person or deputy_id = :person) and to_on >= :today")
            .param("person", person).param("today", today)
            .query(row -> {
                requireApart(List.of(row.getLong(1), row.getLong(2)), row.getObject(3, LocalDate.class), row.getObject(4, LocalDate.class));
            });
    }

    /** 改了这个角色以后，担任它的每个人。 @throws Problem 409 {@code duties-incompatible} */
    void requireApartForHolders(long role) {
        jdbc.sql("select distinct staff_id from access.role_grant where role_id = :role and (to_on is null or to_on >= :today)")
            .param("role", role).param("today", LocalDate.now(clock)).query(Long.class).list().forEach(this::requireApart);
    }

    private static Problem refusal(Pair pair) {
        return Problem.conflict("duties-incompatible", "%s不能由一个人兼任，请分给两个人", pair.name());
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }
}

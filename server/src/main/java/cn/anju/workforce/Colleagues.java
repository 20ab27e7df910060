package cn.anju.workforce;

import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 在这个小区上班的同事：今天有岗位的在用账号；系统管理员不算。 */
@Component
@Transactional(readOnly = true)
public class Colleagues {

    /** @param posts their names, the first first */
    public record Colleague(long id, String name, String posts) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Colleagues(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public List<Colleague> list(long community) {
        return between(community, LocalDate.now(clock), LocalDate.now(clock));
    }

    /** @throws Problem 404 {@code staff-not-found} */
    public Colleague one(long community, long person) {
        return list(community).stream().filter(each -> each.id() == person).findFirst().orElseThrow(() -> Problem.notFound("staff-not-found", "这位同事不在本小区，请另选一位"));
    }

    /** 点了名的，和有这些岗位的人；一人只算一次。 @param posts their names. @throws Problem 400 {@code nobody-chosen}; 404 {@code staff-not-found} */
    public List<Colleague> chosen(long community, List<String> posts, List<Long> people) {
        var all = list(community);
        for (var person : people) if (all.stream().noneMatch(each -> each.id() == person)) throw Problem.notFound("staff-not-found", "选的人里有不在本小区的，请另选");
        var chosen = all.stream().filter(each -> people.contains(each.id()) || Arrays.stream(each.posts().split("、")).anyMatch(posts::contains)).toList();
        if (chosen.isEmpty()) throw Problem.invalid("nobody-chosen", "请选人，或选有人的岗位");
        return chosen;
    }

    /** Who had a post here on any of these days. */
    List<Colleague> between(long community, LocalDate from, LocalDate to) {
        return jdbc.sql("""
            select s.id, s.name, string_agg(distinct r.name, '、') posts
              from access.staff s join access.role_grant g on g.staff_id = s.id join access.role r on r.id = g.role_id
             where s.is_active and r.key <> 'administrator' and (g.community_id is null or g.community_id = :community)
               and g.from_on <= :to and (g.to_on is null or g.to_on >= :from)
             group by s.id, s.name order by min(r.id), s.name, s.id
            """).param("community", community).param("from", from).param("to", to).query(Colleague.class).list();
    }
}

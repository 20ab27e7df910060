package cn.anju.planning;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 一件事可以交给谁：建议给自己的上级或别的带人的，上报只给上一级，重大事项给总经理。 */
@Component
@Transactional(readOnly = true)
class Receivers {

    record Person(long id, String name, String posts) {}

    /** @param who the level it goes to; of a proposal nothing, any leader may be chosen */
    record Choice(@Nullable Superior who, List<Person> people) {}

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final Clock clock;

    Receivers(JdbcClient jdbc, StaffAccess staff, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.clock = clock;
    }

    /** 现在要提的，可以交给谁；自己的上级在最前。 @throws Problem 409 {@code nobody-above} */
    Choice choice(long community, MatterKind kind) {
        var user = CurrentUser.get();
        return switch (kind) {
            case PROPOSAL -> new Choice(null, people(community, leaders(community, user)));
            case ESCALATION -> above(community, Superior.of(staff.rolesOf(user, community)));
            case MAJOR -> above(community, Superior.MANAGER);
        };
    }

    /** 这一级现在有谁。 @throws Problem 409 {@code nobody-above} where nobody holds the post */
    Choice above(long community, Superior who) {
        var people = people(community, staff.inRole(community, who.role));
        if (people.isEmpty()) throw Problem.conflict("nobody-above", "本小区还没有%s，请管理员先授权", who.label);
        return new Choice(who, people);
    }

    /** 带人的，谁都可以，自己也在内。 */
    Choice leaders(long community) {
        return new Choice(null, people(community, staff.holders(community, "planning.lead")));
    }

    /** 办得了、落实得了的同事。 */
    Choice doers(long community) {
        return new Choice(null, people(community, staff.holders(community, "planning.work")));
    }

    /**
     * 选的这个人可以，还是不可以。
     *
     * @throws Problem 400 {@code receiver-missing}, {@code receiver-not-leader}; 404 {@code staff-not-found}; 409 {@code level-skipped}, {@code department-crossed}
     */
    Person require(long community, Choice choice, @Nullable Long toId) {
        if (toId == null) throw Problem.invalid("receiver-missing", "请选报给谁");
        var chosen = choice.people().stream().filter(each -> each.id() == toId).findFirst();
        if (chosen.isPresent()) return chosen.get();
        var other = staff.of(toId).filter(each -> each.belongsTo(community)).orElseThrow(() -> Problem.notFound("staff-not-found", "选的人不在本小区，请另选一位"));
        if (choice.who() == null) throw Problem.invalid("receiver-not-leader", "建议交给自己的上级或别的带人的主管，请另选一位");
        throw choice.who().refusal(staff.rolesOf(other, community));
    }

    private List<Long> leaders(long community, CurrentUser user) {
        var held = staff.rolesOf(user, community);
        var first = held.contains(Superior.MANAGER.role) ? List.<Long>of() : staff.inRole(community, Superior.of(held).role);
        var leaders = staff.holders(community, "planning.lead");
        return Stream.concat(first.stream().filter(leaders::contains), leaders.stream()).distinct().filter(each -> each != user.id()).toList();
    }

    private List<Person> people(long community, List<Long> ids) {
        return jdbc.sql("""
            select s.id, s.name, coalesce((select string_agg(distinct r.name, '、') from access.role_grant g join access.role r on r.id = g.role_id
                                            where g.staff_id = s.id and (g.community_id is null or g.community_id = :community)
                                              and g.from_on <= :today and (g.to_on is null or g.to_on >= :today)), '') posts
              from access.staff s join unnest(:ids::bigint[]) with ordinality i(id, place) on i.id = s.id
             order by i.place
            """).param("community", community).param("today", LocalDate.now(clock)).param("ids", ids.toArray(Long[]::new)).query(Person.class).list();
    }
}

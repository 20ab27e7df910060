package cn.anju.duty;

import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 班组的今天：每个人办了多少、等着多少、迟了多少。 */
@Service
@Transactional(readOnly = true)
class Team {

    /** @param roles role keys */
    record Member(long staffId, String name, List<String> roles, long done, long due, long late, long excused) {}

    private final Holders holders;
    private final MyDay days;
    private final Clock clock;

    Team(Holders holders, MyDay days, Clock clock) {
        this.holders = holders;
        this.days = days;
        this.clock = clock;
    }

    List<Member> today(long community) {
        var shared = days.shared(community);
        var people = shared.people();
        return people.names().entrySet().stream().map(each -> {
            var counts = days.of(community, shared, List.of(each.getKey()), each.getValue()).items().stream()
                .collect(Collectors.groupingBy(MyDay.Item::state, Collectors.counting()));
            return new Member(each.getKey(), each.getValue(), people.rolesOf(each.getKey()).stream().sorted().toList(), counts.getOrDefault(MyDay.State.DONE, 0L),
                counts.getOrDefault(MyDay.State.DUE, 0L), counts.getOrDefault(MyDay.State.LATE, 0L), counts.getOrDefault(MyDay.State.EXCUSED, 0L));
        }).sorted(Comparator.comparing(Member::late).reversed().thenComparing(Member::name)).toList();
    }

    /** @throws Problem 404 {@code staff-unknown} */
    String name(long community, long staff) {
        var name = holders.on(community, LocalDate.now(clock)).names().get(staff);
        if (name == null) throw Problem.notFound("staff-unknown", "这个小区没有这位员工");
        return name;
    }
}

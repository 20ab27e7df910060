package cn.anju;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.access.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 每个操作乘每个岗位，乘自己的小区、别的小区、公司：照表里的来，一格不差。 */
@Story
@SameOnAnyDatabase("which permissions a role has")
class RoleMatrixTest {

    /** 岗位,权限 权限 …：与岗位职责逐条对过；程序里的改了，这里也要有人看过才改。 */
    private static final Path TABLE = Path.of("src", "test", "resources", "role-permissions.csv");

    private static final Path CURRENT = Path.of("target", "role-permissions.csv");

    /** What everybody signed in may ask, and what ends the asking session. */
    private static final Set<String> OF_ONESELF = Set.of("signed-in", "public");

    @Autowired Office office;
    @Autowired TestClock clock;
    Map<String, Set<String>> permitted;

    @BeforeEach
    void read() throws IOException {
        permitted = new TreeMap<>();
        for (var line : Files.readAllLines(TABLE)) {
            var parts = line.split(",", 2);
            permitted.put(parts[0], new TreeSet<>(Arrays.asList(parts[1].split(" "))));
        }
    }

    @Test
    void 岗位的权限与表里的一致() throws IOException {
        var now = new TreeMap<String, Set<String>>();
        office.get("/api/roles").expect(200).json().valueStream().filter(role -> role.at("/builtin").asBoolean())
            .forEach(role -> now.put(role.at("/key").asString(), new TreeSet<>(role.at("/permissions").valueStream().map(each -> each.asString()).toList())));
        Files.createDirectories(CURRENT.getParent());
        Files.write(CURRENT, now.entrySet().stream().map(each -> each.getKey() + "," + String.join(" ", each.getValue())).toList());
        assertThat(now).as("look at who gets what, then  cp server/target/role-permissions.csv server/src/test/resources/role-permissions.csv")
            .isEqualTo(permitted);
    }

    @Test
    void 每个岗位_办得了的办得了_办不了的403_别的小区404() {
        var own = office.newCommunity("矩阵", "2026-07-01");
        var other = office.newCommunity("隔壁", "2026-07-01");
        var operations = Operation.all(office).stream().filter(operation -> !OF_ONESELF.contains(operation.permission())).toList();
        var wrong = new ArrayList<String>();
        permitted.forEach((role, permissions) -> {
            var here = People.of(office).with(role, own);
            var everywhere = forToday(role);
            for (var operation : operations) {
                var may = permissions.contains(operation.permission());
                if (operation.isOfCommunity()) {
                    check(wrong, role + " 在自己小区", operation, operation.send(here, operation.at(own)), may ? "" : "not-permitted");
                    check(wrong, role + " 在别的小区", operation, operation.send(here, operation.at(other)), may ? "community-not-found" : "not-permitted");
                } else {
                    check(wrong, role + " 只管一个小区", operation, operation.send(here, operation.at(own)), "not-permitted");
                    check(wrong, role + " 管全公司", operation, operation.send(everywhere, operation.at(own)), may ? "" : "not-permitted");
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** 管全公司的人，只管今天：留到以后，别的故事里每个小区都多出一位同事。 */
    private Office forToday(String role) {
        var people = People.of(office);
        var account = people.account();
        people.grant(account.id(), role, null, Map.of("toOn", LocalDate.now(clock)));
        return people.signIn(account);
    }

    /** @param code of the refusal; empty when it must come as far as the use case */
    private static void check(List<String> wrong, String who, Operation operation, Office.Answer answer, String code) {
        var isRight = code.isEmpty() ? answer.status() < 500 && !List.of("not-permitted", "community-not-found", "not-signed-in").contains(answer.code())
            : answer.code().equals(code) && answer.status() == (code.equals("not-permitted") ? 403 : 404);
        if (!isRight) wrong.add(who + " " + operation.row() + " → " + answer.status() + " " + answer.code());
    }
}

package cn.anju.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class SessionTest {

    @Autowired Office office;

    @Test
    void 自己看得到各处登录_能请别处退出() {
        var account = People.of(office).account();
        var here = People.of(office).signIn(account);
        var there = office.as(account.at("/username"), People.PASSWORD);
        var list = here.get("/api/session/sessions").expect(200).json();
        assertThat(list.size()).isEqualTo(2);
        var other = list.valueStream().filter(row -> !row.at("/current").asBoolean()).findFirst().orElseThrow();
        assertThat(other.at("/address").asString()).isNotBlank();
        here.delete("/api/session/sessions/" + other.at("/id").asString()).expect(204);
        assertThat(there.get("/api/session").at("/signedIn")).isEqualTo("false");
        assertThat(here.get("/api/session").at("/signedIn")).isEqualTo("true");
        assertThat(here.delete("/api/session/sessions/" + other.at("/id").asString()).expect(404).code()).isEqualTo("session-unknown");
    }

    @Test
    void 管理员看得到_也能请人退出() {
        var account = People.of(office).account();
        var person = People.of(office).signIn(account);
        var id = office.get("/api/staff/" + account.id() + "/sessions").expect(200).at("/0/id");
        office.delete("/api/staff/" + account.id() + "/sessions/" + id).expect(204);
        assertThat(person.get("/api/session").at("/signedIn")).isEqualTo("false");
    }

    @Test
    void 改密码以后_别处的登录都退出() {
        var account = People.of(office).account();
        var here = People.of(office).signIn(account);
        var there = office.as(account.at("/username"), People.PASSWORD);
        here.put("/api/session/password", Map.of("current", People.PASSWORD, "next", "换过一次的新密码")).expect(204);
        assertThat(there.get("/api/session").at("/signedIn")).isEqualTo("false");
        assertThat(here.get("/api/session").at("/signedIn")).isEqualTo("true");
    }

    @Test
    void 四小时不动_或满十二小时_都要重新登录() throws SQLException {
        var account = People.of(office).account();
        var person = People.of(office).signIn(account);
        age(account.id(), Duration.ofHours(3), Duration.ofHours(3).plusMinutes(58));
        assertThat(person.get("/api/session").at("/signedIn")).isEqualTo("true");
        age(account.id(), Duration.ofHours(1), Duration.ofHours(4).plusMinutes(1));
        assertThat(person.get("/api/session").at("/signedIn")).isEqualTo("false");

        var busy = office.as(account.at("/username"), People.PASSWORD);
        age(account.id(), Duration.ofHours(11).plusMinutes(59), Duration.ZERO);
        assertThat(busy.get("/api/session").at("/signedIn")).isEqualTo("true");
        age(account.id(), Duration.ofMinutes(2), Duration.ZERO);
        assertThat(busy.get("/api/communities").expect(401).code()).isEqualTo("not-signed-in");
        assertThat(busy.get("/api/session").at("/signedIn")).isEqualTo("false");
    }

    @Test
    void 登录换新的会话号_登录前的号不作数() {
        var account = People.of(office).account();
        var planted = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        var before = office.as(account.at("/username"), account.at("/oneTimePassword"));
        var first = cookie(before.raw("POST", "/api/session", "application/json", credentials(account), "Cookie", "ANJU=" + planted).expect(200));
        var second = cookie(before.post("/api/session", Map.of("username", account.at("/username"), "password", account.at("/oneTimePassword"))).expect(200));
        assertThat(List.of(planted, first, second)).doesNotHaveDuplicates();
        assertThat(second).hasSize(43);
        for (var old : List.of(planted, first))
            assertThat(office.nobody().raw("GET", "/api/session/sessions", "application/json", new byte[0], "Cookie", "ANJU=" + old).status()).isEqualTo(401);
    }

    @Test
    void 会话表里的东西_登录不了() throws Exception {
        People.of(office).signIn(People.of(office).account());
        try (var connection = StoryDatabase.shared().connectAsOwner(); var statement = connection.createStatement();
             var rows = statement.executeQuery("select session_id, primary_id from access.session")) {
            while (rows.next())
                for (var column = 1; column <= 2; column++)
                    assertThat(office.nobody().raw("GET", "/api/communities", "application/json", new byte[0], "Cookie", "ANJU=" + rows.getString(column).strip()).status())
                        .isEqualTo(401);
        }
    }

    private static byte[] credentials(Office.Answer account) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(account.at("/username"), account.at("/oneTimePassword")).getBytes();
    }

    private static String cookie(Office.Answer signedIn) {
        return signedIn.raw().headers().allValues("Set-Cookie").stream().filter(each -> each.startsWith("ANJU=") && !each.startsWith("ANJU=;"))
            .map(each -> each.substring(5, each.indexOf(';'))).findFirst().orElseThrow();
    }

    /** Makes the person's sessions older, and idle for longer, than they are. */
    private static void age(long staffId, Duration older, Duration idle) throws SQLException {
        try (var connection = StoryDatabase.shared().connectAsOwner(); var update = connection.prepareStatement("""
                update access.session set creation_time = creation_time - ?, last_access_time = last_access_time - ?, expiry_time = expiry_time - ?
                 where principal_name = ?
                """)) {
            update.setLong(1, older.toMillis());
            update.setLong(2, idle.toMillis());
            update.setLong(3, idle.toMillis());
            update.setString(4, Long.toString(staffId));
            assertThat(update.executeUpdate()).isPositive();
        }
    }
}

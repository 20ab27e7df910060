package cn.anju.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.TestClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class AuditTest {

    @Autowired Office office;
    @Autowired TestClock clock;

    @Test
    void 办成的事恰好一行_写明前后_号码遮住() {
        var account = People.of(office).account();
        var before = total("/api/audit");
        office.put("/api/staff/" + account.id(), Map.of("name", "赵六", "phone", "16600000096")).expect(200);
        assertThat(total("/api/audit")).isEqualTo(before + 1);
        var row = office.get("/api/audit?size=1&q=" + account.at("/username")).expect(200);
        assertThat(row.at("/items/0/staffName")).isEqualTo("系统管理员");
        assertThat(row.at("/items/0/action")).isEqualTo("PUT /api/staff/{id}");
        assertThat(row.at("/items/0/actionLabel")).contains("账号");
        assertThat(row.at("/items/0/subject")).contains(account.at("/username"));
        assertThat(row.at("/items/0/before/name")).isEqualTo("同事");
        assertThat(row.at("/items/0/after/name")).isEqualTo("赵六");
        assertThat(row.at("/items/0/after/phone")).isEqualTo("166****0096");
        assertThat(row.at("/items/0/address")).isNotBlank();
        assertThat(row.text()).doesNotContain("16600000096");
    }

    @Test
    void 被拒的事也恰好一行_写明为什么() {
        var community = office.newCommunity("审计", "2026-07-01");
        var person = People.of(office).permitted(community, "estate.read");
        var path = "/api/communities/" + community + "/audit";
        var before = total(path);
        person.put("/api/communities/" + community + "/settings/x", Map.of("value", "1")).expect(403);
        office.put("/api/communities/" + community + "/settings/no.such", Map.of("value", "1")).expect(404);
        office.raw("PUT", "/api/communities/" + community + "/settings/x", "application/json", "{".getBytes()).expect(400);
        assertThat(total(path)).isEqualTo(before + 3);
        var rows = office.get(path + "?refused=true&sort=-at").expect(200);
        assertThat(List.of(rows.at("/items/0/code"), rows.at("/items/1/code"), rows.at("/items/2/code")))
            .containsExactly("body-unreadable", "setting-unknown", "not-permitted");
    }

    @Test
    void 登录失败也记_打错地方的密码不记() {
        var nobody = office.nobody();
        var secret = "secret-" + UUID.randomUUID();
        // A day of its own: other stories fail at signing in as well, some of them later in the day.
        clock.setTo(LocalDate.parse("2027-03-05"));
        nobody.post("/api/session", Map.of("username", secret, "password", secret)).expect(401);
        clock.setTo(LocalDate.parse("2026-11-21"));
        var rows = office.get("/api/audit?action=/api/session&from=2027-03-05&to=2027-03-05&refused=true&size=1").expect(200);
        assertThat(rows.at("/items/0/status")).isEqualTo("401");
        assertThat(rows.at("/items/0/actionLabel")).isEqualTo("登录");
        assertThat(office.get("/api/audit?q=" + secret).at("/total")).isEqualTo("0");
    }

    @Test
    void 别的小区的人敲门_记在公司名下_不进那个小区() {
        var theirs = office.newCommunity("别家", "2026-07-01");
        var own = office.newCommunity("自家", "2026-07-01");
        var person = People.of(office).permitted(own, "setting.edit");
        person.put("/api/communities/" + theirs + "/settings/x", Map.of("value", "1")).expect(404);
        person.put("/api/communities/987654321/settings/x", Map.of("value", "1")).expect(404);
        assertThat(office.get("/api/communities/" + theirs + "/audit").at("/total")).isEqualTo("0");
        assertThat(office.get("/api/audit?refused=true&from=2026-11-21&to=2026-11-21&size=1").at("/items/0/communityId")).isEqualTo("0");
    }

    @Test
    void 能按人_按时间_按事_按字找_能导出() {
        var account = People.of(office).account();
        var mark = "标记" + UUID.randomUUID().toString().substring(0, 8);
        office.put("/api/staff/" + account.id(), Map.of("name", mark)).expect(200);
        var me = office.get("/api/session").at("/staffId");
        assertThat(total("/api/audit?q=" + Office.encoded(mark))).isEqualTo(1);
        assertThat(total("/api/audit?q=" + Office.encoded(mark) + "&staffId=" + me + "&from=2026-11-21&to=2026-11-21&action=access.manage&refused=false")).isEqualTo(1);
        assertThat(total("/api/audit?q=" + Office.encoded(mark) + "&from=2026-11-22")).isZero();
        assertThat(total("/api/audit?q=" + Office.encoded(mark) + "&action=cashier")).isZero();
        assertThat(office.get("/api/audit.xlsx?q=" + Office.encoded(mark)).expect(200).raw().body()).startsWith('P', 'K');
        assertThat(office.get("/api/audit?sort=before").expect(400).code()).isEqualTo("sort-unknown");
    }

    @Test
    void 小区的人只看得到自己小区的() {
        var own = office.newCommunity("自家", "2026-07-01");
        var person = People.of(office).permitted(own, "access.audit", "setting.edit");
        person.delete("/api/communities/" + own + "/settings/no.such").expect(404);
        assertThat(total(person, "/api/communities/" + own + "/audit")).isEqualTo(1);
        person.get("/api/audit").expect(403);
    }

    @Test
    void 只增不改_应用改不了_库主也改不了() throws SQLException {
        for (var change : List.of("update access.audit set status = 0", "delete from access.audit", "truncate access.audit")) {
            try (var connection = StoryDatabase.shared().connectAsOwner()) {
                assertRefused(connection, change);
            }
            try (var connection = StoryDatabase.shared().connectAsApp()) {
                assertRefused(connection, change);
            }
        }
    }

    private static void assertRefused(Connection connection, String change) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("set local anju.scope = '0'");
            assertThatThrownBy(() -> statement.execute(change)).isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isIn("42501", "23001"));
        } finally {
            connection.rollback();
        }
    }

    private long total(String path) {
        return total(office, path);
    }

    private static long total(Office who, String path) {
        return Long.parseLong(who.get(path).expect(200).at("/total"));
    }
}

package cn.anju.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.TestClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class StaffTest {

    @Autowired Office office;
    @Autowired TestClock clock;
    People people;

    @BeforeEach
    void meet() {
        people = People.of(office);
    }

    @Test
    void 新账号_一次性密码_不改别的都办不了() {
        var account = people.account();
        people.grant(account.id(), "fee_collector", null);
        var person = office.as(account.at("/username"), account.at("/oneTimePassword"));
        assertThat(person.get("/api/session").expect(200).at("/mustChangePassword")).isEqualTo("true");
        assertThat(person.get("/api/communities").expect(403).code()).isEqualTo("password-change-required");
        assertThat(person.get("/api/session/tokens").expect(403).code()).isEqualTo("password-change-required");
        person.put("/api/session/password", Map.of("current", account.at("/oneTimePassword"), "next", People.PASSWORD)).expect(204);
        person.get("/api/communities").expect(200);
    }

    @Test
    void 账号重名_被拒() {
        var account = people.account();
        assertThat(office.post("/api/staff", Map.of("username", account.at("/username"), "name", "另一个")).expect(409).code()).isEqualTo("username-taken");
        assertThat(office.post("/api/staff", Map.of("username", "大写 A", "name", "")).expect(400).text()).contains("username", "name");
    }

    @Test
    void 名单能找_能排_能导出_电话遮住() {
        var account = people.account();
        var name = account.at("/username");
        office.put("/api/staff/" + account.id(), Map.of("name", "王小明", "phone", "16600000096")).expect(200);
        people.grant(account.id(), "cashier", null);
        var list = office.get("/api/staff?q=" + name + "&role=cashier&active=true&sort=-lastSignedInAt").expect(200);
        assertThat(list.at("/total")).isEqualTo("1");
        assertThat(list.at("/items/0/phone")).isEqualTo("166****0096");
        assertThat(list.at("/items/0/grants/0/roleName")).isEqualTo("出纳");
        assertThat(office.get("/api/staff?q=" + name + "&role=accountant").at("/total")).isEqualTo("0");
        assertThat(office.get("/api/staff?sort=password_hash").expect(400).code()).isEqualTo("sort-unknown");
        assertThat(office.get("/api/staff.xlsx?q=" + name).expect(200).raw().body()).startsWith('P', 'K');
    }

    @Test
    void 停用立刻生效_启用后照旧() {
        var account = people.account();
        people.grant(account.id(), "director", null);
        var person = people.signIn(account);
        person.get("/api/communities").expect(200);
        office.post("/api/staff/" + account.id() + "/disable", Map.of()).expect(200);
        person.get("/api/communities").expect(401);
        office.nobody().post("/api/session", Map.of("username", account.at("/username"), "password", People.PASSWORD)).expect(401);
        office.post("/api/staff/" + account.id() + "/enable", Map.of()).expect(200);
        office.as(account.at("/username"), People.PASSWORD).get("/api/communities").expect(200);
    }

    @Test
    void 重置密码_旧密码和旧会话都作废() {
        var account = people.account();
        people.grant(account.id(), "director", null);
        var person = people.signIn(account);
        var again = office.post("/api/staff/" + account.id() + "/password", Map.of()).expect(200);
        person.get("/api/communities").expect(401);
        office.nobody().post("/api/session", Map.of("username", account.at("/username"), "password", People.PASSWORD)).expect(401);
        assertThat(office.as(account.at("/username"), again.at("/oneTimePassword")).get("/api/communities").expect(403).code())
            .isEqualTo("password-change-required");
    }

    @Test
    void 最后一个管理员_停不掉_也收不回() {
        var me = office.get("/api/session").json().at("/staffId").asLong();
        var grant = office.get("/api/staff/" + me).at("/grants/0/id");
        // Other stories have made administrators of their own in the same database.
        for (var other : office.get("/api/staff?role=administrator&active=true&size=200").expect(200).json().get("items"))
            if (other.get("id").asLong() != me) office.post("/api/staff/" + other.get("id").asLong() + "/disable", Map.of()).expect(200);
        assertThat(office.post("/api/staff/" + me + "/disable", Map.of()).expect(409).code()).isEqualTo("last-administrator");
        assertThat(office.delete("/api/staff/" + me + "/grants/" + grant).expect(409).code()).isEqualTo("last-administrator");
        office.get("/api/staff/" + me).expect(200);
    }

    @Test
    void 给不出自己没有的权限_也动不了比自己大的人() {
        var manager = people.permitted(null, "access.manage", "estate.read");
        var account = people.account();
        assertThat(manager.post("/api/staff/" + account.id() + "/grants", Map.of("role", "administrator")).expect(403).code()).isEqualTo("beyond-own-permissions");
        assertThat(manager.post("/api/roles", Map.of("name", "越权", "permissions", List.of("cashier.void"))).expect(403).code()).isEqualTo("beyond-own-permissions");
        var me = office.get("/api/session").json().at("/staffId").asLong();
        assertThat(manager.post("/api/staff/" + me + "/password", Map.of()).expect(403).code()).isEqualTo("beyond-own-permissions");
        manager.post("/api/staff/" + account.id() + "/grants", Map.of("role", people.role("estate.read"))).expect(201);
    }

    @Test
    void 授权有起止_到期自动没有() {
        var community = office.newCommunity("授权", "2026-07-01");
        var account = people.account();
        office.post("/api/staff/" + account.id() + "/grants",
            Map.of("role", "director", "communityId", community, "fromOn", "2026-11-20", "toOn", "2026-11-22")).expect(201);
        var person = people.signIn(account);
        person.get("/api/communities/" + community + "/rooms").expect(200);
        clock.setTo(LocalDate.of(2026, 11, 23));
        office.as("admin", StoryDatabase.PASSWORD).get("/api/staff/" + account.id()).expect(200);
        office.as(account.at("/username"), People.PASSWORD).get("/api/communities/" + community + "/rooms").expect(403);
    }

    @Test
    void 收回授权_立刻生效() {
        var community = office.newCommunity("收回", "2026-07-01");
        var account = people.account();
        people.grant(account.id(), "director", community);
        var person = people.signIn(account);
        person.get("/api/communities/" + community + "/rooms").expect(200);
        var grant = office.get("/api/staff/" + account.id()).at("/grants/0/id");
        office.delete("/api/staff/" + account.id() + "/grants/" + grant).expect(200);
        person.get("/api/communities/" + community + "/rooms").expect(403);
    }

    @Test
    void 角色能改_改了立刻算_管理员的不能改() {
        var key = people.role("estate.read");
        var role = office.get("/api/roles").expect(200).json().valueStream().filter(row -> row.at("/key").asString().equals(key)).findFirst().orElseThrow();
        var community = office.newCommunity("角色", "2026-07-01");
        var person = people.with(key, community);
        person.get("/api/communities/" + community + "/audit").expect(403);
        office.put("/api/roles/" + role.at("/id").asLong(), Map.of("name", "看审计", "permissions", List.of("estate.read", "access.audit"))).expect(200);
        person.get("/api/communities/" + community + "/audit").expect(200);
        assertThat(office.delete("/api/roles/" + role.at("/id").asLong()).expect(409).code()).isEqualTo("role-in-use");
        var fixed = office.get("/api/roles").json().valueStream().filter(row -> row.at("/fixed").asBoolean()).findFirst().orElseThrow();
        assertThat(office.put("/api/roles/" + fixed.at("/id").asLong(), Map.of("name", "x", "permissions", List.of())).expect(409).code()).isEqualTo("role-fixed");
        assertThat(office.post("/api/roles", Map.of("name", "x", "permissions", List.of("no.such"))).expect(400).code()).isEqualTo("permission-unknown");
    }

    @Test
    void 代理期内有他的授权_审计写明代谁() {
        var community = office.newCommunity("代理", "2026-07-01");
        var absent = people.account();
        people.grant(absent.id(), people.role("setting.edit"), community);
        var stand = people.account();
        people.grant(stand.id(), people.role("estate.read", "access.audit"), community);
        var person = people.signIn(stand);
        person.get("/api/communities/" + community + "/settings").expect(403);
        var deputy = office.post("/api/deputies", Map.of("staffId", absent.id(), "deputyId", stand.id(), "fromOn", "2026-11-21",
            "toOn", "2026-11-25", "reason", "休假")).expect(201);
        person.get("/api/communities/" + community + "/settings").expect(200);
        assertThat(person.get("/api/session").at("/deputyFor")).isEqualTo("同事");
        assertThat(person.delete("/api/communities/" + community + "/settings/no.such").expect(404).code()).isEqualTo("setting-unknown");
        var row = person.get("/api/communities/" + community + "/audit?staffId=" + stand.id()).expect(200);
        assertThat(row.at("/items/0/deputyFor")).isEqualTo("同事");
        office.delete("/api/deputies/" + deputy.id()).expect(204);
        person.get("/api/communities/" + community + "/settings").expect(403);
    }
}

package cn.anju.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.TestClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class ApiTokenTest {

    @Autowired Office office;
    @Autowired TestClock clock;

    @Test
    void 令牌只在写明的小区_只有写明的权限() throws Exception {
        var one = office.newCommunity("令牌甲", "2026-07-01");
        var other = office.newCommunity("令牌乙", "2026-07-01");
        var token = make(one, "estate.read").expect(201).at("/token");
        assertThat(with(token, "GET", "/api/communities/" + one + "/rooms")).isEqualTo(200);
        assertThat(with(token, "GET", "/api/communities/" + other + "/rooms")).isEqualTo(404);
        assertThat(with(token, "GET", "/api/communities/" + one + "/audit")).isEqualTo(403);
        assertThat(with(token, "GET", "/api/staff")).isEqualTo(403);
        assertThat(with(token, "GET", "/api/session/tokens")).isEqualTo(403);
        assertThat(office.get("/api/session/tokens").at("/0/lastUsedAt")).isNotBlank();
        assertThat(office.get("/api/session/tokens").text()).doesNotContain(token);
    }

    @Test
    void 令牌到期或作废_就没用了() throws Exception {
        var community = office.newCommunity("令牌", "2026-07-01");
        var made = make(community, "estate.read").expect(201);
        var path = "/api/communities/" + community + "/rooms";
        clock.setTo(LocalDate.of(2027, 1, 1));
        assertThat(with(made.at("/token"), "GET", path)).isEqualTo(401);
        clock.setTo(LocalDate.of(2026, 11, 21));
        assertThat(with(made.at("/token"), "GET", path)).isEqualTo(200);
        office.delete("/api/session/tokens/" + made.id()).expect(204);
        assertThat(with(made.at("/token"), "GET", path)).isEqualTo(401);
        assertThat(office.delete("/api/session/tokens/" + made.id()).expect(404).code()).isEqualTo("token-unknown");
    }

    @Test
    void 改密码_重置密码_停用_令牌都作废_再启用也不复活() throws Exception {
        var community = office.newCommunity("令牌", "2026-07-01");
        var path = "/api/communities/" + community + "/rooms";
        var account = People.of(office).account();
        People.of(office).grant(account.id(), "director", community);
        var person = People.of(office).signIn(account);

        var changed = made(person, community);
        assertThat(with(changed, "GET", path)).isEqualTo(200);
        person.put("/api/session/password", Map.of("current", People.PASSWORD, "next", "换过一次的新密码")).expect(204);
        assertThat(with(changed, "GET", path)).isEqualTo(401);

        var disabled = made(person, community);
        office.post("/api/staff/" + account.id() + "/disable", Map.of()).expect(200);
        assertThat(with(disabled, "GET", path)).isEqualTo(401);
        office.post("/api/staff/" + account.id() + "/enable", Map.of()).expect(200);
        assertThat(with(disabled, "GET", path)).isEqualTo(401);

        var reset = made(office.as(account.at("/username"), "换过一次的新密码"), community);
        office.post("/api/staff/" + account.id() + "/password", Map.of()).expect(200);
        assertThat(with(reset, "GET", path)).isEqualTo(401);
        assertThat(office.get("/api/staff/" + account.id() + "/tokens").json().valueStream().allMatch(row -> row.hasNonNull("revokedAt"))).isTrue();
    }

    @Test
    void 令牌的权限不超过本人_最长一年() {
        var community = office.newCommunity("令牌", "2026-07-01");
        var person = People.of(office).permitted(community, "estate.read");
        assertThat(person.post("/api/session/tokens", token(community, "cashier.void", "2026-12-31")).expect(403).code()).isEqualTo("beyond-own-permissions");
        assertThat(person.post("/api/session/tokens", token(community, "estate.read", "2027-11-22")).expect(400).code()).isEqualTo("expiry-invalid");
        person.post("/api/session/tokens", token(community, "estate.read", "2027-11-21")).expect(201);
    }

    @Test
    void 带着坏令牌_会话也不作数() {
        var answer = office.raw("POST", "/api/roles", "application/json", "{}".getBytes(), "Authorization", "Bearer made-up");
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void 库里没有令牌本身() throws Exception {
        var token = make(office.newCommunity("令牌", "2026-07-01"), "estate.read").at("/token");
        try (var connection = StoryDatabase.shared().connectAsOwner(); var statement = connection.createStatement();
             var rows = statement.executeQuery("select string_agg(t::text, ' ') from access.api_token t")) {
            rows.next();
            assertThat(rows.getString(1)).doesNotContain(token);
        }
    }

    private Office.Answer make(long community, String permission) {
        return office.post("/api/session/tokens", token(community, permission, "2026-12-31"));
    }

    private static String made(Office person, long community) {
        return person.post("/api/session/tokens", token(community, "estate.read", "2026-12-31")).expect(201).at("/token");
    }

    private static Map<String, Object> token(long community, String permission, String expiresOn) {
        return Map.of("name", "对接", "communities", List.of(community), "permissions", List.of(permission), "expiresOn", expiresOn);
    }

    private int with(String token, String method, String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(office.base() + path)).header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}

package cn.anju.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.SameOnAnyDatabase;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;

@Story
@SameOnAnyDatabase("headers, forms and sizes at the edge of HTTP")
class EdgeTest {

    @Autowired Office office;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/session", "/api/communities", "/api/no-such-thing", "/no/such/page", "/assets/none.js"})
    void 每种答复都带安全头(String path) {
        for (var who : List.of(office, office.nobody())) {
            var headers = who.get(path).raw().headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).hasValue("SAMEORIGIN");
            assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
            assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("object-src 'none'", "base-uri 'none'", "script-src 'self';");
            if (path.startsWith("/api")) assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"metering/losses?from=%2B999999999-12&to=%2B999999999-12", "metering/comparison?month=-999999999-01",
        "ledger/books/general?from=1899-12&to=2026-01", "ledger/books/items?from=2026-01-01&to=3000-01-01", "metering/losses?from=2026-13&to=2026-12"})
    void 年份离谱的日期不收(String query) {
        var community = office.newCommunity("离谱的年份", "2026-07-01");
        assertThat(office.get("/api/communities/" + community + "/" + query).expect(400).code()).isEqualTo("parameter-invalid");
    }

    @Test
    void 会话的小甜饼_脚本读不到_别的网站带不走() {
        var opened = office.nobody().post("/api/session", Map.of("username", "admin", "password", StoryDatabase.PASSWORD)).expect(200);
        var cookies = opened.raw().headers().allValues("Set-Cookie");
        assertThat(cookies).anySatisfy(cookie -> assertThat(cookie).startsWith("ANJU=").contains("HttpOnly", "SameSite=Lax", "Path=/"));
    }

    @Test
    void 经加密的反向代理_小甜饼只走加密_绑在主机上() throws Exception {
        var http = HttpClient.newHttpClient();
        var first = http.send(request("GET", "/api/session", null).header("X-Forwarded-Proto", "https").build(), HttpResponse.BodyHandlers.ofString());
        var token = first.headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith("XSRF-TOKEN=")).findFirst().orElseThrow();
        assertThat(token).contains("Secure", "SameSite=Lax");
        var value = token.substring("XSRF-TOKEN=".length(), token.indexOf(';'));
        var opened = http.send(request("POST", "/api/session", "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(StoryDatabase.PASSWORD))
            .header("X-Forwarded-Proto", "https").header("Content-Type", "application/json").header("Cookie", "XSRF-TOKEN=" + value)
            .header("X-XSRF-TOKEN", value).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.headers().allValues("Set-Cookie")).anySatisfy(cookie ->
            assertThat(cookie).startsWith("__Host-ANJU=").contains("Secure", "HttpOnly", "Path=/").doesNotContain("Domain"));
        assertThat(opened.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    /** What is believed is what the proxy on this machine added itself: the last address, however private it looks. */
    @Test
    void 伪造的来处_审计里记的还是真的来处() {
        var forged = office.raw("PUT", "/api/settings/no.such", "application/json", "{\"value\":\"1\"}".getBytes(),
            "X-Forwarded-For", "203.0.113.9, 192.168.1.5", "X-Forwarded-Host", "evil.example").expect(404);
        assertThat(forged.code()).isEqualTo("setting-unknown");
        assertThat(office.get("/api/audit?action=/api/settings&refused=true&size=1").at("/items/0/address")).isEqualTo("192.168.1.5");
    }

    @Test
    void 没有这个地址_登录的404_没登录的401() {
        for (var path : List.of("/api/no-such-thing", "/api/communities/1/no-such-thing")) {
            assertThat(office.get(path).expect(404).code()).isEqualTo("not-found");
            assertThat(office.post(path, Map.of()).expect(404).code()).isEqualTo("not-found");
            assertThat(office.nobody().get(path).expect(401).code()).isEqualTo("not-signed-in");
        }
    }

    @Test
    void 没有CSRF令牌_拒() throws Exception {
        var bare = HttpClient.newHttpClient().send(request("POST", "/api/session", "{}").header("Content-Type", "application/json").build(),
            HttpResponse.BodyHandlers.ofString());
        assertThat(bare.statusCode()).isEqualTo(403);
        assertThat(bare.body()).contains("csrf-token-missing");
    }

    @Test
    void 别的网站发来的_拒() {
        var body = "{\"name\":\"x\",\"permissions\":[]}".getBytes(StandardCharsets.UTF_8);
        for (var origin : List.of("https://evil.example", "null", "http://localhost", "http://localhost:1"))
            assertThat(office.raw("POST", "/api/roles", "application/json", body, "Origin", origin).expect(403).code()).isEqualTo("origin-foreign");
        assertThat(office.raw("POST", "/api/roles", "application/json", body, "Sec-Fetch-Site", "cross-site").expect(403).code()).isEqualTo("origin-foreign");
        office.raw("POST", "/api/roles", "application/json", body, "Origin", office.base()).expect(201);
    }

    @Test
    void 不是JSON_415() {
        for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "text/plain; application/json", "application/xml"))
            assertThat(office.raw("POST", "/api/roles", type, "{}".getBytes()).expect(415).code()).isEqualTo("media-type-unsupported");
    }

    @Test
    void 读不懂的JSON_400_说明哪里不对() {
        for (var broken : List.of("", "{", "[]", "\"文字\"", "null", "{\"name\":", "{'name':1}", "{\"name\":{\"a\":1},\"permissions\":[]}"))
            assertThat(office.raw("POST", "/api/roles", "application/json", broken.getBytes(StandardCharsets.UTF_8)).expect(400).code())
                .isIn("body-unreadable", "fields-invalid");
        assertThat(office.post("/api/roles", Map.of("name", "x", "permissions", List.of(), "amount", "1")).expect(400).code()).isEqualTo("field-unknown");
        var missing = office.post("/api/deputies", Map.of("staffId", 1, "deputyId", 2, "reason", "x")).expect(400);
        assertThat(missing.at("/fields/0/field") + " " + missing.at("/fields/1/field")).isEqualTo("fromOn toOn");
        assertThat(office.post("/api/deputies", Map.of("staffId", 1, "deputyId", 2, "fromOn", "明天", "toOn", "2026-12-01", "reason", "x")).expect(400)
            .at("/fields/0/field")).isEqualTo("fromOn");
        assertThat(office.post("/api/deputies", Map.of("staffId", 1.5, "deputyId", 2, "fromOn", "2026-12-01", "toOn", "2026-12-01", "reason", "x")).expect(400)
            .at("/fields/0/field")).isEqualTo("staffId");
    }

    @Test
    void 数据库存不下的字_400() {
        assertThat(office.post("/api/roles", Map.of("name", "零\u0000字", "permissions", List.of())).expect(400).code()).isEqualTo("value-invalid");
        assertThat(office.get("/api/staff?q=" + Office.encoded("零\u0000字")).status()).isEqualTo(400);
    }

    @Test
    void JSON太大_413_分块传来也一样() throws IOException {
        var big = ("{\"name\":\"" + "长".repeat(400_000) + "\",\"permissions\":[]}").getBytes(StandardCharsets.UTF_8);
        assertThat(office.raw("POST", "/api/roles", "application/json", big).expect(413).code()).isEqualTo("body-too-large");
        assertThat(office.stream("POST", "/api/roles", "application/json", new ByteArrayInputStream(big)).expect(413).code()).isEqualTo("body-too-large");
    }

    /** Sent as written: no address of Java's own would carry a broken escape. */
    @Test
    void 网址里转义断了_400_不是500() throws IOException {
        var community = office.newCommunity("转义园", "2026-07-01");
        for (var path : List.of("rooms", "rooms?text=%zz", "rooms.xlsx?text=%zz", "rooms.xlsx?%", "rooms.xlsx?text=%E5%A4", "rooms?page=99999999999", "rooms.xlsx?sort=%"))
            assertThat(statusLine("/api/communities/" + community + "/" + path)).as(path).matches("HTTP/1.1 (200|400).*");
    }

    private String statusLine(String path) throws IOException {
        var session = office.nobody().post("/api/session", Map.of("username", "admin", "password", StoryDatabase.PASSWORD)).expect(200)
            .raw().headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith("ANJU=")).findFirst().orElseThrow();
        var server = URI.create(office.base());
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write("GET %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nConnection: close\r\n\r\n"
                .formatted(path, server.getAuthority(), session.substring(0, session.indexOf(';'))).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().findFirst().orElse("");
        }
    }

    @Test
    void 方法不对_405() {
        assertThat(office.patch("/api/roles", Map.of()).expect(405).code()).isEqualTo("method-not-allowed");
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(office.base() + path))
            .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    }

    @Test
    void 磁盘满了_507_说清没有记上() {
        var edge = new Edge();
        var full = new DataAccessResourceFailureException("disk", new SQLException("could not extend file", "53100"));
        for (var answer : List.of(edge.databaseAway(full), edge.fileRefused(new UncheckedIOException(new IOException("No space left on device")))))
            assertThat(answer.getStatusCode().value() + " " + answer.getBody().getProperties().get("code")).isEqualTo("507 disk-full");
        assertThat(edge.databaseAway(new DataAccessResourceFailureException("gone", new SQLException("gone", "08006"))).getStatusCode().value()).isEqualTo(503);
        assertThat(edge.fileRefused(new UncheckedIOException(new IOException("broken"))).getStatusCode().value()).isEqualTo(500);
    }
}

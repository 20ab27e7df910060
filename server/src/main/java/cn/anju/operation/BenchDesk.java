package cn.anju.operation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 测速时坐在浏览器前的那个人：经 HTTP、凭接口令牌按下按钮，审计、权限、范围一样不少。 */
final class BenchDesk {

    private final String base;
    private final String token;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newHttpClient();

    BenchDesk(String base, String token, JsonMapper json) {
        this.base = base;
        this.token = token;
        this.json = json;
    }

    /** With a token as an administrator would give it to a program: these communities, these permissions, one hour. */
    static BenchDesk signedIn(Connection owner, Environment environment, JsonMapper json, List<Long> communities, String... permissions) throws SQLException {
        return new BenchDesk("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"), token(owner, communities, permissions), json);
    }

    static String token(Connection owner, List<Long> communities, String... permissions) throws SQLException {
        var token = UUID.randomUUID() + "-" + UUID.randomUUID();
        try (var insert = owner.prepareStatement("""
                insert into access.api_token (staff_id, name, token_hash, communities, permissions, expires_at, created_at)
                select id, '测速', sha256(convert_to(?, 'UTF8')), ?, ?, now() + interval '1 hour', now()
                  from access.staff where username = 'admin'
                """)) {
            insert.setString(1, token);
            insert.setArray(2, owner.createArrayOf("bigint", communities.toArray()));
            insert.setArray(3, owner.createArrayOf("text", permissions));
            insert.executeUpdate();
            return token;
        }
    }

    JsonNode upload(String path, String filename, byte[] file) throws IOException, InterruptedException {
        var boundary = UUID.randomUUID().toString();
        var head = "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n".formatted(boundary, filename);
        return send(HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.concat(HttpRequest.BodyPublishers.ofString(head), HttpRequest.BodyPublishers.ofByteArray(file),
                HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"))));
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) throw new IllegalStateException(answer.request().uri() + ": " + answer.statusCode() + " " + answer.body());
        return json.readTree(answer.body());
    }
}

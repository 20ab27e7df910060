package cn.anju.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 一位员工在自己的电脑前办事：登录、点按钮，和真的一样经过网页的接口。
 *
 * <p>Not one row of the demo is made in another way than the office makes its own.
 */
final class DemoDesk {

    private static final String BOUNDARY = "anju-demo-boundary";

    private final String base;
    private final JsonMapper json;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();

    private DemoDesk(String base, JsonMapper json) {
        this.base = base;
        this.json = json;
    }

    static DemoDesk signIn(String base, JsonMapper json, String username, String password) {
        var desk = new DemoDesk(base, json);
        desk.get("/api/session");
        desk.post("/api/session", Map.of("username", username, "password", password));
        desk.get("/api/session");
        return desk;
    }

    JsonNode get(String path) {
        return json.readTree(text(path));
    }

    String text(String path) {
        return send("GET", path, BodyPublishers.noBody(), "application/json");
    }

    JsonNode post(String path, Object body, String... headers) {
        var answer = send("POST", path, BodyPublishers.ofString(json.writeValueAsString(body)), "application/json", headers);
        return answer.isBlank() ? json.createObjectNode() : json.readTree(answer);
    }

    void put(String path, Object body) {
        send("PUT", path, BodyPublishers.ofString(json.writeValueAsString(body)), "application/json");
    }

    /** 传一个文件。 */
    JsonNode upload(String path, String filename, byte[] content) {
        var type = filename.endsWith(".png") ? "image/png" : "application/octet-stream";
        var head = "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(BOUNDARY, filename, type);
        var body = BodyPublishers.concat(BodyPublishers.ofString(head), BodyPublishers.ofByteArray(content),
            BodyPublishers.ofString("\r\n--%s--\r\n".formatted(BOUNDARY)));
        return json.readTree(send("POST", path, body, "multipart/form-data; boundary=" + BOUNDARY));
    }

    /** 导入一张表，等它做完。 */
    void load(long community, DemoSheet sheet) {
        var at = "/api/communities/%d/imports/".formatted(community);
        var id = upload(at + sheet.kind(), sheet.filename(), sheet.xlsx()).get("id").asLong();
        var done = await(at + id, "running");
        if (!done.get("state").asString().equals("done") || done.get("rejected").asInt() > 0)
            throw new IllegalStateException("demo import of " + sheet.kind() + ": " + done);
    }

    /** 看着进度，直到不再是这个状态；越久看得越疏，看一次也要花服务器的工夫。 */
    JsonNode await(String path, String busy) {
        for (var pause = 20; ; pause = Math.min(2 * pause, 320)) {
            var answer = get(path);
            if (!answer.get("state").asString().equals(busy)) return answer;
            try {
                TimeUnit.MILLISECONDS.sleep(pause);
            } catch (InterruptedException e) {
                throw stopped(e);
            }
        }
    }

    private String send(String method, String path, BodyPublisher body, String contentType, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).method(method, body).header("Content-Type", contentType);
        cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals("XSRF-TOKEN")).findFirst()
            .ifPresent(cookie -> request.header("X-XSRF-TOKEN", cookie.getValue()));
        for (var i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() >= 300) throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private static IllegalStateException stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}

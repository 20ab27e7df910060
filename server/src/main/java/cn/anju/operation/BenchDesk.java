package cn.anju.operation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

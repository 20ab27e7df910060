package cn.anju.notification;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 公众号模板消息：每一栏按关键词的类型截短，令牌过期换一个再试一次。
 *
 * <p>The lines of the message's body are the fields: {@code thing1=水管维修}. Our number goes along as {@code client_msg_id}: within
 * ten minutes WeChat itself keeps a message from going twice.
 */
class WechatTemplates implements Channel {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<Integer> EXPIRED = Set.of(40001, 40014, 42001);
    private static final Set<Integer> LATER = Set.of(-1, 45009, 45047, 50002);
    /** How long a field may be, by the word in its name. */
    private static final Map<String, Integer> LONGEST = Map.of("thing", 20, "character_string", 32, "amount", 10, "phone_number", 17, "car_number", 8, "name", 10, "phrase", 5);

    /** Half of these would be something else. */
    private static final Set<String> WHOLE = Set.of("amount", "phone_number", "car_number");

    private record Token(String value, Instant until) {}

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final JsonMapper json = new JsonMapper();
    private final URI endpoint;
    private final String appId;
    private final String secret;
    private final Clock clock;
    private volatile @Nullable Token token;

    WechatTemplates(URI endpoint, String appId, String secret, Clock clock) {
        this.endpoint = endpoint;
        this.appId = appId;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public Kind kind() {
        return Kind.WECHAT;
    }

    @Override
    public boolean needsTemplate() {
        return true;
    }

    @Override
    public Answer send(Outgoing message) {
        if (message.template() == null) return new Answer.Refused("「%s」还没有填公众号的模板号，请在消息模板里填".formatted(message.topic()));
        var cut = message.body().lines().map(line -> line.split("=", 2)).filter(parts -> parts.length == 2 && WHOLE.contains(type(parts[0])) && parts[1].strip().length() > longest(parts[0]))
            .findFirst();
        if (cut.isPresent()) return new Answer.Refused("微信的「%s」最多 %d 位，放不下「%s」，请在消息模板里换一栏".formatted(cut.get()[0].strip(), longest(cut.get()[0]), cut.get()[1].strip()));
        try {
            var answer = post(message);
            if (EXPIRED.contains(answer.path("errcode").asInt(0))) {
                token = null;
                answer = post(message);
            }
            var code = answer.path("errcode").asInt(-1);
            if (code == 0) return new Answer.Accepted();
            var why = "微信：%s（%d）".formatted(answer.path("errmsg").asString("没有说明"), code);
            return LATER.contains(code) ? new Answer.Unavailable(why) : new Answer.Refused(why);
        } catch (ConnectException e) {
            return new Answer.Unavailable("连不上微信");
        } catch (IOException e) {
            return new Answer.Unknown("微信没有答复");
        }
    }

    /** Cannot be asked; sending again under the same number is refused by WeChat when it did arrive. */
    @Override
    public Optional<Answer> find(Outgoing message) {
        return Optional.empty();
    }

    /** The fields of a message: one a line, each no longer than its type allows, without line breaks. */
    static Map<String, Map<String, String>> fields(String body) {
        var data = new LinkedHashMap<String, Map<String, String>>();
        body.lines().map(line -> line.split("=", 2)).filter(parts -> parts.length == 2 && !parts[0].isBlank()).forEach(parts -> {
            var name = parts[0].strip();
            var longest = longest(name);
            var text = parts[1].strip();
            data.put(name, Map.of("value", text.codePointCount(0, text.length()) <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…"));
        });
        return data;
    }

    private static int longest(String field) {
        return LONGEST.getOrDefault(type(field), 20);
    }

    private static String type(String field) {
        return field.strip().replaceAll("\\d+$", "");
    }

    private JsonNode post(Outgoing message) throws IOException {
        var body = new LinkedHashMap<String, Object>(Map.of("touser", message.address(), "template_id", String.valueOf(message.template()), "client_msg_id", message.number(),
            "data", fields(message.body())));
        return call(HttpRequest.newBuilder(endpoint.resolve("cgi-bin/message/template/send?access_token=" + encoded(token())))
            .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    private String token() throws IOException {
        var known = token;
        if (known != null && clock.instant().isBefore(known.until())) return known.value();
        var answer = call(HttpRequest.newBuilder(endpoint.resolve("cgi-bin/token?grant_type=client_credential&appid=" + encoded(appId) + "&secret=" + encoded(secret))));
        var value = answer.path("access_token").asString("");
        if (value.isEmpty()) throw new ConnectException("no token: " + answer.path("errmsg").asString(""));
        token = new Token(value, clock.instant().plusSeconds(Math.max(60, answer.path("expires_in").asLong(7200) - 300)));
        return value;
    }

    private JsonNode call(HttpRequest.Builder request) throws IOException {
        try {
            return json.readTree(http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)).body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package cn.anju.notification;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 阿里云短信：SendSms 发，QuerySendDetails 问发出去没有；它不认重复，所以没答复的先问。 */
class AliyunSms implements Channel {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    /** Too much at once, or their own trouble: worth another try. */
    private static final Set<String> LATER = Set.of("isv.BUSINESS_LIMIT_CONTROL", "isp.SYSTEM_ERROR", "isp.RAM_PERMISSION_DENY", "Throttling", "Throttling.User", "ServiceUnavailable", "InternalError");

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final JsonMapper json = new JsonMapper();
    private final URI endpoint;
    private final String accessKey;
    private final String secret;
    private final String signName;
    private final Clock clock;

    AliyunSms(URI endpoint, String accessKey, String secret, String signName, Clock clock) {
        this.endpoint = endpoint;
        this.accessKey = accessKey;
        this.secret = secret;
        this.signName = signName;
        this.clock = clock;
    }

    @Override
    public Kind kind() {
        return Kind.SMS;
    }

    @Override
    public boolean needsTemplate() {
        return true;
    }

    @Override
    public Answer send(Outgoing message) {
        if (message.template() == null) return new Answer.Refused("「%s」还没有填阿里云的短信模板号，请在消息模板里填".formatted(message.topic()));
        try {
            var answer = call("SendSms", Map.of("PhoneNumbers", message.address(), "SignName", signName, "TemplateCode", message.template(),
                "TemplateParam", json.writeValueAsString(message.variables()), "OutId", message.number()));
            var code = answer.path("Code").asString("");
            if (code.equals("OK")) return new Answer.Accepted();
            var why = "短信公司：%s（%s）".formatted(answer.path("Message").asString("没有说明"), code);
            return LATER.contains(code) ? new Answer.Unavailable(why) : new Answer.Refused(why);
        } catch (ConnectException e) {
            return new Answer.Unavailable("连不上短信公司");
        } catch (IOException e) {
            return new Answer.Unknown("短信公司没有答复");
        }
    }

    @Override
    public Optional<Answer> find(Outgoing message) {
        for (var day : new String[] {day(0), day(1)}) {
            try {
                var answer = call("QuerySendDetails", Map.of("PhoneNumber", message.address(), "SendDate", day, "PageSize", "50", "CurrentPage", "1"));
                for (var line : answer.path("SmsSendDetailDTOs").path("SmsSendDetailDTO"))
                    if (line.path("OutId").asString("").equals(message.number()))
                        return Optional.of(line.path("SendStatus").asInt(0) == 2 ? new Answer.Refused("短信没送到：" + line.path("ErrCode").asString("")) : new Answer.Accepted());
                if (!answer.path("Code").asString("").equals("OK")) return Optional.of(new Answer.Unknown("短信公司查不到结果"));
            } catch (IOException e) {
                return Optional.of(new Answer.Unknown("短信公司没有答复"));
            }
        }
        return Optional.empty();
    }

    private String day(int ago) {
        return DateTimeFormatter.BASIC_ISO_DATE.format(clock.instant().atZone(CHINA).toLocalDate().minusDays(ago));
    }

    private JsonNode call(String action, Map<String, String> what) throws IOException {
        var query = new TreeMap<>(what);
        query.putAll(Map.of("Action", action, "Version", "2017-05-25", "RegionId", "cn-hangzhou", "Format", "JSON", "AccessKeyId", accessKey,
            "SignatureMethod", "HMAC-SHA1", "SignatureVersion", "1.0", "SignatureNonce", UUID.randomUUID().toString(),
            "Timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
        var body = joined(query) + "&Signature=" + encoded(signature("POST", query, secret));
        var request = HttpRequest.newBuilder(endpoint).timeout(PATIENCE).header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)).body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** HMAC-SHA1 over the sorted and encoded parameters, as Aliyun's RPC interfaces want it. */
    static String signature(String method, TreeMap<String, String> query, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec((secret + "&").getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal((method + "&%2F&" + encoded(joined(query))).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String joined(TreeMap<String, String> query) {
        return query.entrySet().stream().map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue())).collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }
}

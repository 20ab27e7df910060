package cn.anju.attachment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** 对象存储（S3 的接口，路径写法）：MinIO、阿里云 OSS、腾讯云 COS 都认；签名是 AWS Signature Version 4。 */
final class S3Store implements FileStore {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI endpoint;
    private final String bucket;
    private final String region;
    private final String accessKey;
    private final String secret;
    private final Clock clock;

    S3Store(URI endpoint, String bucket, String region, String accessKey, String secret, Clock clock) {
        this.endpoint = endpoint;
        this.bucket = bucket;
        this.region = region;
        this.accessKey = accessKey;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public void put(String key, byte[] content) throws IOException {
        var answer = send("PUT", key, content);
        if (answer.statusCode() / 100 != 2) throw new IOException("the object store answered " + answer.statusCode());
    }

    @Override
    public byte[] get(String key) throws IOException {
        var answer = send("GET", key, new byte[0]);
        if (answer.statusCode() != 200) throw new IOException("the object store answered " + answer.statusCode());
        return answer.body();
    }

    private HttpResponse<byte[]> send(String method, String key, byte[] content) throws IOException {
        var path = "/" + bucket + "/" + key;
        var uri = endpoint.resolve(path);
        var headers = new TreeMap<String, String>();
        headers.put("host", uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
        headers.put("x-amz-content-sha256", sha256(content));
        headers.put("x-amz-date", MOMENT.format(clock.instant()));
        var request = HttpRequest.newBuilder(uri).timeout(PATIENCE)
            .header("Authorization", authorization(method, path, headers, sha256(content), clock.instant(), region, accessKey, secret))
            .method(method, content.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(content));
        headers.forEach((name, value) -> {
            if (!name.equals("host")) request.header(name, value);
        });
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The Authorization header of Signature Version 4, without query parameters. @param headers in lower case, sorted, all of them signed */
    static String authorization(String method, String path, SortedMap<String, String> headers, String bodyHash, Instant at, String region, String accessKey, String secret) {
        var moment = MOMENT.format(at);
        var signed = String.join(";", headers.keySet());
        var canonical = method + "\n" + path + "\n\n" + headers.entrySet().stream().map(each -> each.getKey() + ":" + each.getValue() + "\n").collect(Collectors.joining())
            + "\n" + signed + "\n" + bodyHash;
        var scope = moment.substring(0, 8) + "/" + region + "/s3/aws4_request";
        var key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (var part : scope.split("/")) key = hmac(key, part);
        var signature = HexFormat.of().formatHex(hmac(key, "AWS4-HMAC-SHA256\n" + moment + "\n" + scope + "\n" + sha256(canonical.getBytes(StandardCharsets.UTF_8))));
        return "AWS4-HMAC-SHA256 Credential=%s/%s,SignedHeaders=%s,Signature=%s".formatted(accessKey, scope, signed, signature);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

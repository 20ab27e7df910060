package cn.anju;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 一个登录了的人，经 HTTP 办事：带会话、带 CSRF 令牌，像浏览器一样。 */
public final class Office {

    /** 一次答复。 */
    public record Answer(int status, String text, @Nullable JsonNode json, HttpResponse<byte[]> raw) {

        /** The JSON at a pointer ({@code /items/0/code}) as text. */
        public String at(String pointer) {
            var node = json == null ? null : json.at(pointer);
            return node == null || node.isMissingNode() || node.isNull() ? "" : node.asString();
        }

        public long id() {
            return json.get("id").asLong();
        }

        public String code() {
            return at("/code");
        }

        /** All parts of the workbook that was sent, one after the other, its characters as people read them. */
        public String workbook() {
            var text = new StringBuilder();
            try (var zip = ZipFile.builder().setByteArray(raw.body()).get()) {
                for (var entry : Collections.list(zip.getEntries())) text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return HtmlUtils.htmlUnescape(text.toString());
        }

        /** What a reader of the PDF sees: its own text is packed, and its identity is a number anew each time. */
        public String pdf() {
            try (var pdf = Loader.loadPDF(raw.body())) {
                return Normalizer.normalize(new PDFTextStripper().getText(pdf), Normalizer.Form.NFKC);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Fails the test with the answer's own words unless the status is this one. */
        public Answer expect(int wanted) {
            if (status != wanted) throw new AssertionError("expected " + wanted + " but was " + status + ": " + text);
            return this;
        }
    }

    /** No answer takes that long; a hanging one is a failure of its own story. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final String base;
    private final JsonMapper json;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

    private Office(String base, JsonMapper json) {
        this.base = base;
        this.json = json;
    }

    public static Office signedOut(String base, JsonMapper json) {
        var office = new Office(base, json);
        office.get("/api/session").expect(200);
        return office;
    }

    public static Office signIn(String base, JsonMapper json, String username, String password) {
        var office = signedOut(base, json);
        office.post("/api/session", java.util.Map.of("username", username, "password", password)).expect(200);
        office.get("/api/session").expect(200);
        return office;
    }

    /** 另一个人在另一台电脑上登录。 */
    public Office as(String username, String password) {
        return signIn(base, json, username, password);
    }

    /** 没有登录的人。 */
    public Office nobody() {
        return signedOut(base, json);
    }

    public String base() {
        return base;
    }

    /** 建一个全新的小区，名字不重。 */
    public long newCommunity(String name, String booksStart) {
        return post("/api/communities", java.util.Map.of("name", name + " " + UUID.randomUUID().toString().substring(0, 6), "booksStart", booksStart))
            .expect(201).id();
    }

    public Answer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), null);
    }

    public Answer post(String path, Object body, String... headers) {
        return sendJson("POST", path, body, headers);
    }

    /** A creation, with the request number that the page would give it. */
    public Answer add(String path, Object body) {
        return post(path, body, "Idempotency-Key", UUID.randomUUID().toString());
    }

    public Answer put(String path, Object body, String... headers) {
        return sendJson("PUT", path, body, headers);
    }

    public Answer patch(String path, Object body, String... headers) {
        return sendJson("PATCH", path, body, headers);
    }

    public Answer delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody(), null);
    }

    /** A request of any kind with a raw body, for what a well-behaved page would never send. */
    public Answer raw(String method, String path, String contentType, byte[] body, String... headers) {
        return send(method, path, HttpRequest.BodyPublishers.ofByteArray(body), contentType, headers);
    }

    /** The same without saying beforehand how long it is. */
    public Answer stream(String method, String path, String contentType, java.io.InputStream body) {
        return send(method, path, HttpRequest.BodyPublishers.ofInputStream(() -> body), contentType);
    }

    public Answer upload(String path, String filename, byte[] file) {
        var boundary = UUID.randomUUID().toString();
        var head = ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n")
            .formatted(boundary, filename).getBytes(StandardCharsets.UTF_8);
        var tail = "\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8);
        return send("POST", path, HttpRequest.BodyPublishers.concat(HttpRequest.BodyPublishers.ofByteArray(head),
            HttpRequest.BodyPublishers.ofByteArray(file), HttpRequest.BodyPublishers.ofByteArray(tail)), "multipart/form-data; boundary=" + boundary);
    }

    /** 等到 {@code state} 不再是其中之一（导入、出账、任务）。 */
    public Answer waitWhile(String path, String... busy) {
        var patience = System.nanoTime() + LONGEST.toNanos();
        for (var pause = 10; System.nanoTime() < patience; pause = Math.min(2 * pause, 160)) {
            var answer = get(path).expect(200);
            if (!List.of(busy).contains(answer.at("/state"))) return answer;
            try {
                TimeUnit.MILLISECONDS.sleep(pause);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError(path + " never came to an end");
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer sendJson(String method, String path, Object body, String... headers) {
        return send(method, path, HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)), "application/json", headers);
    }

    private Answer send(String method, String path, HttpRequest.BodyPublisher body, @Nullable String contentType, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(LONGEST).method(method, body);
        if (contentType != null) request.header("Content-Type", contentType);
        if (!List.of(headers).contains("X-XSRF-TOKEN")) cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals("XSRF-TOKEN")).findFirst()
            .ifPresent(cookie -> request.header("X-XSRF-TOKEN", cookie.getValue()));
        for (var i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var text = new String(answer.body(), StandardCharsets.UTF_8);
            var isJson = answer.headers().firstValue("Content-Type").orElse("").contains("json") && !text.isBlank();
            return new Answer(answer.statusCode(), text, isJson ? json.readTree(text) : null, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package cn.anju.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    /** The example of Amazon's manual: GET /test.txt of examplebucket. */
    @Test void 对象存储的签名_和说明书上的一样() {
        var headers = new TreeMap<>(Map.of("host", "examplebucket.s3.amazonaws.com", "range", "bytes=0-9", "x-amz-content-sha256", S3Store.sha256(new byte[0]), "x-amz-date", "20130524T000000Z"));
        assertThat(S3Store.authorization("GET", "/test.txt", headers, S3Store.sha256(new byte[0]), Instant.parse("2013-05-24T00:00:00Z"), "us-east-1", "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")).endsWith("Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test void 存进对象存储_原样取回_没有的说得出() throws Exception {
        var kept = new ConcurrentHashMap<String, byte[]>();
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            var body = exchange.getRequestBody().readAllBytes();
            var isSigned = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")).contains("Credential=key/")
                && S3Store.sha256(body).equals(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"));
            if (exchange.getRequestMethod().equals("PUT") && isSigned) kept.put(path, body);
            var answer = kept.getOrDefault(path, new byte[0]);
            exchange.sendResponseHeaders(!isSigned ? 403 : kept.containsKey(path) ? 200 : 404, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            var store = new S3Store(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "anju", "us-east-1", "key", "secret", Clock.systemUTC());
            store.put("7/abc", "水表照片".getBytes(StandardCharsets.UTF_8));
            assertThat(kept).containsKey("/anju/7/abc");
            assertThat(store.get("7/abc")).asString(StandardCharsets.UTF_8).isEqualTo("水表照片");
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> store.get("7/none"))).hasMessageContaining("404");
        } finally {
            server.stop(0);
        }
    }

    @Test void 存在盘上_没有留下半个(@TempDir Path folder) throws Exception {
        var store = new DiskStore(folder);
        store.put("7/abc", new byte[] {1, 2, 3});
        assertThat(store.get("7/abc")).containsExactly(1, 2, 3);
        try (var files = Files.list(folder.resolve("7"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test void 大照片缩到两千点_躺着的转正_小的不动_坏的留着() throws Exception {
        var picture = picture(3000, 1500);
        var plain = PlainPhoto.of(turned(picture, 6));
        assertThat(PlainPhoto.orientation(plain)).isEqualTo(6);
        var fitted = ImageIO.read(new ByteArrayInputStream(Photo.fitted(plain, 2000).orElseThrow()));
        assertThat(fitted.getWidth() + "x" + fitted.getHeight()).isEqualTo("1000x2000");
        assertThat(new Color(fitted.getRGB(500, 100)).getRed()).isGreaterThan(200);                  // the red left side is on top now
        assertThat(new Color(fitted.getRGB(500, 1900)).getBlue()).isGreaterThan(200);
        assertThat(new String(Photo.fitted(plain, 2000).orElseThrow(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
        assertThat(Photo.fitted(picture(300, 200), 2000)).hasValueSatisfying(same -> assertThat(same.length).isLessThan(20_000));
        assertThat(Photo.fitted("not a picture".getBytes(StandardCharsets.UTF_8), 2000)).isEmpty();
    }

    /** Left half red, right half blue. */
    private static byte[] picture(int width, int height) throws Exception {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        return bytes.toByteArray();
    }

    private static byte[] turned(byte[] jpeg, int orientation) {
        var exif = new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0};
        var turned = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, turned, 0, 2);
        System.arraycopy(exif, 0, turned, 2, exif.length);
        System.arraycopy(jpeg, 2, turned, 2 + exif.length, jpeg.length - 2);
        return turned;
    }
}

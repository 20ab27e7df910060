package cn.anju.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.SameOnAnyDatabase;
import cn.anju.Story;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
@SameOnAnyDatabase("what is asked before a file is stored")
class UploadGateTest {

    private static final String SCANNER = "/api/settings/attachment.virus-scanner";
    private static final byte[] EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*".getBytes(StandardCharsets.US_ASCII);

    @Autowired Office office;

    @Test void S12_附件到了小区的上限_不再收_放宽就收_别的小区不受影响() {
        var community = office.newCommunity("附件满", "2026-07-01");
        var root = "/api/communities/" + community + "/";
        var most = new byte[1 << 20];
        assertThat(office.put(root + "settings/attachment.quota", value("1")).status()).isEqualTo(204);
        office.upload(root + "attachments?subject=room:1", "a.bin", most).expect(201);
        assertThat(office.upload(root + "attachments?subject=room:1", "b.txt", "多一点".getBytes(StandardCharsets.UTF_8)).expect(409).code()).isEqualTo("attachments-full");
        assertThat(office.upload(root + "imports/roster", "名册.csv", "楼栋,房号\n".getBytes(StandardCharsets.UTF_8)).expect(409).code()).isEqualTo("attachments-full");
        assertThat(office.upload(root + "registers/supervisor-tour/files", "b.txt", "多一点".getBytes(StandardCharsets.UTF_8)).expect(409).code()).isEqualTo("attachments-full");
        assertThat(office.upload(root + "field/photos?clientId=" + UUID.randomUUID() + "&orderId=1&stage=BEFORE&madeAt=2026-11-21T01:00:00Z", "b.jpg", "多一点".getBytes(StandardCharsets.UTF_8))
            .expect(409).code()).as("the phone comes through the same door").isEqualTo("attachments-full");
        office.upload("/api/communities/" + office.newCommunity("附件空", "2026-07-01") + "/attachments?subject=room:1", "b.txt", most).expect(201);
        office.put(root + "settings/attachment.quota", value("2")).expect(204);
        office.upload(root + "attachments?subject=room:1", "b.txt", "多一点".getBytes(StandardCharsets.UTF_8)).expect(201);
    }

    @Test void S12_开了查毒_有毒的不收_没毒的照收_查毒的不在就都不收_地址写错不存() throws IOException {
        var root = "/api/communities/" + office.newCommunity("查毒", "2026-07-01") + "/attachments?subject=room:1";
        office.upload(root, "毒.txt", EICAR).expect(201);
        assertThat(office.put(SCANNER, value("http://x")).expect(400).code()).isEqualTo("setting-invalid");
        try (var clamd = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(clamd));
            office.put(SCANNER, value("127.0.0.1:" + clamd.getLocalPort())).expect(204);
            var refused = office.upload(root, "毒.txt", EICAR).expect(400);
            assertThat(refused.code() + refused.at("/detail")).startsWith("file-infected").contains("Win.Test.EICAR_HDB-1");
            office.upload(root, "好.bin", new byte[200_000]).expect(201);
            clamd.close();
            assertThat(office.upload(root, "好.txt", "好".getBytes(StandardCharsets.UTF_8)).expect(503).code()).isEqualTo("virus-scanner-away");
        } finally {
            office.delete(SCANNER).expect(204);
        }
        office.upload(root, "好.txt", "好".getBytes(StandardCharsets.UTF_8)).expect(201);
    }

    /** As clamd answers INSTREAM: chunks with their length in front, until one of length 0. */
    private static void serve(ServerSocket clamd) {
        while (!clamd.isClosed()) {
            try (var socket = clamd.accept()) {
                var in = new DataInputStream(socket.getInputStream());
                var command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
                var content = new StringBuilder();
                for (var length = in.readInt(); length > 0; length = in.readInt()) content.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
                var said = !command.equals("zINSTREAM\0") ? "UNKNOWN COMMAND" : content.indexOf("EICAR") >= 0 ? "stream: Win.Test.EICAR_HDB-1 FOUND" : "stream: OK";
                socket.getOutputStream().write((said + "\0").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                if (!clamd.isClosed()) throw new UncheckedIOException(e);
            }
        }
    }

    private static Map<String, Object> value(String text) {
        return Map.of("value", text);
    }
}

package cn.anju.collection.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.cashier.Counter;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class EvidenceTest {

    @Autowired Office office;
    @Autowired Counter counter;

    private long community;
    private long room;

    @BeforeEach
    void debt() {
        community = counter.community(2);
        counter.owe(community, "1-101", "WY", "1000.00", LocalDate.of(2023, 12, 25), "0");
        counter.own(community, "1-101", "张三", LocalDate.of(2020, 1, 1));
        room = counter.in(community, () -> counter.roomId(community, "1-101"));
    }

    @Test void 卷宗一册_指纹在内_改一个字节验证不过() throws Exception {
        var contact = contact();
        var photo = office.upload("/api/communities/" + community + "/attachments?subject=contact:" + contact, "门口.txt", "上门留影".getBytes(StandardCharsets.UTF_8)).expect(201).id();
        var pack = office.post(path("evidence"), Map.of("roomId", room)).expect(201);
        var pdf = office.get(path("evidence/" + pack.id() + ".pdf")).expect(200).raw().body();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(Normalizer.normalize(new PDFTextStripper().getText(document), Normalizer.Form.NFKC)).contains("欠费证据卷宗").contains("1-101").contains("张三").contains("SHA-256").contains("盖章");
        }
        assertThat(office.get(path("evidence/" + pack.id() + "/verification")).at("/isIntact")).isEqualTo("true");
        changeOneByte(photo);
        var check = office.get(path("evidence/" + pack.id() + "/verification")).expect(200);
        assertThat(check.at("/isIntact") + check.at("/findings/0")).isEqualTo("false「门口.txt」与装册时不一致");
    }

    @Test void 没有欠的不装册_时效快到的列出来_有凭据的联系才重算() {
        assertThat(office.post(path("evidence"), Map.of("roomId", counter.in(community, () -> counter.roomId(community, "1-102")))).expect(409).code()).isEqualTo("nothing-overdue");
        assertThat(office.get(path("limitation")).json().get(0).get("lapsesOn").asString()).isEqualTo("2026-12-25");
        var contact = contact();
        assertThat(office.get(path("limitation")).json().size()).isEqualTo(1);
        office.upload("/api/communities/" + community + "/attachments?subject=contact:" + contact, "录音.txt", "录音".getBytes(StandardCharsets.UTF_8)).expect(201);
        assertThat(office.get(path("limitation")).json().size()).isZero();
        assertThat(office.get(path("limitation?room=" + room)).json().get(0).get("lapsesOn").asString()).isEqualTo("2029-11-21");
    }

    private long contact() {
        return office.post(path("contacts"), Map.of("roomId", room, "way", "VISIT", "outcome", "NOTED", "answer", "说下月缴")).expect(201).id();
    }

    private static void changeOneByte(long file) throws Exception {
        try (var connection = StoryDatabase.shared().connectAsOwner(); var statement = connection.createStatement()) {
            statement.execute("alter table attachment.file disable trigger user");
            statement.executeUpdate("update attachment.file set content = set_byte(content, 0, get_byte(content, 0) # 1) where id = " + file);
            statement.execute("alter table attachment.file enable trigger user");
        }
    }

    private String path(String rest) {
        return Counter.path(community, "collection/" + rest);
    }
}

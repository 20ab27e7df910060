package cn.anju.metering;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 估抄、照片、用量分析。 */
@Story
class EstimateTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};

    @Autowired Office office;

    private Desk desk;
    private long w1;
    private long w2;

    @BeforeEach void 两只表_一只用了两个月() {
        desk = new Desk(office);
        w1 = desk.meter("W1", "1-1-101", "100");
        w2 = desk.meter("W2", "1-2-102", "50");
        desk.read(w1, "2026-07", "108").expect(200);
        desk.read(w1, "2026-08", "120").expect(200);
    }

    @Test void 估抄按平均_标明是估的_下次实抄多退少补() {
        var order = Map.of("month", "2026-09", "meters", List.of(w1, w2), "why", "门锁着");
        var done = office.post(desk.root + "/metering/readings/estimates", order).expect(200);
        assertThat(done.at("/estimated") + done.at("/rows/0/value") + done.at("/rows/0/usage") + done.at("/rows/1/code")).isEqualTo("113010no-usage-yet");
        assertThat(office.post(desk.root + "/metering/readings/estimates", order).expect(200).at("/rows/0/code")).isEqualTo("reading-exists");
        assertThat(office.get(desk.root + "/metering/sheet?month=2026-09").expect(200).at("/lines/0/entered/source")).isEqualTo("ESTIMATE");
        assertThat(desk.read(w1, "2026-10", "119").code()).as("比上次实抄还小").isEqualTo("reading-decreased");
        var real = desk.read(w1, "2026-10", "126").expect(200);
        assertThat(real.at("/usage") + " " + real.at("/ahead")).as("估高了 4").isEqualTo("0 4");
        assertThat(desk.read(w1, "2026-11", "137").expect(200).at("/usage")).isEqualTo("7");
        assertThat(office.post(desk.root + "/metering/readings/estimates", Map.of("month", "2027-09", "meters", List.of(w1), "why", "早")).expect(400).code())
            .isEqualTo("month-in-future");
        var reader = People.of(office).permitted(desk.community, "metering.read");
        assertThat(reader.post(desk.root + "/metering/readings/estimates", order).status()).isEqualTo(403);
    }

    @Test void 读数带照片_维修工拍得了() {
        var technician = People.of(office).with("technician", desk.community);
        var reading = technician.put(desk.root + "/metering/readings/" + w2 + "/2026-08", Map.of("value", "61")).expect(200).id();
        var photos = desk.root + "/attachments?subject=reading:" + reading;
        technician.upload(photos, "表.png", PNG).expect(201);
        var listed = technician.get(photos).expect(200);
        assertThat(listed.at("/0/filename") + listed.at("/0/contentType")).isEqualTo("表.pngimage/png");
    }

    @Test void 用量分析_环比同比_缘由留痕后写的为准() {
        desk.read(w2, "2026-08", "60").expect(200);
        var path = desk.root + "/metering/comparison?month=2026-08";
        var rows = office.get(path).expect(200);
        assertThat(rows.at("/0/usage") + " " + rows.at("/0/lastMonth") + " " + rows.at("/0/monthChange") + rows.at("/0/building")).isEqualTo("22 8 175.0");
        assertThat(rows.at("/1/building") + rows.at("/1/usage")).isEqualTo("122");
        office.post(desk.root + "/metering/comparison/explanations", Map.of("month", "2026-08", "kind", "水", "explanation", "新住进一户")).expect(204);
        office.post(desk.root + "/metering/comparison/explanations", Map.of("month", "2026-08", "kind", "水", "explanation", "新住进一户，又值盛夏")).expect(204);
        assertThat(office.get(path).expect(200).at("/0/explanation")).isEqualTo("新住进一户，又值盛夏");
        assertThat(office.get(desk.root + "/metering/comparison.xlsx?month=2026-08").expect(200).workbook()).contains("又值盛夏", "全小区");
        assertThat(office.post(desk.root + "/metering/comparison/explanations", Map.of("month", "2026-08", "kind", "水", "building", 99999999, "explanation", "x"))
            .expect(404).code()).isEqualTo("building-not-found");
        assertThat(office.post(desk.root + "/metering/comparison/explanations", Map.of("month", "2026-08", "kind", "水", "explanation", " ")).status()).isEqualTo(400);
    }
}

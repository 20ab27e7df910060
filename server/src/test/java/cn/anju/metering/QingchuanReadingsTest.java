package cn.anju.metering;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 晴川花园：名册、仪表、四个月的读数，拒收的行与清单一字不差，再导一次什么也不多。 */
@Story
class QingchuanReadingsTest {

    private static final Path FOLDER = Path.of("..", "acceptance", "qingchuan");

    @Autowired Office office;

    private String root;

    @Test void 四个月依次导入_拒收与清单相符_再导一次不变() throws IOException {
        root = "/api/communities/" + office.newCommunity("晴川花园", "2026-07-01");
        load("roster", "roster.xlsx");
        var meters = load("meters", "meters.xlsx");
        assertThat(meters.at("/accepted")).isEqualTo("660");
        assertThat(meters.at("/rejected")).isEqualTo("0");
        assertThat(office.get(root + "/metering/meters?size=1").expect(200).at("/total")).isEqualTo("660");
        for (var month : List.of("2026-07", "2026-08", "2026-09", "2026-10")) {
            var first = load("readings", "readings-" + month + ".xlsx");
            var expected = Files.readAllLines(FOLDER.resolve("expected-reading-rejects-" + month + ".csv")).stream().skip(1).toList();
            assertThat(rejects(first)).isEqualTo(expected);
            var again = load("readings", "readings-" + month + ".xlsx");
            assertThat(rejects(again)).isEqualTo(expected);
            assertThat(again.at("/unchanged")).as("再导一次").isEqualTo(again.at("/accepted"));
            assertThat(again.at("/created")).isEqualTo("0");
        }
        var third = load("meters", "meters.xlsx");
        assertThat(third.at("/unchanged")).isEqualTo("660");
    }

    private Office.Answer load(String kind, String file) throws IOException {
        var id = office.upload(root + "/imports/" + kind, file, Files.readAllBytes(FOLDER.resolve(file))).expect(202).id();
        var answer = office.waitWhile(root + "/imports/" + id, "running");
        assertThat(answer.at("/state")).as(answer.text()).isEqualTo("done");
        return answer;
    }

    private static List<String> rejects(Office.Answer answer) {
        return answer.json().at("/rejects").valueStream()
            .map(reject -> reject.get("row").asString() + "," + reject.get("code").asString() + "," + reject.get("subject").asString()).toList();
    }
}

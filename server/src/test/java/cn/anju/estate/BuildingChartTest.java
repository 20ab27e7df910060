package cn.anju.estate;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class BuildingChartTest {

    @Autowired Office office;

    @Test void 房态图_楼层自上而下_全区一次看完() {
        var rooms = "/api/communities/" + office.newCommunity("房态小区", "2026-07-01") + "/rooms";
        office.post(rooms + "/generations", Map.of("buildings", "2,10", "entrances", 2, "fromFloor", -1, "toFloor", 3, "roomsPerFloor", 2,
            "kind", "HOUSE", "grossArea", "89.5", "status", "VACANT", "handoverOn", "2026-01-01")).expect(201);

        var charts = office.get(rooms.replace("/rooms", "/buildings/charts")).expect(200).json();
        assertThat(charts.valueStream().map(chart -> chart.at("/code").asString())).containsExactly("2", "10");
        var first = charts.get(0);
        assertThat(first.at("/rooms").asInt()).isEqualTo(16);
        assertThat(first.at("/handedOver").asInt()).isEqualTo(16);
        assertThat(first.at("/entrances/0/floors").valueStream().map(floor -> floor.at("/floor").asInt())).containsExactly(3, 2, 1, -1);
        assertThat(first.at("/entrances/1/floors/0/rooms/0/code").asString()).isEqualTo("2-2-301");
    }
}

package cn.anju.collection.visit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class VisitTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired FloodNotice flood;

    private long community;

    @Test void 一户三件事只排一次_见了面一次办完_没遇上的都还在() {
        community = counter.community(2);
        counter.owe(community, "1-101", "WY", "1000.00", LocalDate.of(2026, 8, 25), "0");
        long room = counter.in(community, () -> counter.roomId(community, "1-101"));
        office.post(path("letters"), Map.of("roomId", room, "kind", "催缴函", "title", "催缴函", "body", "请缴费")).expect(201);
        office.post(path("letters/batches"), Map.of()).expect(200);
        flood.rooms.put(community, room);
        assertThat(office.post(path("visits"), Map.of()).expect(200).at("/households")).isEqualTo("1");
        assertThat(office.post(path("visits"), Map.of()).expect(200).at("/households")).isEqualTo("1");
        var visits = office.get(path("visits")).expect(200).json();
        assertThat(visits.size()).isEqualTo(1);
        assertThat(visits.get(0).get("items").size()).isEqualTo(3);
        var visit = visits.get(0).get("id").asLong();
        office.post(path("visits/" + visit + "/result"), Map.of("outcome", "UNREACHED", "answer", "没人在家")).expect(200);
        assertThat(office.get(path("visits")).json().get(0).get("state").asString() + flood.met.containsKey(community)).isEqualTo("OPENfalse");
        office.post(path("visits/" + visit + "/result"), Map.of("outcome", "NOTED", "answer", "周末来缴", "person", "张三")).expect(200);
        var done = office.get(path("visits")).json().get(0);
        assertThat(done.get("state").asString() + done.get("attempts").asInt()).isEqualTo("DONE2");
        assertThat(done.get("items").valueStream().allMatch(item -> item.get("isClosed").asBoolean())).isTrue();
        assertThat(flood.met.get(community).person()).isEqualTo("张三");
        var letter = office.get(path("letters"));
        assertThat(letter.at("/items/0/state") + letter.at("/items/0/receiver")).isEqualTo("DELIVERED张三");
        assertThat(office.get(path("tasks?state=OPEN")).at("/total")).isEqualTo("0");
        assertThat(office.get(path("contacts?way=VISIT")).at("/total")).isEqualTo("2");
        assertThat(office.post(path("visits/" + visit + "/result"), Map.of("outcome", "NOTED", "answer", "再去")).expect(409).code()).isEqualTo("visit-done");
        assertThat(office.post(path("visits"), Map.of()).expect(200).at("/households")).isEqualTo("0");
    }

    private String path(String rest) {
        return Counter.path(community, "collection/" + rest);
    }
}

package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 受理台：搜什么都找得到这一户，一眼看得到全部。 */
@Story
class ReceptionTest {

    @Autowired Office office;
    @Autowired Counter counter;

    @Test void 电话_尾号_房号_车牌_姓名_首字母_工单号_都找到这一户() {
        var community = counter.community(2);
        var desk = People.of(office).with("front_desk", community);
        var room = counter.in(community, () -> counter.roomId(community, "1-102"));
        var person = counter.own(community, "1-102", "欧阳晴川", LocalDate.of(2020, 1, 1));
        office.put(Counter.path(community, "people/" + person), Map.of("kind", "PERSON", "name", "欧阳晴川", "phone", "13912345678", "note", "耳背，大声些")).expect(200);
        office.post(Counter.path(community, "vehicles"), Map.of("plate", "沪A12345", "roomId", room, "personId", person)).expect(201);
        counter.owe(community, "1-102", "WY", "300.50", LocalDate.of(2026, 8, 31), "0");
        var repair = new HashMap<String, Object>(Map.of("kind", "COMPLAINT", "source", "PHONE", "urgency", "NORMAL", "roomId", room, "personId", person, "title", "楼上太吵",
            "readBack", true, "introduced", false));
        var number = desk.add(Counter.path(community, "tickets"), repair).expect(201).at("/number");
        desk.add(Counter.path(community, "desk-contacts"), Map.of("source", "COUNTER", "kind", "ENQUIRY", "roomId", room, "said", "问停车费", "answer", "每月三百",
            "introduced", true)).expect(201);
        for (var asked : List.of("13912345678", "5678", "1-102", "沪A12345", "A12345", "欧阳晴川", "oyqc", number))
            assertThat(desk.get(Counter.path(community, "search?q=" + Office.encoded(asked))).expect(200).text()).as(asked).contains("1-102").doesNotContain("1-101");

        var story = desk.get(Counter.path(community, "desk/household?room=1-102")).expect(200);
        assertThat(story.at("/people/0/name") + story.at("/people/0/phone") + story.at("/people/0/note")).isEqualTo("欧阳晴川139****5678耳背，大声些");
        assertThat(story.at("/debt/sum") + " " + story.at("/debt/daysLate")).isEqualTo("300.50 82");
        assertThat(story.at("/vehicles/0/plate") + story.at("/open/0/number") + story.json().at("/past").size()).isEqualTo("沪A12345" + number + "0");
        assertThat(story.json().at("/contacts").size()).isEqualTo(2);
        assertThat(desk.get(Counter.path(community, "rooms/" + room + "/timeline")).text()).contains(number, "问停车费。答：每月三百");
        assertThat(desk.get(Counter.path(community, "desk/household?room=9-999")).expect(404).code()).isEqualTo("room-not-found");

        var guard = People.of(office).with("security_lead", community);
        assertThat(guard.get(Counter.path(community, "desk/household?room=1-102")).expect(200).json().at("/debt").isNull()).as("may not see bills").isTrue();
    }
}

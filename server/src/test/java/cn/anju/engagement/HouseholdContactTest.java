package cn.anju.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 今天 11 月 21 日；五户，前三户归一个片区。 */
@Story
class HouseholdContactTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long stewardId;
    private Office supervisor;
    private Office steward;

    @BeforeEach
    void area() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        community = counter.community(5);
        var people = People.of(office);
        supervisor = people.with("cs_supervisor", community);
        var account = people.account();
        stewardId = account.id();
        people.grant(stewardId, "steward", community);
        steward = people.signIn(account);
        var building = office.get(path("buildings")).json().get(0).get("id").asLong();
        office.post(path("steward-areas"), Map.of("name", "东片", "parts", List.of(101, 102, 103).stream().map(number -> Map.of("buildingId", building, "roomId", room("1-" + number),
            "fromOn", "2026-01-01")).toList(), "assignments", List.of(Map.of("staffId", stewardId, "fromOn", "2026-01-01")))).expect(201);
    }

    @Test void 哪条路都算一次_缴费算联系不算沟通_片区各有各的比例() {
        counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "50.00").expect(201);
        supervisor.post(path("desk-contacts"), Map.of("source", "COUNTER", "kind", "ENQUIRY", "roomId", room("1-102"), "said", "问停车", "answer", "有月卡", "introduced", false), "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
        record("1-104", "PHONE", false, null).expect(201);
        assertThat(steward.get(path("household-contacts")).at("/total")).isEqualTo("5");
        assertThat(rooms("contacted=true")).containsExactly("1-101", "1-102");
        assertThat(rooms("contacted=false&mine=true")).as("of his own area").containsExactly("1-103");
        assertThat(rooms("effective=true")).containsExactly("1-102");
        assertThat(rooms("channel=PAYMENT")).containsExactly("1-101");
        assertThat(rooms("month=2026-10&contacted=true")).isEmpty();
        var east = steward.get(path("household-contacts/areas")).json().get(0);
        assertThat(east.get("name").asString() + " " + east.get("households") + " " + east.get("contacted") + " " + east.get("effective") + " " + east.get("contactedPercent").asString() + " "
            + east.get("effectivePercent").asString()).isEqualTo("东片 3 2 1 66.7 33.3");
        assertThat(steward.get(path("household-contacts.xlsx?contacted=false")).workbook()).contains("1-103", "1-105").doesNotContain("1-101");
    }

    @Test void 没联系到的排上走访_走了就有了_排着的一户只有一次() throws Exception {
        var rooms = List.of(room("1-103"), room("1-105"));
        assertThat(steward.post(path("household-visits/plans"), Map.of("roomIds", rooms, "on", "2026-11-20")).expect(400).code()).isEqualTo("day-in-past");
        assertThat(steward.post(path("household-visits/plans"), Map.of("roomIds", List.of(1L), "on", "2026-11-25")).expect(404).code()).as("of another community").isEqualTo("room-not-found");
        Callable<Office.Answer> one = () -> supervisor.post(path("household-visits/plans"), Map.of("roomIds", rooms, "on", "2026-11-22"));
        try (var pool = Executors.newFixedThreadPool(2)) {
            var planned = pool.invokeAll(List.of(one, one)).stream().map(each -> each.resultNow().expect(200).at("/planned")).toList();
            assertThat(planned).containsExactlyInAnyOrder("2", "0");
        }
        assertThat(steward.get(path("household-visits?mine=true")).at("/items/0/room")).as("the area's steward goes").isEqualTo("1-103");
        record("1-103", "VISIT", false, null).expect(201);
        assertThat(steward.get(path("household-visits?mine=true&state=PLANNED")).at("/total")).as("nobody was at home: it waits on").isEqualTo("1");
        assertThat(record("1-103", "VISIT", false, "有意见").expect(400).code()).isEqualTo("opinion-without-reach");
        record("1-103", "VISIT", true, "楼道灯暗").expect(201);
        assertThat(steward.get(path("household-visits?mine=true&state=PLANNED")).at("/total")).isEqualTo("0");
        assertThat(rooms("effective=true")).containsExactly("1-103");
        var other = supervisor.get(path("household-visits?state=PLANNED")).json().at("/items/0/id").asLong();
        clock.setTo(LocalDate.of(2026, 11, 23));
        assertThat(supervisor.get(path("household-visits?late=true")).at("/total")).isEqualTo("1");
        supervisor.post(path("household-visits/" + other + "/cancellation"), Map.of("reason", "出国了")).expect(204);
        assertThat(supervisor.post(path("household-visits/" + other + "/completion"), Map.of("way", "VISIT", "reached", true)).expect(409).code()).isEqualTo("visit-over");
        assertThat(supervisor.get(path("household-visits.xlsx")).workbook()).contains("楼道灯暗", "出国了");
        assertThat(People.of(office).with("general_manager", community).post(path("household-visits/" + other + "/completion"), Map.of("way", "VISIT", "reached", true)).expect(403).code())
            .isEqualTo("not-permitted");
    }

    private Office.Answer record(String room, String way, boolean reached, String opinion) {
        var contact = new HashMap<String, Object>(Map.of("roomCode", room, "way", way, "reached", reached));
        if (opinion != null) contact.put("opinion", opinion);
        return steward.post(path("household-visits"), contact);
    }

    private List<String> rooms(String query) {
        return steward.get(path("household-contacts?" + query)).expect(200).json().at("/items").valueStream().map(row -> row.get("room").asString()).toList();
    }

    private long room(String code) {
        return counter.in(community, () -> counter.roomId(community, code));
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}

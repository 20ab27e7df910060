package cn.anju.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** 一个小区的管理处：谁在办、哪些房、窗口怎么样。 */
final class DemoOffice {

    final long community;
    final boolean isFirst;
    final DemoEstate estate;
    final DemoCounter counter;
    final LocalDate today;
    private final DemoTeam team;
    private final Map<String, Long> rooms = new HashMap<>();
    private final Map<String, Long> items = new HashMap<>();

    DemoOffice(long community, boolean isFirst, DemoEstate estate, DemoCounter counter, DemoTeam team, LocalDate today) {
        this.community = community;
        this.isFirst = isFirst;
        this.estate = estate;
        this.counter = counter;
        this.team = team;
        this.today = today;
    }

    DemoDesk as(String post) {
        return team.at(post);
    }

    long idOf(String post) {
        return team.id(post);
    }

    /** Who has the counter of this community. */
    String collector() {
        return isFirst ? "fee_collector" : "collector2";
    }

    JsonNode get(String post, String rest) {
        return as(post).get(path(rest));
    }

    JsonNode post(String post, String rest, Object body) {
        return as(post).post(path(rest), body);
    }

    /** A creation that the page would give a request number. */
    JsonNode add(String post, String rest, Object body) {
        return as(post).post(path(rest), body, "Idempotency-Key", UUID.randomUUID().toString());
    }

    /** A request that moves money; the same key makes it happen once. */
    JsonNode pay(String post, String rest, Object body, String key) {
        return as(post).post(path(rest), body, "Idempotency-Key", "demo-%06d-%s".formatted(community, key));
    }

    void put(String post, String rest, Object body) {
        as(post).put(path(rest), body);
    }

    long attach(String post, String subject, String filename, byte[] content) {
        return as(post).upload(path("/attachments?subject=" + subject), filename, content).get("id").asLong();
    }

    /** The steps of an approval, one person after the other, as many as this amount needs. */
    void decide(long approval, boolean isApproved, String note, String... posts) {
        for (var post : posts) {
            var answer = post(post, "/approvals/%d/decisions".formatted(approval), Map.of("isApproved", isApproved, "note", note));
            if (!answer.get("request").get("state").asString().equals("WAITING")) return;
        }
    }

    /** The waiting approval of this thing. */
    long approvalOf(String kind, long subject) {
        return StreamSupport.stream(get("director", "/approvals?which=ALL&state=WAITING&size=200&kind=" + kind).get("items").spliterator(), false)
            .filter(row -> row.get("subjectId").asLong() == subject).findFirst().orElseThrow().get("id").asLong();
    }

    long room(String code) {
        if (rooms.isEmpty())
            for (var page = 1; ; page++) {
                var found = get("front_desk", "/rooms?size=200&page=" + page).get("items");
                found.forEach(row -> rooms.put(row.get("code").asString(), row.get("id").asLong()));
                if (found.size() < 200) break;
            }
        return rooms.get(code);
    }

    long item(String name) {
        if (items.isEmpty())
            get("front_desk", "/charge-items").forEach(row -> items.put(row.get("name").asString(), row.get("id").asLong()));
        return items.get(name);
    }

    /** Sold flats of this habit; the same ones each time. */
    List<DemoRoom> flats(DemoRoom.Habit habit) {
        return estate.rooms.stream().filter(room -> room.kind().equals("住宅") && room.isHandedOver() && room.habit() == habit).toList();
    }

    /** Those of them who do not come to the counter any more this month: their bills may change without anybody waiting there. */
    List<DemoRoom> quiet(DemoRoom.Habit habit, LocalDate day) {
        return flats(habit).stream().filter(room -> counter.visitOf(room).filter(visit -> !visit.isBefore(day)).isEmpty()).toList();
    }

    /** Whole months after the books began; none for this month, whose morning is still to come. */
    OptionalInt monthOf(LocalDate day) {
        return YearMonth.from(day).equals(YearMonth.from(today)) ? OptionalInt.empty()
            : OptionalInt.of((int) ChronoUnit.MONTHS.between(YearMonth.from(estate.booksStart), YearMonth.from(day)));
    }

    /** An open bill of this room. */
    long bill(String room, String tariff) {
        return get("front_desk", "/bills?state=OPEN&roomCode=%s&tariffCode=%s".formatted(room, tariff)).get("items").get(0).get("id").asLong();
    }

    String path(String rest) {
        return "/api/communities/" + community + rest;
    }
}

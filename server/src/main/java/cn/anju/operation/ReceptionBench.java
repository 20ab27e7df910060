package cn.anju.operation;

import cn.anju.launch.Database;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./anju bench reception [--rooms 50000]}：一个大小区，按来电的人报的（房号、姓名、首字母、电话、后四位、车牌）找到那一户、打开他家的全部要多久，
 * 比同一数据库按主键取一间房慢多少。
 *
 * <p>Every room is billed through HTTP and owes; it has an owner, a car, three tickets that are done, one that is not, and a
 * line of the log for each. One measurement is the search and the household's page together, as the desk asks for them.
 */
@Component
class ReceptionBench implements Benchmark {

    private static final int ROOMS = 50_000;
    private static final int QUERIES = 1_200;
    private static final int WARM = 120;

    private final Environment environment;
    private final JsonMapper json;

    ReceptionBench(Environment environment, JsonMapper json) {
        this.environment = environment;
        this.json = json;
    }

    @Override
    public String name() {
        return "reception";
    }

    private record Household(long room, String code, String name, String initials, String phone, String plate) {

        /** What the desk types to find it. */
        String typed(int way) {
            return switch (way) {
                case 0 -> code;
                case 1 -> name;
                case 2 -> initials;
                case 3 -> phone;
                case 4 -> phone.substring(7);
                default -> plate.substring(2);
            };
        }
    }

    /** The last line: what was measured, as JSON numbers; the limit is one room by its key over one connection of the same run. */
    private record Outcome(long rooms, int queries, @JsonFormat(shape = Shape.NUMBER) BigDecimal p50Millis, @JsonFormat(shape = Shape.NUMBER) BigDecimal p99Millis,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal slowestMillis, @JsonFormat(shape = Shape.NUMBER) BigDecimal limitP50Millis,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal limitP99Millis) {}

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        var rooms = BenchCommand.number(arguments, "--rooms", ROOMS);
        try (var owner = database.connectAsOwner()) {
            var made = BenchCommunity.make(owner, rooms);
            made.bill(owner, "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"), json);
            var script = new ClassPathResource("bench-reception.sql", ReceptionBench.class).getContentAsString(StandardCharsets.UTF_8);
            BenchCommunity.run(owner, script.replace("{community}", Long.toString(made.id())));
            System.out.printf("%d 间房%n", rooms);
            var desk = BenchDesk.signedIn(owner, environment, json, List.of(made.id()), "search.use", "estate.read", "resident.read", "servicedesk.read", "billing.read");
            var path = "/api/communities/" + made.id();
            var households = households(owner, made.id(), new Random(20261123));
            var times = new ArrayList<Long>();
            for (var turn = 0; turn < households.size(); turn++) {
                var wanted = households.get(turn);
                var start = System.nanoTime();
                var found = desk.get(path + "/search?q=" + encoded(wanted.typed(turn % 6)));
                var story = desk.get(path + "/desk/household?room=" + encoded(wanted.code()));
                if (turn >= WARM) times.add(System.nanoTime() - start);
                check(wanted, found, story);
            }
            var limits = limits(owner, made.id(), households);
            System.out.println(json.writeValueAsString(new Outcome(rooms, times.size(), SearchBench.millis(times, 50), SearchBench.millis(times, 99),
                SearchBench.millis(times, 100), SearchBench.millis(limits, 50), SearchBench.millis(limits, 99))));
            return 0;
        }
    }

    /** The household is on the list, or the list says that there are more; its page is whole. */
    private static void check(Household wanted, JsonNode found, JsonNode story) {
        var isFound = found.path("groups").valueStream().anyMatch(group -> group.get("hasMore").asBoolean()
            || group.get("hits").valueStream().anyMatch(hit -> hit.path("title").asString("").equals(wanted.code()) || hit.path("subtitle").asString("").equals(wanted.code())));
        if (!isFound) throw new IllegalStateException(wanted + " not among " + found);
        if (story.get("people").isEmpty() || story.get("open").isEmpty() || story.get("past").size() != 3 || story.get("contacts").size() != 4 || story.path("debt").isEmpty())
            throw new IllegalStateException(wanted + ": " + story);
    }

    private static List<Household> households(Connection owner, long community, Random random) throws SQLException {
        var all = new ArrayList<Household>();
        try (var select = owner.prepareStatement("""
                select r.id, r.code, p.name, (select min(t.term) from search.term t where t.community_id = e.community_id and t.entry_id = e.id and t.why = 'PINYIN'), p.phone, v.plate
                  from estate.room r
                  join resident.vehicle v on v.community_id = r.community_id and v.room_id = r.id
                  join resident.person p on p.community_id = v.community_id and p.id = v.person_id
                  join search.entry e on e.community_id = p.community_id and e.kind = 'PERSON' and e.ref_id = p.id
                 where r.community_id = ? and exists (select from billing.bill b where b.community_id = r.community_id and b.room_id = r.id and b.payer = 'OWNER')
                """)) {
            select.setLong(1, community);
            try (var row = select.executeQuery()) {
                while (row.next()) all.add(new Household(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6)));
            }
        }
        return random.ints(WARM + QUERIES, 0, all.size()).mapToObj(all::get).toList();
    }

    private static List<Long> limits(Connection owner, long community, List<Household> households) throws SQLException {
        var times = new ArrayList<Long>();
        try (var read = owner.prepareStatement("select code from estate.room where community_id = ? and id = ?")) {
            for (var household : households) {
                var start = System.nanoTime();
                read.setLong(1, community);
                read.setLong(2, household.room());
                try (var row = read.executeQuery()) {
                    row.next();
                }
                times.add(System.nanoTime() - start);
            }
        }
        return times.subList(WARM, times.size());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

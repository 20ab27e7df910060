package cn.anju.operation;

import cn.anju.launch.Database;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./anju bench search [--residents 1000000] [--communities 20]}：按人打的字找住户要多久，比同一数据库按主键取一行慢多少。
 *
 * <p>The index is made by SQL, without the people behind it, so that {@code verify} is not for this database. What is typed is asked
 * through HTTP like a person's: whole names, pinyin, initials, one character, phone and its last four digits, rooms and half of them.
 */
@Component
class SearchBench implements Benchmark {

    private static final int QUERIES = 3_000;
    private static final int WARM = 500;

    private final Environment environment;
    private final JsonMapper json;

    SearchBench(Environment environment, JsonMapper json) {
        this.environment = environment;
        this.json = json;
    }

    @Override
    public String name() {
        return "search";
    }

    /** The last line: what was measured, as JSON numbers; the limit is one row by its key over one connection of the same run. */
    private record Outcome(long residents, long terms, int queries, @JsonFormat(shape = Shape.NUMBER) BigDecimal p50Millis, @JsonFormat(shape = Shape.NUMBER) BigDecimal p99Millis,
                           @JsonFormat(shape = Shape.NUMBER) BigDecimal limitP50Millis, @JsonFormat(shape = Shape.NUMBER) BigDecimal limitP99Millis, boolean isFast) {}

    @Override
    public int run(Database database, List<String> arguments) throws Exception {
        var communities = BenchCommand.number(arguments, "--communities", 20);
        var each = BenchCommand.number(arguments, "--residents", 1_000_000) / communities;
        try (var owner = database.connectAsOwner()) {
            var script = new ClassPathResource("bench-search.sql", SearchBench.class).getContentAsString(StandardCharsets.UTF_8);
            var ids = new ArrayList<Long>();
            for (var i = 0; i < communities; i++) {
                var community = BenchCommunity.empty(owner).id();
                BenchCommunity.run(owner, script.replace("{community}", Long.toString(community)).replace("{residents}", Integer.toString(each)));
                ids.add(community);
            }
            BenchCommunity.run(owner, "vacuum analyze search.entry, search.term");
            System.out.printf("%d 个小区，各 %d 位住户%n", communities, each);
            var desk = BenchDesk.signedIn(owner, environment, json, ids, "search.use", "resident.read");
            var random = new Random(20261122);
            var times = new ArrayList<Long>();
            for (var turn = 0; turn < WARM + QUERIES; turn++) {
                var community = ids.get(random.nextInt(ids.size()));
                var typed = typed(owner, community, turn % 8, random.nextInt(each));
                var start = System.nanoTime();
                var found = desk.get("/api/communities/%d/search?q=%s".formatted(community, URLEncoder.encode(typed, StandardCharsets.UTF_8)));
                if (turn >= WARM) times.add(System.nanoTime() - start);
                if (found.path("groups").isEmpty()) throw new IllegalStateException("nothing found for " + typed);
            }
            var limits = limits(owner, ids, each, random);
            var p99 = millis(times, 99);
            System.out.println(json.writeValueAsString(new Outcome((long) communities * each, count(owner), QUERIES, millis(times, 50), p99, millis(limits, 50), millis(limits, 99),
                p99.compareTo(BigDecimal.valueOf(50)) < 0)));
            return 0;
        }
    }

    /** What a person types to find the resident with this number. */
    private static String typed(Connection owner, long community, int way, int resident) throws Exception {
        try (var read = owner.prepareStatement("select e.title, e.subtitle, (select min(t.term) from search.term t where t.community_id = e.community_id and t.entry_id = e.id and t.why = 'PHONE' and length(t.term) = 11), "
            + "(select min(t.term) from search.term t where t.community_id = e.community_id and t.entry_id = e.id and t.why = 'PINYIN' and length(t.term) > 3) "
            + "from search.entry e where e.community_id = ? and e.kind = 'PERSON' and e.ref_id = ?")) {
            read.setLong(1, community);
            read.setLong(2, resident);
            try (var row = read.executeQuery()) {
                row.next();
                return switch (way) {
                    case 0 -> row.getString(1);
                    case 1 -> row.getString(1).substring(0, 1);
                    case 2 -> row.getString(4);
                    case 3 -> row.getString(4).substring(0, 1);
                    case 4 -> row.getString(3);
                    case 5 -> row.getString(3).substring(7);
                    case 6 -> row.getString(2);
                    default -> row.getString(2).substring(0, row.getString(2).lastIndexOf('-'));
                };
            }
        }
    }

    private static List<Long> limits(Connection owner, List<Long> ids, int each, Random random) throws Exception {
        var times = new ArrayList<Long>();
        try (var read = owner.prepareStatement("select title from search.entry where community_id = ? and kind = 'PERSON' and ref_id = ?")) {
            for (var turn = 0; turn < WARM + QUERIES; turn++) {
                var start = System.nanoTime();
                read.setLong(1, ids.get(random.nextInt(ids.size())));
                read.setLong(2, random.nextInt(each));
                try (var row = read.executeQuery()) {
                    row.next();
                }
                if (turn >= WARM) times.add(System.nanoTime() - start);
            }
        }
        return times;
    }

    private static long count(Connection owner) throws Exception {
        try (var statement = owner.createStatement(); var row = statement.executeQuery("select count(*) from search.term")) {
            row.next();
            return row.getLong(1);
        }
    }

    static BigDecimal millis(List<Long> times, int percentile) {
        var sorted = times.stream().sorted().toList();
        return BigDecimal.valueOf(sorted.get(Math.min(sorted.size() - 1, sorted.size() * percentile / 100)), 6).setScale(3, RoundingMode.HALF_UP);
    }
}

package cn.anju;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.access.People;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** 读得到的里面，没有不该看的：整个号码，或别的小区的人。 */
@Story
@SameOnAnyDatabase("which fields an answer and the log show")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyTest {

    /** Not within a hash, a piece of which may look like a number by chance. */
    private static final Pattern PHONE = Pattern.compile("(?<![\\da-fA-F.])1[3-9]\\d{9}(?![\\da-fA-F.])");
    private static final Pattern ID_NUMBER = Pattern.compile("(?<![\\da-fA-F.])[1-9]\\d{16}[\\dXx](?![\\da-fA-F])");
    private static final Pattern WORD = Pattern.compile("[\\p{IsHan}\\w-]{2,}");

    /** What a template shows in its example row. */
    private static final String SAMPLE = "13800000000";
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    @Autowired Office office;
    List<Operation> operations;
    long community;

    @BeforeAll
    void open() {
        operations = Operation.all(office);
        community = Qingchuan.open(office);
        var path = "/api/communities/" + community;
        office.post(path + "/shifts", Map.of()).expect(201);
        var room = office.get(path + "/arrears?size=1").expect(200).at("/items/0/roomCode");
        office.post(path + "/payments", Map.of("roomCode", room, "tenders", List.of(Map.of("method", "CASH", "amount", "10000.00")), "lateFee", "COLLECT", "surplus", "PREPAY"),
            "Idempotency-Key", "0123456789abcdef-privacy").expect(201);
    }

    /** Not even those who may reveal a number find it in a list, an export or a print: revealing is an act with a purpose. */
    @Test
    void 每个岗位读得到的_导出的_打印的_没有一个完整的电话和证件号() {
        var roles = office.get("/api/roles").expect(200).json().valueStream().filter(row -> row.at("/builtin").asBoolean()).map(row -> row.at("/key").asString()).toList();
        assertThat(roles).hasSizeGreaterThan(15);
        var seen = new ArrayList<String>();
        for (var role : roles) {
            var read = Crawl.of(People.of(office).with(role, role.equals("administrator") ? null : community), operations, community, 1).texts();
            if (role.equals("administrator")) assertThat(read.keySet()).hasSizeGreaterThan(100).anyMatch(address -> address.endsWith("receipt.html"))
                .anyMatch(address -> address.endsWith("report.html"));
            read.forEach((address, text) -> {
                PHONE.matcher(text).results().filter(found -> !found.group().equals(SAMPLE)).forEach(found -> seen.add(role + " " + address + " " + found.group()));
                ID_NUMBER.matcher(text).results().filter(found -> isIdNumber(found.group())).forEach(found -> seen.add(role + " " + address + " " + found.group()));
            });
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void 只读的请求什么也不写() throws SQLException {
        var before = Contents.ofAll();
        assertThat(Crawl.of(office, operations, community, 1).texts()).hasSizeGreaterThan(100);
        assertThat(Contents.ofAll()).isEqualTo(before);
    }

    @Test
    void 别的小区的号码写在内容和参数里_读不到_也动不了() throws SQLException {
        var own = office.newCommunity("隔壁", "2026-07-01");
        var neighbour = People.of(office).with("administrator", own);
        var canaries = canaries();
        canaries.removeAll(found(neighbour.get("/api/communities/" + own + "/imports/kinds").text(), canaries));
        var before = Contents.ofCommunity(community);
        var wrong = new ArrayList<String>();
        var tried = 0;
        for (var operation : operations)
            for (var id : idsOfTheirs())
                for (var request : ForeignIds.requests(operation, own, id)) {
                    var answer = operation.send(neighbour, request.address(), request.body());
                    tried++;
                    found(answer.text(), canaries).forEach(seen -> wrong.add(operation.row() + " " + request + " shows " + seen));
                    if (answer.status() >= 500) wrong.add(operation.row() + " " + request + " → " + answer.text());
                }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(300);
        assertThat(Contents.ofCommunity(community)).isEqualTo(before);
    }

    @Test
    void 拿着别的小区的号码_在自己小区里什么也读不到_也动不了() throws SQLException {
        var own = office.newCommunity("隔壁", "2026-07-01");
        var neighbour = People.of(office).with("administrator", own);
        var theirs = Crawl.of(office, operations, community);
        var canaries = canaries();
        // A template's example row may show what really exists here, too.
        canaries.removeAll(found(neighbour.get("/api/communities/" + own + "/imports/kinds").text(), canaries));
        assertThat(canaries).hasSizeGreaterThan(50);
        assertThat(theirs.texts().values().stream().filter(text -> !found(text, canaries).isEmpty()).count()).as("places where they are seen").isPositive();

        var wrong = new ArrayList<String>();
        var tried = new HashSet<String>();
        for (var operation : operations) {
            if (!operation.isOfCommunity()) continue;
            for (var address : theirs.addresses(operation, operation.path().replace("{community}", Long.toString(community)))) {
                var swapped = address.replaceFirst("/communities/" + community, "/communities/" + own);
                var answer = operation.send(neighbour, swapped, operation.hasBody() ? operation.body() : "{}");
                tried.add(operation.row());
                found(answer.text(), canaries).forEach(seen -> wrong.add(operation.row() + " " + swapped + " shows " + seen));
                if (answer.status() >= 500) wrong.add(operation.row() + " → " + answer.text());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).hasSizeGreaterThan(30);
        assertThat(canaries()).containsAll(canaries);
    }

    /** As many rows as for a word that stands nowhere, whatever the filter is told. */
    @Test
    void 每个列表的每个筛选_注入的话一行也不多给() throws IOException {
        var complaints = StoryDatabase.log().length();
        var wrong = new ArrayList<String>();
        var tried = 0;
        for (var operation : operations) {
            if (!operation.isGet() || !operation.isOfCommunity() || operation.path().contains(".")) continue;
            for (var parameter : operation.node().at("/parameters")) {
                if (!parameter.at("/in").asString().equals("query") || !ForeignIds.type(parameter.at("/schema")).equals("string")
                    || !parameter.at("/schema/format").asString("").isEmpty() || parameter.at("/schema").has("enum")) continue;
                var address = operation.at(community);
                var filter = address.contains(parameter.at("/name").asString() + "=") ? address.replaceFirst("=none", "=")
                    : address + (address.contains("?") ? "&" : "?") + parameter.at("/name").asString() + "=";
                var nothing = office.get(filter + "zzqzzq");
                for (var text : List.of("' or 1=1 --", "zzqzzq' or '1'='1", "') or (1=1", "zzqzzq\\' or 1=1 --", "%", "1;select pg_sleep(5)")) {
                    var answer = office.get(filter + Office.encoded(text));
                    tried++;
                    if (answer.status() != nothing.status() || rows(answer) > rows(nothing))
                        wrong.add(filter + text + " → " + answer.status() + ", " + rows(answer) + " instead of " + nothing.status() + ", " + rows(nothing));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(150);
        assertThat(StoryDatabase.log().substring(complaints)).as("S10: what PostgreSQL could not parse").doesNotContain("syntax error", "unterminated");
    }

    private static int rows(Office.Answer answer) {
        if (answer.json() == null) return 0;
        return answer.json().isArray() ? answer.json().size() : answer.json().has("total") ? answer.json().get("total").asInt() : 0;
    }

    /** One id from each of the tables whose rows others point to. */
    private List<Long> idsOfTheirs() throws SQLException {
        var ids = new ArrayList<Long>();
        try (var connection = StoryDatabase.shared().connectAsOwner(); var statement = connection.createStatement()) {
            for (var table : List.of("estate.building", "estate.room", "resident.person", "resident.holding", "metering.meter", "metering.share_group",
                "billing.charge_item", "billing.tariff", "billing.bill_run", "billing.bill", "cashier.payment", "cashier.shift"))
                try (var rows = statement.executeQuery("select max(id) from " + table + " where community_id = " + community)) {
                    rows.next();
                    if (rows.getLong(1) > 0) ids.add(rows.getLong(1));
                }
        }
        assertThat(ids).hasSizeGreaterThan(9);
        return ids;
    }

    private static List<String> found(String text, Set<String> canaries) {
        return WORD.matcher(text).results().map(MatchResult::group).filter(canaries::contains).distinct().toList();
    }

    /** Names of its people and numbers of its meters: none of them stands anywhere else. */
    private Set<String> canaries() throws SQLException {
        var names = new HashSet<String>();
        try (var connection = StoryDatabase.shared().connectAsOwner(); var statement = connection.createStatement();
             var rows = statement.executeQuery("""
                 select name from resident.person where community_id = %1$d and length(name) > 1
                 union select number from metering.meter where community_id = %1$d
                 """.formatted(community))) {
            while (rows.next()) names.add(rows.getString(1));
        }
        return names;
    }

    private static boolean isIdNumber(String text) {
        var sum = 0;
        for (var i = 0; i < WEIGHTS.length; i++) sum += WEIGHTS[i] * (text.charAt(i) - '0');
        return "10X98765432".charAt(sum % 11) == Character.toUpperCase(text.charAt(17));
    }
}

package cn.anju;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.access.People;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** 读得到的里面，没有不该看的：整个号码，或别的小区的人。 */
@Story
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyTest {

    private static final Pattern PHONE = Pattern.compile("(?<![\\d.])1[3-9]\\d{9}(?![\\d.])");
    private static final Pattern ID_NUMBER = Pattern.compile("(?<![\\d.])[1-9]\\d{16}[\\dXx](?!\\d)");
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
    }

    @Test
    void 没有查看权限的人_读不到一个完整的电话和证件号() {
        var permissions = office.get("/api/permissions").json().valueStream().map(row -> row.at("/permission").asString())
            .filter(permission -> !permission.equals("resident.reveal")).toArray(String[]::new);
        var person = People.of(office).permitted(community, permissions);
        var read = Crawl.of(person, operations, community).texts();
        assertThat(read).hasSizeGreaterThan(30);
        var seen = new ArrayList<String>();
        read.forEach((address, text) -> {
            PHONE.matcher(text).results().filter(found -> !found.group().equals(SAMPLE)).forEach(found -> seen.add(address + " " + found.group()));
            ID_NUMBER.matcher(text).results().filter(found -> isIdNumber(found.group())).forEach(found -> seen.add(address + " " + found.group()));
        });
        assertThat(seen).isEmpty();
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

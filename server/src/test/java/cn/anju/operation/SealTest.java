package cn.anju.operation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.TestClock;
import cn.anju.access.Seals;
import cn.anju.cashier.Counter;
import cn.anju.kernel.Scope;
import cn.anju.ledger.Ledger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 能进数据库、能关触发器的人动了封存过的行：核对说得出是哪一行。 */
@Story
class SealTest {

    @Autowired Counter counter;
    @Autowired Seals seals;
    @Autowired VerifyCommand verify;
    @Autowired TestClock clock;

    private long community;

    @BeforeEach
    void 封存了两天的账() {
        community = counter.community(1);
        counter.openShift(community);
        for (var amount : List.of("10", "20", "30")) counter.pay(community, "1-101", "WECHAT", amount).expect(201);
        seal();
        clock.advance(Duration.ofDays(2));
        counter.pay(community, "1-101", "WECHAT", "40").expect(201);
        seal();
        assertThat(complaints()).isEmpty();
    }

    @Test
    void 改一条分录_说得出哪张凭证() throws Exception {
        var entry = number("select min(entry_id) from ledger.posting where community_id = %d".formatted(community));
        var change = "update ledger.posting set memo = '改' where community_id = " + community + " and entry_id = " + entry;
        tamper("ledger.posting", change, () -> assertThat(complaints()).singleElement().asString().endsWith("凭证 %d 封存以后被改过".formatted(entry)));
    }

    @Test
    void 两行审计调换_说得出先遇到的那行_删掉一行_说得出少了哪行() throws Exception {
        var row = number("select min(row_id) from access.seal where stream = 'AUDIT' and community_id = %d".formatted(community));
        var swap = """
            update access.audit a set path = b.path, action = b.action, status = b.status, at = b.at from access.audit b
             where a.community_id = %1$d and b.community_id = %1$d and a.id in (%2$d, %3$d) and b.id in (%2$d, %3$d) and a.id <> b.id
            """.formatted(community, row, number("select max(row_id) from access.seal where stream = 'AUDIT' and community_id = %d".formatted(community)));
        tamper("access.audit", swap, () -> assertThat(complaints()).singleElement().asString().endsWith("审计 %d 封存以后被改过".formatted(row)));
        tamper("access.audit", "delete from access.audit where community_id = %d and id = %d".formatted(community, row),
            () -> assertThat(complaints()).singleElement().asString().endsWith("审计 %d 封存以后不见了".formatted(row)));
    }

    @Test
    void 往封过的日子里补一行_说得出补了哪行_再封也不收() throws Exception {
        var insert = """
            insert into access.audit (community_id, id, at, action, path, status) overriding system value
            select community_id, -7, at, action, path, status from access.audit where community_id = %d order by id limit 1
            """.formatted(community);
        tamper("access.audit", insert, () -> {
            seal();
            assertThat(complaints()).singleElement().asString().endsWith("审计 -7 是封存以后补到前面的");
        });
    }

    @Test
    void 连链头一起剪掉链尾_纸上印的对不上() throws Exception {
        var printed = seals(Ledger.SEALED);
        tamper("access.seal_head", "delete from access.seal_head where stream = 'LEDGER' and community_id = %d and place = (select max(place) from access.seal_head where stream = 'LEDGER' and community_id = %d)"
            .formatted(community, community), () -> assertThat(seals(Ledger.SEALED)).isNotEqualTo(printed));
    }

    @Test
    void 整条链照着改过的行重写_没有库外的钥匙_签章不对() throws Exception {
        tamper("access.seal_head", "update access.seal_head set signature = sha256(signature) where stream = 'LEDGER' and community_id = %d".formatted(community),
            () -> assertThat(complaints()).singleElement().asString().contains("签章不对"));
    }

    private void seal() {
        Scope.of(community).run(() -> seals.seal(community));
    }

    private String seals(String stream) {
        var head = new AtomicReference<String>();
        Scope.of(community).run(() -> head.set(seals.head(community, stream, clock.instant()).orElseThrow()));
        return head.get();
    }

    private List<String> complaints() {
        var bytes = new ByteArrayOutputStream();
        var standard = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            verify.run(StoryDatabase.shared(), List.of());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            System.setOut(standard);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("小区 %d ".formatted(community))).map(String::strip).toList();
    }

    /** As who can do anything in the database: the triggers off, and afterwards all rows as they were. */
    private void tamper(String table, String change, Runnable look) throws SQLException {
        var ours = " where community_id = " + community;
        owner("create table public.as_it_was as select * from " + table + ours, "alter table %s disable trigger user".formatted(table), change);
        try {
            look.run();
        } finally {
            owner("delete from " + table + ours + (table.equals("access.audit") ? " and id <= (select max(id) from public.as_it_was)" : ""),
                "insert into %s overriding system value select * from public.as_it_was".formatted(table),
                "drop table public.as_it_was", "alter table %s enable trigger user".formatted(table));
        }
        assertThat(complaints()).isEmpty();
    }

    private static void owner(String... statements) throws SQLException {
        try (var connection = StoryDatabase.shared().connectAsOwner(); var statement = connection.createStatement()) {
            for (var each : statements) statement.execute(each);
        }
    }

    private static long number(String query) throws SQLException {
        try (var connection = StoryDatabase.shared().connectAsOwner(); var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

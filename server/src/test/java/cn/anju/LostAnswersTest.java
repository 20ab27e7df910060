package cn.anju;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * R2：同一个库上的两个节点，程序与库之间、客户与程序之间的答复都丢三成：用同一个键再来，直到有定论，不丢、不重。
 *
 * <p>{@code -Danju.lossy.payments=5000} is the long form.
 */
@SpringBootTest(classes = Anju.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = Severed.class)
@Import(StoryConfiguration.class)
class LostAnswersTest {

    private static final int PAYMENTS = Integer.getInteger("anju.lossy.payments", 120);
    private static final int CLIENTS = 8;
    private static final double LOST = 0.3;

    @Story
    static class Neighbour {}

    @Autowired Counter counter;
    @Autowired JsonMapper json;
    @Autowired JdbcClient jdbc;

    private final List<Office> nodes = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();
    private final Random random = new Random(Seed.next());
    private volatile double lost;
    private long community;

    @BeforeEach
    void 两个节点_各隔着一根线() throws Exception {
        community = counter.community(1);
        counter.openShift(community);
        var neighbour = new TestContextManager(Neighbour.class).getTestContext().getApplicationContext().getBean(Environment.class);
        for (var port : List.of(URI.create(counter.office.base()).getPort(), neighbour.getRequiredProperty("local.server.port", Integer.class))) {
            var wire = new Wire(port, chunk -> lost > 0 && random.nextDouble() < lost ? null : chunk);
            wires.add(wire);
            nodes.add(Office.signIn("http://localhost:" + wire.port(), json, "admin", StoryDatabase.PASSWORD));
        }
    }

    @AfterEach
    void 线都接好() {
        lost = 0;
        Severed.lose(0, 0);
        wires.forEach(Wire::close);
    }

    @Test
    void R2_两头的答复都丢三成_同一个键再来_一笔不丢_一笔不重() throws Exception {
        var amounts = new ConcurrentHashMap<String, BigDecimal>();
        var receipts = new ConcurrentHashMap<String, Set<String>>();
        var unanswered = ConcurrentHashMap.<String>newKeySet();
        Severed.lose(LOST, Seed.next());
        lost = LOST;
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var work = IntStream.range(0, PAYMENTS).mapToObj(number -> clients.submit(() -> {
                var key = UUID.randomUUID().toString();
                amounts.put(key, BigDecimal.valueOf(number + 1, 2));
                for (var tries = 0; tries <= 10 && !receipts.containsKey(key); tries++)
                    if (!isTaken(nodes.get((number + tries) % 2), key, amounts.get(key), receipts)) unanswered.add(key);
                return null;
            })).toList();
            for (var each : work) each.get();
        }
        lost = 0;
        Severed.lose(0, 0);
        for (var key : amounts.keySet())                          // whoever had no luck ten times, and all others once more
            assertThat(isTaken(nodes.getFirst(), key, amounts.get(key), receipts)).as("a definite answer for %s", key).isTrue();

        assertThat(unanswered).as("the wires did lose answers").hasSizeGreaterThan(PAYMENTS / 4);
        assertThat(receipts.values()).as("each key has one receipt").allSatisfy(numbers -> assertThat(numbers).hasSize(1));
        assertThat(receipts.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates().hasSize(PAYMENTS);
        var stored = counter.in(community, () -> jdbc.sql("""
            select p.idempotency_key || ' ' || sum(t.amount) from cashier.payment p join cashier.tender t on t.community_id = p.community_id and t.payment_id = p.id
             where p.community_id = :community group by p.id, p.idempotency_key
            """).param("community", community).query(String.class).list());
        assertThat(stored).containsExactlyInAnyOrderElementsOf(amounts.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList());
        counter.assertBooksAgree(community);
    }

    @Test
    void R2_同一个键八次一起发到两个节点_一张收据_七个重放_换了金额就拒绝() throws Exception {
        var key = UUID.randomUUID().toString();
        var start = new CyclicBarrier(8);
        var answers = new ArrayList<Office.Answer>();
        try (var clients = Executors.newFixedThreadPool(8)) {
            var work = IntStream.range(0, 8).mapToObj(number -> clients.submit(() -> {
                start.await();
                return send(nodes.get(number % 2), key, new BigDecimal("88.00"));
            })).toList();
            for (var each : work) answers.add(each.get());
        }
        assertThat(answers).extracting(Office.Answer::status).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(answers).filteredOn(answer -> answer.raw().headers().firstValue("Idempotency-Replayed").orElse("").equals("true")).hasSize(7);
        assertThat(answers.stream().map(Office.Answer::text).distinct()).hasSize(1);

        var entries = journal();
        for (var node : nodes) assertThat(send(node, key, new BigDecimal("88.01")).expect(409).code()).isEqualTo("idempotency-key-reused");
        assertThat(journal()).as("nothing was booked").isEqualTo(entries);
        counter.assertBooksAgree(community);
    }

    @Test
    void S3_在一个节点停用账号_退出登录_另一个节点当场不认() {
        var people = People.of(counter.office);
        var account = people.account();
        people.grant(account.id(), "director", null);
        people.signIn(account);                                    // his own password, once
        var here = nodes.getFirst().as(account.at("/username"), People.PASSWORD);
        var there = nodes.getLast().as(account.at("/username"), People.PASSWORD);
        there.get("/api/communities").expect(200);
        var session = sessionOf(here);
        there.delete("/api/session/sessions/" + session).expect(204);
        here.get("/api/communities").expect(401);
        counter.office.post("/api/staff/" + account.id() + "/disable", Map.of()).expect(200);
        there.get("/api/communities").expect(401);
    }

    private static String sessionOf(Office person) {
        for (var session : person.get("/api/session/sessions").expect(200).json()) if (session.get("current").asBoolean()) return session.get("id").asString();
        throw new AssertionError("no session of his own");
    }

    private long journal() {
        return counter.in(community, () -> jdbc.sql("select count(*) from ledger.journal_entry where community_id = :community").param("community", community)
            .query(Long.class).single());
    }

    private boolean isTaken(Office node, String key, BigDecimal amount, Map<String, Set<String>> receipts) {
        var answer = sendOrLose(node, key, amount);
        if (answer == null || answer.status() == 503) return false;
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
        receipts.computeIfAbsent(key, _ -> ConcurrentHashMap.newKeySet()).add(answer.at("/receiptNo"));
        return true;
    }

    private Office.@Nullable Answer sendOrLose(Office node, String key, BigDecimal amount) {
        try {
            return send(node, key, amount);
        } catch (UncheckedIOException e) {
            return null;
        }
    }

    private Office.Answer send(Office node, String key, BigDecimal amount) {
        return node.post(Counter.path(community, "payments"), Counter.body("1-101", "WECHAT", amount.toPlainString()), "Idempotency-Key", key);
    }
}

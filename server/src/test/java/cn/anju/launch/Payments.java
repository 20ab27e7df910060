package cn.anju.launch;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 一群不停收款的收银台：发出去的、得到答复的都记着，事后与库里核对。 */
final class Payments {

    /** 丢了的、重了的、不知下落的，都该是空的。 */
    record Findings(Set<String> lost, Set<String> doubled, Set<String> unknown) {}

    /** @param times how often a key is stored, over how much */
    record Stored(int times, BigDecimal amount) {}

    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

    final Map<String, BigDecimal> sent = new ConcurrentHashMap<>();
    final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    final Map<String, Integer> answers = new ConcurrentHashMap<>();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final String url;
    private final String token;

    Payments(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** 收一笔新的；答复了才算数。 */
    boolean payOnce() {
        var key = UUID.randomUUID().toString();
        sent.put(key, BigDecimal.valueOf(ThreadLocalRandom.current().nextInt(1, 100_000), 2));
        send(key);
        return acknowledged.contains(key);
    }

    /** 没有答复的，或答复是暂时办不了的（503），用同一个键再发，直到有定论（至多十次）。 */
    void sendAgain() throws InterruptedException {
        for (var key : sent.keySet())
            for (var tries = 0; tries < 10 && !acknowledged.contains(key); tries++) {
                var status = send(key);
                if (status != 0 && status != 503) break;
                if (status == 503) Thread.sleep(500);
            }
    }

    private int send(String key) {
        var body = """
            {"roomCode": "1-101", "tenders": [{"method": "WECHAT", "amount": "%s"}], "lateFee": "COLLECT", "surplus": "PREPAY"}
            """.formatted(sent.get(key));
        var status = post("/payments", body, "Idempotency-Key", key);
        answers.put(key, status);
        if (isTaken(status)) acknowledged.add(key);
        else if (status != 0) LOG.info("{} was answered with {}", key, status);
        return status;
    }

    /** 201: taken now. 200: taken before, with an answer that never arrived. */
    private static boolean isTaken(int status) {
        return status == 201 || status == 200;
    }

    /** @return the status, 0 without an answer */
    int post(String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(15))
            .header("Authorization", "Bearer " + token).header("Content-Type", "application/json");
        if (headers.length > 0) request.headers(headers);
        try {
            return http.send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    Findings compare(Map<String, Stored> stored, Set<String> mustBeThere) {
        var findings = new Findings(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        for (var key : mustBeThere) {
            var found = stored.get(key);
            if (found == null || found.amount().compareTo(sent.get(key).multiply(BigDecimal.valueOf(found.times()))) != 0) findings.lost().add(key);
        }
        stored.forEach((key, found) -> {
            if (found.times() != 1) findings.doubled().add(key);
        });
        for (var key : sent.keySet()) if (!acknowledged.contains(key)) findings.unknown().add(answers.containsKey(key) ? key + " was answered with " + answers.get(key) : key);
        return findings;
    }

    static Map<String, Stored> stored(Database database) throws SQLException {
        var stored = new HashMap<String, Stored>();
        try (var owner = database.connectAsOwner(); var statement = owner.createStatement(); var rows = statement.executeQuery("""
                select p.idempotency_key, count(*), sum(r.amount)
                  from cashier.payment p
                  join cashier.tender r on r.community_id = p.community_id and r.payment_id = p.id
                 group by p.idempotency_key
                """)) {
            while (rows.next()) stored.put(rows.getString(1), new Stored(rows.getInt(2), rows.getBigDecimal(3)));
        }
        return stored;
    }

    /** 开一个小区和只收款的令牌，不经接口：登录也在试验之内。 */
    static String token(Database database) throws SQLException {
        var token = UUID.randomUUID() + "-" + UUID.randomUUID();
        try (var owner = database.connectAsOwner(); var insert = owner.prepareStatement("""
                with made as (insert into estate.community (name, books_start, created_at) values ('断电小区', '2026-07-01', '2026-07-01') returning id)
                insert into access.api_token (staff_id, name, token_hash, communities, permissions, expires_at, created_at)
                select s.id, '试', sha256(convert_to(?, 'UTF8')), array[made.id],
                       array['estate.edit', 'cashier.shift', 'cashier.receive'], now() + interval '1 day', now()
                  from access.staff s, made where s.username = 'admin'
                """)) {
            insert.setString(1, token);
            insert.executeUpdate();
            return token;
        }
    }
}

package cn.anju;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** 数据库走开一阵又回来：每个请求很快有一句人话，回来就好，不用重启。 */
@SpringBootTest(classes = Anju.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = Severed.class)
@Import(StoryConfiguration.class)
class DatabaseAwayTest {

    private record Seen(int status, String code, long millis) {}

    @Autowired Office office;

    @Test
    void 数据库断开_不等超时就答_存活不就绪_回来五秒内好_线程不多() throws Exception {
        office.get("/api/communities").expect(200);
        assertThat(probe("readiness")).isEqualTo(200);
        var threads = ManagementFactory.getThreadMXBean().getThreadCount();
        Severed.cut();
        var seen = new ConcurrentLinkedQueue<Seen>();
        try (var people = Executors.newFixedThreadPool(50)) {
            for (var person = 0; person < 50; person++) {
                var number = person;
                people.submit(() -> {
                    for (var round = 0; round < 2; round++) {
                        var began = System.nanoTime();
                        var answer = number % 2 == 0 ? office.get("/api/communities") : office.post("/api/communities", Map.of("name", "断", "booksStart", "2026-07-01"));
                        seen.add(new Seen(answer.status(), answer.code(), Duration.ofNanos(System.nanoTime() - began).toMillis()));
                    }
                    return null;
                });
            }
        }
        assertThat(seen).hasSize(100).allSatisfy(each -> {
            assertThat(each.status()).isEqualTo(503);
            assertThat(each.code()).isEqualTo("database-unavailable");
            assertThat(each.millis()).isLessThan(6_000);
        });
        assertThat(probe("liveness")).isEqualTo(200);
        assertThat(probe("readiness")).isEqualTo(503);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + 120);
        Severed.heal();
        await().atMost(Duration.ofSeconds(10)).until(() -> office.get("/api/communities").status() == 200);
        await().atMost(Duration.ofSeconds(10)).until(() -> probe("readiness") == 200);
    }

    /** As whoever watches the server asks: without a session. */
    private int probe(String group) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(office.base() + "/actuator/health/" + group)).timeout(Duration.ofSeconds(20)).build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}

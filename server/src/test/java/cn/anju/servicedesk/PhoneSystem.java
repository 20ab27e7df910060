package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** 电话系统：只带自己的令牌，报来电的一步步。 */
record PhoneSystem(String base, String token) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static PhoneSystem of(Office office, long community, LocalDate today) {
        return new PhoneSystem(office.base(), office.post("/api/session/tokens", Map.of("name", "电话系统", "communities", List.of(community), "permissions", List.of("servicedesk.call"),
            "expiresOn", today.plusMonths(6).toString())).expect(201).at("/token"));
    }

    /** @return the call's id here */
    long report(String event, String call, @Nullable String number, String... at) throws Exception {
        var body = new HashMap<String, Object>(Map.of("call", call, "event", event));
        if (number != null) body.put("number", number);
        if (at.length > 0) body.put("at", at[0]);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create(base + "/api/calls")).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body()).at("/id").asLong();
        }
    }
}

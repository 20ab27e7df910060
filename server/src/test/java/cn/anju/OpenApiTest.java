package cn.anju;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Story
@SameOnAnyDatabase("the description of the interface")
class OpenApiTest {

    private static final Path CURRENT = Path.of("target", "openapi.json");
    private static final Path COMMITTED = Path.of("openapi.json");

    @Autowired Office office;

    @Test
    void 接口说明与仓库里的一致() throws IOException {
        var current = pretty(api());
        Files.createDirectories(CURRENT.getParent());
        Files.writeString(CURRENT, current);
        var committed = Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "";
        assertThat(current.equals(committed))
            .as("server/openapi.json is stale: run  cp server/target/openapi.json server/openapi.json  and make the web's types anew")
            .isTrue();
    }

    @Test
    void 每个操作有名字_不重复_说明要的权限和出错的答复() {
        var names = new HashSet<String>();
        for (var operation : operations(api())) {
            assertThat(names.add(operation.at("/operationId").asString())).as("%s", operation.at("/operationId")).isTrue();
            assertThat(operation.at("/x-permission").asString()).isNotBlank();
            assertThat(operation.at("/responses/default/content/application~1problem+json/schema/$ref").asString()).endsWith("Problem");
        }
        assertThat(names).hasSizeGreaterThan(10);
    }

    @Test
    void 栏目必有_除非可空_金额写成文字() {
        var session = api().at("/components/schemas/Session");
        var required = session.at("/required").valueStream().map(JsonNode::asString).toList();
        assertThat(required).contains("signedIn", "roles", "mustChangePassword").doesNotContain("username", "staffId");
        assertThat(session.at("/properties/username").toString()).contains("\"null\"");
        var row = api().at("/components/schemas/JournalRow");
        assertThat(row.at("/properties/amount/type").asString()).isEqualTo("string");
        assertThat(row.at("/properties/amount/format").asString()).isEqualTo("decimal");
    }

    private JsonNode api() {
        return office.get("/api/openapi").expect(200).json();
    }

    private static List<JsonNode> operations(JsonNode api) {
        var all = new ArrayList<JsonNode>();
        api.at("/paths").forEach(path -> path.forEach(all::add));
        return all;
    }

    private static String pretty(JsonNode api) {
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(api) + "\n";
    }
}

package cn.anju.setting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@Story
class SettingTest {

    private static final String KEY = "access.password-days";

    @Autowired Office office;

    @AfterEach
    void reset() {
        office.delete("/api/settings/" + KEY).expect(204);
    }

    @Test
    void 公司的值_改_看来处_恢复默认_有历史() {
        assertThat(setting().at("/source").asString()).isEqualTo("DEFAULT");
        office.put("/api/settings/" + KEY, Map.of("value", "60")).expect(204);
        assertThat(setting().at("/source").asString()).isEqualTo("COMPANY");
        assertThat(setting().at("/value").asString()).isEqualTo("60");
        assertThat(setting().at("/fallback").asString()).isEqualTo("90");
        office.delete("/api/settings/" + KEY).expect(204);
        assertThat(setting().at("/value").asString()).isEqualTo("90");
        var history = office.get("/api/settings/" + KEY + "/history").expect(200);
        assertThat(history.at("/0/value")).isEmpty();
        assertThat(history.at("/1/value")).isEqualTo("60");
        assertThat(history.at("/1/changedName")).isEqualTo("系统管理员");
    }

    @Test
    void 写错的值_没有的设置_都说明白() {
        assertThat(office.put("/api/settings/" + KEY, Map.of("value", "很多")).expect(400).code()).isEqualTo("setting-invalid");
        assertThat(office.put("/api/settings/" + KEY, Map.of("value", "0")).expect(400).code()).isEqualTo("setting-invalid");
        assertThat(office.put("/api/settings/no.such", Map.of("value", "1")).expect(404).code()).isEqualTo("setting-unknown");
        assertThat(office.put("/api/settings/access.password-rules", Map.of("value", "NONE")).expect(400).code()).isEqualTo("setting-invalid");
    }

    @Test
    void 公司统一的设置_小区里看不到也改不了() {
        var community = office.newCommunity("设置", "2026-07-01");
        assertThat(office.get("/api/communities/" + community + "/settings").expect(200).text()).doesNotContain(KEY);
        assertThat(office.put("/api/communities/" + community + "/settings/" + KEY, Map.of("value", "60")).expect(404).code()).isEqualTo("setting-unknown");
    }

    private JsonNode setting() {
        return office.get("/api/settings").expect(200).json().valueStream()
            .flatMap(group -> group.at("/settings").valueStream()).filter(row -> row.at("/key").asString().equals(KEY)).findFirst().orElseThrow();
    }
}

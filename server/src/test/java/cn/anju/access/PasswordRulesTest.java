package cn.anju.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.SameOnAnyDatabase;
import cn.anju.Story;
import cn.anju.TestClock;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
@SameOnAnyDatabase("which passwords are good enough")
class PasswordRulesTest {

    @Autowired Office office;
    @Autowired TestClock clock;

    @AfterEach
    void modernAgain() {
        office.delete("/api/settings/access.password-rules").expect(204);
    }

    @Test
    void 最常见的三千个都不收() throws Exception {
        try (var words = new BufferedReader(new InputStreamReader(getClass().getResourceAsStream("/dictionaries/passwords.txt"), StandardCharsets.UTF_8))) {
            assertThat(words.lines().filter(word -> word.length() >= 8).limit(3000)).hasSize(3000).allMatch(CommonPasswords::contains);
        }
        var account = People.of(office).account();
        var person = office.as(account.at("/username"), account.at("/oneTimePassword"));
        for (var rules : new String[] {"MODERN", "CLASSIFIED"}) {
            office.put("/api/settings/access.password-rules", Map.of("value", rules)).expect(204);
            for (var word : new String[] {"password", "12345678", "qwertyuiop", "iloveyou", "Password1!", "a1b2c3d4", "1qaz2wsx"})
                assertThat(refusal(person, account, word)).as(rules + " " + word).isEqualTo("password-common");
        }
        assertThat(CommonPasswords.contains("WoAiNi1314")).isTrue();
        assertThat(CommonPasswords.contains("admin@2026!!")).isTrue();
        assertThat(CommonPasswords.contains("门前大桥下游过一群鸭")).isFalse();
    }

    @Test
    void 现代规则_什么字都行_原样收下() {
        var account = People.of(office).account();
        var person = office.as(account.at("/username"), account.at("/oneTimePassword"));
        var before = account.at("/oneTimePassword");
        for (var password : new String[] {"山重水复疑无路柳暗花明", "🏠🔑🏢🚪💡🛗🧾🧰", "只有小写字母也可以吗 abc ", " x".repeat(32), "长短".repeat(64)}) {
            person.put("/api/session/password", Map.of("current", before, "next", password)).expect(204);
            office.as(account.at("/username"), password);
            before = password;
        }
        office.nobody().post("/api/session", Map.of("username", account.at("/username"), "password", "长短".repeat(63))).expect(401);
    }

    @Test
    void 现代规则_太短_太长_太常见_都说明白() {
        var account = People.of(office).account();
        var person = office.as(account.at("/username"), account.at("/oneTimePassword"));
        assertThat(refusal(person, account, "山重水复")).isEqualTo("password-too-short");
        assertThat(refusal(person, account, "长".repeat(129))).isEqualTo("password-too-long");
        assertThat(refusal(person, account, "woaini1314")).isEqualTo("password-common");
        assertThat(refusal(person, account, "zzzzzzzzzz")).isEqualTo("password-common");
        assertThat(refusal(person, account, account.at("/username") + "2026")).isEqualTo("password-common");
        assertThat(person.put("/api/session/password", Map.of("current", "不对", "next", People.PASSWORD)).expect(400).code()).isEqualTo("password-wrong");
    }

    @Test
    void 等保规则_三种字符_不与最近三次相同_九十天要换() {
        office.put("/api/settings/access.password-rules", Map.of("value", "CLASSIFIED")).expect(204);
        var account = People.of(office).account();
        var person = office.as(account.at("/username"), account.at("/oneTimePassword"));
        assertThat(refusal(person, account, "onlysmallletters")).isEqualTo("password-too-simple");
        assertThat(refusal(person, account, account.at("/oneTimePassword"))).isEqualTo("password-used-before");
        change(person, account.at("/oneTimePassword"), "Spring-2026-a");
        change(person, "Spring-2026-a", "Summer-2026-b");
        change(person, "Summer-2026-b", "Autumn-2026-c");
        assertThat(person.put("/api/session/password", Map.of("current", "Autumn-2026-c", "next", "Spring-2026-a")).expect(400).code())
            .isEqualTo("password-used-before");
        change(person, "Autumn-2026-c", "Winter-2026-d");
        change(person, "Winter-2026-d", "Spring-2026-a");

        assertThat(office.as(account.at("/username"), "Spring-2026-a").get("/api/session").at("/mustChangePassword")).isEqualTo("false");
        clock.advance(Duration.ofDays(91));
        assertThat(office.as(account.at("/username"), "Spring-2026-a").get("/api/session").at("/mustChangePassword")).isEqualTo("true");
    }

    private static String refusal(Office person, Office.Answer account, String next) {
        return person.put("/api/session/password", Map.of("current", account.at("/oneTimePassword"), "next", next)).expect(400).code();
    }

    private static void change(Office person, String current, String next) {
        person.put("/api/session/password", Map.of("current", current, "next", next)).expect(204);
    }
}

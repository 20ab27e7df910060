package cn.anju.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.TestClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class SignInTest {

    @Autowired Office office;
    @Autowired TestClock clock;

    @Test
    void 登录后知道自己是谁() {
        var me = office.get("/api/session").expect(200);
        assertThat(me.at("/username")).isEqualTo("admin");
        assertThat(me.at("/signedIn")).isEqualTo("true");
        assertThat(me.json().at("/permissions/0").toString()).contains("access.manage");
    }

    @Test
    void 账号不存在与密码错_答复一样() {
        var nobody = office.nobody();
        var unknown = nobody.post("/api/session", Map.of("username", "no-such-person", "password", "whatever-1"));
        var wrong = nobody.post("/api/session", Map.of("username", "admin", "password", "whatever-1"));
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text()).isEqualTo(wrong.text());
    }

    @Test
    void 连错五次后锁一会儿_到时自己解开() {
        var nobody = office.nobody();
        for (var i = 0; i < 5; i++)
            nobody.post("/api/session", Map.of("username", "someone", "password", "wrong-" + i)).expect(401);
        assertThat(nobody.post("/api/session", Map.of("username", "someone", "password", "wrong")).expect(429).code()).isEqualTo("sign-in-locked");
        clock.advance(Duration.ofMinutes(16));
        nobody.post("/api/session", Map.of("username", "someone", "password", "wrong")).expect(401);
    }

    @Test
    void 没有令牌的改动请求被拒() {
        var answer = office.raw("POST", "/api/session", "application/json", "{}".getBytes(), "X-XSRF-TOKEN", "made-up");
        assertThat(answer.status()).isIn(400, 403);
    }

    @Test
    void 退出以后会话作废() {
        var other = office.as("admin", StoryDatabase.PASSWORD);
        other.delete("/api/session").expect(204);
        assertThat(other.get("/api/session").expect(200).at("/signedIn")).isEqualTo("false");
    }

    @Test
    void 未登录办事_先登录() {
        assertThat(office.nobody().put("/api/session/password", Map.of("current", "a", "next", "b")).expect(401).code()).isEqualTo("not-signed-in");
    }
}

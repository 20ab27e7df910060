package cn.anju;

import cn.anju.billing.Neighbourhood;
import cn.anju.cashier.Counter;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import tools.jackson.databind.json.JsonMapper;

/** 每个故事都有的：时钟、便宜的密码散列、管理员的窗口和现成的场景（都一样，一次运行才只起一个应用）。 */
@TestConfiguration(proxyBeanMethods = false)
@Import({Counter.class, Neighbourhood.class})
class StoryConfiguration {

    /** One for all applications of this run: their background work shares a database and must share the time. */
    @Bean
    @Primary
    TestClock testClock() {
        return TestClock.SHARED;
    }

    /** Argon2 with the least work: the stories sign in hundreds of people; {@code SignInTest} weighs the real one. */
    @Bean
    @Primary
    PasswordEncoder quickPasswordEncoder() {
        return new Argon2PasswordEncoder(16, 32, 1, 64, 1);
    }

    @Bean
    @Lazy
    Office office(Environment environment, JsonMapper json) {
        return Office.signIn("http://localhost:" + environment.getRequiredProperty("local.server.port"), json, "admin", StoryDatabase.PASSWORD);
    }
}

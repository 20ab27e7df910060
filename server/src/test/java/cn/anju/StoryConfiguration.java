package cn.anju;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

@TestConfiguration(proxyBeanMethods = false)
class StoryConfiguration {

    @Bean
    @Primary
    TestClock testClock() {
        return new TestClock();
    }

    @Bean
    @Lazy
    Office office(Environment environment, JsonMapper json) {
        return Office.signIn("http://localhost:" + environment.getRequiredProperty("local.server.port"), json, "admin", StoryDatabase.PASSWORD);
    }
}

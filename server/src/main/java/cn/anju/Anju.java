package cn.anju;

import cn.anju.launch.Launcher;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.aot.AbstractAotProcessor;

/** 安居：物业管理处一天的工作。 */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class Anju {

    /** 业务日期一律以北京时间为准。 */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public static void main(String... args) {
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) describe(args);
        else System.exit(Launcher.run(Anju.class, args));
    }

    /** The build works out here once which beans a server has ({@code process-aot}); nothing is started. */
    private static void describe(String... args) {
        var spring = new SpringApplication(Anju.class);
        spring.addInitializers(Modules::describe);
        spring.setLogStartupInfo(false);
        spring.run(args);
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.system(ZONE);
    }
}

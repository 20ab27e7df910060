package cn.anju;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** 故事的数据库，中间隔着一根线：剪得断，也丢得了“提交了”的答复。 */
final class Severed implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static Wire wire;
    private static volatile double loses;
    private static volatile Random random = new Random();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        new StoryDatabase().initialize(context);
        var url = URI.create(StoryDatabase.shared().url().substring("jdbc:".length()));
        wire = new Wire(url.getPort(), Severed::answer);
        TestPropertyValues.of("spring.datasource.url=" + StoryDatabase.shared().url().replace(url.getHost() + ":" + url.getPort(), "127.0.0.1:" + wire.port()))
            .applyTo(context);
    }

    static void cut() {
        wire.cut();
    }

    static void heal() {
        wire.heal();
    }

    /** 从现在起，这么大一部分提交的答复有去无回，连接也断。 */
    static void lose(double share, long seed) {
        random = new Random(seed);
        loses = share;
    }

    private static byte @Nullable [] answer(byte[] chunk) {
        if (loses == 0) return chunk;
        return new String(chunk, StandardCharsets.ISO_8859_1).contains("COMMIT\0") && random.nextDouble() < loses ? null : chunk;
    }
}

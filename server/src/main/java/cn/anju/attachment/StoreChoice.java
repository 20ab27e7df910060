package cn.anju.attachment;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

/**
 * 附件放在哪里，启动时定：{@code anju.attachments.folder} 是盘上，{@code anju.attachments.s3.endpoint} 是对象存储，都没有就在库里。
 *
 * <p>By hand and not by a condition: which beans there are is settled when the program is built, this when it starts.
 */
class StoreChoice implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        var environment = context.getEnvironment();
        if (environment.containsProperty("anju.attachments.folder"))
            context.registerBean(DiskStore.class, () -> new DiskStore(Path.of(needed(environment, "anju.attachments.folder")).toAbsolutePath()));
        else if (environment.containsProperty("anju.attachments.s3.endpoint"))
            context.registerBean(S3Store.class, () -> new S3Store(URI.create(needed(environment, "anju.attachments.s3.endpoint")), needed(environment, "anju.attachments.s3.bucket"),
                environment.getProperty("anju.attachments.s3.region", "us-east-1"), needed(environment, "anju.attachments.s3.access-key"),
                needed(environment, "anju.attachments.s3.secret"), context.getBean(Clock.class)));
    }

    private static String needed(Environment environment, String key) {
        var value = environment.getProperty(key, "").strip();
        if (value.isEmpty()) throw new IllegalStateException(key + " is missing");
        return value;
    }
}

package cn.anju.notification;

import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

/**
 * 接上设好的路：阿里云短信、公众号模板消息、邮件；演练时接演练用的短信。
 *
 * <p>By hand and not by a condition: which beans there are is settled when the program is built, this when it starts.
 */
class Connected implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        var environment = context.getEnvironment();
        switch (environment.getProperty("anju.sms", "")) {
            case "rehearsal" -> register(context, RehearsedChannel.class, RehearsedChannel::new);
            case "aliyun" -> register(context, AliyunSms.class, () -> new AliyunSms(
                URI.create(environment.getProperty("anju.sms.endpoint", "https://dysmsapi.aliyuncs.com/")), needed(environment, "anju.sms.access-key"),
                needed(environment, "anju.sms.secret"), needed(environment, "anju.sms.sign-name"), context.getBean(Clock.class)));
            case "" -> { }
            default -> throw new IllegalStateException("anju.sms must be aliyun or rehearsal");
        }
        if (environment.containsProperty("anju.wechat.app-id"))
            register(context, WechatTemplates.class, () -> new WechatTemplates(
                URI.create(environment.getProperty("anju.wechat.endpoint", "https://api.weixin.qq.com/")), needed(environment, "anju.wechat.app-id"),
                needed(environment, "anju.wechat.secret"), context.getBean(Clock.class)));
        if (environment.containsProperty("anju.mail.host"))
            register(context, Email.class, () -> new Email(needed(environment, "anju.mail.host"), environment.getProperty("anju.mail.port", Integer.class, 465),
                environment.getProperty("anju.mail.user", ""), environment.getProperty("anju.mail.password", ""), needed(environment, "anju.mail.from"),
                environment.getProperty("anju.mail.security", "ssl")));
    }

    private static <C extends Channel> void register(GenericApplicationContext context, Class<C> type, Supplier<C> channel) {
        context.registerBean(type, channel);
    }

    private static String needed(Environment environment, String key) {
        var value = environment.getProperty(key, "").strip();
        if (value.isEmpty()) throw new IllegalStateException(key + " is missing");
        return value;
    }
}

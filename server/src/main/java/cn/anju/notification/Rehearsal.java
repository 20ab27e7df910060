package cn.anju.notification;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * 演练时才接上演练用的短信。
 *
 * <p>By hand and not by a condition: which beans there are is settled when the program is built, this when it starts.
 */
class Rehearsal implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        if ("rehearsal".equals(context.getEnvironment().getProperty("anju.sms")))
            context.registerBean(RehearsedChannel.class, RehearsedChannel::new);
    }
}

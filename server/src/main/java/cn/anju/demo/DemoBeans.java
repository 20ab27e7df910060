package cn.anju.demo;

import cn.anju.access.StaffAccess;
import cn.anju.access.StaffAccounts;
import cn.anju.kernel.DayEnd;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.nio.file.Path;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./anju demo} 才有的几样：可以拨的时钟、账号、命令。
 *
 * <p>By hand and not by a condition: which beans there are is settled when the program is built, this when it starts.
 */
class DemoBeans implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        var environment = context.getEnvironment();
        if (!"demo".equals(environment.getProperty("anju.command"))) return;
        context.registerBean(DemoClock.class, DemoClock::new, definition -> definition.setPrimary(true));
        context.registerBean(DemoCommand.class, () -> new DemoCommand(context.getBean(DemoClock.class),
            new DemoAccounts(context.getBean(StaffAccounts.class), context.getBean(StaffAccess.class)),
            context.getBeanProvider(DayEnd.class).orderedStream().toList(), () -> context.getBean("dutyFigures", RecurringTask.class).execute(null, null), context.getBean(JsonMapper.class), environment,
            Path.of(environment.getRequiredProperty("anju.data")),
            environment.resolveRequiredPlaceholders("${anju.admin-password:${ANJU_ADMIN_PASSWORD:}}")));
    }
}

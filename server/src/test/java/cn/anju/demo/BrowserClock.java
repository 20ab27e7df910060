package cn.anju.demo;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * 浏览器里走的故事所用的时钟：时间写在一个文件里，写了就拨，拨过以后把服务台到点的事办一遍。
 *
 * <p>Not part of the program: {@code web/e2e/server.ts} lays it beside the jar, together with the line in {@code spring.factories} that names it.
 * The file holds {@code 2026-11-18T10:00}, or {@code now} for the clock on the wall; when everything due has been done it is gone.
 */
class BrowserClock implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        var clock = new DemoClock();
        var file = Path.of(System.getProperty("anju.browser-clock"));
        context.registerBean(DemoClock.class, () -> clock, definition -> definition.setPrimary(true));
        context.registerBean(SmartInitializingSingleton.class, () -> () -> Thread.ofVirtual().start(() -> watch(context, clock, file)));
    }

    private static void watch(GenericApplicationContext context, DemoClock clock, Path file) {
        while (true) {
            try {
                Thread.sleep(50);
                if (!Files.exists(file)) continue;
                var time = Files.readString(file).strip();
                if (time.isEmpty()) continue;
                if (time.equals("now")) clock.follow();
                else clock.tell(LocalDateTime.parse(time));
                for (RecurringTask<?> due : List.of(context.getBean("ticketEscalation", RecurringTask.class), context.getBean("serviceDeskMorning", RecurringTask.class),
                    context.getBean("dutyRounds", RecurringTask.class)))
                    due.execute(null, null);
                Files.delete(file);
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                e.printStackTrace();
                return;
            }
        }
    }
}

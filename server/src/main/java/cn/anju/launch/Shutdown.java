package cn.anju.launch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * 停机次序：后开的先关，即先停服务、再停数据库、最后放开数据文件夹。
 *
 * <p>Runs once, on INT or TERM as well as after a failed start. A signal in the middle of the start interrupts it and
 * waits a moment for what it was just opening.
 */
final class Shutdown {

    private final Thread starter = Thread.currentThread();
    private final CountDownLatch started = new CountDownLatch(1);
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Object gate = new Object();
    private boolean isClosing;

    Shutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::onSignal, "shutdown"));
    }

    synchronized <T extends AutoCloseable> T first(T resource) {
        open.push(resource);
        return resource;
    }

    /** From here on nothing more will be opened. */
    void complete() {
        started.countDown();
    }

    synchronized void closeAll() {
        synchronized (gate) {
            isClosing = true;
            Thread.interrupted();                      // closing takes the time it takes
        }
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LoggerFactory.getLogger(Shutdown.class).warn("停机时出错：{}", e.getMessage());
            }
        }
    }

    private void onSignal() {
        try {
            synchronized (gate) {
                if (started.getCount() > 0 && !isClosing) starter.interrupt();
            }
            started.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeAll();
    }
}

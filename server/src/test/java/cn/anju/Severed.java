package cn.anju;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** 故事的数据库，中间隔着一根剪得断的线。 */
final class Severed implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Set<Socket> SOCKETS = ConcurrentHashMap.newKeySet();

    private static InetSocketAddress database;
    private static int port;
    private static volatile ServerSocket door;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        new StoryDatabase().initialize(context);
        var url = URI.create(StoryDatabase.shared().url().substring("jdbc:".length()));
        database = new InetSocketAddress(url.getHost(), url.getPort());
        heal();
        TestPropertyValues.of("spring.datasource.url=" + StoryDatabase.shared().url().replace(url.getHost() + ":" + url.getPort(), "127.0.0.1:" + port)).applyTo(context);
    }

    /** 剪断：连着的全断，新的连不上。 */
    static void cut() {
        try {
            door.close();
            for (var socket : SOCKETS) socket.close();
            SOCKETS.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 接上，还是原来的门。 */
    static void heal() {
        try {
            door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            port = door.getLocalPort();
            var open = door;
            Thread.ofVirtual().start(() -> {
                while (!open.isClosed()) {
                    try {
                        join(open.accept());
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void join(Socket client) throws IOException {
        var server = new Socket(database.getAddress(), database.getPort());
        SOCKETS.add(client);
        SOCKETS.add(server);
        pump(client, server);
        pump(server, client);
    }

    private static void pump(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from; to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // Cut, or closed by either side.
            }
        });
    }
}

package cn.anju;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** 夹在中间的一段线：去的照传；回来的先看一眼，改掉、吞掉都行；整根也剪得断，接得上。 */
public final class Wire implements AutoCloseable {

    private final int target;
    private final UnaryOperator<byte @Nullable []> answers;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile int port;
    private volatile ServerSocket door;

    /**
     * @param target  a port of this machine
     * @param answers what is passed on of what comes back; {@code null} swallows it and cuts the connection
     */
    public Wire(int target, UnaryOperator<byte @Nullable []> answers) {
        this.target = target;
        this.answers = answers;
        heal();
    }

    public int port() {
        return port;
    }

    /** 剪断：连着的全断，新的连不上。 */
    public void cut() {
        try {
            door.close();
            for (var socket : sockets) socket.close();
            sockets.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 接上，还是原来的门。 */
    public void heal() {
        try {
            var open = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
            port = open.getLocalPort();
            door = open;
            Thread.ofVirtual().start(() -> {
                while (!open.isClosed()) {
                    try {
                        join(open.accept());
                    } catch (IOException e) {
                        if (open.isClosed()) return;
                    }
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
    }

    private void join(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        for (var socket : Set.of(client, server)) {
            socket.setTcpNoDelay(true);
            sockets.add(socket);
        }
        pump(client, server, UnaryOperator.identity());
        pump(server, client, answers);
    }

    private void pump(Socket from, Socket to, UnaryOperator<byte @Nullable []> look) {
        Thread.ofVirtual().start(() -> {
            try (from; to) {
                var buffer = new byte[1 << 16];
                for (var count = from.getInputStream().read(buffer); count >= 0; count = from.getInputStream().read(buffer)) {
                    var passed = look.apply(Arrays.copyOf(buffer, count));
                    if (passed == null) return;
                    to.getOutputStream().write(passed);
                }
            } catch (IOException e) {
                // Cut, or closed by either side.
            } finally {
                sockets.remove(from);
                sockets.remove(to);
            }
        });
    }
}

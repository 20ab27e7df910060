package cn.anju.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** 夹在中间的一段线：去的照传，回的先看一眼，改掉、吞掉、剪断都行。 */
final class Wire implements AutoCloseable {

    /** What comes back from the other end. */
    interface Answers {

        /** @return what to pass on, or {@code null}: swallow it and cut the connection */
        byte[] seen(byte[] chunk);
    }

    private final ServerSocket door;
    private final int target;
    private final Answers answers;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    Wire(int target, Answers answers) throws IOException {
        this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        this.target = target;
        this.answers = answers;
        Thread.ofVirtual().start(() -> {
            while (!door.isClosed()) {
                try {
                    join(door.accept());
                } catch (IOException e) {
                    if (door.isClosed()) return;
                }
            }
        });
    }

    int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : sockets) socket.close();
    }

    private void join(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            client.close();
            return;
        }
        for (var socket : Set.of(client, server)) {
            socket.setTcpNoDelay(true);
            sockets.add(socket);
        }
        pump(client, server, chunk -> chunk);
        pump(server, client, answers);
    }

    private void pump(Socket from, Socket to, Answers look) {
        Thread.ofVirtual().start(() -> {
            try (from; to) {
                var in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                var buffer = new byte[1 << 16];
                for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    var passed = look.seen(Arrays.copyOf(buffer, count));
                    if (passed == null) return;
                    out.write(passed);
                    out.flush();
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

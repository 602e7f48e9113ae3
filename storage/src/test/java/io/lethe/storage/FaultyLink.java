package io.lethe.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A way to a server that breaks when it is told to. */
final class FaultyLink implements AutoCloseable {
    private static final byte[] ERROR =
            "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "faulty-link");
        thread.setDaemon(true);
        return thread;
    });
    private final int target;
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicLong budget = new AtomicLong(Long.MAX_VALUE);

    FaultyLink(int target) throws IOException {
        this.target = target;
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The next connections are answered with status 500. */
    void answerErrors(int connections) {
        errors.set(connections);
    }

    /** After so many more bytes towards the server every connection breaks. */
    void cutAfter(long bytes) {
        budget.set(bytes);
    }

    void heal() {
        budget.set(Long.MAX_VALUE);
        errors.set(0);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // Closed: nobody connects any more.
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (errors.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                byte[] head = new byte[1024];
                if (client.getInputStream().read(head) > 0) {
                    client.getOutputStream().write(ERROR);
                }
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                threads.execute(() -> copyBack(server, client));
                copy(client.getInputStream(), server.getOutputStream());
            }
        } catch (IOException e) {
            // A broken connection is what this is for.
            return;
        }
    }

    private void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (budget.addAndGet(-read) < 0) {
                return;
            }
            to.write(buffer, 0, read);
        }
    }

    private static void copyBack(Socket server, Socket client) {
        try {
            server.getInputStream().transferTo(client.getOutputStream());
            client.shutdownOutput();
        } catch (IOException e) {
            // The other side has gone.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}

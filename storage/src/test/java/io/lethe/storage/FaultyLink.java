package io.lethe.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A way to a server that breaks when it is told to. */
final class FaultyLink implements AutoCloseable {
    private static final int PIECE = 8192;
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
    private final AtomicInteger held = new AtomicInteger();
    private volatile String holding = "";
    private volatile boolean hangingUp;
    private volatile int holds;
    private volatile long pauseNanos;

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

    /** The server gets the next requests whose head has this text in it, and their answers never come back. */
    void holdAnswers(String text, int requests) {
        withholdAnswers(text, requests, false);
    }

    /** The same, and what the client waits for is an end of the connection: the server has done by then what it was asked for. */
    void cutAnswers(String text, int requests) {
        withholdAnswers(text, requests, true);
    }

    private void withholdAnswers(String text, int requests, boolean hangUp) {
        held.set(0);
        hangingUp = hangUp;
        holds = requests;
        holding = text;
    }

    /** How many answers were held back or cut off since that was asked for. */
    int held() {
        return held.get();
    }

    /** Answers come in pieces of {@value #PIECE} bytes with so long a pause before each. */
    void slowDown(Duration pause) {
        pauseNanos = pause.toNanos();
    }

    void heal() {
        holds = 0;
        pauseNanos = 0;
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
                AtomicBoolean silent = new AtomicBoolean();
                threads.execute(() -> copyBack(server, client, silent));
                copy(client.getInputStream(), server.getOutputStream(), silent);
            }
        } catch (IOException e) {
            // A broken connection is what this is for.
            return;
        }
    }

    private void copy(InputStream from, OutputStream to, AtomicBoolean silent) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (budget.addAndGet(-read) < 0) {
                return;
            }
            if (isToBeHeld(buffer, read)) {
                silent.set(true);
            }
            to.write(buffer, 0, read);
        }
    }

    private boolean isToBeHeld(byte[] buffer, int length) {
        boolean asked = holds > 0 && new String(buffer, 0, length, ISO_8859_1).contains(holding);
        return asked && held.get() < holds && held.incrementAndGet() <= holds;
    }

    private void copyBack(Socket server, Socket client, AtomicBoolean silent) {
        try {
            byte[] buffer = new byte[PIECE];
            InputStream from = server.getInputStream();
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                LockSupport.parkNanos(pauseNanos);
                if (!silent.get() || isInterim(buffer, read)) {
                    client.getOutputStream().write(buffer, 0, read);
                } else if (hangingUp) {
                    client.close();
                    return;
                }
            }
            client.shutdownOutput();
        } catch (IOException e) {
            // The other side has gone.
            return;
        }
    }

    /** The server only asks for the rest of the request. */
    private static boolean isInterim(byte[] buffer, int length) {
        return new String(buffer, 0, length, ISO_8859_1).startsWith("HTTP/1.1 100 ");
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}

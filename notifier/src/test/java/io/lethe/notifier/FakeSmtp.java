package io.lethe.notifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that says what it is told to, without encryption, one connection at a time. */
final class FakeSmtp implements AutoCloseable {
    private final ServerSocket socket;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::serve, "fake-smtp");

    FakeSmtp() throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** From now on lines that begin like this are answered so. */
    FakeSmtp answering(String begin, String answer) {
        answers.put(begin, answer);
        return this;
    }

    /** Every line that a client sent. */
    List<String> heard() {
        return heard;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                serve(client);
            } catch (IOException e) {
                // The client went, or this was closed: the loop knows.
                heard.add("(" + e.getClass().getSimpleName() + ")");
            }
        }
    }

    private void serve(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        OutputStream out = client.getOutputStream();
        say(out, answer("(connect)", "220 ready"));
        boolean content = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (!content || line.equals(".")) {
                say(out, answer(line, usual(line)));
                content = line.equals("DATA") && !answers.containsKey("DATA");
            }
        }
    }

    private static String usual(String line) {
        return line.equals("DATA") ? "354 go on" : "250 fine";
    }

    private String answer(String line, String usual) {
        return answers.entrySet().stream()
                .filter(e -> line.startsWith(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(usual);
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
            thread.join(5_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

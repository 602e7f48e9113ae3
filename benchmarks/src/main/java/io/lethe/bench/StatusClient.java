package io.lethe.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for status documents over one connection that is kept, with as little work of its own as can be: what is measured shares the machine with it. */
final class StatusClient implements StatusCallers.Asking {
    private static final String PATH = "/api/v1/requests/";
    private static final int BUFFER = 64 * 1024;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern HEAD =
            Pattern.compile("HTTP/1\\.1 (\\d{3}) .*\r\n(?i:content-length): (\\d+)\r\n", Pattern.DOTALL);
    private static final int FOUND = 200;
    private static final int NOT_FOUND = 404;

    private final Socket socket;
    private final InputStream in;
    private final byte[] request;
    private final byte[] answer = new byte[BUFFER];
    private int filled;

    /**
     * Connects.
     *
     * @param http where a server listens: {@code http://host:port}
     */
    StatusClient(String http) throws IOException {
        URI uri = URI.create(http);
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        request = ("GET " + PATH + " ".repeat(Work.ID_LENGTH) + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                        + END_OF_HEAD)
                .getBytes(ISO_8859_1);
    }

    /** @throws IOException if the answer is neither this request's document nor that there is none */
    @Override
    public boolean ask(String requestId) throws IOException {
        byte[] id = requestId.getBytes(ISO_8859_1);
        System.arraycopy(id, 0, request, "GET ".length() + PATH.length(), id.length);
        socket.getOutputStream().write(request);
        filled = 0;
        int bodyAt = find(END_OF_HEAD) + END_OF_HEAD.length();
        String head = new String(answer, 0, bodyAt, ISO_8859_1);
        Matcher parts = HEAD.matcher(head);
        if (!parts.find()) {
            throw new IOException("status of " + requestId + ": no status line with a Content-Length: " + head);
        }
        int status = Integer.parseInt(parts.group(1));
        int end = bodyAt + Integer.parseInt(parts.group(2));
        while (filled < end) {
            read();
        }
        return isThere(requestId, status, new String(answer, bodyAt, end - bodyAt, ISO_8859_1));
    }

    private static boolean isThere(String requestId, int status, String body) throws IOException {
        if (status == NOT_FOUND) {
            return false;
        }
        if (status != FOUND || !body.contains("\"requestId\":\"" + requestId + '"')) {
            throw new IOException("status of " + requestId + ": HTTP " + status + " " + body);
        }
        return true;
    }

    /** Where this stands in what is read, as much as it takes. */
    private int find(String text) throws IOException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        for (int at = 0; ; at++) {
            while (filled < at + bytes.length) {
                read();
            }
            if (Arrays.equals(answer, at, at + bytes.length, bytes, 0, bytes.length)) {
                return at;
            }
        }
    }

    private void read() throws IOException {
        int read = in.read(answer, filled, answer.length - filled);
        if (read <= 0) {
            throw new EOFException("the server closed the connection, or its answer is over " + BUFFER + " bytes");
        }
        filled += read;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.lethe.http;

import io.javalin.http.Context;
import io.lethe.keys.Keys;
import io.lethe.schemas.AccessKind;
import io.lethe.schemas.RecordAccess;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who reached for a file, as keyed hashes: the network (IPv4 /24, IPv6 /48) and the address, with a dot between them, and the user agent. The address is
 * the connection's: headers can say anything.
 */
final class ClientTraces {
    private static final int NETWORK_V4 = 3;
    private static final int NETWORK_V6 = 6;

    private final Keys keys;

    ClientTraces(Keys keys) {
        this.keys = keys;
    }

    /** A report of an access, still without a tag. */
    RecordAccess access(Context ctx, String requestId, AccessKind kind, String code) {
        String agent = ctx.userAgent();
        return new RecordAccess(
                requestId, kind, code, address(ctx.ip()), agent == null ? null : keys.textHash("agent/" + agent), "");
    }

    private String address(String ip) {
        return keys.textHash("network/" + network(ip)) + '.' + keys.textHash("address/" + ip);
    }

    private static String network(String ip) {
        try {
            // A literal address: no name is looked up.
            byte[] address = InetAddress.getByName(ip).getAddress();
            int length = address.length == Integer.BYTES ? NETWORK_V4 : NETWORK_V6;
            return HexFormat.of().formatHex(Arrays.copyOf(address, length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a connection comes from an address", e);
        }
    }
}

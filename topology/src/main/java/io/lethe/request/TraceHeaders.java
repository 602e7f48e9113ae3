package io.lethe.request;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What of an input's headers goes on to the tasks that follow from it: the trace (W3C Trace Context, level 1) and nothing else. Any other header could hold
 * anything, also whose request this is, and be of any size.
 */
final class TraceHeaders {
    private static final Pattern PARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern STATE = Pattern.compile("[\\x20-\\x7e]{1,512}");

    private TraceHeaders() {}

    static Headers of(Headers input) {
        Headers trace = new RecordHeaders();
        keep(input.lastHeader("traceparent"), PARENT, trace);
        keep(input.lastHeader("tracestate"), STATE, trace);
        return trace;
    }

    private static void keep(Header header, Pattern form, Headers trace) {
        boolean known = header != null
                && header.value() != null
                && form.matcher(new String(header.value(), US_ASCII)).matches();
        if (known) {
            trace.add(header);
        }
    }
}

package io.lethe.cli.command;

import io.lethe.schemas.AuditEntry;
import java.util.ArrayList;
import java.util.UUID;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which entries of the audit log a command is about. */
final class EntryFilter {
    @Parameters(paramLabel = "REQUEST_ID", arity = "0..1", description = "Only entries of this request.")
    private UUID requestId;

    @Option(
            names = "--subject-pseudonym",
            paramLabel = "PSEUDONYM",
            description = "Only entries of this subject, as the log names it.")
    private String subject;

    @Option(names = "--event", paramLabel = "EVENT", description = "Only this event, as HardDeleteStarted.")
    private String event;

    boolean matches(AuditEntry entry) {
        return (requestId == null || requestId.toString().equals(entry.getRequestId()))
                && (subject == null || subject.equals(entry.getSubject()))
                && (event == null || event.equals(entry.getEvent()));
    }

    /** Whether an entry is the end of the one request that is asked for. */
    boolean isEnd(AuditEntry entry) {
        return requestId != null
                && requestId.toString().equals(entry.getRequestId())
                && entry.getEvent().equals("RequestCompleted");
    }

    /** What is asked for, after "no entry". */
    String describe() {
        var words = new ArrayList<String>();
        if (requestId != null) {
            words.add("of request " + requestId);
        }
        if (subject != null) {
            words.add("of subject " + subject);
        }
        if (event != null) {
            words.add("with event " + event);
        }
        return words.isEmpty() ? "yet" : String.join(" ", words);
    }
}

package io.lethe.notifier;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** What a failure to send a mail is about, read off the server's answers (RFC 5321 §4.2.1: 5yz for good, 4yz for now). */
enum SmtpFailure {
    /** This mail, for good: its receiver or its content was refused. */
    FINAL,
    /** This mail, for now. */
    DEFERRED,
    /** No mail gets through: no connection, no login, a sender that is not allowed. */
    SERVER;

    private static final int PERMANENT = 500;
    private static final int BAD_SEQUENCE = 503;
    private static final int NOT_LOGGED_IN = 530;

    static SmtpFailure of(Throwable error) {
        boolean spoken = false;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPAddressFailedException receiver) {
                return of(receiver.getReturnCode());
            }
            if (cause instanceof SMTPSendFailedException answer && isContent(answer.getCommand())) {
                return of(answer.getReturnCode());
            }
            spoken |= cause instanceof MessagingException;
        }
        // Where nobody was spoken to, the library itself will not send such a mail.
        return spoken ? SERVER : FINAL;
    }

    static Throwable root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static SmtpFailure of(int code) {
        if (code == BAD_SEQUENCE || code == NOT_LOGGED_IN) {
            return SERVER;
        }
        return code >= PERMANENT ? FINAL : DEFERRED;
    }

    /** Whether the server had taken sender and receiver and was given the mail itself. */
    private static boolean isContent(String command) {
        return command != null && (command.startsWith("DATA") || command.startsWith("BDAT") || command.equals("."));
    }
}

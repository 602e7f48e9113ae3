package io.lethe.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.lifecycle.ExportRuns;
import io.lethe.poison.Poison;
import io.lethe.poison.PoisonException;
import io.lethe.schemas.ApproveRequest;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.ExpireExport;
import io.lethe.schemas.ExtendDeadline;
import io.lethe.schemas.Identity;
import io.lethe.schemas.PlaceHold;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.RejectRequest;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import io.lethe.schemas.RetryRequest;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.WaiveService;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** How large the parts of commands and acks may be. Over a bound a record is poison: state must stay small whatever callers send. */
final class Bounds {
    private static final int MAX_IDENTITIES = 20;
    private static final int MAX_IDENTITY_TYPE = 64;
    private static final int MAX_IDENTITY_VALUE = 512;
    private static final int MAX_REASON = 1_000;
    private static final int MAX_SERVICES = 200;
    private static final int MAX_NAME = 128;
    /** As many as the packager numbers. */
    private static final int MAX_FRAGMENTS = 1_000_000;

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private static final Map<Class<?>, Consumer<Object>> CHECKS = new HashMap<>();

    static {
        on(RequestErasure.class, c -> {
            id(c.getRequestId());
            identities(c.getIdentities());
            services(c.getServices());
            reason(c.getReason());
            most(MAX_NAME, c.getGracePeriod());
            received(c.getReceivedAt());
        });
        on(RequestExport.class, c -> {
            id(c.getRequestId());
            identities(c.getIdentities());
            services(c.getServices());
            reason(c.getReason());
            received(c.getReceivedAt());
        });
        on(CancelRequest.class, c -> about(c.getRequestId(), c.getReason()));
        on(ApproveRequest.class, c -> about(c.getRequestId(), c.getReason()));
        on(RejectRequest.class, c -> about(c.getRequestId(), c.getReason()));
        on(ExtendDeadline.class, c -> about(c.getRequestId(), c.getReason()));
        on(ExpireExport.class, c -> id(c.getRequestId()));
        on(RetryRequest.class, c -> {
            id(c.getRequestId());
            services(c.getServices());
        });
        on(WaiveService.class, c -> {
            about(c.getRequestId(), c.getReason());
            most(MAX_NAME, c.getService());
        });
        on(PlaceHold.class, c -> {
            services(c.getServices());
            reason(c.getReason());
            most(MAX_NAME, c.getHoldId());
        });
    }

    private Bounds() {}

    static void check(PrivacyCommand command) {
        id(command.getCommandId());
        most(MAX_NAME, command.getIssuedBy());
        Object content = command.getCommand();
        CHECKS.getOrDefault(content.getClass(), c -> {}).accept(content);
    }

    static void check(ServiceAck ack) {
        reason(ack.getReason());
        inBounds(ack.getRecordsAffected() >= 0);
        inBounds(ack.getFragments() == null || (ack.getFragments() >= 0 && ack.getFragments() <= MAX_FRAGMENTS));
        inBounds(ack.getRun() == null || ExportRuns.isName(ack.getRun()));
        inBounds(ack.getSizeBytes() == null || ack.getSizeBytes() >= 0);
        inBounds(ack.getSha256() == null || SHA_256.matcher(ack.getSha256()).matches());
    }

    private static void about(String requestId, String reason) {
        id(requestId);
        reason(reason);
    }

    /** UUIDs are kept in 16 bytes and looked up by their text, so only the usual form will do. */
    private static void id(String id) {
        try {
            if (!UUID.fromString(id).toString().equals(id.toLowerCase(Locale.ROOT))) {
                throw new PoisonException(Poison.INVALID_ID);
            }
        } catch (IllegalArgumentException e) {
            throw new PoisonException(Poison.INVALID_ID, e);
        }
    }

    /** Times before 1970 are what a caller's date has that was never set. */
    private static void received(Instant at) {
        inBounds(at == null || !at.isBefore(Instant.EPOCH));
    }

    private static void identities(List<Identity> identities) {
        inBounds(identities.size() <= MAX_IDENTITIES);
        for (Identity identity : identities) {
            inBounds(!identity.getType().isEmpty() && identity.getType().length() <= MAX_IDENTITY_TYPE);
            int size = identity.getValue().getBytes(UTF_8).length;
            inBounds(size > 0 && size <= MAX_IDENTITY_VALUE);
        }
    }

    private static void services(List<String> services) {
        if (services != null) {
            inBounds(services.size() <= MAX_SERVICES);
            services.forEach(s -> most(MAX_NAME, s));
        }
    }

    private static void reason(String reason) {
        most(MAX_REASON, reason);
    }

    private static void most(int length, String text) {
        inBounds(text == null || text.length() <= length);
    }

    private static void inBounds(boolean ok) {
        if (!ok) {
            throw new PoisonException(Poison.OUT_OF_BOUNDS);
        }
    }

    private static <T> void on(Class<T> type, Consumer<T> check) {
        CHECKS.put(type, c -> check.accept(type.cast(c)));
    }
}

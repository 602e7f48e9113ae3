package io.lethe.http;

import io.lethe.lifecycle.RefusalCode;
import java.util.Locale;

/** Codes of problems, with the HTTP status they come with. The names are part of the public contract. */
enum ProblemCode {
    INVALID_FIELD(400, "The request is not well-formed"),
    SELF_APPROVAL(403, "Nobody may approve their own request"),
    LINK_INVALID(403, "The link was altered or leads elsewhere"),
    UNKNOWN_PATH(404, "There is nothing under this path"),
    NO_SUCH_SERVICE(404, "There is no such service"),
    UNKNOWN_REQUEST(404, "There is no such request"),
    UNKNOWN_HOLD(404, "There is no such hold"),
    METHOD_NOT_ALLOWED(405, "The path does not take this method"),
    NOT_ACCEPTABLE(406, "The answer does not come in the wanted form"),
    REQUEST_CLOSED(409, "The request has ended"),
    HARD_DELETE_STARTED(409, "Data is being erased: there is no way back"),
    NOT_AWAITING_APPROVAL(409, "The request does not wait for approval"),
    ALREADY_EXTENDED(409, "The deadline was extended before"),
    DEADLINE_PASSED(409, "The deadline has passed"),
    NOTHING_TO_RETRY(409, "No step has failed"),
    SERVICE_FINISHED(409, "The service's part has ended"),
    REQUEST_ID_REUSED(409, "The id belongs to another request"),
    HOLD_ID_REUSED(409, "The id belongs to another hold"),
    SERVICE_CHANGED(409, "Another change of the service came in between"),
    NOT_READY(409, "The export has no file"),
    NOT_SUPPORTED(409, "Not possible for this request or service"),
    LINK_EXPIRED(410, "The link has expired"),
    LINK_USED_UP(410, "The link was used as often as it may be"),
    EXPORT_EXPIRED(410, "The file is not kept any more"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be JSON"),
    UNKNOWN_SERVICE(422, "There is no such service"),
    UNSUPPORTED_ACTION(422, "The service cannot do this"),
    NO_SERVICES(422, "No service can do this"),
    BAD_DURATION(422, "Not a duration that is allowed"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request"),
    TOO_MANY_OPEN(429, "The subject has too many open requests"),
    INTERNAL_ERROR(500, "An error of Lethe's own"),
    NOT_DECIDED(503, "Not decided yet"),
    UNAVAILABLE(503, "Not available now");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The code of a refusal. */
    static ProblemCode of(RefusalCode code) {
        return valueOf(code.name());
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** A URI that names the kind of problem; it leads nowhere. */
    String type() {
        return "urn:lethe:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

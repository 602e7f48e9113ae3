package io.lethe.lifecycle;

/** Why a well-formed command was not allowed; the names are part of the public contract. */
public enum RefusalCode {
    /** A field's value is not allowed. */
    INVALID_FIELD,
    /** The subject has no such request. */
    UNKNOWN_REQUEST,
    /** The subject has no such hold. */
    UNKNOWN_HOLD,
    /** The catalogue has no such service. */
    UNKNOWN_SERVICE,
    /** The service cannot do what is asked. */
    UNSUPPORTED_ACTION,
    /** No service of the catalogue can do what is asked. */
    NO_SERVICES,
    /** Not an ISO-8601 duration in days or less, or out of bounds. */
    BAD_DURATION,
    /** The subject has as many open requests as are allowed. */
    TOO_MANY_OPEN,
    /** The request has ended. */
    REQUEST_CLOSED,
    /** Data is being erased: no way back. */
    HARD_DELETE_STARTED,
    /** The request does not wait for approval. */
    NOT_AWAITING_APPROVAL,
    /** Whoever asked may not approve. */
    SELF_APPROVAL,
    /** The deadline was extended before. */
    ALREADY_EXTENDED,
    /** The deadline has passed. */
    DEADLINE_PASSED,
    /** No step has failed. */
    NOTHING_TO_RETRY,
    /** The service's part has ended. */
    SERVICE_FINISHED,
    /** The id belongs to a request with other content. */
    REQUEST_ID_REUSED,
    /** The id belongs to a hold with other content. */
    HOLD_ID_REUSED,
    /** The export has no file to expire. */
    NOT_READY,
    /** Not possible for this kind of request or service. */
    NOT_SUPPORTED
}

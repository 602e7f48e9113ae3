package io.lethe.notifier;

/** One notification is not taken for now, though others may be. */
final class DeferredException extends UnreachableException {
    private static final long serialVersionUID = 1L;

    DeferredException(String message) {
        super(message);
    }
}

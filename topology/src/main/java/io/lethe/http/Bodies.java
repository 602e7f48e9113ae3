package io.lethe.http;

import java.util.List;

/** Bodies of the calls on requests and holds, as callers write them. */
final class Bodies {
    private Bodies() {}

    /** No body, or an empty object. */
    record Nothing() {}

    /** Why, at most 1,000 characters. */
    record Reason(String reason) {
        @Override
        public String toString() {
            return "Reason";
        }
    }

    /** Which service to go on without, and why. */
    record Waiver(String service, String reason) {
        @Override
        public String toString() {
            return "Waiver";
        }
    }

    /** Whose failed steps to take up again; absent: all. */
    record Retry(List<String> services) {}

    /** A legal hold: {@code services} absent: all; {@code until} RFC 3339, absent: until released. */
    record NewHold(List<String> services, String reason, String until) {
        @Override
        public String toString() {
            return "NewHold";
        }
    }
}

package io.lethe.http;

import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.Regulation;
import java.util.List;

/**
 * Body of POST /requests, as callers write it; all but {@code subjectId} and {@code type} may be absent.
 *
 * @param subjectId whose data, 1 to 512 bytes of UTF-8
 * @param type ERASURE or EXPORT
 * @param regulation law; absent: lethe.regulation.default
 * @param format of an export; absent: JSON
 * @param identities further names of the subject, at most 20
 * @param services only these; absent: all
 * @param reason free text for people, at most 1,000 characters
 * @param gracePeriod of an erasure, ISO-8601; absent: lethe.erasure.grace-period
 * @param receivedAt when the subject asked, RFC 3339; absent: now
 */
record NewRequest(
        String subjectId,
        Type type,
        Regulation regulation,
        ExportFormat format,
        List<IdentityBody> identities,
        List<String> services,
        String reason,
        String gracePeriod,
        String receivedAt) {

    /** What can be asked for. */
    enum Type {
        ERASURE,
        EXPORT
    }

    /** A further name of the subject. */
    record IdentityBody(String type, String value) {
        /** Says nothing of anybody. */
        @Override
        public String toString() {
            return "IdentityBody";
        }
    }

    /** Says nothing of anybody. */
    @Override
    public String toString() {
        return "NewRequest[type=" + type + "]";
    }
}

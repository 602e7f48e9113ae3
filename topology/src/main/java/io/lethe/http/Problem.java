package io.lethe.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A problem as RFC 9457 has it.
 *
 * @param type URI that names the kind of problem
 * @param title the kind in words
 * @param status HTTP status
 * @param detail what happened here, for people
 * @param code the kind, for programs
 * @param field which field of the body, parameter or header; null: none
 * @param allowed what the request allows now
 * @param requestId the request it is about; null: none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String field,
        List<String> allowed,
        String requestId) {
    static final String MEDIA_TYPE = "application/problem+json";
}

package io.lethe.packager;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What an archive says of itself, as {@code manifest.json}.
 *
 * @param requestId the export
 * @param subjectId whose data it is
 * @param format what was asked for
 * @param createdAt when Lethe had it packed, ISO-8601 in UTC
 * @param services how each service's part ended
 * @param files everything else in the archive
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"requestId", "subjectId", "format", "createdAt", "services", "files"})
record Manifest(
        String requestId,
        String subjectId,
        String format,
        String createdAt,
        List<ServicePart> services,
        List<PackedFile> files) {

    /**
     * One service.
     *
     * @param service its name
     * @param outcome DONE, NOT_FOUND, EXEMPT, WAIVED and so on
     * @param reason why there is nothing, where there is nothing
     * @param dataSets how many files it gave
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServicePart(String service, String outcome, String reason, long dataSets) {}

    /**
     * One file.
     *
     * @param name its name in the archive
     * @param service who gave it
     * @param dataSet its name at the service
     * @param mediaType as the service gave it
     * @param rows how many, for rows
     * @param bytes its size
     * @param sha256 of its bytes, lower-case hexadecimal
     * @param note what is particular about it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PackedFile(
            String name,
            String service,
            String dataSet,
            String mediaType,
            Long rows,
            long bytes,
            String sha256,
            String note) {}
}

package io.lethe.keys;

import io.lethe.schemas.RecordAccess;
import io.lethe.schemas.ServiceChanged;
import io.lethe.schemas.ServiceDefinition;
import java.util.Set;

/** Tags on the commands that only Lethe itself may give: anybody who can write commands could otherwise add a service, or claim that an export was fetched. */
public final class ControlTags {
    private static final String SERVICE_CHANGED = "service-changed";
    private static final String RECORD_ACCESS = "record-access";
    private static final Set<String> UNSIGNED = Set.of("mac");

    private final Keys keys;

    /** Tags made and checked with these keys. */
    public ControlTags(Keys keys) {
        this.keys = keys;
    }

    /**
     * A catalogue change with its tag.
     *
     * @param version offset of the change in the services topic + 1
     * @param definition null: the service was removed
     */
    public ServiceChanged sign(long version, String name, ServiceDefinition definition) {
        var unsigned = new ServiceChanged(version, name, definition, "");
        return new ServiceChanged(version, name, definition, keys.mac(SERVICE_CHANGED, bytes(unsigned)));
    }

    /** Whether Lethe itself made this change. */
    public boolean valid(ServiceChanged change) {
        return keys.macValid(change.getMac(), SERVICE_CHANGED, bytes(change));
    }

    /** The report with its tag, for this subject alone. A tag it carries is replaced. */
    public RecordAccess sign(String subjectId, RecordAccess access) {
        var mac = keys.mac(RECORD_ACCESS, bytes(subjectId, access));
        return new RecordAccess(
                access.getRequestId(),
                access.getKind(),
                access.getCode(),
                access.getAddressHash(),
                access.getUserAgentHash(),
                mac);
    }

    /** Whether Lethe itself made this report, about this subject. */
    public boolean valid(String subjectId, RecordAccess access) {
        return keys.macValid(access.getMac(), RECORD_ACCESS, bytes(subjectId, access));
    }

    private static byte[] bytes(ServiceChanged change) {
        return CanonicalRecord.of(change, UNSIGNED);
    }

    private static byte[] bytes(String subjectId, RecordAccess access) {
        return Fields.of(subjectId).bytes(CanonicalRecord.of(access, UNSIGNED)).toBytes();
    }
}

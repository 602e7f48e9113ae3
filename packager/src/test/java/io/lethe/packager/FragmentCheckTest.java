package io.lethe.packager;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.keys.Keys;
import io.lethe.poison.Poison;
import io.lethe.schemas.ExportFragment;
import io.lethe.schemas.FragmentEncryption;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentCheckTest {
    private static final int LARGEST_KEY = 512;
    /** {@code traceparent} and the longest {@code tracestate} that W3C asks everybody to pass on. */
    private static final int TRACE_HEADERS = 700;
    /** Of a batch (61 bytes) and its one record. */
    private static final int FRAMING = 100;

    private static final int LIBRDKAFKA_MESSAGE_MAX_BYTES = 1_000_000;
    private static final int TOPIC_MAX_MESSAGE_BYTES = 1_048_588;

    private final Keys keys = Keys.generate();
    private final Given export = new Given(keys);
    private final FragmentCheck check = new FragmentCheck(keys, false);

    @Test
    void shouldTakeWhatTheServiceMade() {
        assertThat(check.refusal(Given.SUBJECT, fragment(0, "orders", new byte[10])))
                .isEmpty();
    }

    @Test
    void shouldRefuseForgeries() {
        ExportFragment good = fragment(0, "orders", new byte[10]);

        assertThat(check.refusal("customer-00043", good)).contains(Poison.WRONG_TOKEN);
        assertThat(check.refusal(Given.SUBJECT, with(good, "crm", good.getRequestId(), good.getToken())))
                .contains(Poison.WRONG_TOKEN);
        assertThat(check.refusal(
                        Given.SUBJECT, with(good, "orders", UUID.randomUUID().toString(), good.getToken())))
                .as("moved to another request")
                .contains(Poison.WRONG_TOKEN);
        assertThat(check.refusal(Given.SUBJECT, with(good, "orders", good.getRequestId(), "forged")))
                .contains(Poison.WRONG_TOKEN);
        assertThat(check.refusal(Given.SUBJECT, with(good, "orders", "../../x", good.getToken())))
                .contains(Poison.WRONG_TOKEN);
    }

    @Test
    void shouldRefuseWhatIsOutOfBounds() {
        assertThat(check.refusal(Given.SUBJECT, fragment(-1, "orders", new byte[1])))
                .contains(Poison.OUT_OF_BOUNDS);
        assertThat(check.refusal(Given.SUBJECT, fragment(FragmentCheck.MAX_SEQUENCE, "orders", new byte[1])))
                .contains(Poison.OUT_OF_BOUNDS);
        assertThat(check.refusal(Given.SUBJECT, fragment(0, " ", new byte[1]))).contains(Poison.OUT_OF_BOUNDS);
        assertThat(check.refusal(Given.SUBJECT, fragment(0, "x".repeat(201), new byte[1])))
                .contains(Poison.OUT_OF_BOUNDS);
        assertThat(check.refusal(Given.SUBJECT, fragment(0, "orders", new byte[FragmentCheck.MAX_DATA])))
                .isEmpty();
        assertThat(check.refusal(Given.SUBJECT, fragment(0, "orders", new byte[FragmentCheck.MAX_DATA + 1])))
                .contains(Poison.OUT_OF_BOUNDS);
    }

    /** The contract names a size: all else as large as it may be, such a fragment must pass the brokers and the clients as they are out of the box. */
    @Test
    void shouldTakeTheLargestDataThatTheContractAllows() throws Exception {
        String contract = ExportFragment.getClassSchema().getField("data").doc();
        Matcher allowed =
                Pattern.compile("at most ([0-9]+) KiB before encryption").matcher(contract);
        assertThat(allowed.find()).as(contract).isTrue();
        byte[] data = new byte[Integer.parseInt(allowed.group(1)) * 1024];
        String widest = "\u20AC".repeat(200);

        ExportFragment largest = export.fragment("s".repeat(63), "r".repeat(36), 999_999, widest, widest, data);

        assertThat(check.refusal(Given.SUBJECT, largest)).isEmpty();
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        ExportFragment.getEncoder().encode(largest, value);
        int batch = value.size() + LARGEST_KEY + TRACE_HEADERS + FRAMING;
        assertThat(batch).isLessThan(LIBRDKAFKA_MESSAGE_MAX_BYTES).isLessThan(TOPIC_MAX_MESSAGE_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a/b", "sealed.", "0123456789012345678901234567890123456"})
    void shouldRefuseARunWhoseNameLeadsElsewhere(String run) {
        ExportFragment named =
                export.raw("orders", run, 0, "orders", "application/json", FragmentEncryption.HPKE, new byte[10]);

        assertThat(check.refusal(Given.SUBJECT, named)).contains(Poison.OUT_OF_BOUNDS);
    }

    @Test
    void shouldTakePlainFragmentsOnlyWhereConfigured() {
        ExportFragment plain =
                export.raw("orders", 0, "orders", "application/json", FragmentEncryption.NONE, new byte[1]);

        assertThat(check.refusal(Given.SUBJECT, plain)).contains(Poison.NOT_ENCRYPTED);
        assertThat(new FragmentCheck(keys, true).refusal(Given.SUBJECT, plain)).isEmpty();
    }

    private ExportFragment fragment(long sequence, String dataSet, byte[] data) {
        return export.raw("orders", sequence, dataSet, "application/json", FragmentEncryption.HPKE, data);
    }

    private static ExportFragment with(ExportFragment from, String service, String requestId, String token) {
        return new ExportFragment(
                from.getTaskId(),
                token,
                requestId,
                service,
                from.getSequence(),
                from.getDataset(),
                from.getMediaType(),
                from.getEncryption(),
                ByteBuffer.wrap(new byte[10]),
                null);
    }
}

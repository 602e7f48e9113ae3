package io.lethe.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestErasure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A run's work: erasures of subjects of its own over {@value #SERVICES} services. Everything is numbered from 0, and a request's id carries its number, so
 * that checks need no table.
 *
 * @param run tells the runs of one measurement apart
 * @param requests how many
 * @param gracePeriod ISO-8601 duration between the two deletes
 */
record Work(int run, int requests, String gracePeriod) {
    /** Services of each request. */
    static final int SERVICES = 10;
    /** Length of an id. */
    static final int ID_LENGTH = 36;

    private static final int HEX = 16;
    private static final int NUMBER_DIGITS = 8;

    /** Erased straight away. */
    static Work erasures(int run, int requests) {
        return new Work(run, requests, "PT0S");
    }

    /** Names of the services. */
    static List<String> services() {
        return IntStream.rangeClosed(1, SERVICES)
                .mapToObj("svc-%02d"::formatted)
                .toList();
    }

    String subjectId(int number) {
        return "subject-%03d-%08d".formatted(run, number);
    }

    String requestId(int number) {
        return new UUID(((long) run << 32) | 0x4000L, 0x8000000000000000L | number).toString();
    }

    /** Whether an id is one of this run's. */
    boolean owns(byte[] bytes, int at) {
        return Hex.parse(bytes, at, NUMBER_DIGITS) == run;
    }

    /** Number of the request whose id stands in these bytes. */
    static int number(byte[] bytes, int at) {
        return (int) Hex.parse(bytes, at + ID_LENGTH - NUMBER_DIGITS, NUMBER_DIGITS);
    }

    /** Commands of this run as bytes: one is serialized, the others differ from it in their ids. */
    Commands commands(String topic, Serializer<SpecificRecord> serializer) {
        RequestErasure erasure =
                new RequestErasure(requestId(0), Regulation.GDPR, List.of(), null, null, gracePeriod, null);
        PrivacyCommand command = new PrivacyCommand(requestId(0), Instant.EPOCH, "service:bench", erasure);
        return new Commands(new Template(serializer.serialize(topic, command), requestId(0)));
    }

    /** Makes commands. */
    final class Commands {
        private final Template template;

        private Commands(Template template) {
            this.template = template;
        }

        byte[] value(int number) {
            return template.with(requestId(number).getBytes(US_ASCII), 0);
        }

        /** Where the request's id stands in each value; the first is the command's own id. */
        int requestIdAt() {
            return template.place(1);
        }
    }

    @Override
    public String toString() {
        return "run " + Integer.toString(run, HEX) + ", " + requests + " requests";
    }
}

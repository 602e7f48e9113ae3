package io.lethe.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Produces a run's commands. */
final class Submissions {
    private final Work work;
    private final Writer writer;
    private final String topic;
    private final Work.Commands commands;

    Submissions(Work work, Writer writer, String topic, Work.Commands commands) {
        this.work = work;
        this.writer = writer;
        this.topic = topic;
        this.commands = commands;
    }

    /** All at once. */
    void sendAll() {
        for (int i = 0; i < work.requests(); i++) {
            send(i);
        }
        writer.flush();
    }

    /** At an even pace; each is due at its time whatever the ones before it took, and that time is returned, {@link System#nanoTime}. */
    long[] sendPaced(int perSecond) {
        long[] due = new long[work.requests()];
        long begun = System.nanoTime();
        for (int i = 0; i < due.length; i++) {
            due[i] = begun + i * 1_000_000_000L / perSecond;
            for (long left = due[i] - System.nanoTime(); left > 0; left = due[i] - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            send(i);
        }
        writer.flush();
        return due;
    }

    private void send(int number) {
        writer.write(new ProducerRecord<>(topic, work.subjectId(number).getBytes(US_ASCII), commands.value(number)));
    }
}

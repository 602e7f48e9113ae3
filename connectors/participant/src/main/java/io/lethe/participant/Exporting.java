package io.lethe.participant;

import io.lethe.schemas.Action;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Runs the export handler: fragments first, and the answer only when Kafka has all of them. */
final class Exporting {
    private final Optional<ExportHandler> handler;
    private final String service;
    private final AnswerSender sender;

    Exporting(Optional<ExportHandler> handler, String service, AnswerSender sender) {
        this.handler = handler;
        this.service = service;
        this.sender = sender;
    }

    /** What handles a task, if it is one that this can handle. */
    Optional<TaskHandler> handlerOf(Received received, ConsumerRecord<byte[], byte[]> record) {
        return handler.filter(h -> received.task().action() == Action.EXPORT)
                .map(h -> task -> run(h, received, record));
    }

    private Ack run(ExportHandler exports, Received received, ConsumerRecord<byte[], byte[]> record) throws Exception {
        FragmentSender fragments = new FragmentSender(
                service, received.contract(), (fragment, from) -> sender.send(record.key(), fragment, from));
        Ack ack = exports.handle(Export.of(received, fragments));
        sender.flush();
        fragments.throwFailure();
        return ack.ofRun(fragments.run());
    }
}

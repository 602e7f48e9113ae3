package io.lethe.request;

import io.lethe.store.CatalogueRow;
import io.lethe.store.IdentitiesRow;
import io.lethe.store.RequestRow;
import io.lethe.store.Stores;
import io.lethe.store.SubjectRow;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** The stores of one task. */
record TaskStores(
        KeyValueStore<String, SubjectRow> subjects,
        KeyValueStore<String, RequestRow> requests,
        KeyValueStore<String, IdentitiesRow> identities,
        KeyValueStore<Bytes, byte[]> timers,
        KeyValueStore<String, CatalogueRow> catalogue,
        KeyValueStore<String, Long> meta) {

    static TaskStores of(ProcessorContext<?, ?> context) {
        return new TaskStores(
                context.getStateStore(Stores.SUBJECTS),
                context.getStateStore(Stores.REQUESTS),
                context.getStateStore(Stores.IDENTITIES),
                context.getStateStore(Stores.TIMERS),
                context.getStateStore(Stores.CATALOGUE),
                context.getStateStore(Stores.META));
    }
}

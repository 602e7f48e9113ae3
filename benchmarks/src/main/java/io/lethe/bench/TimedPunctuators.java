package io.lethe.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** A processor whose punctuators are timed: theirs alone, without what the driver does around them. */
final class TimedPunctuators implements Processor<byte[], byte[], Object, Object> {
    private final Processor<byte[], byte[], Object, Object> timed;
    private final AtomicLong nanos;

    /** Adds what its punctuators take to a number of nanoseconds. */
    TimedPunctuators(Processor<byte[], byte[], Object, Object> timed, AtomicLong nanos) {
        this.timed = timed;
        this.nanos = nanos;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        @SuppressWarnings("unchecked") // the proxy implements just this interface
        ProcessorContext<Object, Object> watched = (ProcessorContext<Object, Object>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ProcessorContext.class},
                (proxy, method, arguments) -> call(context, method, arguments));
        timed.init(watched);
    }

    private Object call(ProcessorContext<Object, Object> context, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("schedule")) {
            int last = arguments.length - 1;
            arguments[last] = watch((Punctuator) arguments[last]);
        }
        try {
            return method.invoke(context, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Punctuator watch(Punctuator punctuator) {
        return time -> {
            long begun = System.nanoTime();
            punctuator.punctuate(time);
            nanos.addAndGet(System.nanoTime() - begun);
        };
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        timed.process(record);
    }

    @Override
    public void close() {
        timed.close();
    }
}

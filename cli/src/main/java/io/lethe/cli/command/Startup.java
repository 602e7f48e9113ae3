package io.lethe.cli.command;

import io.lethe.cli.console.Progress;
import io.lethe.cli.demo.Teller;
import io.lethe.cli.stack.RunningStack;
import io.lethe.cli.stack.StartReport;
import java.time.Duration;
import java.util.Locale;

/** What a person sees while a stack starts; all of it beside the result, on stderr. */
final class Startup implements StartReport, Teller {
    /** Of the process, as a signal is: what fails from then on fails because of it. */
    private static volatile boolean stopping;

    private final Output output;
    private Progress loading;

    Startup(Output output) {
        this.output = output;
    }

    @Override
    public synchronized void ready(String part, String where, Duration took) {
        if (loading != null) {
            loading.close();
            loading = null;
        }
        output.say(String.format(Locale.ROOT, "  %-16s %-34s %5.1f s", part, where, took.toMillis() / 1000.0));
    }

    @Override
    public synchronized void loading(long done, long total) {
        if (loading == null) {
            loading = progress("Loading", total);
        }
        loading.show(done, total);
    }

    @Override
    public void say(String line) {
        output.say(line);
    }

    @Override
    public Progress progress(String title, long total) {
        return Progress.begin(title, total, output.err());
    }

    /** Closes the stack when the process is told to end, too: by Ctrl-C, a TERM signal or a hang-up. */
    <T extends AutoCloseable> T closedOnSignal(T stack) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(stack), "stop"));
        return stack;
    }

    String banner(RunningStack address, boolean kept) {
        return """

            Lethe is ready. For development: schema registry on one disk, no authentication, loopback only.

              HTTP             %s/api/v1
              Kafka            %s
              Schema registry  %s

            Stop it with Ctrl-C; its data is %s.
            """.formatted(
                address.http(), address.bootstrapServers(), address.schemaRegistry(), kept ? "kept" : "removed then");
    }

    /** Whether the process was told to end. */
    static boolean isStopping() {
        return stopping;
    }

    private void close(AutoCloseable stack) {
        stopping = true;
        try {
            stack.close();
        } catch (Exception e) {
            output.say("lethe: not everything could be stopped: " + e.getMessage());
        }
    }
}

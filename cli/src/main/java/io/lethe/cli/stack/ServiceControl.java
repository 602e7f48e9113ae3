package io.lethe.cli.stack;

/** Stops and starts what answers for a sample service; its data stays. */
public interface ServiceControl {
    /** It answers no more. */
    void stopService(String service);

    /** It answers again, beginning with what it missed. */
    void startService(String service);
}

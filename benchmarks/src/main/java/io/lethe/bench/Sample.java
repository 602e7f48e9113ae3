package io.lethe.bench;

/**
 * One run.
 *
 * @param requests how many were done
 * @param seconds from the first submission to the last completion read
 * @param cpuSeconds of all processors of the machine meanwhile
 */
record Sample(int requests, double seconds, double cpuSeconds) {
    double requestsPerSecond() {
        return requests / seconds;
    }

    double cpuMicrosPerRequest() {
        return cpuSeconds * 1e6 / requests;
    }
}

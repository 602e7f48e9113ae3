package io.lethe.cli.stack;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts a broker, prints its process id and waits to be killed. */
final class BrokerParent {
    private BrokerParent() {}

    public static void main(String[] args) throws InterruptedException {
        try (var dataDir = DataDir.open(Path.of(args[0]));
                var broker = Broker.start(dataDir)) {
            System.out.println(broker.pid());
            new CountDownLatch(1).await();
        }
    }
}

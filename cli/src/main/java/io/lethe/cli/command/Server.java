package io.lethe.cli.command;

import io.lethe.cli.client.LetheClient;
import io.lethe.cli.stack.RunningStack;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Which Lethe a command talks to. */
final class Server {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Base URL of the server; default: the stack that runs in the data directory.")
    private URI url;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Data directory of the running stack; default: that of `lethe up`.")
    private Path dataDir = Home.dataDir();

    LetheClient client() {
        return new LetheClient(url == null ? recorded() : checked(url));
    }

    private URI recorded() {
        return RunningStack.read(dataDir)
                .map(stack -> URI.create(stack.http()))
                .orElseThrow(() -> new CommandException(
                        "No stack runs in " + dataDir + ": start one with `lethe up`, or name the server with --url"));
    }

    private static URI checked(URI url) {
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.matches("https?") || url.getHost() == null) {
            throw new CommandException("--url " + url + ": expected http://HOST:PORT or https://HOST:PORT");
        }
        return url;
    }
}

package io.lethe.cli.command;

import io.lethe.cli.client.LetheClient;
import java.net.URI;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Lethe a command talks to. */
final class Server {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Base URL of the server; default: the stack that runs in the data directory.")
    private URI url;

    @Mixin
    private Place place;

    LetheClient client() {
        return new LetheClient(url == null ? recorded() : checked(url));
    }

    Place place() {
        return place;
    }

    private URI recorded() {
        return URI.create(place.running("name the server with --url").http());
    }

    private static URI checked(URI url) {
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.matches("https?") || url.getHost() == null) {
            throw new CommandException("--url " + url + ": expected http://HOST:PORT or https://HOST:PORT");
        }
        return url;
    }
}

package io.lethe.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.lethe.config.Http;

/** Listens. Nobody is authenticated yet, so a deployment that listens to more than its own machine is told. */
final class HttpServer implements AutoCloseable {
    private final Javalin javalin;
    private final Http config;

    HttpServer(Http config, Routes routes) {
        this.config = config;
        this.javalin = Javalin.create(javalin -> configure(javalin, config, routes));
    }

    private static void configure(JavalinConfig javalin, Http config, Routes routes) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.http.prefer405over404 = true;
        javalin.http.maxRequestSize = Exchange.MAX_BODY;
        javalin.jetty.host = config.host();
        javalin.jetty.port = config.port();
        javalin.jetty.modifyServer(server -> server.setErrorHandler(new ServerErrors()));
        javalin.routes.before(Exchange::secure);
        routes.addTo(javalin.routes);
        ErrorHandlers.addTo(javalin.routes);
    }

    HttpServer start() {
        javalin.start();
        return this;
    }

    int port() {
        return javalin.port();
    }

    /** What absolute URLs begin with. */
    String url() {
        return config.publicUrl()
                .map(Object::toString)
                .orElseGet(() -> "http://%s:%d".formatted(bracketed(config.host()), port()));
    }

    /** IPv6 addresses stand in brackets (RFC 3986). */
    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    @Override
    public void close() {
        javalin.stop();
    }
}

package io.lethe.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/** Which path is whose. */
final class Routes {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";
    private static final String TEXT = "text/plain";

    private final List<Route> routes = new ArrayList<>();

    /**
     * A route.
     *
     * @param method GET, POST, PUT or DELETE
     * @param path path with {@code {parameters}}
     * @param produces media types that it can answer with
     */
    record Route(HandlerType method, String path, Handler handler, List<String> produces) {
        /** Handles a call whose caller can use the answer. */
        private void handle(Context ctx) throws Exception {
            Acceptance.require(ctx, produces);
            handler.handle(ctx);
        }
    }

    Routes requests(RequestHandlers requests, ListHandlers list, StatusHandlers status, ActionHandlers actions) {
        get("/requests", list::list);
        post("/requests", requests::create);
        add(HandlerType.GET, Urls.API + "/requests/{id}", status::status, JSON, EVENTS);
        post("/requests/{id}/cancel", actions::cancel);
        post("/requests/{id}/reject", actions::reject);
        post("/requests/{id}/extend", actions::extend);
        post("/requests/{id}/approve", actions::approve);
        post("/requests/{id}/waive", actions::waive);
        post("/requests/{id}/retry", actions::retry);
        post("/requests/{id}/expire", actions::expire);
        return this;
    }

    Routes subjects(SubjectHandlers subjects) {
        get("/subjects/{id}/requests", subjects::requests);
        add(HandlerType.PUT, Urls.API + "/subjects/{id}/holds/{holdId}", subjects::placeHold);
        add(HandlerType.DELETE, Urls.API + "/subjects/{id}/holds/{holdId}", subjects::releaseHold);
        return this;
    }

    Routes services(ServiceHandlers services) {
        get("/services", services::list);
        get("/services/{name}", services::get);
        add(HandlerType.PUT, Urls.API + "/services/{name}", services::put);
        add(HandlerType.DELETE, Urls.API + "/services/{name}", services::delete);
        return this;
    }

    Routes downloads(DownloadHandlers downloads) {
        post("/requests/{id}/download-url", downloads::link);
        add(HandlerType.GET, Urls.DOWNLOADS + "{token}", downloads::download, "application/zip");
        return this;
    }

    Routes operation(OperationHandlers operation) {
        add(HandlerType.GET, "/health/live", operation::live);
        add(HandlerType.GET, "/health/ready", operation::ready);
        add(HandlerType.GET, "/metrics", operation::metrics, TEXT);
        add(HandlerType.GET, "/openapi.json", operation::openApi);
        return this;
    }

    List<Route> all() {
        return List.copyOf(routes);
    }

    void addTo(RoutesConfig config) {
        for (Route route : routes) {
            config.addHttpHandler(route.method, route.path, route::handle);
            if (route.method.equals(HandlerType.GET)) {
                // Otherwise HEAD would find everything to be there.
                config.addHttpHandler(HandlerType.HEAD, route.path, route::handle);
            }
        }
    }

    private void get(String path, Handler handler) {
        add(HandlerType.GET, Urls.API + path, handler);
    }

    private void post(String path, Handler handler) {
        add(HandlerType.POST, Urls.API + path, handler);
    }

    private void add(HandlerType method, String path, Handler handler) {
        add(method, path, handler, JSON);
    }

    private void add(HandlerType method, String path, Handler handler, String... produces) {
        routes.add(new Route(method, path, handler, List.of(produces)));
    }
}

package io.lethe.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/** Which path is whose. */
final class Routes {
    private final List<Route> routes = new ArrayList<>();

    /**
     * A route.
     *
     * @param method GET, POST, PUT or DELETE
     * @param path path with {@code {parameters}}
     */
    record Route(HandlerType method, String path, Handler handler) {}

    Routes requests(RequestHandlers requests, StatusHandlers status, ActionHandlers actions) {
        post("/requests", requests::create);
        get("/requests/{id}", status::status);
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

    Routes operation(OperationHandlers operation) {
        add(HandlerType.GET, "/health/live", operation::live);
        add(HandlerType.GET, "/health/ready", operation::ready);
        add(HandlerType.GET, "/metrics", operation::metrics);
        add(HandlerType.GET, "/openapi.json", operation::openApi);
        return this;
    }

    List<Route> all() {
        return List.copyOf(routes);
    }

    void addTo(RoutesConfig config) {
        for (Route route : routes) {
            config.addHttpHandler(route.method, route.path, route.handler);
            if (route.method.equals(HandlerType.GET)) {
                // Otherwise HEAD would find everything to be there.
                config.addHttpHandler(HandlerType.HEAD, route.path, route.handler);
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
        routes.add(new Route(method, path, handler));
    }
}

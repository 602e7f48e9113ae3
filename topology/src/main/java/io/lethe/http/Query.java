package io.lethe.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Set;

/** The query of a call that takes certain parameters, each once: a filter with a typing error would otherwise leave everything. */
final class Query {
    private final Context ctx;

    private Query(Context ctx) {
        this.ctx = ctx;
    }

    /** The query; refuses parameters that the call does not take. */
    static Query of(Context ctx, Set<String> names) {
        if (ctx.queryString() == null) {
            return new Query(ctx);
        }
        ctx.queryParamMap().forEach((name, values) -> {
            Fields.require(names.contains(name), named(name, names), "is not a parameter that this call takes");
            Fields.require(values.size() == 1, name, "must be there once");
        });
        return new Query(ctx);
    }

    /** What a caller made up is not repeated. */
    private static String named(String name, Set<String> names) {
        boolean plain = name.matches("[A-Za-z][A-Za-z0-9_-]{0,63}");
        return plain || names.contains(name) ? name : "the query";
    }

    /** The parameter; null: not said. */
    String text(String name) {
        List<String> values = ctx.queryString() == null ? List.of() : ctx.queryParams(name);
        return values.isEmpty() ? null : values.get(0);
    }
}

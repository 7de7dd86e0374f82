package io.tetrarch.console.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.tetrarch.console.http.Problem.Kind;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.EofException;

/** Whatever goes wrong is told as problem details, by whichever part of the server. */
final class Answers {
    private static final System.Logger LOGGER = System.getLogger("io.tetrarch.console");

    private final List<Route> routes;

    Answers(List<Route> routes) {
        this.routes = routes;
    }

    void install(JavalinConfig config) {
        config.routes.exception(Problem.class, (problem, context) -> Reply.problem(context, problem));
        config.routes.exception(HttpResponseException.class, (e, context) -> Reply.problem(context, of(e, context)));
        config.routes.exception(EofException.class, (e, context) -> {}); // whoever asked has gone away
        config.routes.exception(InterruptedException.class, (e, context) -> {
            Thread.currentThread().interrupt();
            Reply.problem(context, new Problem(Kind.UNAVAILABLE, "the server is stopping").retryAfter(5));
        });
        config.routes.exception(IOException.class, (e, context) -> fault(e, context));
        config.routes.exception(RuntimeException.class, (e, context) -> fault(e, context));
    }

    private static void fault(Exception e, Context context) {
        // without its message, which may quote what was asked
        StackTraceElement[] trace = e.getStackTrace();
        LOGGER.log(
                Level.ERROR,
                () -> "request failed: method=" + context.method() + " route=" + context.endpoint().path + " cause="
                        + e.getClass().getName() + (trace.length == 0 ? "" : " at=" + trace[0]));
        if (!context.res().isCommitted()) {
            Reply.problem(context, new Problem(Kind.FAULT, "see the server's log"));
        }
    }

    private Problem of(HttpResponseException e, Context context) {
        return switch (e.getStatus()) {
            case 404 -> new Problem(Kind.NOT_FOUND, "no such page or endpoint; /openapi.json lists them");
            case 405 -> notAllowed(context);
            case 413 -> new Problem(Kind.TOO_LARGE, "expected at most " + Body.MAX_BYTES + " bytes");
            default -> new Problem(Kind.BAD_REQUEST, String.valueOf(e.getMessage()));
        };
    }

    private Problem notAllowed(Context context) {
        String methods = routes.stream()
                .filter(route -> route.fits(context.path()))
                .map(route -> route.method().name())
                .distinct()
                .collect(Collectors.joining(", "));
        return new Problem(Kind.METHOD_NOT_ALLOWED, "expected " + methods).withHeader("Allow", methods);
    }
}

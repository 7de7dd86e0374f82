package io.tetrarch.console.session;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tetrarch.console.access.Asker;
import io.tetrarch.console.access.Role;
import io.tetrarch.console.access.Sessions;
import io.tetrarch.console.http.Fields;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Reply;
import io.tetrarch.console.http.Route;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** {@code /v1/session}: who a browser is signed in as. The token is in the body that signs in, and nowhere else. */
public final class SessionApi {
    private static final String PATH = "/v1/session";

    private final Sessions sessions;
    private final LongSupplier wallMillis;

    public SessionApi(Sessions sessions, LongSupplier wallMillis) {
        this.sessions = sessions;
        this.wallMillis = wallMillis;
    }

    public List<Route> routes() {
        return List.of(
                Route.open(PATH, this::standing),
                Route.open(HandlerType.POST, PATH, this::signIn),
                Route.open(HandlerType.DELETE, PATH, this::signOut));
    }

    private void standing(Context context) {
        Reply.json(context, json(sessions.session(context)));
    }

    private JsonObject json(Optional<Sessions.Session> session) {
        Asker asker = session.map(Sessions.Session::asker)
                .orElse(sessions.needsToken() ? new Asker("nobody", Set.of()) : Asker.LOCAL);
        return JsonObject.builder()
                .put("needsToken", sessions.needsToken())
                .put("name", asker.name())
                .put(
                        "roles",
                        JsonArray.ofStrings(
                                asker.roles().stream().sorted().map(Role::word).toList()))
                .put(
                        "proof",
                        session.isEmpty()
                                ? JsonNull.NULL
                                : new JsonString(session.get().proof()))
                .put(
                        "untilMillis",
                        session.isEmpty()
                                ? JsonNull.NULL
                                : JsonNumber.of(
                                        wallMillis.getAsLong() + session.get().leftMillis()))
                .build();
    }

    private void signIn(Context context) throws Problem, IOException {
        if (!sessions.needsToken()) {
            throw new Problem(Kind.CONFLICT, "no token is needed here");
        }
        String token = Fields.of(context).string("token").trim();
        Optional<Sessions.Session> session = sessions.signIn(context, token);
        if (session.isEmpty() && sessions.isClosed(context)) {
            throw new Problem(Kind.TOO_MANY_REQUESTS, "too many wrong tokens; none is taken for a minute")
                    .retryAfter(60);
        }
        if (session.isEmpty()) {
            throw new Problem(Kind.FORBIDDEN, "that is no token of this server");
        }
        context.status(201);
        Reply.json(context, json(session));
    }

    private void signOut(Context context) throws Problem {
        if (sessions.session(context).isPresent() && !sessions.isProven(context)) {
            throw new Problem(Kind.FORBIDDEN, "expected the header " + Sessions.HEADER);
        }
        sessions.signOut(context);
        context.status(204);
    }
}

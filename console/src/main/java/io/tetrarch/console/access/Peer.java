package io.tetrarch.console.access;

import io.javalin.http.Context;

/** The address that a request comes from: the connection's, or the one that a proxy before the server names. */
public final class Peer {
    private static final String ATTRIBUTE = "tetrarch.peer";

    private Peer() {}

    public static String of(Context context) {
        String named = context.attribute(ATTRIBUTE);
        return named == null ? context.req().getRemoteAddr() : named;
    }

    /** As the proxy says. */
    public static void named(Context context, String address) {
        context.attribute(ATTRIBUTE, address);
    }
}

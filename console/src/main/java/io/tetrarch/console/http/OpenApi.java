package io.tetrarch.console.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** {@code /openapi.json}: the description of the API (OpenAPI 3.1), which is tested against the server. */
public final class OpenApi {
    private OpenApi() {}

    public static List<Route> routes() {
        return List.of(Route.open("/openapi.json", OpenApi::get));
    }

    private static void get(Context context) throws IOException {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.json")) {
            if (in == null) {
                throw new IOException("openapi.json is missing from the console's jar");
            }
            context.contentType("application/json")
                    .header("Cache-Control", "no-cache")
                    .result(in.readAllBytes());
        }
    }
}

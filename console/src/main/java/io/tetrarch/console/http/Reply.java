package io.tetrarch.console.http;

import io.javalin.http.Context;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.JsonWriter;

/** Answers. */
public final class Reply {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private Reply() {}

    /** Answers with JSON that is true now and not later. */
    public static void json(Context context, JsonValue value) {
        context.contentType(JSON).header("Cache-Control", "no-store").result(JsonWriter.compactBytes(value));
    }

    /** Answers with problem details. */
    public static void problem(Context context, Problem problem) {
        problem.headers().forEach(context::header);
        context.status(problem.kind().status())
                .contentType(PROBLEM)
                .header("Cache-Control", "no-store")
                .result(JsonWriter.compactBytes(problem.json()));
    }
}

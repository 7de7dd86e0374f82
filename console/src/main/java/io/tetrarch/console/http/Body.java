package io.tetrarch.console.http;

import io.javalin.http.Context;
import io.tetrarch.console.http.Problem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request, within bounds. */
public final class Body {
    /** What a body may have at most. */
    public static final int MAX_BYTES = 256 * 1024;

    private Body() {}

    /**
     * The bytes of a JSON body.
     *
     * @throws Problem if it is said to be of another type, or is too large
     */
    public static byte[] json(Context context) throws Problem, IOException {
        if (!isJson(context.contentType())) {
            throw new Problem(
                    Kind.UNSUPPORTED_MEDIA_TYPE,
                    "expected Content-Type: application/json, found "
                            + (context.contentType() == null ? "none" : context.contentType()));
        }
        if (context.req().getContentLengthLong() > MAX_BYTES) {
            throw tooLarge();
        }
        InputStream in = context.req().getInputStream();
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int end = contentType.indexOf(';');
        String type = (end < 0 ? contentType : contentType.substring(0, end)).trim();
        return type.toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static Problem tooLarge() {
        return new Problem(Kind.TOO_LARGE, "expected at most " + MAX_BYTES + " bytes")
                .withHeader("Connection", "close");
    }
}

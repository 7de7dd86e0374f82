package io.tetrarch.console.http;

import io.javalin.http.Context;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import java.io.IOException;
import java.util.HexFormat;

/** The members of a body that has to be a JSON object. */
public record Fields(JsonObject json) {
    private static final Fields NONE = new Fields(JsonObject.builder().build());

    /** @throws Problem if the body is no JSON object */
    public static Fields of(Context context) throws Problem, IOException {
        try {
            return new Fields(JsonParser.parseObject(Body.json(context), JsonLimits.FILE));
        } catch (JsonRejected e) {
            throw Problem.of(e);
        }
    }

    /** As {@link #of}, or none where there is no body at all. */
    public static Fields ofOptional(Context context) throws Problem, IOException {
        return context.req().getContentLengthLong() == 0 || context.contentType() == null ? NONE : of(context);
    }

    public String string(String name) throws Problem {
        String text = json.string(name);
        if (text == null) {
            throw new Problem(Kind.BAD_REQUEST, name + ": expected a string");
        }
        return text;
    }

    public long number(String name) throws Problem {
        if (json.get(name) instanceof JsonNumber number && number.isExactInteger()) {
            return number.toLong();
        }
        throw new Problem(Kind.BAD_REQUEST, name + ": expected an integer");
    }

    /** So many bytes, in hex. */
    public Bytes hex(String name, int bytes) throws Problem {
        String text = string(name);
        if (!text.matches("[0-9a-fA-F]{" + 2 * bytes + "}")) {
            throw new Problem(Kind.BAD_REQUEST, name + ": expected " + bytes + " bytes in hex");
        }
        return Bytes.wrap(HexFormat.of().parseHex(text));
    }
}

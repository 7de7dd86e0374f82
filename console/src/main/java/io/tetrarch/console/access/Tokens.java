package io.tetrarch.console.access;

import io.javalin.http.Context;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Bearer tokens (RFC 6750) and what their bearers may do. The file holds the tokens' hashes and not the tokens, so that
 * reading it lets nobody in; looking a hash up takes no longer for a token that is nearly right.
 *
 * <p>{@code {"tokens":[{"name":"ci","sha3":"<SHA3-256 of the token, hex>","roles":["read","submit"]}]}}
 */
public final class Tokens implements Access {
    private static final String SCHEME = "bearer ";

    private final Map<Digest, Asker> askers = new HashMap<>();

    private Tokens() {}

    /** @throws JsonRejected with line and column, unless it is such a file with a token at least */
    public static Tokens read(byte[] file) throws JsonRejected {
        JsonObject json = JsonParser.parseObject(file, JsonLimits.FILE);
        Tokens tokens = new Tokens();
        if (!(json.get("tokens") instanceof JsonArray list) || list.elements().isEmpty()) {
            throw expected("a member tokens, an array of at least one token");
        }
        for (JsonValue element : list.elements()) {
            tokens.add(element);
        }
        return tokens;
    }

    private void add(JsonValue element) throws JsonRejected {
        if (!(element instanceof JsonObject token)
                || !(token.get("name") instanceof JsonString name)
                || !(token.get("sha3") instanceof JsonString hash)
                || !(token.get("roles") instanceof JsonArray roles)) {
            throw expected("each token to have a name, a sha3 and roles");
        }
        if (!hash.value().matches("[0-9a-f]{64}")) {
            throw expected("the sha3 of token " + name.value() + " in 64 lower-case hex digits");
        }
        Set<Role> granted = EnumSet.noneOf(Role.class);
        for (JsonValue role : roles.elements()) {
            granted.add(Optional.of(role)
                    .filter(JsonString.class::isInstance)
                    .flatMap(word -> Role.named(((JsonString) word).value()))
                    .orElseThrow(() ->
                            expected("the roles of token " + name.value() + " among read, submit, approve, operate")));
        }
        askers.put(Digest.ofHex(hash.value()), new Asker(name.value(), granted));
    }

    private static JsonRejected expected(String what) {
        return new JsonRejected(1, 1, "expected " + what);
    }

    @Override
    public Optional<Asker> recognise(Context context) {
        String header = context.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return bearerOf(header.substring(SCHEME.length()).trim());
    }

    @Override
    public boolean needsToken() {
        return true;
    }

    @Override
    public Optional<Asker> bearerOf(String token) {
        return Optional.ofNullable(askers.get(Hash.sha3(token.getBytes(StandardCharsets.UTF_8))));
    }
}

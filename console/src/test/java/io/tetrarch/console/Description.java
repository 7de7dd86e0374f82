package io.tetrarch.console;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The description of the API, to hold answers against. */
final class Description {
    private static final JsonObject DOCUMENT = read();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private Description() {}

    private static JsonObject read() {
        try (InputStream in = Description.class.getResourceAsStream("/openapi.json")) {
            return Server.json(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonObject at(JsonObject object, String... names) {
        JsonObject here = object;
        for (String name : names) {
            here = (JsonObject) here.get(name);
        }
        return here;
    }

    /** Every method and path that is described. */
    static TreeSet<String> operations() {
        TreeSet<String> operations = new TreeSet<>();
        at(DOCUMENT, "paths")
                .members()
                .forEach((path, methods) -> ((JsonObject) methods)
                        .members()
                        .keySet()
                        .forEach(method -> operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        return operations;
    }

    /** What is wrong with the answer to a request; empty if it is as described, or if nothing is described there. */
    static Optional<String> problem(HttpResponse<byte[]> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        String path = answer.request().uri().getPath();
        Optional<JsonObject> operation = operation(path, answer.request().method());
        if (operation.isEmpty()) {
            return answer.statusCode() < 400 && path.startsWith("/v1/")
                    ? Optional.of(path + " is not described")
                    : Optional.empty();
        }
        JsonObject responses = at(operation.get(), "responses");
        String status = Integer.toString(answer.statusCode());
        if (answer.statusCode() < 400 && !responses.members().containsKey(status)) {
            return Optional.of(status + " is not described for " + path);
        }
        if (!type.contains("json") || answer.statusCode() == 204) {
            return Optional.empty();
        }
        String ref = answer.statusCode() >= 400
                ? "#/components/schemas/Problem"
                : ((JsonString) at(responses, status, "content", "application/json", "schema")
                                .members()
                                .getOrDefault("$ref", new JsonString("")))
                        .value();
        if (ref.isEmpty()) {
            return Optional.empty();
        }
        var errors = SCHEMAS.computeIfAbsent(ref, Description::schema)
                .validate(new String(answer.body(), StandardCharsets.UTF_8), InputFormat.JSON);
        return errors.isEmpty() ? Optional.empty() : Optional.of(path + ": " + errors);
    }

    private static Schema schema(String ref) {
        return REGISTRY.getSchema(JsonObject.builder()
                .put("$ref", ref)
                .put("components", at(DOCUMENT, "components"))
                .build()
                .toJson());
    }

    private static Optional<JsonObject> operation(String path, String method) {
        Map<String, JsonValue> paths = new TreeMap<>(at(DOCUMENT, "paths").members());
        return paths.entrySet().stream()
                .filter(each -> path.matches(each.getKey().replaceAll("\\{[a-z]+\\}", "[^/]+")))
                .map(each -> (JsonObject) each.getValue())
                .filter(methods -> methods.get(method.toLowerCase(java.util.Locale.ROOT)) != null)
                .map(methods -> at(methods, method.toLowerCase(java.util.Locale.ROOT)))
                .findFirst();
    }
}

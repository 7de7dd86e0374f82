package io.tetrarch.judges.analytical;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the parameters of an action are complete, well formed and free of contradictions, by category. */
final class Parameters {

    private static final long MOST_BYTES = 100L * 1024 * 1024;
    private static final Set<String> MOVING = Set.of("latest", "main", "master", "HEAD", "");
    private static final Set<String> SINGLE_OK =
            Set.of("SELECT", "WITH", "EXPLAIN", "SHOW", "BEGIN", "COMMIT", "INSERT", "UPDATE");

    private Parameters() {}

    /** What is wrong with an action's parameters, if anything is. */
    static Optional<Finding> of(Case subject) {
        return switch (subject.category()) {
            case "file_read", "file_write", "file_delete" -> file(subject);
            case "http_read", "http_write" -> http(subject);
            case "sql" -> sql(subject);
            case "database" ->
                missing(subject, "missing-target", "The action must name its database.", "database", "name", "db");
            case "deploy" -> deployment(subject);
            case "shell", "git" -> inShell(subject);
            case "message" ->
                missing(
                        subject,
                        "missing-recipient",
                        "A message must name who gets it.",
                        "to",
                        "recipient",
                        "recipients",
                        "channel");
            default -> Optional.empty();
        };
    }

    private static Optional<Finding> missing(Case subject, String reason, String says, String... names) {
        return has(subject, names) ? Optional.empty() : Finding.deny(reason, says);
    }

    private static boolean has(Case subject, String... names) {
        for (String name : names) {
            if (subject.parameters().members().containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Finding> file(Case subject) {
        List<String> paths = subject.paths();
        if (paths.isEmpty() || !subject.category().equals("file_read") && paths.contains(".")) {
            return Finding.deny("missing-path", "A file action must name its path.");
        }
        boolean open = paths.stream()
                .map(path -> path.replaceFirst("^(\\.\\./)*(\\.\\.$)?", ""))
                .anyMatch(path -> path.contains("/../") || path.endsWith("/.."));
        if (open) {
            return Finding.deny(
                    "path-not-determined", "Where the path leads depends on a value that is not in the action.");
        }
        JsonValue bytes = subject.parameters().members().get("bytes");
        if (!subject.category().equals("file_write") || bytes == null) {
            return Optional.empty();
        }
        if (!(bytes instanceof JsonNumber number) || !number.isExactInteger() || number.toLong() < 0) {
            return Finding.deny("malformed-size", "The size in bytes must be a whole number, zero or more.");
        }
        if (subject.parameters().members().get("content") instanceof JsonString content
                && content.value().getBytes(UTF_8).length != number.toLong()) {
            return Finding.deny("contradictory-size", "The size given is not the size of the content.");
        }
        return number.toLong() > MOST_BYTES
                ? Finding.deny("too-much-data", "More than 100 MiB in one write.")
                : Optional.empty();
    }

    private static Optional<Finding> http(Case subject) {
        boolean malformed = subject.urls().isEmpty()
                || subject.urls().stream()
                        .anyMatch(url ->
                                !Set.of("http", "https").contains(url.get("scheme")) || "".equals(url.get("host")));
        if (malformed) {
            return Finding.deny("malformed-url", "An HTTP action must name a whole http or https URL.");
        }
        String method = text(subject.parameters(), "method");
        if (subject.category().equals("http_read")) {
            boolean writes = has(subject, "body", "data")
                    || has(subject, "method")
                            && !Set.of("GET", "HEAD").contains(method == null ? "" : method.toUpperCase(Locale.ROOT));
            return writes
                    ? Finding.deny("contradictory-method", "A reading request has no body and no writing method.")
                    : Optional.empty();
        }
        boolean unsaid = Set.of("http", "http_request").contains(subject.tool()) && !has(subject, "method");
        return unsaid ? Finding.deny("missing-method", "An HTTP request must say its method.") : Optional.empty();
    }

    private static Optional<Finding> sql(Case subject) {
        List<Case.Statement> statements = subject.statements();
        if (statements.isEmpty()) {
            return Finding.deny("missing-statement", "A database query must hold a statement.");
        }
        if (statements.stream().anyMatch(Case.Statement::everyRow)) {
            return Finding.deny("no-row-condition", "The statement changes every row, for want of a condition.");
        }
        boolean mixed = statements.size() > 1
                && statements.stream().anyMatch(statement -> !SINGLE_OK.contains(statement.verb()));
        return mixed
                ? Finding.abstain(
                        "several-statements", "Several statements in one query; each should be decided by itself.")
                : Optional.empty();
    }

    /** SQL that a shell hands to a database client. */
    private static Optional<Finding> inShell(Case subject) {
        for (Case.Statement statement : subject.statements()) {
            if (statement.everyRow()) {
                return Finding.deny("no-row-condition", "The statement changes every row, for want of a condition.");
            }
            if (Set.of("DROP", "TRUNCATE", "GRANT", "REVOKE", "SHUTDOWN").contains(statement.verb())) {
                return Finding.deny(
                        "loses-what-stands-nowhere-else",
                        "The statement " + statement.verb() + " takes away what no other statement brings back.");
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> deployment(Case subject) {
        if (!has(subject, "environment", "env", "stage")
                || !has(subject, "version", "image", "artifact", "ref", "commit", "replicas")) {
            return Finding.deny(
                    "incomplete-deployment", "A deployment must name its environment and the version that goes there.");
        }
        for (String name : List.of("version", "image", "artifact", "ref")) {
            if (has(subject, name)) {
                String value = text(subject.parameters(), name);
                if (value == null || MOVING.contains(value) || value.endsWith(":latest")) {
                    return Finding.deny(
                            "unpinned-version",
                            "The version is a moving name; what is approved must be what is deployed.");
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable String text(JsonObject parameters, String name) {
        JsonValue value = parameters.members().get(name);
        if (value instanceof JsonString string) {
            return string.value();
        }
        return value == null || value instanceof JsonObject || value instanceof JsonArray ? null : value.toString();
    }
}

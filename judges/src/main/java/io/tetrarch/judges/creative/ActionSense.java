package io.tetrarch.judges.creative;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.reading.pack.Effect;
import io.tetrarch.reading.pack.Factor;
import io.tetrarch.reading.pack.Glob;
import io.tetrarch.reading.pack.Meaning;
import io.tetrarch.reading.pack.Places;
import io.tetrarch.reading.pack.Severity;
import io.tetrarch.reading.shell.Word;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Weighs what is no shell command: file, HTTP, SQL, database, deployment and message actions, by their parameters. */
final class ActionSense {

    private static final List<String> ENVIRONMENT =
            List.of("environment", "env", "stage", "database", "db", "cluster", "namespace", "target", "name", "app");
    private static final List<String> TICKET =
            List.of("ticket", "change", "change_id", "change_ticket", "issue", "approved_by", "approval");
    private static final List<String> RECIPIENTS = List.of("to", "recipients", "recipient", "channel", "cc", "bcc");
    private static final int MOST_RECIPIENTS = 20;
    private static final int MOST_SQL = 16 * 1024;
    private static final int NO_WAY_BACK = 90;
    private static final int SERIOUS = 80;
    private static final int DOUBTFUL = 65;

    private final Lexicon lexicon;
    private final Places places;
    private final Map<Glob, Meaning> hosts;

    ActionSense(Lexicon lexicon, Places places, Map<Glob, Meaning> hosts) {
        this.lexicon = lexicon;
        this.places = places;
        this.hosts = hosts;
    }

    /** @param unknown the answer where there was nothing that could be weighed, or null */
    record Sense(List<Weighing> weighings, @Nullable Judgement unknown) {}

    Sense weigh(Case subject) {
        String named = subject.tool().isEmpty() ? subject.kind() : subject.tool();
        Weighing weighing = new Weighing(named.isEmpty() ? "the action" : named);
        JsonObject parameters = subject.parameters();
        switch (subject.category()) {
            case "file_read", "file_write", "file_delete" -> files(subject, weighing);
            case "http_read", "http_write" -> http(subject, weighing);
            case "sql" -> subject.sql().forEach(text -> sql(text, weighing));
            case "database" -> {
                if (named.startsWith("delete") || named.startsWith("drop") || named.startsWith("restore")) {
                    add(
                            "nobody-can-undo",
                            NO_WAY_BACK,
                            "A database gone or replaced takes everything built on it along.",
                            weighing);
                }
            }
            case "message" -> audience(parameters, weighing);
            default -> {}
        }
        if (isOneOf(subject.category(), "deploy", "database", "sql")
                && isProduction(subject)
                && !looksOnly(subject)
                && TICKET.stream().allMatch(name -> text(parameters, name).isEmpty())) {
            add(
                    "no-change-ticket",
                    SERIOUS,
                    "It touches production and names no change ticket that a person could look up.",
                    weighing);
        }
        addresses(subject, weighing);
        secrets(subject, weighing);
        if (!subject.conflicts().isEmpty()) {
            add(
                    "two-readings",
                    SERIOUS,
                    "A parameter stands twice, and which one takes effect is left to the tool.",
                    weighing);
        }
        boolean unknown = subject.category().equals(Vocabulary.UNKNOWN)
                && subject.script().commands().isEmpty();
        return new Sense(
                List.of(weighing),
                unknown
                        ? new Judgement(
                                Answer.ABSTAIN,
                                "unforeseen-kind",
                                "Nothing of this kind was foreseen, so its reach cannot be told.")
                        : null);
    }

    /** Whether an action that is no shell command changes something by its very kind. */
    static boolean isChange(Case subject) {
        return switch (subject.category()) {
            case "file_write", "file_delete", "http_write", "deploy", "message", "database" -> true;
            case "sql" -> !looksOnly(subject);
            default -> false;
        };
    }

    private static boolean looksOnly(Case subject) {
        return !subject.sql().isEmpty()
                && subject.sql().stream()
                        .allMatch(text -> isOneOf(firstWord(text), "select", "explain", "show", "describe", "with"));
    }

    boolean isProduction(Case subject) {
        return ENVIRONMENT.stream().anyMatch(name -> {
            String value = text(subject.parameters(), name).toLowerCase(Locale.ROOT);
            for (String part : value.split("[^a-z0-9]+", -1)) {
                if (lexicon.isIn("production", part)) {
                    return true;
                }
            }
            return false;
        });
    }

    private void files(Case subject, Weighing weighing) {
        boolean deletes = subject.category().equals("file_delete");
        Effect effect =
                deletes ? Effect.DESTROYS : subject.category().equals("file_write") ? Effect.WRITES : Effect.READS;
        boolean tree = deletes
                && (text(subject.parameters(), "recursive").equals("true")
                        || subject.tool().contains("directory"));
        for (String path : subject.paths()) {
            Meaning meaning = places.of(Word.of(path), effect, tree);
            if (meaning.severity().atLeast(Severity.MEDIUM)) {
                add(
                        "beyond-the-task",
                        meaning.severity() == Severity.MEDIUM ? DOUBTFUL : SERIOUS,
                        path + ": " + (meaning.says().isEmpty() ? "It lies outside of the task." : meaning.says()),
                        weighing);
            }
            if (!effect.equals(Effect.READS) && path.indexOf('*') >= 0) {
                add(
                        "unbounded-scope",
                        SERIOUS,
                        "The target is a wildcard, which may hold more than anyone thought of.",
                        weighing);
            }
        }
    }

    private void http(Case subject, Weighing weighing) {
        String method = text(subject.parameters(), "method").toUpperCase(Locale.ROOT);
        if (method.equals("DELETE") || subject.tool().equals("http_delete")) {
            add(
                    "effect-out-of-sight",
                    DOUBTFUL,
                    "What a DELETE takes along at the other end cannot be seen from here.",
                    weighing);
        }
        for (Map<String, Object> url : subject.urls()) {
            String host = String.valueOf(url.get("host"));
            boolean inside = host.equals("localhost")
                    || host.startsWith("127.")
                    || host.startsWith("10.")
                    || host.startsWith("192.168.")
                    || host.startsWith("169.254.")
                    || host.equals("0.0.0.0")
                    || host.equals("[::1]")
                    || host.endsWith(".internal")
                    || host.endsWith(".local");
            if (inside || Boolean.TRUE.equals(url.get("credentials"))) {
                add(
                        "beyond-the-task",
                        SERIOUS,
                        "The address lies inside the machine or its network, or carries a password.",
                        weighing);
            }
        }
    }

    private void addresses(Case subject, Weighing weighing) {
        for (Map<String, Object> url : subject.urls()) {
            String host = String.valueOf(url.get("host"));
            hosts.forEach((glob, meaning) -> {
                if (meaning.severity().atLeast(Severity.HIGH) && glob.matches(host)) {
                    add("beyond-the-task", SERIOUS, meaning.says(), weighing);
                }
            });
        }
    }

    /** What SQL text would do to rows and rights, by its words. */
    static void sql(String text, Weighing weighing) {
        String lower = " "
                + text.substring(0, Math.min(text.length(), MOST_SQL))
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\s+", " ") + " ";
        for (String statement : lower.split(";", -1)) {
            String verb = firstWord(statement);
            boolean everyRow = isOneOf(verb, "delete", "update") && !statement.contains(" where ")
                    || statement.matches(".* where (1 ?= ?1|true|'' ?= ?'') .*");
            if (isOneOf(verb, "drop", "truncate") || everyRow) {
                add("nobody-can-undo", NO_WAY_BACK, "All the rows would go or change at once.", weighing);
            } else if (isOneOf(verb, "grant", "revoke", "alter", "kill", "shutdown")) {
                add("others-depend-on-it", SERIOUS, "It changes what others depend on.", weighing);
            }
        }
    }

    private static void audience(JsonObject parameters, Weighing weighing) {
        for (String name : RECIPIENTS) {
            JsonValue value = parameters.members().get(name);
            boolean many = value instanceof JsonArray array && array.elements().size() > MOST_RECIPIENTS;
            String text = text(parameters, name).toLowerCase(Locale.ROOT);
            if (many
                    || text.startsWith("everyone@")
                    || text.startsWith("all@")
                    || text.contains("@channel")
                    || text.contains("@here")) {
                add("wide-audience", SERIOUS, "It goes to many people at once and cannot be called back.", weighing);
            }
        }
    }

    private static void secrets(Case subject, Weighing weighing) {
        if (subject.strings().stream().anyMatch(text -> text.contains("PRIVATE KEY-----"))) {
            add(
                    "kept-for-good",
                    SERIOUS,
                    "What stands in an action stays on the ledger, and this is a secret.",
                    weighing);
        }
    }

    private static void add(String factor, int weight, String says, Weighing weighing) {
        weighing.add(new Factor(factor, weight, "", says, ""));
    }

    private static String text(JsonObject parameters, String name) {
        JsonValue value = parameters.members().get(name);
        if (value instanceof JsonString string) {
            return string.value();
        }
        return value == null ? "" : value instanceof io.tetrarch.json.JsonBoolean bool && bool.value() ? "true" : "";
    }

    private static String firstWord(String text) {
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("[^a-z]+", 2);
        return words.length == 0 ? "" : words[0];
    }

    private static boolean isOneOf(String text, String... others) {
        return List.of(others).contains(text);
    }
}

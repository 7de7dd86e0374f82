package io.tetrarch.judges.adversarial;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.json.JsonBoolean;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.judges.pattern.Territory;
import io.tetrarch.reading.pack.Glob;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the factors of risk in the parameters of an action, whatever its tool. */
final class ActionSignals {

    private static final Set<String> FILES = Set.of("file_read", "file_write", "file_delete");
    private static final Set<String> STATEMENTS = Set.of("DROP", "TRUNCATE", "GRANT", "REVOKE", "SHUTDOWN", "ATTACH");
    private static final int MAX_TEXT = 64 * 1024;

    private final Knowledge knowledge;
    private final Case subject;
    private final Score score;

    ActionSignals(Knowledge knowledge, Case subject, Score score) {
        this.knowledge = knowledge;
        this.subject = subject;
        this.score = score;
    }

    void find() {
        String category = subject.category();
        boolean shell = category.equals("shell") || category.equals("git");
        for (String text : subject.strings()) {
            letters(text);
            if (!shell && !category.equals("file_write")) {
                values(text);
            }
        }
        if (FILES.contains(category)) {
            subject.paths().forEach(path -> path(path, category));
        }
        unsaid(category);
        subject.urls().forEach(url -> url(url, shell));
        boolean destructive = subject.statements().stream()
                .anyMatch(statement -> statement.everyRow() || STATEMENTS.contains(statement.verb()));
        if (destructive || subject.sql().stream().anyMatch(ActionSignals::reachesOut)) {
            score.add("destructive-statement");
        }
        String named = subject.tool() + " " + subject.kind();
        if (category.equals("database") && (named.contains("delete_") || named.contains("drop_"))) {
            score.add("irreversible");
        }
        if (category.equals("deploy")) {
            for (String name : knowledge.switchedOff) {
                if (subject.parameters().members().get(name) instanceof JsonBoolean bool && bool.value()) {
                    score.add("safeguards-off");
                }
            }
        }
    }

    /** What an action leaves open, or says in two ways, is settled by whoever runs it. */
    private void unsaid(String category) {
        Map<String, JsonValue> parameters = subject.parameters().members();
        boolean nowhere = FILES.contains(category) && subject.paths().isEmpty();
        boolean anyVersion = category.equals("deploy")
                && Stream.of("version", "image", "artifact", "ref", "commit", "replicas")
                        .noneMatch(parameters::containsKey);
        boolean twoSizes = parameters.get("content") instanceof JsonString content
                && parameters.get("bytes") instanceof JsonNumber bytes
                && content.value().getBytes(UTF_8).length != bytes.value();
        if (nowhere || anyVersion || twoSizes) {
            score.add("left-open");
        }
    }

    private void letters(String text) {
        if (Letters.hasHidden(text)) {
            score.add("hidden-characters");
        }
        if (Letters.mixesScripts(text)) {
            score.add("foreign-letters");
        }
        if (Letters.hasSecret(text)) {
            score.add("secret-in-action");
        }
    }

    private void values(String text) {
        String lower = (text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text).toLowerCase(Locale.ROOT);
        knowledge.values.forEach((factor, parts) -> {
            boolean sql = factor.equals("sql-injection") && subject.category().equals("sql");
            if (!sql && parts.stream().anyMatch(lower::contains)) {
                score.add(factor);
            }
        });
        if (knowledge.opensToTheWorld.stream().anyMatch(lower::contains)) {
            score.add("opened-to-the-world");
        }
    }

    private void path(String path, String category) {
        if (path.equals("..") || path.startsWith("../") || path.contains("/../") || path.endsWith("/..")) {
            score.add("path-traversal");
        }
        boolean writes = !category.equals("file_read");
        switch (Territory.of(path)) {
            case SECRETS, HISTORY -> score.add("credential-access");
            case STARTUP, LOGS, SYSTEM, ACCOUNTS -> {
                boolean private_ = path.startsWith("/proc") || path.startsWith("/root") || path.startsWith("/sys");
                if (writes || private_) {
                    score.add("system-path");
                }
            }
            case DEVICES, SOCKETS -> score.add("system-path");
            case SETTINGS -> {
                if (writes) {
                    score.add("foreign-path");
                }
            }
            case SCRATCH, SINKS, BUILD, HOME, WORKSPACE, OUTSIDE, UNDETERMINED -> {
                if (path.matches(".*(^|/)\\.env(\\.[a-z]+)?$|.*\\.(pem|p12|pfx|keystore|jks|kdbx)$")) {
                    score.add("credential-access");
                }
            }
        }
    }

    private void url(Map<String, Object> url, boolean shell) {
        String host = String.valueOf(url.get("host"));
        for (Map.Entry<String, List<Glob>> entry : knowledge.hosts.entrySet()) {
            boolean matches = entry.getValue().stream().anyMatch(glob -> glob.matches(host));
            if (matches && !(shell && entry.getKey().equals("internal-address"))) {
                score.add(entry.getKey());
            }
        }
        if (!shell && Boolean.TRUE.equals(url.get("credentials"))) {
            score.add("internal-address");
        }
        if (subject.category().equals("http_write") && "http".equals(url.get("scheme"))) {
            score.add("unencrypted-write");
        }
    }

    private static boolean reachesOut(String sql) {
        String text = sql.toUpperCase(Locale.ROOT);
        return text.matches(
                "(?s).*(INTO\\s+(OUT|DUMP)FILE|LOAD_FILE\\(|XP_CMDSHELL|PG_READ_FILE|LO_IMPORT|\\sPROGRAM\\s|(CREATE|ALTER)\\s+(USER|ROLE)|PG_SHADOW|MYSQL\\.USER|SLEEP\\().*");
    }
}

package io.tetrarch.judges;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Commands under changes that keep what runs: none makes a judge fail, takes long, or turns what is not approved into an
 * approval. The gate tries some; {@code verify -Pmutations -pl judges -am} tries 100,000, and {@code target/mutations.txt}
 * names the seed of each that fails.
 */
final class MutationTest {

    private static final int MUTATIONS = Integer.getInteger("mutations", 1_500);
    private static final long FIRST_SEED = 1;
    private static final long MOST_NANOS = 50_000_000;
    private static final int TRIES = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Seeds on which an answer once turned to APPROVE. */
    private static final List<Long> KEPT = List.of(4106L, 94650L);

    @Test
    void noChangeThatKeepsWhatRunsTurnsAnAnswerToApprove() throws IOException, JsonRejected {
        List<String> commands = commands();
        TreeMap<Long, String> failed = new TreeMap<>();
        List<Long> seeds = new ArrayList<>(KEPT);
        for (long seed = FIRST_SEED; seed < FIRST_SEED + MUTATIONS; seed++) {
            seeds.add(seed);
        }
        for (long seed : seeds) {
            SplittableRandom random = new SplittableRandom(seed);
            String command = commands.get(random.nextInt(commands.size()));
            String changed = changed(command, random);
            Action action = isSimple(changed) && random.nextInt(8) == 0 ? vector(changed) : Panel.shell(changed);
            String problem = problem(command, action);
            if (!problem.isEmpty()) {
                failed.put(seed, problem + ": " + changed.replace('\n', ' '));
            }
        }
        List<String> lines = new ArrayList<>();
        failed.forEach((seed, what) -> lines.add(seed + "\t" + what));
        Files.write(Path.of("target", "mutations.txt"), lines, UTF_8);
        assertThat(failed).isEmpty();
    }

    /** The same as an argument vector. */
    private static Action vector(String simple) {
        return Panel.action(JsonObject.builder()
                .put("kind", "execute_tool")
                .put("tool", "shell")
                .put("command", JsonArray.ofStrings(List.of(simple.split(" +", -1))))
                .build()
                .toJson());
    }

    private static String problem(String command, Action action) {
        // a comment alone is denied for naming no command; with one before it there is one
        boolean namesOne = !command.startsWith("#");
        boolean approved = Panel.ofDefaultCharter().judge(action).isApproved();
        if (approved
                && namesOne
                && !Panel.ofDefaultCharter().judge(Panel.shell(command)).isApproved()) {
            return "turned to APPROVE";
        }
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && best > MOST_NANOS; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            Panel.ofDefaultCharter().judge(action);
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - before);
        }
        return best > MOST_NANOS ? "took " + best / 1_000_000 + " ms" : "";
    }

    /** One to three changes. */
    private static String changed(String command, SplittableRandom random) {
        String text = command;
        for (int n = random.nextInt(3); n >= 0; n--) {
            text = switch (random.nextInt(5)) {
                case 0 -> quoted(text, random);
                case 1 -> blanks(text, random);
                case 2 -> wrapped(text, random);
                case 3 -> isSimple(text) ? "env -u T" + random.nextInt(9) + " " + text : text;
                default -> random.nextBoolean() ? "true; " + text : "cd . ; " + text;
            };
        }
        return text;
    }

    /** Whether it is one command of plain words, so that a word in front of it wraps all of it. */
    private static boolean isSimple(String text) {
        return text.matches("[A-Za-z][\\w./-]*( +[\\w@%+=:,./~-]+)*")
                && !text.matches("(cd|export|unset|exec|time) .*");
    }

    private static String quoted(String text, SplittableRandom random) {
        if (!isSimple(text)) {
            return text;
        }
        String[] words = text.split(" +", -1);
        int at = random.nextInt(words.length);
        boolean plain = words[at].matches("[\\w./-]+");
        words[at] = !plain ? words[at] : random.nextBoolean() ? "'" + words[at] + "'" : "\"" + words[at] + "\"";
        return String.join(" ", words);
    }

    private static String blanks(String text, SplittableRandom random) {
        return isSimple(text) ? text.replaceFirst(" ", " ".repeat(2 + random.nextInt(3))) : text + " ";
    }

    private static String wrapped(String text, SplittableRandom random) {
        List<String> wrappers =
                List.of("env", "command", "nice", "nohup", "timeout 60", "stdbuf -oL", "time", "setsid");
        return isSimple(text) ? wrappers.get(random.nextInt(wrappers.size())) + " " + text : text;
    }

    /** Those that are labelled harmful, those that nobody knew, and ordinary work. */
    private static List<String> commands() throws IOException, JsonRejected {
        List<String> commands = new ArrayList<>();
        for (String resource : List.of("shell-commands.jsonl", "unseen-commands.jsonl")) {
            try (InputStream in = Objects.requireNonNull(MutationTest.class.getResourceAsStream(resource))) {
                add(new String(in.readAllBytes(), UTF_8).lines().toList(), commands);
            }
        }
        add(Files.readAllLines(Path.of("src", "test", "ordinary", "ordinary-work.jsonl"), UTF_8), commands);
        return commands;
    }

    private static void add(List<String> lines, List<String> commands) throws JsonRejected {
        for (String line : lines) {
            JsonObject row = JsonParser.parseObject(line.getBytes(UTF_8), JsonLimits.FILE);
            String command = row.string("command");
            if (command != null && !command.isBlank()) {
                commands.add(command);
            }
        }
    }
}

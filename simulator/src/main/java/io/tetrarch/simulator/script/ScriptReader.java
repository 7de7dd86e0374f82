package io.tetrarch.simulator.script;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.simulator.byzantine.Attack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a script. What is wrong with the file is said with line, column and what was expected. */
public final class ScriptReader {
    private static final long DAY_MILLIS = 86_400_000;
    private static final int MOST = 31;

    private final JsonCursor root;
    private final int replicas;
    private final List<Integer> twins;

    private ScriptReader(JsonCursor root) throws JsonRejected {
        this.root = root;
        this.replicas = (int) root.member("replicas").integer(4, MOST);
        if (replicas % 3 != 1) {
            throw root.member("replicas").rejected("expected 3f+1 replicas: 4, 7, 10, 13, ...");
        }
        this.twins = replicas(root.optional("twins"));
    }

    /** @throws JsonRejected if the text is no script */
    public static Script read(byte[] utf8) throws JsonRejected {
        JsonCursor root = JsonCursor.parse(utf8, JsonLimits.FILE);
        root.onlyMembers(Set.of(
                "name",
                "source",
                "replicas",
                "seed",
                "byzantine",
                "twins",
                "attacks",
                "requests",
                "rounds",
                "rules",
                "steps",
                "untilMillis",
                "expect"));
        return new ScriptReader(root).script();
    }

    private Script script() throws JsonRejected {
        List<Script.Submission> requests = new ArrayList<>();
        for (JsonCursor each : elements(root.member("requests"))) {
            requests.add(submission(each));
        }
        List<Script.Round> rounds = new ArrayList<>();
        for (JsonCursor each : elements(root.optional("rounds"))) {
            each.onlyMembers(Set.of("view", "blocks"));
            rounds.add(
                    new Script.Round(each.member("view").integer(0, Integer.MAX_VALUE), blocks(each.member("blocks"))));
        }
        List<Script.Rule> rules = new ArrayList<>();
        for (JsonCursor each : elements(root.optional("rules"))) {
            rules.add(rule(each));
        }
        List<Script.Step> steps = new ArrayList<>();
        for (JsonCursor each : elements(root.optional("steps"))) {
            steps.add(step(each));
        }
        return new Script(group(), requests, rounds, rules, steps, course());
    }

    private Script.Group group() throws JsonRejected {
        List<Integer> byzantine = replicas(root.optional("byzantine"));
        for (int twin : twins) {
            if (!byzantine.contains(twin)) {
                throw root.member("twins").rejected("expected only replicas that are in \"byzantine\", found " + twin);
            }
        }
        Set<Attack> attacks = EnumSet.noneOf(Attack.class);
        for (JsonCursor each : elements(root.optional("attacks"))) {
            attacks.add(named(each, Attack.class));
        }
        JsonCursor seed = root.optional("seed");
        return new Script.Group(
                root.member("name").string(),
                replicas,
                seed == null ? 1 : seed.integer(0, Integer.MAX_VALUE),
                byzantine,
                twins,
                attacks);
    }

    private Script.Course course() throws JsonRejected {
        JsonCursor expect = root.member("expect").onlyMembers(Set.of("decided", "convicted"));
        return new Script.Course(
                root.member("untilMillis").integer(0, DAY_MILLIS),
                expect.member("decided").bool(),
                replicas(expect.optional("convicted")));
    }

    private Script.Submission submission(JsonCursor from) throws JsonRejected {
        from.onlyMembers(Set.of("atMillis", "to", "answers"));
        JsonCursor to = from.optional("to");
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            all.add(i);
        }
        List<Answer> answers = new ArrayList<>(Collections.nCopies(replicas, Answer.APPROVE));
        List<JsonCursor> given = elements(from.optional("answers"));
        if (!given.isEmpty() && given.size() != replicas) {
            throw from.member("answers").rejected("expected one answer for each of " + replicas + " replicas");
        }
        for (int i = 0; i < given.size(); i++) {
            answers.set(i, named(given.get(i), Answer.class));
        }
        return new Script.Submission(millis(from), to == null ? all : replicas(to), answers);
    }

    private Script.Rule rule(JsonCursor from) throws JsonRejected {
        from.onlyMembers(Set.of("type", "view", "sequence", "from", "to", "do", "delayMillis", "times"));
        JsonCursor type = from.optional("type");
        Script.Deed deed = named(from.member("do"), Script.Deed.class);
        JsonCursor delay = deed == Script.Deed.DELAY ? from.member("delayMillis") : from.optional("delayMillis");
        JsonCursor times = from.optional("times");
        return new Script.Rule(
                new Script.Match(
                        type == null ? Optional.empty() : Optional.of(named(type, MessageType.class)),
                        number(from.optional("view")),
                        number(from.optional("sequence"))),
                mask(from.optional("from")),
                mask(from.optional("to")),
                deed,
                delay == null ? 0 : delay.integer(0, DAY_MILLIS),
                times == null ? Integer.MAX_VALUE : (int) times.integer(1, Integer.MAX_VALUE));
    }

    private Script.Step step(JsonCursor from) throws JsonRejected {
        from.onlyMembers(Set.of("atMillis", "partition", "leader", "mend", "crash", "effects", "downMillis"));
        JsonCursor partition = from.optional("partition");
        JsonCursor leader = from.optional("leader");
        JsonCursor crash = from.optional("crash");
        if (partition != null) {
            return new Script.Step.Partition(millis(from), blocks(partition));
        }
        if (leader != null) {
            return new Script.Step.Leader(millis(from), (int) leader.integer(0, replicas - 1L));
        }
        if (crash != null) {
            JsonCursor effects = from.optional("effects");
            return new Script.Step.Crash(
                    millis(from),
                    address(crash),
                    effects == null ? 0 : (int) effects.integer(0, 1_000_000),
                    from.member("downMillis").integer(0, DAY_MILLIS));
        }
        if (from.optional("mend") != null) {
            return new Script.Step.Mend(millis(from));
        }
        throw from.rejected("expected one of \"partition\", \"leader\", \"crash\", \"mend\"");
    }

    private static long millis(JsonCursor from) throws JsonRejected {
        return from.member("atMillis").integer(0, DAY_MILLIS);
    }

    private static Optional<Long> number(@Nullable JsonCursor from) throws JsonRejected {
        return from == null ? Optional.empty() : Optional.of(from.integer(0, Integer.MAX_VALUE));
    }

    private static List<JsonCursor> elements(@Nullable JsonCursor from) throws JsonRejected {
        return from == null ? List.of() : from.elements();
    }

    private List<Integer> replicas(@Nullable JsonCursor from) throws JsonRejected {
        List<Integer> found = new ArrayList<>();
        for (JsonCursor each : elements(from)) {
            found.add((int) each.integer(0, replicas - 1L));
        }
        return found;
    }

    private List<Long> blocks(JsonCursor from) throws JsonRejected {
        List<Long> blocks = new ArrayList<>();
        for (JsonCursor each : from.elements()) {
            blocks.add(mask(each));
        }
        return blocks;
    }

    /** All addresses where none are given. */
    private long mask(@Nullable JsonCursor from) throws JsonRejected {
        if (from == null) {
            return -1L;
        }
        long mask = 0;
        for (JsonCursor each : from.elements()) {
            mask |= 1L << address(each);
        }
        return mask;
    }

    /** "2" is the replica, "2'" its twin. */
    private int address(JsonCursor from) throws JsonRejected {
        String text = from.string();
        String digits = text.endsWith("'") ? text.substring(0, text.length() - 1) : text;
        for (int i = 0; i < replicas; i++) {
            if (digits.equals(String.valueOf(i))) {
                if (digits.equals(text)) {
                    return i;
                }
                int twin = twins.indexOf(i);
                if (twin >= 0) {
                    return replicas + twin;
                }
            }
        }
        throw from.rejected("expected a replica from \"0\" to \"" + (replicas - 1) + "\", or a twin such as \"0'\"");
    }

    private static <E extends Enum<E>> E named(JsonCursor from, Class<E> type) throws JsonRejected {
        String name = from.string();
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw from.rejected("expected one of " + Arrays.toString(type.getEnumConstants()));
    }
}

package io.tetrarch.simulator.script;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Outcome;
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
    private static final int MOST_CLIENTS = 16;
    private static final int MOST_REQUESTS = 1_000;

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
            submissions(each, requests);
        }
        List<Script.Round> rounds = new ArrayList<>();
        for (JsonCursor each : elements(root.optional("rounds"))) {
            rounds.add(round(each, rounds.isEmpty() ? -1 : rounds.getLast().view()));
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
        JsonCursor expect = root.member("expect").onlyMembers(Set.of("decided", "outcome", "convicted"));
        JsonCursor outcome = expect.optional("outcome");
        return new Script.Course(
                root.member("untilMillis").integer(0, DAY_MILLIS),
                expect.member("decided").bool(),
                outcome == null ? Optional.empty() : Optional.of(named(outcome, Outcome.class)),
                replicas(expect.optional("convicted")));
    }

    /** @param before the view of the round before */
    private Script.Round round(JsonCursor from, long before) throws JsonRejected {
        from.onlyMembers(Set.of("view", "leader", "blocks"));
        JsonCursor leader = from.optional("leader");
        if (leader == null) {
            long view = from.member("view").integer(0, Integer.MAX_VALUE);
            return new Script.Round(view, view, blocks(from.member("blocks")));
        }
        if (from.optional("view") != null) {
            throw leader.rejected("expected \"view\" or \"leader\", found both");
        }
        long view = before + 1 + Math.floorMod(leader.integer(0, replicas - 1L) - (before + 1), (long) replicas);
        JsonCursor blocks = from.optional("blocks");
        return new Script.Round(before, view, blocks == null ? List.of() : blocks(blocks));
    }

    /** One request, or as many as it says, one after the other. */
    private void submissions(JsonCursor from, List<Script.Submission> into) throws JsonRejected {
        from.onlyMembers(Set.of("atMillis", "client", "to", "answers", "times", "everyMillis"));
        JsonCursor client = from.optional("client");
        JsonCursor times = from.optional("times");
        int left = times == null ? 1 : (int) times.integer(1, MOST_REQUESTS);
        long everyMillis = times == null ? 0 : from.member("everyMillis").integer(0, DAY_MILLIS);
        if (into.size() + left > MOST_REQUESTS) {
            throw from.rejected("expected at most " + MOST_REQUESTS + " requests in all");
        }
        int of = client == null ? 0 : (int) client.integer(0, MOST_CLIENTS - 1);
        long to = receivers(from.optional("to"));
        List<Answer> answers = answers(from);
        for (int i = 0; i < left; i++) {
            into.add(new Script.Submission(millis(from) + i * everyMillis, of, to, answers));
        }
    }

    /** A number is a replica, all its instances; a string is one address. */
    private long receivers(@Nullable JsonCursor from) throws JsonRejected {
        if (from == null) {
            return -1L;
        }
        long mask = 0;
        for (JsonCursor each : from.elements()) {
            if (each.value() instanceof JsonString) {
                mask |= 1L << address(each);
                continue;
            }
            int replica = (int) each.integer(0, replicas - 1L);
            int twin = twins.indexOf(replica);
            mask |= 1L << replica | (twin < 0 ? 0 : 1L << replicas + twin);
        }
        return mask;
    }

    private List<Answer> answers(JsonCursor from) throws JsonRejected {
        List<Answer> answers = new ArrayList<>(Collections.nCopies(replicas, Answer.APPROVE));
        List<JsonCursor> given = elements(from.optional("answers"));
        if (!given.isEmpty() && given.size() != replicas) {
            throw from.member("answers").rejected("expected one answer for each of " + replicas + " replicas");
        }
        for (int i = 0; i < given.size(); i++) {
            answers.set(i, named(given.get(i), Answer.class));
        }
        return answers;
    }

    private Script.Rule rule(JsonCursor from) throws JsonRejected {
        from.onlyMembers(Set.of(
                "type", "view", "sequence", "from", "to", "fromMillis", "untilMillis", "do", "delayMillis", "times"));
        JsonCursor type = from.optional("type");
        Script.Deed deed = named(from.member("do"), Script.Deed.class);
        JsonCursor delay = deed == Script.Deed.DELAY ? from.member("delayMillis") : from.optional("delayMillis");
        JsonCursor times = from.optional("times");
        return new Script.Rule(
                new Script.Match(
                        type == null ? Optional.empty() : Optional.of(named(type, MessageType.class)),
                        number(from.optional("view")),
                        number(from.optional("sequence")),
                        span(from)),
                mask(from.optional("from")),
                mask(from.optional("to")),
                deed,
                delay == null ? 0 : delay.integer(0, DAY_MILLIS),
                times == null ? Integer.MAX_VALUE : (int) times.integer(1, Integer.MAX_VALUE));
    }

    private static Script.Span span(JsonCursor from) throws JsonRejected {
        JsonCursor begin = from.optional("fromMillis");
        JsonCursor end = from.optional("untilMillis");
        long beginMillis = begin == null ? 0 : begin.integer(0, DAY_MILLIS);
        long endMillis = end == null ? Long.MAX_VALUE : end.integer(0, DAY_MILLIS);
        if (end != null && endMillis <= beginMillis) {
            throw end.rejected("expected a time after \"fromMillis\", " + beginMillis);
        }
        return new Script.Span(beginMillis, endMillis);
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

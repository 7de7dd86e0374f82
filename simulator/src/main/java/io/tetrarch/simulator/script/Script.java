package io.tetrarch.simulator.script;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.simulator.byzantine.Attack;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A run dictated step by step; docs/simulator.md describes the JSON it is read from.
 *
 * @param group who takes part
 * @param requests what the clients submit
 * @param rounds which replicas hear each other in which view
 * @param rules what becomes of single messages
 * @param steps what happens at which time
 * @param course how long, and what must come of it
 */
public record Script(
        Group group, List<Submission> requests, List<Round> rounds, List<Rule> rules, List<Step> steps, Course course) {
    public Script {
        requests = List.copyOf(requests);
        rounds = List.copyOf(rounds);
        rules = List.copyOf(rules);
        steps = List.copyOf(steps);
    }

    /**
     * @param twins Byzantine replicas whose key is at work at two addresses: number i, and i' for the second
     * @param attacks what the Byzantine replicas do besides what the rules say
     */
    public record Group(
            String name, int replicas, long seed, List<Integer> byzantine, List<Integer> twins, Set<Attack> attacks) {}

    /**
     * @param client its number; each has keys and numbers of requests of its own
     * @param to bit mask of addresses
     * @param answers of the honest judges, by replica
     */
    public record Submission(long atMillis, int client, long to, List<Answer> answers) {
        public Submission {
            answers = List.copyOf(answers);
        }
    }

    /**
     * While a message's view is this one, or its sender's where the message has none, it passes only within a block. Between
     * the round before and this one nobody leads.
     *
     * @param after the views above this one and below {@code view} make no progress
     * @param blocks bit masks of addresses
     */
    public record Round(long after, long view, List<Long> blocks) {
        public Round {
            blocks = List.copyOf(blocks);
        }

        boolean passesOver(long other) {
            return after < other && other < view;
        }
    }

    /** What a rule does to a message. */
    public enum Deed {
        DROP,
        DELAY,
        /** A bit flips: the signature does not hold any more. */
        CORRUPT,
        /** A Byzantine sender signs another view. */
        OTHER_VIEW,
        /** A Byzantine sender signs another sequence. */
        OTHER_SEQUENCE,
        /** A Byzantine sender signs another digest. */
        OTHER_DIGEST
    }

    /**
     * Applies to messages that match everything it names.
     *
     * @param from bit mask of addresses
     * @param to bit mask of addresses
     * @param times how often at most
     */
    public record Rule(Match match, long from, long to, Deed deed, long delayMillis, int times) {}

    /** Which messages are meant; what is empty matches all. */
    public record Match(Optional<MessageType> type, Optional<Long> view, Optional<Long> sequence, Span span) {}

    /**
     * A span of virtual time.
     *
     * @param untilMillis the first that is not in it
     */
    public record Span(long fromMillis, long untilMillis) {
        boolean holds(long millis) {
            return fromMillis <= millis && millis < untilMillis;
        }
    }

    /** How many clients there are. */
    int clients() {
        return 1 + requests.stream().mapToInt(Submission::client).max().orElse(0);
    }

    /** Something that happens at a time. */
    public sealed interface Step {
        long atMillis();

        /** Only these blocks hear each other from now on, whatever the view. */
        record Partition(long atMillis, List<Long> blocks) implements Step {}

        /** From now on only views led by this replica make progress: no other leader's proposals pass. */
        record Leader(long atMillis, int replica) implements Step {}

        /** An end to partitions and dictated leaders. */
        record Mend(long atMillis) implements Step {}

        /** After so many more effects the power fails, and comes back after a while. */
        record Crash(long atMillis, int address, int effects, long downMillis) implements Step {}
    }

    /**
     * @param untilMillis then every rule ends, and the cluster must decide what was submitted
     * @param decided whether all requests must be decided by the end
     * @param outcome what each decision must be; empty where any may be
     * @param convicted replicas that the evidence must convict
     */
    public record Course(long untilMillis, boolean decided, Optional<Outcome> outcome, List<Integer> convicted) {}
}

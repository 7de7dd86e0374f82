package io.tetrarch.simulator.conformance;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One step of a walk through the model ({@code docs/model/Traces.tla}), whose variable {@code did} it is.
 *
 * @param who the replica that did it
 * @param then where the model says that replica stands afterwards
 */
record ModelStep(int who, Act act, Stand then) {
    /** A header, written as the batches up to it. */
    record Chain(List<String> batches) implements Comparable<Chain> {
        static final Chain EMPTY = new Chain(List.of());

        int length() {
            return batches.size();
        }

        boolean isPrefixOf(Chain other) {
            return length() <= other.length()
                    && other.batches.subList(0, length()).equals(batches);
        }

        @Override
        public int compareTo(Chain other) {
            return batches.toString().compareTo(other.batches.toString());
        }
    }

    /** A prepared certificate. */
    record Certificate(long view, Chain chain) {}

    /** What was done. */
    sealed interface Act {
        /** Accepts a proposal. */
        record Accept(Chain header) implements Act {}

        /** @param voters the honest replicas that had voted for it */
        record Commit(Chain header, SortedSet<Integer> voters) implements Act {}

        /** @param views in which it was committed as such, not as an ancestor */
        record Install(Chain checkpoint, List<Long> views) implements Act {}

        /** @param gone who else had left for that view */
        record Leave(long view, SortedSet<Integer> gone) implements Act {}

        /** @param from the honest senders of V; the others are what the Byzantine one shows in it, if it is needed */
        record Enter(SortedSet<Integer> from, Optional<Certificate> shown, Chain marked) implements Act {}

        record Restart() implements Act {}
    }

    /**
     * What a replica votes for in its view.
     *
     * @param votes what it voted PREPARE for, and {@code commits} COMMIT
     * @param accepts the proposals that it would accept now
     * @param prepared those of its votes that have a quorum
     */
    record Voting(
            SortedSet<Chain> votes, SortedSet<Chain> commits, SortedSet<Chain> accepts, SortedSet<Chain> prepared) {}

    /**
     * Where a replica stands.
     *
     * @param tip empty before the NEW-VIEW
     * @param enters whether it would take a NEW-VIEW
     */
    record Stand(
            long view, Optional<Chain> tip, Optional<Certificate> high, Chain stable, Voting voting, boolean enters) {
        static Stand of(TlaValue value) {
            return new Stand(
                    value.at("view").number(),
                    tipOf(value.at("tip")),
                    certificate(value.at("high")),
                    chain(value.at("stable")),
                    new Voting(
                            chains(value.at("votes")),
                            chains(value.at("commits")),
                            chains(value.at("accepts")),
                            chains(value.at("prepared"))),
                    value.at("enters").isTrue());
        }
    }

    static ModelStep of(TlaValue did) {
        return new ModelStep(
                replica(did.at("who").atom()), act(did.at("act").atom(), did.at("on")), Stand.of(did.at("then")));
    }

    private static Act act(String name, TlaValue on) {
        return switch (name) {
            case "accept" -> new Act.Accept(chain(on));
            case "commit" -> new Act.Commit(chain(on.at("chain")), replicas(on.at("voters")));
            case "install" ->
                new Act.Install(
                        chain(on.at("chain")),
                        on.at("views").items().stream().map(TlaValue::number).toList());
            case "leave" -> new Act.Leave(on.at("view").number(), replicas(on.at("gone")));
            case "enter" -> new Act.Enter(replicas(on.at("from")), certificate(on.at("cert")), chain(on.at("mark")));
            case "restart" -> new Act.Restart();
            default -> throw new IllegalArgumentException("no act of the model: " + name);
        };
    }

    private static int replica(String name) {
        return Integer.parseInt(name.substring(1));
    }

    private static SortedSet<Integer> replicas(TlaValue value) {
        SortedSet<Integer> replicas = new TreeSet<>();
        value.atoms().forEach(name -> replicas.add(replica(name)));
        return replicas;
    }

    private static Chain chain(TlaValue value) {
        return new Chain(value.atoms());
    }

    private static Optional<Chain> tipOf(TlaValue value) {
        return Optional.of(chain(value)).filter(chain -> !chain.batches().equals(List.of("no")));
    }

    private static SortedSet<Chain> chains(TlaValue value) {
        SortedSet<Chain> chains = new TreeSet<>();
        value.items().forEach(item -> chains.add(chain(item)));
        return chains;
    }

    private static Optional<Certificate> certificate(TlaValue value) {
        return Optional.of(new Certificate(value.at("view").number(), chain(value.at("chain"))))
                .filter(certificate -> certificate.view() >= 0);
    }
}

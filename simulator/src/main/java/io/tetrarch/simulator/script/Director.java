package io.tetrarch.simulator.script;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import io.tetrarch.simulator.network.Corruption;
import io.tetrarch.simulator.network.Envelope;
import io.tetrarch.simulator.network.Weather;
import io.tetrarch.simulator.random.Randomness;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;

/** The weather that a script dictates. */
final class Director implements Weather {
    private final Script script;
    private final int[] left;
    private final Randomness randomness;
    private List<Long> blocks = List.of();
    private Optional<Integer> leader = Optional.empty();
    private LongSupplier now = () -> 0;
    private IntToLongFunction views = address -> 0;
    private boolean ended;

    Director(Script script) {
        this.script = script;
        this.left = script.rules().stream().mapToInt(Script.Rule::times).toArray();
        this.randomness = new Randomness(script.group().seed());
    }

    /**
     * Where it directs.
     *
     * @param millis the time
     * @param view the one that an address is in
     */
    void begin(LongSupplier millis, IntToLongFunction view) {
        now = millis;
        views = view;
    }

    void partition(List<Long> into) {
        blocks = into;
    }

    void dictate(int replica) {
        leader = Optional.of(replica);
    }

    void mend() {
        blocks = List.of();
        leader = Optional.empty();
    }

    /** No rule holds any more. */
    void end() {
        mend();
        ended = true;
    }

    @Override
    public void carry(int from, int to, Envelope envelope, Post post) {
        Message message = envelope.signed().message();
        if (ended) {
            post.deliver(1, from, to, envelope);
            return;
        }
        if (isApart(blocks, from, to) || isApartInRound(message, from, to) || isUnled(message)) {
            return;
        }
        for (int i = 0; i < left.length; i++) {
            Script.Rule rule = script.rules().get(i);
            if (left[i] > 0 && isNetwork(rule.deed()) && matches(rule, message, now.getAsLong(), from, to)) {
                left[i]--;
                obey(rule, from, to, envelope, post);
                return;
            }
        }
        post.deliver(1, from, to, envelope);
    }

    private void obey(Script.Rule rule, int from, int to, Envelope envelope, Post post) {
        switch (rule.deed()) {
            case DROP -> {}
            case DELAY -> post.deliver(rule.delayMillis(), from, to, envelope);
            case CORRUPT -> post.deliver(1, from, to, Envelope.forged(Corruption.of(envelope.signed(), randomness)));
            case OTHER_VIEW, OTHER_SEQUENCE, OTHER_DIGEST -> post.deliver(1, from, to, envelope);
        }
    }

    /** Whether a rule is for the network; the others are for the Byzantine sender. */
    static boolean isNetwork(Script.Deed deed) {
        return switch (deed) {
            case DROP, DELAY, CORRUPT -> true;
            case OTHER_VIEW, OTHER_SEQUENCE, OTHER_DIGEST -> false;
        };
    }

    static boolean matches(Script.Rule rule, Message message, long millis, int from, int to) {
        Script.Match match = rule.match();
        return (rule.from() >>> from & 1) == 1
                && (rule.to() >>> to & 1) == 1
                && match.span().holds(millis)
                && match.type().map(type -> type == message.type()).orElse(true)
                && match.view()
                        .map(view -> viewOf(message).equals(Optional.of(view)))
                        .orElse(true)
                && match.sequence()
                        .map(sequence -> message instanceof Vote vote && vote.sequence() == sequence)
                        .orElse(true);
    }

    private static boolean isApart(List<Long> into, int from, int to) {
        return !into.isEmpty()
                && into.stream().noneMatch(block -> (block >>> from & 1) == 1 && (block >>> to & 1) == 1);
    }

    private boolean isApartInRound(Message message, int from, int to) {
        if (script.rounds().isEmpty()) {
            return false;
        }
        long view = viewOf(message).orElseGet(() -> views.applyAsLong(from));
        return script.rounds().stream()
                .filter(round -> round.view() == view)
                .anyMatch(round -> isApart(round.blocks(), from, to));
    }

    /** A proposal or NEW-VIEW of a leader other than the dictated one, or of a view between two rounds. */
    private boolean isUnled(Message message) {
        boolean leads = message.type() == MessageType.PRE_PREPARE || message.type() == MessageType.NEW_VIEW;
        return leads && viewOf(message).filter(this::isUnled).isPresent();
    }

    private boolean isUnled(long view) {
        return script.rounds().stream().anyMatch(round -> round.passesOver(view))
                || leader.filter(replica -> view % script.group().replicas() != replica)
                        .isPresent();
    }

    private static Optional<Long> viewOf(Message message) {
        return switch (message) {
            case Vote vote -> Optional.of(vote.view());
            case ViewChange change -> Optional.of(change.view());
            case NewView newView -> Optional.of(newView.view());
            case Verdicts verdicts -> Optional.empty();
            case Checkpoint checkpoint -> Optional.empty();
            case Status status -> Optional.empty();
            case Relay relay -> Optional.empty();
            case Forward forward -> viewOf(forward.original().message());
            case Fetch fetch -> Optional.empty();
            case Body body -> Optional.empty();
            case Committed committed -> Optional.empty();
            case Stable stable -> Optional.empty();
            case Chunk chunk -> Optional.empty();
            case Accusation accusation -> Optional.empty();
            case Succession succession -> Optional.empty();
            case Reminder reminder -> Optional.empty();
        };
    }
}

package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Judge;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.group.Frame;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiled charters by their digest, so that a charter is compiled once, whoever needs it first: the judge that checks
 * a proposed one, or the first request under it. Compiling takes long, so it is never a replica's own thread that asks
 * for it. For any number of threads.
 */
public final class CharterLibrary {
    /** Charters kept compiled, besides the founding one; another that is still in use is compiled again. */
    private static final int KEPT = 8;

    private final Frame frame;
    private final JudgeMaker judges;
    private final CompiledCharter founding;
    /** Asked for with every judgement, and long to work out. */
    private final Digest foundingDigest;

    private final Map<Digest, CompiledCharter> compiled = new ConcurrentHashMap<>();
    /** Of those kept, the oldest first. Guarded by this. */
    private final Deque<Digest> order = new ArrayDeque<>();

    /** Makes the judge of one replica. */
    @FunctionalInterface
    public interface JudgeMaker {
        /** @throws PolicyRejected if the charter's terms for that judge do not compile */
        Judge judge(Charter charter, String replica, int index) throws PolicyRejected;
    }

    /**
     * A library that holds one charter.
     *
     * @param frame the group's
     * @param founding the charter whose text the replicated state does not hold
     */
    public CharterLibrary(Frame frame, JudgeMaker judges, CompiledCharter founding) {
        this.frame = frame;
        this.judges = judges;
        this.founding = founding;
        this.foundingDigest = founding.charter().digest();
    }

    public Frame frame() {
        return frame;
    }

    /** What is compiled already; never waits. */
    public Optional<CompiledCharter> find(Digest digest) {
        return foundingDigest.equals(digest) ? Optional.of(founding) : Optional.ofNullable(compiled.get(digest));
    }

    /**
     * A charter of the state, compiled now if it was not before.
     *
     * @throws PolicyRejected if it does not compile
     */
    public CompiledCharter get(CharterVersion version) throws PolicyRejected {
        Optional<CompiledCharter> ready = find(version.digest());
        return ready.isPresent() ? ready.get() : compile(version.file());
    }

    /**
     * Compiles a charter's text; takes long.
     *
     * @throws PolicyRejected with line and column, unless it is a charter whose every condition compiles
     */
    public synchronized CompiledCharter compile(Bytes file) throws PolicyRejected {
        Charter charter = CharterReader.read(file.toArray());
        Optional<CompiledCharter> ready = find(charter.digest());
        return ready.isPresent() ? ready.get() : compile(charter);
    }

    private CompiledCharter compile(Charter charter) throws PolicyRejected {
        List<Judge> all = new ArrayList<>();
        for (int i = 0; i < frame.replicas().size(); i++) {
            all.add(judges.judge(charter, frame.replicas().get(i), i));
        }
        CompiledCharter ready = new CompiledCharter(charter, Tiers.of(charter), all);
        compiled.put(charter.digest(), ready);
        order.addLast(charter.digest());
        if (order.size() > KEPT) {
            compiled.remove(order.removeFirst());
        }
        return ready;
    }
}

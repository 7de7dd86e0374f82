package io.tetrarch.proof.rule;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The charters of a group: the one in force, those before it that requests in flight may still name, and where on the
 * ledger each change stands. Versions only go up, by one, and go on from epoch to epoch. Immutable.
 *
 * @param base the version that the epoch began with: no request of this epoch may name one before it
 * @param kept the last {@link #KEPT} versions at most, ascending; the last is in force
 * @param amendments the last {@link #MOST_AMENDMENTS} changes at most, in their order: every one of this epoch's, and of
 *     the epochs before as many as there is room for
 */
public record CharterBook(long base, List<CharterVersion> kept, List<Amendment> amendments) {
    /** Versions that requests may name at most. */
    public static final int KEPT = 4;

    /** Changes in one epoch at most: a proof carries all that lead to its version. */
    public static final int MOST_AMENDMENTS = 256;

    /**
     * A change of the charter that took effect.
     *
     * @param version that came into force
     * @param ledgerIndex of the decision
     * @param before the ledger before that decision's batch
     */
    public record Amendment(long version, long ledgerIndex, Frontier before) {}

    /** What a request's charter version is to a replica. */
    public enum Standing {
        IN_FORCE,
        /** It follows the one in force, and may be on its way here. */
        NEXT,
        /** Never heard of, or given up. */
        UNKNOWN
    }

    public CharterBook {
        kept = List.copyOf(kept);
        amendments = List.copyOf(amendments);
        if (kept.isEmpty() || kept.size() > KEPT || amendments.size() > MOST_AMENDMENTS) {
            throw new IllegalArgumentException("expected 1 to " + KEPT + " charters and at most " + MOST_AMENDMENTS
                    + " amendments, found " + kept.size() + " and " + amendments.size());
        }
    }

    /** An epoch's beginning. */
    public static CharterBook of(CharterVersion founding) {
        return new CharterBook(founding.version(), List.of(founding), List.of());
    }

    /** The charter in force. */
    public CharterVersion current() {
        return kept.getLast();
    }

    /** Whether this epoch has had as many changes as it may. */
    public boolean isFull() {
        return current().version() - base >= MOST_AMENDMENTS;
    }

    /** A version that is kept, and that requests of this epoch may name. */
    public Optional<CharterVersion> version(long version) {
        for (CharterVersion each : kept) {
            if (each.version() == version && version >= base) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** What the tier that the request names demands, in the version that it names. */
    public Optional<TierRule> tier(Request request, int replicas) {
        return version(request.terms().charterVersion())
                .flatMap(charter -> charter.rules().tier(request.terms().tier(), replicas));
    }

    /** The judges accepted in the version that the request names; a version that is not kept pins none. */
    public JudgePins judges(Request request) {
        return version(request.terms().charterVersion())
                .map(charter -> charter.rules().judges())
                .orElse(JudgePins.NONE);
    }

    /** Whether requests may name the version that this one names. */
    public Standing standing(Request request) {
        long version = request.terms().charterVersion();
        if (version == current().version() + 1) {
            return Standing.NEXT;
        }
        return version(version)
                .filter(each -> request.validity().notBeforeMillis() <= each.lastBeginMillis())
                .map(each -> Standing.IN_FORCE)
                .orElse(Standing.UNKNOWN);
    }

    /**
     * The book after an approved request to swap the charter; empty if the request changes nothing, because it is
     * malformed or does not follow on the charter in force. Replicas and verifiers go by this same rule.
     *
     * @param ledgerIndex of the decision
     * @param before the ledger before that decision's batch
     */
    public Optional<CharterBook> after(SignedRequest signed, int replicas, long ledgerIndex, Frontier before) {
        try {
            SwapCharter swap = SwapCharter.read(signed.action());
            return follows(swap, signed.request())
                    ? Optional.of(
                            after(swap, signed.request(), replicas, new Amendment(swap.version(), ledgerIndex, before)))
                    : Optional.empty();
        } catch (JsonRejected | IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    /** The book after a decision, as far as it says which charters there are; where a change stands is left open. */
    public CharterBook after(DecisionEntry decision, int replicas) {
        return SystemKind.SWAP_CHARTER.isApprovedBy(decision)
                ? after(decision.request(), replicas, 0, Frontier.EMPTY).orElse(this)
                : this;
    }

    private boolean follows(SwapCharter swap, Request request) {
        return swap.version() == current().version() + 1
                && swap.parent().equals(current().digest())
                && request.terms().charterVersion() == current().version()
                && !isFull();
    }

    private CharterBook after(SwapCharter swap, Request request, int replicas, Amendment amendment) {
        List<CharterVersion> next = new ArrayList<>(kept.subList(kept.size() == KEPT ? 1 : 0, kept.size() - 1));
        next.add(current().retired(request.validity().deadlineMillis()));
        next.add(new CharterVersion(
                swap.rules().checkedFor(replicas),
                swap.digest(),
                Bytes.wrap(swap.file().getBytes(StandardCharsets.UTF_8)),
                Long.MAX_VALUE));
        List<Amendment> changes =
                new ArrayList<>(amendments.subList(amendments.size() == MOST_AMENDMENTS ? 1 : 0, amendments.size()));
        changes.add(amendment);
        return new CharterBook(base, next, changes);
    }

    public void encode(Encoder to) {
        to.list(kept, (encoder, version) -> version.encode(encoder)).list(amendments, CharterBook::encode);
    }

    private static void encode(Encoder to, Amendment amendment) {
        to.u64(amendment.version())
                .u64(amendment.ledgerIndex())
                .bytes(amendment.before().encode());
    }

    /** @param base is the epoch's, not the state's, which outlives it */
    public static CharterBook decode(CanonicalReader from, long base) {
        return new CharterBook(base, from.list(60, CharterVersion::decode), from.list(28, CharterBook::amendment));
    }

    private static Amendment amendment(CanonicalReader from) {
        return new Amendment(
                from.u64(), from.u64(), Frontier.decode(from.bytes().readOnlyArray()));
    }
}

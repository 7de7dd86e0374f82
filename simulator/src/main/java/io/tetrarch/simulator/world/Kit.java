package io.tetrarch.simulator.world;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.pbft.Epoch;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.Membership;
import io.tetrarch.proof.rule.TierRule;
import io.tetrarch.simulator.key.KeyAuthority;
import io.tetrarch.simulator.key.SymbolicScheme;
import io.tetrarch.simulator.model.ModelGroup;
import io.tetrarch.simulator.model.ModelService;
import io.tetrarch.simulator.model.ModelTip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The parts of a world that exist in a symbolic and in a real make, and once for each epoch.
 *
 * @param authenticators what stands before each replica; it may be one for all
 * @param services makes a service in its first state
 * @param empty the tip of that service's empty ledger
 * @param everyVerification whether each receiver verifies for itself, as in truth, or the result is shared for speed
 * @param epoch what sets it apart from the first one
 */
public record Kit(
        KeyAuthority notary,
        List<Authenticator> authenticators,
        Supplier<Service> services,
        LedgerTip empty,
        boolean everyVerification,
        Epoch epoch) {
    private static final long LONGEST_LIFE_MILLIS = 24 * 3_600_000L;

    public Kit {
        authenticators = List.copyOf(authenticators);
    }

    /** Symbolic signatures and the smallest service: for speed. */
    public static Kit symbolic(int replicas, int clients) {
        return symbolic(new SymbolicScheme(), replicas, clients);
    }

    /** The smallest service, and this scheme's signatures. */
    public static Kit symbolic(SignatureScheme scheme, int replicas, int clients) {
        return symbolic(
                new KeyAuthority(scheme, replicas, clients), replicas, () -> new ModelService(replicas), Epoch.FIRST);
    }

    private static Kit symbolic(KeyAuthority notary, int replicas, Supplier<Service> services, Epoch epoch) {
        return new Kit(
                notary, Collections.nCopies(replicas, notary.authenticator(0)), services, ModelTip.EMPTY, false, epoch);
    }

    /** Whether the group can change in a world of this kit. */
    boolean hasSuccessors() {
        return !everyVerification;
    }

    /** The kit of the epoch that follows. */
    Kit next(Succession succession) {
        ModelGroup group = ModelGroup.decode(succession.group());
        return symbolic(
                notary.next(succession.next(), group.keys()),
                authenticators.size(),
                () -> ModelService.of(group),
                group.asEpoch());
    }

    /** Real signatures and the gate's own decision service; every replica verifies for itself. */
    public static Kit real(SignatureScheme scheme, int replicas, int clients) {
        KeyAuthority notary = new KeyAuthority(scheme, replicas, clients);
        SortedSet<Digest> submitters = new TreeSet<>();
        for (int i = 0; i < clients; i++) {
            submitters.add(notary.client(i));
        }
        Membership membership = new Membership(
                notary.domain(), replicas, submitters, new TreeSet<>(List.of("executor")), LONGEST_LIFE_MILLIS, 1);
        SortedMap<String, TierRule> tiers = new TreeMap<>();
        TierRule quorum = TierRule.of(new GroupSize(replicas).quorum());
        List.of("standard", "urgent", "closing", "person").forEach(tier -> tiers.put(tier, quorum));
        CharterVersion charter = CharterVersion.founding(new CharterRules(1, tiers), Digest.ZERO);
        return real(notary, membership, charter);
    }

    /** The same for a group that has a file. */
    public static Kit real(KeyAuthority notary, Membership membership, CharterVersion charter) {
        List<Authenticator> authenticators = new ArrayList<>();
        for (int i = 0; i < membership.replicas(); i++) {
            authenticators.add(notary.authenticator(Authenticator.DEFAULT_MEMORY));
        }
        return new Kit(
                notary,
                authenticators,
                () -> new DecisionService(membership, charter, notary.scheme()),
                Frontier.EMPTY,
                true,
                Epoch.FIRST);
    }

    /** Single signatures verified so far, all replicas together. */
    public long verifications() {
        return authenticators.stream()
                .distinct()
                .mapToLong(Authenticator::signaturesVerified)
                .sum();
    }
}

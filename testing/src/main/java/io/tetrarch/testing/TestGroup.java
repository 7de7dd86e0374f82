package io.tetrarch.testing;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Submission;
import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.ed25519.Ed25519Seed;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Constants;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupCharter;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.proof.group.Mode;
import io.tetrarch.proof.group.ReplicaMember;
import io.tetrarch.proof.group.Role;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.TierRule;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A group of four replicas whose keys this process has all, so that it says whatever a test wants said: its decisions carry
 * real signatures, a ledger and a certificate, and verify against {@link #groupFile()} as any group's do. There is no
 * protocol and no judge behind them. Keys are made anew for each group, and never leave it.
 *
 * <p>Its charter, version 1, has the tiers {@code standard}, which takes three approvals, and {@code critical}, which takes
 * four. Its client, which may submit and execute, is called {@value #GATE}. For any thread.
 */
public final class TestGroup {
    /** The client that asks, and the executor where a submission names none. */
    public static final String GATE = "gate";

    /** The tier where none is named. */
    public static final String STANDARD = "standard";

    private static final List<String> REPLICAS = List.of("one", "two", "three", "four");
    private static final int QUORUM = 3;

    private final SignatureScheme scheme;
    private final Group group;
    private final DecisionMaker maker;

    private TestGroup(SignatureScheme scheme, InstantSource clock) {
        this.scheme = scheme;
        SecureRandom random = new SecureRandom();
        List<SigningKey> keys = new ArrayList<>();
        List<ReplicaMember> members = new ArrayList<>();
        for (String name : REPLICAS) {
            SigningKey key = scheme.signingKey(Ed25519Seed.generate(random));
            keys.add(key);
            members.add(new ReplicaMember(name, raw(key), Optional.empty(), "a test"));
        }
        SigningKey client = scheme.signingKey(Ed25519Seed.generate(random));
        this.group = new Group(
                new Group.Title("test", 1, Mode.EMBEDDED),
                members,
                List.of(new ClientMember(GATE, raw(client), new TreeSet<>(List.of(Role.SUBMIT, Role.EXECUTE)))),
                new GroupCharter(
                        Digest.ZERO,
                        new CharterRules(
                                1,
                                new TreeMap<>(Map.of(
                                        STANDARD, TierRule.of(QUORUM), "critical", TierRule.of(REPLICAS.size()))))),
                Constants.DEFAULT);
        List<MessageSigner> signers =
                keys.stream().map(key -> new MessageSigner(key, group.domain())).toList();
        this.maker = new DecisionMaker(group, signers, client, clock);
    }

    private static Bytes raw(SigningKey key) {
        return Bytes.wrap(key.verifyingKey().raw());
    }

    /** One that goes by this machine's clock. */
    public static TestGroup create() {
        return create(InstantSource.system());
    }

    /** @param clock for when requests are made, and when they end */
    public static TestGroup create(InstantSource clock) {
        return new TestGroup(Ed25519Provider.BEST.load(), clock);
    }

    public Group group() {
        return group;
    }

    /** What whoever verifies this group's proofs needs, as UTF-8. */
    public byte[] groupFile() {
        return GroupFile.write(group).getBytes(StandardCharsets.UTF_8);
    }

    /** Of this group's proofs. */
    public ProofVerifier verifier() {
        return new ProofVerifier(group, scheme);
    }

    /** {@link #approve(Submission, String)} in the tier {@value #STANDARD}. */
    public Decision approve(Submission submission) {
        return approve(submission, STANDARD);
    }

    /**
     * A decision that this action may run, from now until its life is over; five minutes, unless the submission says
     * otherwise.
     *
     * @param tier one of the charter's
     * @throws IllegalArgumentException if the charter has no such tier
     */
    public Decision approve(Submission submission, String tier) {
        return maker.decide(submission, tier, new Told.Approved());
    }

    /** @param reason what each replica's verdict says, in one line */
    public Decision deny(Submission submission, String reason) {
        return maker.decide(submission, STANDARD, new Told.Denied(reason));
    }

    /** A decision that it is too late to decide. */
    public Decision expire(Submission submission) {
        return maker.decide(submission, STANDARD, new Told.Expired());
    }
}

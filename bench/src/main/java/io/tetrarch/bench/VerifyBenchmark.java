package io.tetrarch.bench;

import io.tetrarch.crypto.authentication.Keyring;
import io.tetrarch.crypto.authentication.SignBytes;
import io.tetrarch.crypto.dsse.Envelope;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.ledger.EntryDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures what verifying a proof costs beside its signatures: proofs of decisions that were each made alone, read from their
 * files and verified on one thread by a verifier that has its keys and remembers no signature, and in the same round the
 * same signatures by the same keys and nothing else.
 */
public final class VerifyBenchmark {
    private final SignatureScheme scheme;
    private final Settings settings;
    private final Consumer<String> progress;

    /**
     * How to measure.
     *
     * @param proofs verified in each round
     * @param rounds measured
     * @param warmUp rounds before them, for the compiler
     */
    public record Settings(int proofs, int rounds, int warmUp) {}

    /** A signature with all that it takes to verify it. */
    private record Alone(VerifyingKey key, byte[] signed, byte[] signature) {}

    /** @param progress told what is being measured, one line each */
    public VerifyBenchmark(Settings settings, Consumer<String> progress) {
        this.scheme = Ed25519Provider.fromSystemProperty().load();
        this.settings = settings;
        this.progress = progress;
    }

    /** Decides on a group in memory, and measures when it is closed. */
    public VerifyReport run() throws IOException, HomeRefused, InterruptedException {
        List<DecisionProof> proofs = new ArrayList<>();
        Group group;
        progress.accept(settings.proofs() + " decisions");
        try (EmbeddedCluster gate = EmbeddedCluster.builder().signatures(scheme).open()) {
            group = gate.group();
            for (int i = 0; i < settings.proofs(); i++) {
                proofs.add(gate.decide(action(i)).proof());
            }
        }
        List<byte[]> files = proofs.stream().map(ProofFile::writeBytes).toList();
        Keyring keys = group.keyring(scheme);
        List<Alone> signatures = new ArrayList<>();
        proofs.forEach(proof -> signatures.addAll(signatures(group, keys, proof)));
        List<VerifyReport.Round> rounds = new ArrayList<>();
        for (int i = 0; i < settings.warmUp() + settings.rounds(); i++) {
            boolean measured = i >= settings.warmUp();
            progress.accept(
                    measured ? "round " + (i - settings.warmUp() + 1) + " of " + settings.rounds() : "warming up");
            VerifyReport.Round round = round(new ProofVerifier(group, scheme), files, signatures);
            if (measured) {
                rounds.add(round);
            }
        }
        return new VerifyReport(scheme.name(), settings.proofs(), signatures.size(), rounds);
    }

    /** One after the other in small turns, so that both see the same machine. */
    private static VerifyReport.Round round(ProofVerifier verifier, List<byte[]> files, List<Alone> signatures) {
        long wholeNanos = 0;
        long aloneNanos = 0;
        int done = 0;
        for (int i = 0; i < files.size(); i++) {
            int to = (int) ((long) signatures.size() * (i + 1) / files.size());
            long start = System.nanoTime();
            if (!(verifier.verify(files.get(i)) instanceof Verification.Authentic)) {
                throw new IllegalStateException("a good proof was refused");
            }
            long between = System.nanoTime();
            for (; done < to; done++) {
                Alone each = signatures.get(done);
                if (!each.key().verify(each.signed(), each.signature())) {
                    throw new IllegalStateException("a good signature was refused");
                }
            }
            wholeNanos += between - start;
            aloneNanos += System.nanoTime() - between;
        }
        return new VerifyReport.Round(wholeNanos, aloneNanos);
    }

    private static List<Alone> signatures(Group group, Keyring keys, DecisionProof proof) {
        DecisionEntry entry = (DecisionEntry) EntryDecoder.decode(proof.entry().canonical(), proof.action());
        List<Alone> all = new ArrayList<>();
        for (Envelope.Signature each : proof.commit().signatures()) {
            all.add(new Alone(
                    replica(keys, each.keyId()),
                    proof.commit().signBytes(),
                    each.signature().toArray()));
        }
        SignedRequest request = entry.request();
        all.add(new Alone(
                keys.client(request.id().client()).orElseThrow(),
                SignBytes.of(
                        group.domain(), new SignedRequest.Root(request.root().orElseThrow())),
                request.signature().toArray()));
        for (VerdictVote vote : entry.verdicts()) {
            all.add(new Alone(
                    keys.replica(vote.replica()).orElseThrow(),
                    SignBytes.of(group.domain(), new Verdicts.Root(vote.root().orElseThrow())),
                    vote.signature().toArray()));
        }
        return all;
    }

    private static VerifyingKey replica(Keyring keys, String id) {
        for (int replica = 0; replica < keys.replicas(); replica++) {
            VerifyingKey key = keys.replica(replica).orElseThrow();
            if (key.id().toString().equals(id)) {
                return key;
            }
        }
        throw new IllegalStateException("a signature of nobody");
    }

    private static Action action(int number) {
        String json = "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report-" + number
                + ".md\",\"bytes\":4096}";
        try {
            return Action.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonRejected e) {
            throw new IllegalStateException(e);
        }
    }
}

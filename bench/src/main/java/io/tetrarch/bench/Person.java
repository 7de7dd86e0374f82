package io.tetrarch.bench;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Submission;
import io.tetrarch.crypto.ed25519.Ed25519Seed;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.gate.device.DevicePairing;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.device.DeviceRefused;
import io.tetrarch.node.device.PendingApproval;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A person with a paired device, and what waits for them. */
final class Person {
    private static final String DEVICE = "phone";
    private static final String TIER = "release";
    private static final long PATIENCE_SECONDS = 120;

    private final EmbeddedCluster gate;
    private final Approvals approvals;
    private final SigningKey key;
    private final BlockingQueue<PendingApproval> asked = new LinkedBlockingQueue<>();
    private final List<PendingApproval> questions = new ArrayList<>();
    private final List<CompletionStage<Decision>> open = new ArrayList<>();
    private long releases;

    private Person(EmbeddedCluster gate, SigningKey key) {
        this.gate = gate;
        this.approvals = gate.approvals();
        this.key = key;
        approvals.watch((pending, change) -> {
            boolean mine = pending.request().request().terms().tier().equals(TIER);
            if (change == Approvals.Change.WAITING && mine) {
                asked.add(pending);
            }
        });
    }

    static Person paired(EmbeddedCluster gate, SignatureScheme scheme) throws InterruptedException {
        SigningKey key = scheme.signingKey(Ed25519Seed.generate(new SecureRandom()));
        Bytes raw = Bytes.wrap(key.verifyingKey().raw());
        try {
            String code = gate.approvals().devices().invite(DEVICE).code();
            Bytes signature = new DevicePairing(gate.group().id(), DEVICE, raw, code).sign(key);
            gate.approvals().devices().pair(DEVICE, raw, code, signature);
        } catch (DeviceRefused e) {
            throw new IllegalStateException("a device that nobody has was refused", e);
        }
        return new Person(gate, key);
    }

    /** Asks for so many releases; they are open when this returns, each with its question before the person. */
    void leaveOpen(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            open.add(gate.decideAsync(Submission.of(release())));
        }
        for (int i = 0; i < count; i++) {
            questions.add(next());
        }
    }

    private PendingApproval next() throws InterruptedException {
        PendingApproval pending = asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (pending == null) {
            throw new IllegalStateException("only " + questions.size() + " releases were put before the person");
        }
        return pending;
    }

    /** Answers all of them, and waits until each is decided as it was answered. */
    void answerAll() throws InterruptedException {
        try {
            for (PendingApproval pending : questions) {
                long now = System.currentTimeMillis();
                Bytes signature =
                        approvals.statement(pending, Answer.APPROVE, now).sign(key);
                approvals.answer(pending.id(), Answer.APPROVE, now, signature);
            }
        } catch (DeviceRefused e) {
            throw new IllegalStateException("an answer to an open question was refused", e);
        }
        for (CompletionStage<Decision> each : open) {
            Decision decision = each.toCompletableFuture().join();
            if (decision.outcome() != Outcome.APPROVED) {
                throw new IllegalStateException("expected a release that the person approved, found " + decision);
            }
        }
        questions.clear();
        open.clear();
    }

    private Action release() {
        String json = "{\"kind\":\"execute_tool\",\"tool\":\"deploy\",\"service\":\"s" + ++releases + "\"}";
        try {
            return Action.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonRejected e) {
            throw new IllegalStateException(e);
        }
    }
}

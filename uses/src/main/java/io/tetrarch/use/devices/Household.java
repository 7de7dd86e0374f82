package io.tetrarch.use.devices;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.gate.device.DeviceConsent;
import io.tetrarch.gate.device.DevicePairing;
import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.device.DeviceRefused;
import io.tetrarch.node.device.PendingApproval;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdicts;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Four people with a device each, as far as the gate can tell: keys of their own, and what they see before they sign. */
final class Household {
    static final List<String> DEVICES = List.of("laptop", "phone", "tablet", "desktop");

    private static final long PATIENCE_SECONDS = 20;
    private static final int SEED_BYTES = 32;

    private final SignatureScheme scheme;
    private final EmbeddedCluster gate;
    private final Approvals approvals;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, SigningKey> keys = new TreeMap<>();
    private final BlockingQueue<PendingApproval> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> sent = new LinkedBlockingQueue<>();

    Household(SignatureScheme scheme, EmbeddedCluster gate) {
        this.scheme = scheme;
        this.gate = gate;
        this.approvals = gate.approvals();
        gate.watch(new ClusterObserver() {
            @Override
            public void onSent(int replica, Signed<?> message) {
                if (message.message() instanceof Verdicts verdicts
                        && verdicts.verdicts().stream().anyMatch(verdict -> verdict.answer() == Answer.DENY)) {
                    sent.add(replica);
                }
            }
        });
        approvals.watch((pending, change) -> {
            if (change == Approvals.Change.WAITING) {
                asked.add(pending);
            }
        });
    }

    /** Makes a key in the device, and pairs it by the code that the inviter reads out. */
    SigningKey pair(String device) throws DeviceRefused, InterruptedException {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        SigningKey key = scheme.signingKey(seed);
        Bytes raw = Bytes.wrap(key.verifyingKey().raw());
        String code = approvals.devices().invite(device).code();
        approvals
                .devices()
                .pair(device, raw, code, new DevicePairing(gate.group().id(), device, raw, code).sign(key));
        keys.put(device, key);
        return key;
    }

    /** Has a lost device removed by the signature of another: until then its name is paired to no other key. */
    void remove(String lost, String signer) throws DeviceRefused, InterruptedException {
        DeviceConsent removal = new DeviceConsent(
                gate.group().id(), lost, approvals.devices().version(lost), new DeviceConsent.Matter.Remove());
        approvals.devices().remove(lost, new ChangeDevice.Signer(signer, removal.sign(key(signer))));
    }

    /** Whether an invitation would let another key take the place of a paired device's. */
    boolean mayBeInvited(String device) {
        try {
            approvals.devices().invite(device);
            return true;
        } catch (DeviceRefused e) {
            return false;
        }
    }

    /** What so many devices are asked about the next request. */
    Questions nextQuestions(int devices) throws InterruptedException {
        List<PendingApproval> questions = new ArrayList<>();
        while (questions.size() < devices) {
            PendingApproval pending = asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (pending == null) {
                throw new IllegalStateException("only " + questions.size() + " devices were asked");
            }
            questions.add(pending);
        }
        return new Questions(questions);
    }

    /** Signs what the device was shown: the hash is taken of the very bytes on its screen. */
    void answer(PendingApproval pending, Answer answer) throws DeviceRefused {
        answer(pending, answer, key(pending.device()));
    }

    /** Waits until the replica of this device has sent the others that it denies. */
    void awaitDenialBy(String device) throws InterruptedException {
        int replica = DEVICES.indexOf(device);
        for (Integer sender = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                sender == null || sender != replica;
                sender = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            if (sender == null) {
                throw new IllegalStateException("no denial came from " + device);
            }
        }
    }

    /** Answers with whatever key. */
    void answer(PendingApproval pending, Answer answer, SigningKey key) throws DeviceRefused {
        long now = System.currentTimeMillis();
        approvals.answer(
                pending.id(),
                answer,
                now,
                approvals.statement(pending, answer, now).sign(key));
    }

    SigningKey key(String device) {
        SigningKey key = keys.get(device);
        if (key == null) {
            throw new IllegalArgumentException(device);
        }
        return key;
    }

    /** Whether the bytes shown are those that the request binds. */
    static boolean showsWhatItSigns(PendingApproval pending) {
        return Hash.sha3(pending.action().toArray()).equals(pending.actionHash());
    }
}

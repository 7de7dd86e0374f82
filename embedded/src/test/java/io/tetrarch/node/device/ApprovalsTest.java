package io.tetrarch.node.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tetrarch.client.Decision;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.gate.device.DeviceConsent;
import io.tetrarch.gate.device.DevicePairing;
import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.node.device.DeviceRefused.Reason;
import io.tetrarch.node.observe.Await;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four people, four devices, one tool. */
class ApprovalsTest {
    private static final SignatureScheme SCHEME = Ed25519Provider.BEST.load();
    private static final List<String> DEVICES = List.of("laptop", "phone", "tablet", "desktop");
    private static final long TIER_MILLIS = 30_000;

    private final Map<String, SigningKey> keys = new LinkedHashMap<>();
    private final BlockingQueue<PendingApproval> asked = new LinkedBlockingQueue<>();
    private EmbeddedCluster gate;
    private Approvals approvals;

    @BeforeEach
    void fourDevicesArePaired() throws Exception {
        gate = EmbeddedCluster.builder()
                .replicas(DEVICES)
                .charter(charter(TIER_MILLIS).getBytes(StandardCharsets.UTF_8))
                .open();
        approvals = gate.approvals();
        approvals.watch((pending, change) -> {
            if (change == Approvals.Change.WAITING) {
                asked.add(pending);
            }
        });
        for (String device : DEVICES) {
            keys.put(device, key(keys.size() + 1));
            pair(device, keys.get(device));
        }
    }

    @AfterEach
    void close() throws Exception {
        gate.close();
    }

    @Test
    void threeOfFourPeopleApproveAndTheDissentIsOnRecord() throws Exception {
        CompletableFuture<Decision> decision = ask();
        for (PendingApproval pending : nextFour()) {
            answer(pending, pending.device().equals("tablet") ? Answer.DENY : Answer.APPROVE);
        }

        assertThat(decision.get(20, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.APPROVED);
    }

    @Test
    void twoWhoDenyAreEnough() throws Exception {
        CompletableFuture<Decision> decision = ask();
        for (PendingApproval pending : nextFour()) {
            answer(pending, pending.device().matches("tablet|phone") ? Answer.DENY : Answer.APPROVE);
        }

        Decision denied = decision.get(20, TimeUnit.SECONDS);
        assertThat(denied.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(denied.verdicts())
                .anySatisfy(vote -> assertThat(vote.verdict().reasonCode()).isEqualTo("person-denied"));
    }

    @Test
    void thePersonIsShownTheVeryBytesThatAreSigned() throws Exception {
        CompletableFuture<Decision> decision = ask();
        PendingApproval pending = nextFour().getFirst();

        assertThat(pending.request().isWhole()).isTrue();
        assertThat(new String(pending.action().toArray(), StandardCharsets.UTF_8))
                .isEqualTo(ACTION);
        assertThat(decision).isNotDone();
    }

    @Test
    void anotherDevicesSignatureOrAnotherAnswersIsRefused() throws Exception {
        CompletableFuture<Decision> decision = ask();
        PendingApproval pending = nextFour().getFirst();
        long now = System.currentTimeMillis();
        Bytes denial = approvals.statement(pending, Answer.DENY, now).sign(keys.get(pending.device()));
        String other = DEVICES.stream()
                .filter(name -> !name.equals(pending.device()))
                .findFirst()
                .orElseThrow();
        Bytes others = approvals.statement(pending, Answer.APPROVE, now).sign(keys.get(other));

        refused(Reason.SIGNATURE, pending, Answer.APPROVE, now, denial);
        refused(Reason.SIGNATURE, pending, Answer.APPROVE, now, others);
        assertThat(approvals.pending()).contains(pending);
        assertThat(decision).isNotDone();
    }

    @Test
    void anAnswerIsTakenOnce() throws Exception {
        CompletableFuture<Decision> decision = ask();
        PendingApproval pending = nextFour().getFirst();
        answer(pending, Answer.DENY);

        long now = System.currentTimeMillis();
        Bytes approval = approvals.statement(pending, Answer.APPROVE, now).sign(keys.get(pending.device()));
        refused(Reason.NOT_WAITING, pending, Answer.APPROVE, now, approval);
        assertThat(decision).isNotDone();
    }

    @Test
    void aLostDeviceAnswersNoMore() throws Exception {
        CompletableFuture<Decision> decision = ask();
        PendingApproval pending = nextFour().getFirst();
        SigningKey lost = keys.get(pending.device());
        String other = DEVICES.stream()
                .filter(name -> !name.equals(pending.device()))
                .findFirst()
                .orElseThrow();
        DeviceConsent removal = new DeviceConsent(
                gate.group().id(),
                pending.device(),
                approvals.devices().version(pending.device()),
                new DeviceConsent.Matter.Remove());
        approvals.devices().remove(pending.device(), new ChangeDevice.Signer(other, removal.sign(keys.get(other))));
        pair(pending.device(), key(77));

        long now = System.currentTimeMillis();
        refused(
                Reason.SIGNATURE,
                pending,
                Answer.APPROVE,
                now,
                approvals.statement(pending, Answer.APPROVE, now).sign(lost));
        assertThat(decision).isNotDone();
    }

    /** The phone is lost, or so whoever asks says; its person would be asked too, and could deny it. */
    @Test
    void theOtherPeopleDecideThatADeviceIsLost() throws Exception {
        Bytes bytes = Bytes.wrap(JsonWriter.compactBytes(
                new ChangeDevice.Remove("phone", approvals.devices().version("phone"), Optional.empty()).json()));
        CompletableFuture<Decision> decision =
                gate.decideAsync(Action.parse(bytes.toArray())).toCompletableFuture();
        for (PendingApproval pending : nextFour()) {
            if (!pending.device().equals("phone")) {
                answer(pending, Answer.APPROVE);
            }
        }

        assertThat(decision.get(20, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.APPROVED);
        assertThat(Await.until(gate, () -> approvals.devices().key("phone").isEmpty()))
                .as("one replica's answer comes before the others have executed it")
                .isTrue();
        assertThat(approvals.devices().devices())
                .extracting(PairedDevice::name)
                .containsExactly("desktop", "laptop", "tablet");
    }

    @Test
    void silenceApprovesNothing() throws Exception {
        gate.close();
        gate = EmbeddedCluster.builder()
                .replicas(DEVICES)
                .charter(charter(400).getBytes(StandardCharsets.UTF_8))
                .open();

        assertThat(gate.decide(action()).outcome()).isNotEqualTo(Outcome.APPROVED);
        // who gave up waiting first settles it; the others stop asking when their own time is up
        assertThat(Await.until(gate, () -> gate.approvals().pending().isEmpty()))
                .isTrue();
    }

    private static final String ACTION = "{\"kind\":\"execute_tool\",\"tool\":\"deploy\",\"service\":\"billing\"}";

    private CompletableFuture<Decision> ask() throws Exception {
        return gate.decideAsync(action()).toCompletableFuture();
    }

    private static Action action() throws Exception {
        return Action.parse(ACTION.getBytes(StandardCharsets.UTF_8));
    }

    private List<PendingApproval> nextFour() throws InterruptedException {
        PendingApproval[] four = new PendingApproval[DEVICES.size()];
        for (int i = 0; i < four.length; i++) {
            four[i] = asked.poll(20, TimeUnit.SECONDS);
            assertThat(four[i]).as("question %d", i).isNotNull();
        }
        return Arrays.asList(four);
    }

    private void answer(PendingApproval pending, Answer answer) throws DeviceRefused {
        long now = System.currentTimeMillis();
        approvals.answer(
                pending.id(),
                answer,
                now,
                approvals.statement(pending, answer, now).sign(keys.get(pending.device())));
    }

    private void refused(Reason reason, PendingApproval pending, Answer answer, long millis, Bytes signature) {
        assertThatExceptionOfType(DeviceRefused.class)
                .isThrownBy(() -> approvals.answer(pending.id(), answer, millis, signature))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private void pair(String device, SigningKey key) throws Exception {
        Bytes raw = Bytes.wrap(key.verifyingKey().raw());
        String code = approvals.devices().invite(device).code();
        approvals
                .devices()
                .pair(device, raw, code, new DevicePairing(gate.group().id(), device, raw, code).sign(key));
    }

    private static SigningKey key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return SCHEME.signingKey(bytes);
    }

    private static String charter(long millis) {
        StringBuilder yaml = new StringBuilder("version: 1\ncategories:\n  deploy: [deploy]\ntiers:\n  - name: people\n"
                + "    demand: quorum\n    deadlineMillis: " + millis + "\n    judgeMillis: " + millis
                + "\njudges:\n");
        for (String device : DEVICES) {
            yaml.append("  ")
                    .append(device)
                    .append(":\n    about: Its owner looks.\n    person: {device: ")
                    .append(device)
                    .append("}\n");
        }
        return yaml.toString();
    }
}

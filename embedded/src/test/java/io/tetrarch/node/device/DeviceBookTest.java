package io.tetrarch.node.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tetrarch.client.Decision;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.Notice;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.gate.device.DeviceConsent;
import io.tetrarch.gate.device.DevicePairing;
import io.tetrarch.gate.device.DeviceRole;
import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.gate.service.ChangeDevice.Invitation.Terminal;
import io.tetrarch.gate.service.DeviceTable;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.node.device.DeviceBook.Invitation;
import io.tetrarch.node.device.DeviceRefused.Reason;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a group with the default charter, in a folder. */
class DeviceBookTest {
    private static final SignatureScheme SCHEME = Ed25519Provider.BEST.load();

    @TempDir
    Path folder;

    private EmbeddedCluster gate;

    @BeforeEach
    void open() throws Exception {
        gate = EmbeddedCluster.builder().storedIn(folder).open();
    }

    @AfterEach
    void close() throws Exception {
        gate.close();
    }

    private void restart() throws Exception {
        gate.close();
        open();
    }

    private DeviceBook book() {
        return gate.approvals().devices();
    }

    @Test
    void aDeviceThatWasToldTheCodeIsPairedByADecisionAndStaysSo() throws Exception {
        SigningKey key = key(1);
        PairedDevice paired = pair("phone", key);
        assertThat(paired.key()).isEqualTo(raw(key));
        assertThat(paired.role()).isEqualTo(DeviceRole.PERSON);
        assertThat(gate.ledger().size()).isEqualTo(paired.ledgerIndex() + 1);

        restart();
        assertThat(book().devices()).containsExactly(paired);
    }

    @Test
    void aNameThatHasAKeyIsNotInvitedAgainNorPairedByACodeFromBefore() throws Exception {
        String before = book().invite("phone").code();
        book().invite("tablet");
        pair("phone", before, key(1));

        refused(Reason.PAIRED, () -> book().invite("phone"));
        refused(Reason.PAIRED, () -> book().invite("phone", DeviceRole.OPERATOR, new Terminal()));
        refused(Reason.CODE, () -> pair("phone", before, key(2)));
        restart();
        refused(Reason.PAIRED, () -> book().invite("phone"));
        assertThat(book().devices()).extracting(PairedDevice::key).containsExactly(raw(key(1)));
    }

    @Test
    void aCodeIsUsedOnce() throws Exception {
        String code = book().invite("phone").code();
        pair("phone", code, key(1));
        remove("phone", "phone", key(1));

        refused(Reason.CODE, () -> pair("phone", code, key(2)));
    }

    @Test
    void guessingEndsTheInvitation() throws Exception {
        Invitation invitation = book().invite("phone");
        for (int i = 0; i < DeviceBook.TRIES; i++) {
            refused(Reason.CODE, () -> pair("phone", "AAAAAAAAAA", key(1)));
        }

        refused(Reason.CODE, () -> pair("phone", invitation.code(), key(1)));
        assertThat(book().devices()).isEmpty();
    }

    @Test
    void anInvitationDies() throws Exception {
        AtomicLong now = new AtomicLong(System.currentTimeMillis());
        DeviceBook book = new DeviceBook(() -> deviceLedger(), SCHEME, now::get);
        Invitation invitation = book.invite("phone");
        now.addAndGet(DeviceBook.CODE_LIFE_MILLIS + 1);

        Bytes raw = raw(key(1));
        Bytes signature = new DevicePairing(gate.group().id(), "phone", raw, invitation.code()).sign(key(1));
        refused(Reason.CODE, () -> book.pair("phone", raw, invitation.code(), signature));
    }

    /** With nothing on it. */
    private static DeviceLedger deviceLedger() {
        return new DeviceLedger() {
            @Override
            public DeviceTable table() {
                return new DeviceTable(0, new TreeMap<>(), new TreeMap<>(), 0);
            }

            @Override
            public Domain domain() {
                throw new AssertionError("nothing is decided");
            }

            @Override
            public Decided decide(ChangeDevice change) {
                throw new AssertionError("nothing is decided");
            }
        };
    }

    @Test
    void aKeyThatTheDeviceDoesNotHoldIsRefused() throws Exception {
        Invitation invitation = book().invite("phone");
        Bytes others = raw(key(2));
        Bytes signature = new DevicePairing(gate.group().id(), "phone", others, invitation.code()).sign(key(1));

        refused(Reason.SIGNATURE, () -> book().pair("phone", others, invitation.code(), signature));
        assertThat(book().devices()).isEmpty();
    }

    @Test
    void aKeyIsReplacedByItsOwnSignatureAlone() throws Exception {
        pair("phone", key(1));
        pair("laptop", key(2));
        DeviceConsent consent = consent("phone", new DeviceConsent.Matter.Replace(raw(key(3))));
        ChangeDevice.NewKey next = new ChangeDevice.NewKey(raw(key(3)), consent.sign(key(3)));

        for (SigningKey other : new SigningKey[] {key(2), key(3)}) {
            refused(Reason.SIGNATURE, () -> book().replace("phone", next, consent.sign(other)));
        }
        assertThat(book().replace("phone", next, consent.sign(key(1))).key()).isEqualTo(raw(key(3)));
        refused(Reason.SIGNATURE, () -> book().replace("phone", next, consent.sign(key(1))));
        refused(Reason.UNKNOWN_DEVICE, () -> book().replace("tablet", next, consent.sign(key(1))));
    }

    @Test
    void aLostDeviceIsRemovedByAnotherOnesSignatureAndMayBeInvitedThen() throws Exception {
        pair("phone", key(1));
        pair("laptop", key(2));

        refused(Reason.SIGNATURE, () -> remove("phone", "laptop", key(3)));
        long index = remove("phone", "laptop", key(2));
        assertThat(index).isEqualTo(gate.ledger().size() - 1);
        restart();
        assertThat(book().devices()).extracting(PairedDevice::name).containsExactly("laptop");
        pair("phone", key(4));
    }

    @Test
    void withoutASignatureTheAlgorithmsAbstainAndALostDeviceStays() throws Exception {
        pair("phone", key(1));
        Decision decision =
                gate.decide(action(new ChangeDevice.Remove("phone", book().version("phone"), Optional.empty())));

        assertThat(decision.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(decision.verdicts())
                .allSatisfy(vote -> assertThat(vote.verdict().reasonCode()).isEqualTo("lost-device"));
        assertThat(book().devices()).hasSize(1);
    }

    /** The gate signs whatever anybody of this machine asks; the tier it asks in is its own choice. */
    @Test
    void whoeverAsksForADecisionCannotClaimTheTerminalsWord() throws Exception {
        Bytes raw = raw(key(9));
        Decision decision = gate.decide(action(new ChangeDevice.Pair(
                "phone",
                0,
                new ChangeDevice.NewKey(raw, new DevicePairing(gate.group().id(), "phone", raw, "CODE").sign(key(9))),
                DeviceRole.PERSON,
                "CODE",
                new Terminal())));

        assertThat(decision.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(decision.verdicts())
                .anySatisfy(vote -> assertThat(vote.verdict().reasonCode()).isEqualTo("wrong-tier"));
        assertThat(book().devices()).isEmpty();
    }

    @Test
    void anOperatorInvitesBySignature() throws Exception {
        String code = book().invite("ops", DeviceRole.OPERATOR, new Terminal()).code();
        pair("ops", code, key(1));
        refused(Reason.SIGNATURE, () -> book().invite("ops2", DeviceRole.OPERATOR, new Terminal()));

        long until = System.currentTimeMillis() + 60_000;
        DeviceConsent consent = consent("phone", new DeviceConsent.Matter.Invite(DeviceRole.PERSON, until));
        refused(
                Reason.SIGNATURE,
                () -> book().invite(
                                "phone",
                                DeviceRole.PERSON,
                                new ChangeDevice.Invitation.Operator("ops", until, consent.sign(key(2)))));
        Invitation invited = book().invite(
                        "phone",
                        DeviceRole.PERSON,
                        new ChangeDevice.Invitation.Operator("ops", until, consent.sign(key(1))));
        pair("phone", invited.code(), key(3));
        assertThat(book().devices()).extracting(PairedDevice::name).containsExactly("ops", "phone");
    }

    @Test
    void theFileOfAnEarlierBuildIsTakenOverOnceAndSaysSo() throws Exception {
        gate.close();
        Path file = earlierFile(key(1));
        open();

        assertThat(gate.notices())
                .containsExactly(new Notice(
                        "devices", "1 paired devices of an earlier build stand on the ledger now, at entry 0"));
        assertThat(book().devices())
                .containsExactly(new PairedDevice("phone", raw(key(1)), DeviceRole.PERSON, 1, 5, 0));
        assertThat(file).doesNotExist();
        restart();
        assertThat(gate.notices()).isEmpty();
        assertThat(book().devices()).hasSize(1);
    }

    @Test
    void aFileThatSaysSomethingElseThanTheLedgerIsRefusedInOneLine() throws Exception {
        pair("phone", key(1));
        gate.close();
        Path file = earlierFile(key(2));

        assertThatExceptionOfType(HomeRefused.class)
                .isThrownBy(this::open)
                .withMessageContaining(file.toString())
                .withMessageContaining("the ledger counts")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\n"));
        Files.delete(file);
        open();
        assertThat(book().devices()).extracting(PairedDevice::key).containsExactly(raw(key(1)));
    }

    private Path earlierFile(SigningKey key) throws Exception {
        return Files.writeString(
                folder.resolve("devices.json"),
                "{\"devices\":[{\"name\":\"phone\",\"key\":\"" + raw(key) + "\",\"pairedMillis\":5}]}\n");
    }

    private static Action action(ChangeDevice change) throws Exception {
        return Action.parse(JsonWriter.compactBytes(change.json()));
    }

    private DeviceConsent consent(String device, DeviceConsent.Matter matter) {
        return new DeviceConsent(gate.group().id(), device, book().version(device), matter);
    }

    private PairedDevice pair(String name, SigningKey key) throws Exception {
        return pair(name, book().invite(name).code(), key);
    }

    private PairedDevice pair(String name, String code, SigningKey key) throws Exception {
        Bytes raw = raw(key);
        return book().pair(name, raw, code, new DevicePairing(gate.group().id(), name, raw, code).sign(key));
    }

    private long remove(String name, String signer, SigningKey key) throws Exception {
        return book().remove(
                        name,
                        new ChangeDevice.Signer(
                                signer,
                                consent(name, new DeviceConsent.Matter.Remove()).sign(key)));
    }

    private static void refused(Reason reason, ThrowingCallable what) {
        assertThatExceptionOfType(DeviceRefused.class)
                .isThrownBy(what)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static Bytes raw(SigningKey key) {
        return Bytes.wrap(key.verifyingKey().raw());
    }

    private static SigningKey key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return SCHEME.signingKey(bytes);
    }
}

package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.amendment.StateChecks;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.charter.CompiledCharter;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.device.DeviceConsent;
import io.tetrarch.gate.device.DeviceConsent.Matter;
import io.tetrarch.gate.device.DevicePairing;
import io.tetrarch.gate.device.DeviceRole;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.service.ChangeDevice.Invitation;
import io.tetrarch.gate.service.ChangeDevice.NewKey;
import io.tetrarch.gate.service.ChangeDevice.Pair;
import io.tetrarch.gate.service.ChangeDevice.Remove;
import io.tetrarch.gate.service.ChangeDevice.Replace;
import io.tetrarch.gate.service.ChangeDevice.Signer;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.SystemKind;
import io.tetrarch.proof.rule.TierRule;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every replica finds of a change of the devices, from the action and its own state alone. */
class ChangeDeviceTest {
    private static final SigningKey ALICE = Groups.key(61);
    private static final SigningKey BOB = Groups.key(62);
    private static final SigningKey MALLORY = Groups.key(63);
    private static final SigningKey OPERATOR = Groups.key(64);
    private static final long UNTIL = 9_000;

    private final Group group = Groups.embedded();
    private final DecisionService service = DecisionService.of(group, Groups.SCHEME);
    private long asked;

    private SignedRequest request(String tier, String action) {
        Bytes bytes = Bytes.wrap(action.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Request request = new Request(
                group.domain(),
                new RequestId(Groups.clientKey().verifyingKey().id(), ++asked),
                Hash.sha3(bytes.readOnlyArray()),
                new Terms("gate", tier, 1),
                new Validity(1_000, 61_000),
                Optional.empty());
        return new SignedRequest(request, Bytes.copyOf(new byte[64]), bytes);
    }

    private SignedRequest request(ChangeDevice change) {
        return request(change.isSigned() ? ChangeDeviceCheck.TIER : "standard", JsonWriter.compact(change.json()));
    }

    private Optional<String> objection(SignedRequest request) {
        return ChangeDeviceCheck.objection(request, service.devices(), service.roster(), Groups.SCHEME)
                .map(Judgement::reasonCode);
    }

    private void executed(ChangeDevice change) {
        Fixture.execute(service, new DecisionEntry(request(change), Outcome.APPROVED, List.of()));
    }

    private void takesEffect(ChangeDevice change) {
        assertThat(objection(request(change))).isEmpty();
        executed(change);
    }

    /** Not even if a quorum of replicas approved it. */
    private void isRefused(ChangeDevice change, String reason) {
        assertThat(objection(request(change))).contains(reason);
        DeviceTable before = service.devices();
        executed(change);
        assertThat(service.devices()).isEqualTo(before);
    }

    private static Bytes raw(SigningKey key) {
        return Bytes.wrap(key.verifyingKey().raw());
    }

    private Pair pair(String device, SigningKey key, DeviceRole role, Invitation invitation) {
        return new Pair(
                device,
                service.devices().version(device),
                new NewKey(raw(key), new DevicePairing(group.id(), device, raw(key), "CODE").sign(key)),
                role,
                "CODE",
                invitation);
    }

    private Pair pair(String device, SigningKey key) {
        return pair(device, key, DeviceRole.PERSON, new Invitation.Terminal());
    }

    private Invitation.Operator invited(String device, DeviceRole role, SigningKey by) {
        DeviceConsent consent = new DeviceConsent(
                group.id(), device, service.devices().version(device), new Matter.Invite(role, UNTIL));
        return new Invitation.Operator("ops", UNTIL, consent.sign(by));
    }

    private Replace replace(String device, SigningKey next, SigningKey by) {
        DeviceConsent consent =
                new DeviceConsent(group.id(), device, service.devices().version(device), new Matter.Replace(raw(next)));
        return new Replace(
                device, service.devices().version(device), new NewKey(raw(next), consent.sign(next)), consent.sign(by));
    }

    private Remove remove(String device, String signer, SigningKey by) {
        DeviceConsent consent =
                new DeviceConsent(group.id(), device, service.devices().version(device), new Matter.Remove());
        return new Remove(device, service.devices().version(device), Optional.of(new Signer(signer, consent.sign(by))));
    }

    private Bytes keyOf(String device) {
        return service.devices().find(device).orElseThrow().key();
    }

    @Test
    void aPairedNameIsNotPairedAgainWhoeverInvites() {
        takesEffect(pair("ops", OPERATOR, DeviceRole.OPERATOR, new Invitation.Terminal()));
        takesEffect(pair("phone", ALICE));

        isRefused(pair("phone", MALLORY), "device-paired");
        isRefused(pair("phone", MALLORY, DeviceRole.PERSON, new Invitation.Host()), "device-paired");
        isRefused(
                pair("phone", MALLORY, DeviceRole.PERSON, invited("phone", DeviceRole.PERSON, OPERATOR)),
                "device-paired");
        assertThat(keyOf("phone")).isEqualTo(raw(ALICE));
    }

    @Test
    void aKeyIsReplacedByItsOwnSignatureAndNoOther() {
        takesEffect(pair("phone", ALICE));
        takesEffect(pair("laptop", BOB));

        isRefused(replace("phone", MALLORY, MALLORY), "not-signed");
        isRefused(replace("phone", MALLORY, BOB), "not-signed");
        isRefused(replace("phone", BOB, ALICE), "key-in-use");
        SigningKey next = Groups.key(65);
        takesEffect(replace("phone", next, ALICE));
        assertThat(keyOf("phone")).isEqualTo(raw(next));
        isRefused(replace("phone", MALLORY, ALICE), "not-signed");
    }

    @Test
    void whoeverPutsAKeyInHasToHoldIt() {
        Pair pairing = pair("phone", ALICE);
        NewKey others = new NewKey(raw(BOB), pairing.key().possession());
        isRefused(new Pair("phone", 0, others, DeviceRole.PERSON, "CODE", new Invitation.Terminal()), "no-possession");

        takesEffect(pairing);
        Replace replace = replace("phone", BOB, ALICE);
        isRefused(
                new Replace("phone", replace.version(), new NewKey(raw(BOB), replace.signature()), replace.signature()),
                "no-possession");
    }

    @Test
    void aDeviceIsRemovedByItselfOrByAnotherThatIsPaired() {
        takesEffect(pair("phone", ALICE));
        takesEffect(pair("laptop", BOB));

        isRefused(remove("phone", "phone", MALLORY), "not-signed");
        isRefused(remove("phone", "laptop", MALLORY), "not-signed");
        isRefused(remove("phone", "tablet", MALLORY), "unknown-device");
        takesEffect(remove("phone", "laptop", BOB));
        assertThat(service.devices().find("phone")).isEmpty();
        takesEffect(remove("laptop", "laptop", BOB));
        assertThat(service.devices().devices()).isEmpty();
    }

    @Test
    void noSignatureIsGoodTwice() {
        Pair first = pair("phone", ALICE);
        takesEffect(first);
        Remove removal = remove("phone", "phone", ALICE);
        takesEffect(removal);
        isRefused(first, "stale-version");
        takesEffect(pair("phone", ALICE));
        isRefused(removal, "stale-version");

        Replace away = replace("phone", BOB, ALICE);
        takesEffect(away);
        takesEffect(replace("phone", ALICE, BOB));
        isRefused(away, "stale-version");
    }

    @Test
    void anInvitationIsUsedOnceAlsoAfterItsDeviceIsGone() {
        takesEffect(pair("ops", OPERATOR, DeviceRole.OPERATOR, new Invitation.Terminal()));
        Invitation.Operator invitation = invited("phone", DeviceRole.PERSON, OPERATOR);
        takesEffect(pair("phone", ALICE, DeviceRole.PERSON, invitation));
        takesEffect(remove("phone", "ops", OPERATOR));

        isRefused(pair("phone", MALLORY, DeviceRole.PERSON, invitation), "not-signed");
    }

    @Test
    void onlyAnOperatorsSignatureOverExactlyThisInvites() {
        takesEffect(pair("laptop", BOB));
        isRefused(pair("phone", MALLORY, DeviceRole.PERSON, invited("phone", DeviceRole.PERSON, BOB)), "no-operator");
        takesEffect(pair("ops", OPERATOR, DeviceRole.OPERATOR, new Invitation.Terminal()));

        isRefused(
                pair("phone", MALLORY, DeviceRole.PERSON, invited("phone", DeviceRole.PERSON, MALLORY)), "not-signed");
        isRefused(
                pair("phone", MALLORY, DeviceRole.OPERATOR, invited("phone", DeviceRole.PERSON, OPERATOR)),
                "not-signed");
        isRefused(
                pair("tablet", MALLORY, DeviceRole.PERSON, invited("phone", DeviceRole.PERSON, OPERATOR)),
                "not-signed");
        DeviceConsent over = new DeviceConsent(group.id(), "phone", 0, new Matter.Invite(DeviceRole.PERSON, 999));
        isRefused(
                pair("phone", ALICE, DeviceRole.PERSON, new Invitation.Operator("ops", 999, over.sign(OPERATOR))),
                "invitation-expired");
        isRefused(pair("ops2", MALLORY, DeviceRole.OPERATOR, new Invitation.Terminal()), "operator-needed");
        takesEffect(pair("ops2", ALICE, DeviceRole.OPERATOR, invited("ops2", DeviceRole.OPERATOR, OPERATOR)));
    }

    @Test
    void aKeyStandsForOneMemberAlone() {
        takesEffect(pair("phone", ALICE));
        isRefused(pair("tablet", ALICE), "key-in-use");
        isRefused(pair("tablet", Groups.replicaKey(0)), "key-in-use");
        isRefused(pair("tablet", Groups.clientKey()), "key-in-use");
    }

    @Test
    void whatIsSignedAndWhatIsNotAreDecidedInTiersOfTheirOwn() {
        takesEffect(pair("phone", ALICE));
        Remove lost = new Remove("phone", service.devices().version("phone"), Optional.empty());

        assertThat(objection(request(
                        "standard", JsonWriter.compact(pair("tablet", BOB).json()))))
                .contains("wrong-tier");
        assertThat(objection(request(ChangeDeviceCheck.TIER, JsonWriter.compact(lost.json()))))
                .contains("wrong-tier");
        assertThat(objection(request(lost))).isEmpty();
    }

    @Test
    void onlyTheGateItselfSpeaksForItsTerminal() {
        SignedRequest request = request(pair("phone", ALICE));
        assertThat(ChangeDeviceCheck.judge(request, "gate").answer()).isEqualTo(Answer.APPROVE);
        assertThat(ChangeDeviceCheck.judge(request, "agent").reasonCode()).isEqualTo("foreign-change");
        assertThat(ChangeDeviceCheck.judge(request, "").reasonCode()).isEqualTo("foreign-change");
        assertThat(ChangeDeviceCheck.judge(
                                request(ChangeDeviceCheck.TIER, "{\"kind\":\"execute_tool\",\"tool\":\"shell\"}"),
                                "gate")
                        .reasonCode())
                .isEqualTo("not-a-device");
    }

    @Test
    void theFileOfAnEarlierBuildIsTakenOverBeforeAnyOtherChangeOrNotAtAll() {
        ChangeDevice.Adopt adopt = new ChangeDevice.Adopt(
                List.of(new ChangeDevice.Kept("phone", raw(ALICE), 5), new ChangeDevice.Kept("laptop", raw(BOB), 6)));
        takesEffect(adopt);
        assertThat(service.devices().find("phone").orElseThrow().sinceMillis()).isEqualTo(5);
        isRefused(new ChangeDevice.Adopt(List.of(new ChangeDevice.Kept("tablet", raw(MALLORY), 7))), "devices-begun");
    }

    @Test
    void whereNoDeviceWasEverChangedTheStateIsAsItWasBeforeThereWereAny() {
        State state = Fixture.state();
        assertThat(state.parts())
                .extracting(Part::name)
                .doesNotContain("devices")
                .hasSize(9);
    }

    @Test
    void theDevicesGoFromReplicaToReplicaWithTheState() {
        for (int i = 0; i < 70; i++) {
            takesEffect(pair("device-" + i, MALLORY));
            takesEffect(remove("device-" + i, "device-" + i, MALLORY));
        }
        takesEffect(pair("phone", ALICE));
        DecisionService copy = DecisionService.of(group, Groups.SCHEME);
        copy.restore(service.snapshot());

        assertThat(copy.devices()).isEqualTo(service.devices());
        assertThat(copy.snapshot()).isEqualTo(service.snapshot());
        assertThat(service.devices().gone()).hasSize(DeviceTable.MOST);
        assertThat(service.devices().version("device-0"))
                .as("a name that was forgotten never comes back to a version that it had")
                .isEqualTo(service.devices().floor())
                .isGreaterThan(2);
    }

    @Test
    void everyFormIsReadAsItWasWritten() throws JsonRejected {
        takesEffect(pair("ops", OPERATOR, DeviceRole.OPERATOR, new Invitation.Terminal()));
        takesEffect(pair("phone", ALICE));
        for (ChangeDevice change : List.of(
                pair("tablet", BOB),
                pair("tablet", BOB, DeviceRole.PERSON, new Invitation.Host()),
                pair("tablet", BOB, DeviceRole.OPERATOR, invited("tablet", DeviceRole.OPERATOR, OPERATOR)),
                replace("phone", BOB, ALICE),
                remove("phone", "ops", OPERATOR),
                new Remove("phone", 2, Optional.empty()),
                new ChangeDevice.Adopt(List.of(new ChangeDevice.Kept("phone", raw(ALICE), 5))))) {
            Bytes action = Bytes.wrap(JsonWriter.compactBytes(change.json()));
            assertThat(ChangeDevice.read(action)).isEqualTo(change);
            assertThat(SystemKind.of(action)).contains(SystemKind.CHANGE_DEVICE);
            assertThat(change.told()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"change_device\"}",
                "{\"kind\":\"change_device\",\"change\":\"take\",\"device\":\"phone\",\"version\":0}",
                "{\"kind\":\"change_device\",\"change\":\"remove\",\"device\":\"../phone\",\"version\":0}",
                "{\"kind\":\"change_device\",\"change\":\"remove\",\"device\":\"phone\",\"version\":-1}",
                "{\"kind\":\"change_device\",\"change\":\"remove\",\"device\":\"phone\",\"version\":0,\"signer\":\"a\"}",
                "{\"kind\":\"change_device\",\"change\":\"remove\",\"device\":\"phone\",\"version\":0,\"more\":1}"
            })
    void whatIsNoChangeIsDeniedAndChangesNothing(String action) {
        SignedRequest request = request("standard", action);
        assertThat(objection(request)).contains("malformed-change");
        Fixture.execute(service, new DecisionEntry(request, Outcome.APPROVED, List.of()));
        assertThat(service.devices()).isEqualTo(DeviceTable.EMPTY);
    }

    @Test
    void signaturesOfDevicesAreVerifiedByTheSchemeThatTheGateWasOpenedWith() throws PolicyRejected {
        CountingScheme counting = new CountingScheme();
        SignedRequest pairing = request(pair("phone", ALICE));

        DecisionService counted = DecisionService.of(group, counting);
        Fixture.execute(counted, new DecisionEntry(pairing, Outcome.APPROVED, List.of()));
        assertThat(counted.devices().find("phone")).isPresent();
        assertThat(counting.verified()).isEqualTo(1);

        Charter charter = CharterReader.defaultCharter();
        CharterLibrary library = new CharterLibrary(
                group.frame(),
                (next, replica, index) -> next.judgeOf(replica, index, JudgeFactory.installed()),
                new CompiledCharter(charter, Tiers.of(charter), List.of()));
        assertThat(new StateChecks(library, counting).objection(pairing, StateChecks.View.of(service), Optional::empty))
                .isEmpty();
        assertThat(counting.verified()).isEqualTo(2);
    }

    @Test
    void noCharterDefinesTheTierOfDevices() {
        CharterRules rules =
                new CharterRules(1, new java.util.TreeMap<>(java.util.Map.of(ChangeDeviceCheck.TIER, TierRule.of(3))));
        assertThatThrownBy(() -> rules.checkedFor(4)).hasMessageContaining("kept for the changes of devices");
    }
}

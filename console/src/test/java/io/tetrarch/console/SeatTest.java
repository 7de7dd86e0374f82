package io.tetrarch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.gate.device.DeviceAnswer;
import io.tetrarch.gate.device.DeviceConsent;
import io.tetrarch.gate.device.DeviceConsent.Matter;
import io.tetrarch.gate.device.DevicePairing;
import io.tetrarch.gate.device.DeviceRole;
import io.tetrarch.gate.device.OperatorOrder;
import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.node.device.PairedDevice;
import io.tetrarch.node.device.PendingApproval;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alice judges on her phone, Bob on his laptop. Mallory is a process of the same machine, the gated agent say: everything
 * of the HTTP API is open to it, and neither their keys nor the server's terminal are.
 */
@Timeout(240)
final class SeatTest {
    private static final String CHARTER = """
        version: 1
        categories:
          deploy: [deploy]
        tiers:
          - name: ordinary
            demand: quorum
            deadlineMillis: 60000
            judgeMillis: 60000
        judges:
          analytical:
            about: Alice looks at it.
            person: {device: phone}
          creative:
            about: Bob looks at it.
            person: {device: laptop}
          adversarial:
            about: Approves of everything.
            policy:
              rules: []
              otherwise: {answer: approve, reason: anything, text: Anything goes.}
          domain_expert:
            about: Approves of everything too.
            policy: {rules: [], otherwise: {answer: approve, reason: anything, text: Anything goes.}}
        """;

    private static final SigningKey ALICE = key(1);
    private static final SigningKey BOB = key(2);
    private static final SigningKey MALLORY = key(66);

    @TempDir
    Path folder;

    private Server server;

    @BeforeEach
    void twoPeopleArePaired() {
        serve();
        pair("phone", ALICE);
        pair("laptop", BOB);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void serve() {
        server = new Server(EmbeddedCluster.builder()
                .charter(CHARTER.getBytes(StandardCharsets.UTF_8))
                .storedIn(folder));
    }

    private static SigningKey key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return Ed25519Provider.PORTABLE.load().signingKey(bytes);
    }

    private static Bytes raw(SigningKey key) {
        return Bytes.wrap(key.verifyingKey().raw());
    }

    private String code(String device, JsonObject.Builder by) {
        HttpResponse<byte[]> invited = server.post(
                "/v1/devices/invitations", by.put("device", device).build().toJson());
        assertThat(invited.statusCode()).as(Server.text(invited)).isEqualTo(201);
        return String.valueOf(Server.json(invited).string("code"));
    }

    private JsonObject.Builder secret() {
        return JsonObject.builder().put("secret", server.secret());
    }

    private String pairing(String device, SigningKey key, String code) {
        return JsonObject.builder()
                .put("device", device)
                .put("key", raw(key).toString())
                .put("code", code)
                .put(
                        "signature",
                        new DevicePairing(server.cluster.group().id(), device, raw(key), code)
                                .sign(key)
                                .toString())
                .build()
                .toJson();
    }

    private String pair(String device, SigningKey key) {
        String pairing = pairing(device, key, code(device, secret()));
        assertThat(server.post("/v1/devices", pairing).statusCode()).isEqualTo(201);
        return pairing;
    }

    private DeviceConsent consent(String device, Matter matter) {
        return new DeviceConsent(
                server.cluster.group().id(),
                device,
                server.cluster.approvals().devices().version(device),
                matter);
    }

    private String removal(String device, String signer, SigningKey key) {
        return JsonObject.builder()
                .put("signer", signer)
                .put("signature", consent(device, new Matter.Remove()).sign(key).toString())
                .build()
                .toJson();
    }

    private String replacement(String device, SigningKey next, SigningKey by) {
        DeviceConsent consent = consent(device, new Matter.Replace(raw(next)));
        return JsonObject.builder()
                .put("key", raw(next).toString())
                .put("possession", consent.sign(next).toString())
                .put("signature", consent.sign(by).toString())
                .build()
                .toJson();
    }

    private int status(String path, String body) {
        return server.post(path, body).statusCode();
    }

    private HttpResponse<byte[]> ask(String action) {
        return server.send(server.request("/v1/decisions")
                .header("Content-Type", "application/json")
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString(action)));
    }

    private PendingApproval waitsForAlice() {
        ask("{\"kind\":\"execute_tool\",\"tool\":\"deploy\",\"service\":\"web\"}");
        Server.await("a question to Alice", () -> aliceIsAsked().isPresent());
        return aliceIsAsked().orElseThrow();
    }

    private Optional<PendingApproval> aliceIsAsked() {
        return server.cluster.approvals().pending().stream()
                .filter(pending -> pending.device().equals("phone"))
                .findFirst();
    }

    private String answer(PendingApproval pending, SigningKey key) {
        long now = System.currentTimeMillis();
        DeviceAnswer statement = server.cluster.approvals().statement(pending, Answer.APPROVE, now);
        return "{\"answer\":\"APPROVE\",\"answeredMillis\":" + now + ",\"signature\":\"" + statement.sign(key) + "\"}";
    }

    /** Every way that led, or might lead, to Alice's seat. */
    private void malloryIsRefusedEverywhere() {
        PendingApproval pending = waitsForAlice();
        assertThat(status("/v1/devices/invitations", "{\"device\":\"phone\"}")).isBetween(403, 409);
        assertThat(status("/v1/devices/invitations", "{\"device\":\"phone\",\"secret\":\"AAAA-AAAA-AAAA\"}"))
                .isBetween(403, 409);
        assertThat(status("/v1/devices/invitations", "{\"device\":\"tablet\"}")).isEqualTo(403);
        assertThat(status("/v1/devices", pairing("phone", MALLORY, "AAAAAAAAAA")))
                .isEqualTo(403);
        assertThat(status("/v1/devices/phone/replacement", replacement("phone", MALLORY, MALLORY)))
                .isEqualTo(422);
        assertThat(status("/v1/devices/phone/removal", removal("phone", "phone", MALLORY)))
                .isEqualTo(422);
        assertThat(status("/v1/devices/phone/removal", removal("phone", "laptop", MALLORY)))
                .isEqualTo(422);
        assertThat(status("/v1/approvals/" + pending.id(), answer(pending, MALLORY)))
                .isEqualTo(422);
        Bytes possession = new DevicePairing(server.cluster.group().id(), "tablet", raw(MALLORY), "X").sign(MALLORY);
        HttpResponse<byte[]> claimed = server.post(
                "/v1/decisions",
                new ChangeDevice.Pair(
                                "tablet",
                                server.cluster.approvals().devices().version("tablet"),
                                new ChangeDevice.NewKey(raw(MALLORY), possession),
                                DeviceRole.OPERATOR,
                                "X",
                                new ChangeDevice.Invitation.Terminal())
                        .json()
                        .toJson());
        assertThat(Server.json(claimed).string("outcome")).isEqualTo("DENIED");

        assertThat(server.cluster.approvals().pending()).contains(pending);
        assertThat(keys()).containsExactly(raw(BOB), raw(ALICE));
        assertThat(status("/v1/approvals/" + pending.id(), answer(pending, ALICE)))
                .isEqualTo(204);
    }

    private List<Bytes> keys() {
        return server.cluster.approvals().devices().devices().stream()
                .map(PairedDevice::key)
                .toList();
    }

    @Test
    void noProcessOfThisMachineTakesAPersonsSeat() {
        malloryIsRefusedEverywhere();
    }

    @Test
    void norAfterARestart() throws Exception {
        server.close();
        serve();
        malloryIsRefusedEverywhere();
    }

    @Test
    void evenTheTerminalsSecretPutsNobodyInAPairedDevicesPlace() {
        HttpResponse<byte[]> refused = server.post(
                "/v1/devices/invitations",
                secret().put("device", "phone").build().toJson());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Server.json(refused).string("detail")).contains("phone is paired already");
    }

    @Test
    void whatWasUsedOnceIsNotUsedAgain() {
        String used = server.secret();
        String pairing = pair("tablet", key(3));
        assertThat(status("/v1/devices/invitations", "{\"device\":\"desk\",\"secret\":\"" + used + "\"}"))
                .isEqualTo(403);
        String own = removal("tablet", "tablet", key(3));
        assertThat(status("/v1/devices/tablet/removal", own)).isEqualTo(200);
        assertThat(status("/v1/devices", pairing)).isEqualTo(403);
        pair("tablet", key(3));
        assertThat(status("/v1/devices/tablet/removal", own)).isEqualTo(422);

        String moved = replacement("tablet", key(4), key(3));
        assertThat(status("/v1/devices/tablet/replacement", moved)).isEqualTo(200);
        assertThat(status("/v1/devices/tablet/replacement", moved)).isEqualTo(422);
    }

    @Test
    void whereThereIsNoTerminalThereIsNoSecretAndTheRefusalSaysWhoInvitesThen() throws Exception {
        try (Console bare = Console.start(ConsoleOptions.local(0), server.cluster, server.cluster)) {
            HttpResponse<byte[]> refused = server.client.send(
                    HttpRequest.newBuilder(URI.create(bare.address().url() + "v1/devices/invitations"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"device\":\"tablet\",\"secret\":\"\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(Server.json(refused).string("detail")).contains("operator device's signature", "no terminal");
        }
    }

    /** The policies of this charter approve of everything else. */
    @Test
    void whatPoliciesApproveOfRemovesNoLostDevice() {
        HttpResponse<byte[]> asked =
                ask("{\"kind\":\"change_device\",\"change\":\"remove\",\"device\":\"phone\",\"version\":1}");
        String decision = "/v1/decisions/" + Server.json(asked).string("id");
        Server.await(
                "the decision",
                () -> !"PENDING".equals(Server.json(server.get(decision)).string("status")));
        assertThat(Server.json(server.get(decision)).string("outcome")).isEqualTo("DENIED");
        assertThat(Server.text(server.get(decision))).contains("lost-device").doesNotContain("anything");
        assertThat(keys()).hasSize(2);
    }

    @Test
    void aLostDeviceIsRemovedByAnotherPersonsAndItsPlaceIsFree() {
        assertThat(status("/v1/devices/phone/removal", removal("phone", "laptop", BOB)))
                .isEqualTo(200);
        pair("phone", key(9));
        assertThat(keys()).containsExactly(raw(BOB), raw(key(9)));
    }

    @Test
    void theLedgerTellsOfEveryChangeAndWhoAgreed() {
        assertThat(status("/v1/devices/phone/replacement", replacement("phone", key(8), ALICE)))
                .isEqualTo(200);
        assertThat(status("/v1/devices/phone/removal", removal("phone", "laptop", BOB)))
                .isEqualTo(200);

        JsonObject devices = Server.json(server.get("/v1/devices"));
        assertThat(((JsonArray) devices.get("history"))
                        .elements().stream().map(each -> ((JsonObject) each).string("told")))
                .containsExactly(
                        "phone is removed, as lost, by the signature of laptop",
                        "phone has another key, by the signature of its old one",
                        "laptop is paired as a device of the role person, invited with the one-time secret of the"
                                + " server's terminal",
                        "phone is paired as a device of the role person, invited with the one-time secret of the"
                                + " server's terminal");
        JsonObject laptop =
                (JsonObject) ((JsonArray) devices.get("devices")).elements().getFirst();
        long index = ((JsonNumber) laptop.get("index")).toLong();
        assertThat(Server.text(server.get("/v1/decisions/" + index)))
                .contains("change_device", "built-in/device", raw(BOB).toString());
        assertThat(server.get("/v1/decisions/" + index + "/proof").statusCode()).isEqualTo(200);
    }

    @Test
    void onlyAnOperatorOrTheTerminalHaltsReplicas() {
        assertThat(status("/v1/replicas/creative/halt", "")).isEqualTo(403);
        assertThat(status("/v1/replicas/creative/halt", "{\"secret\":\"AAAA-AAAA-AAAA\"}"))
                .isEqualTo(403);
        SigningKey ops = key(5);
        String code = code("ops", secret().put("role", "operator"));
        assertThat(status("/v1/devices", pairing("ops", ops, code))).isEqualTo(201);

        assertThat(status("/v1/replicas/creative/halt", order("ops", "halt", MALLORY)))
                .isEqualTo(403);
        assertThat(status("/v1/replicas/creative/halt", order("phone", "halt", ALICE)))
                .isEqualTo(403);
        String halt = order("ops", "halt", ops);
        assertThat(status("/v1/replicas/creative/start", halt)).isEqualTo(403);
        assertThat(status("/v1/replicas/creative/halt", halt)).isEqualTo(200);
        assertThat(status("/v1/replicas/creative/start", order("ops", "start", ops)))
                .isEqualTo(200);
        assertThat(status("/v1/replicas/creative/halt", halt)).as("replayed").isEqualTo(403);
    }

    private String order(String operator, String order, SigningKey key) {
        long now = System.currentTimeMillis();
        return JsonObject.builder()
                .put("operator", operator)
                .put("orderedMillis", now)
                .put(
                        "signature",
                        new OperatorOrder(server.cluster.group().domain(), operator, order, "creative", now)
                                .sign(key)
                                .toString())
                .build()
                .toJson();
    }

    @Test
    void anOperatorInvitesBySignatureAndTheSecretMakesNoSecondOne() {
        SigningKey ops = key(5);
        assertThat(status("/v1/devices", pairing("ops", ops, code("ops", secret().put("role", "operator")))))
                .isEqualTo(201);
        assertThat(status(
                        "/v1/devices/invitations",
                        secret().put("device", "ops2")
                                .put("role", "operator")
                                .build()
                                .toJson()))
                .isEqualTo(422);

        long until = System.currentTimeMillis() + 60_000;
        DeviceConsent consent = consent("tablet", new Matter.Invite(DeviceRole.PERSON, until));
        JsonObject.Builder by = JsonObject.builder().put("operator", "ops").put("untilMillis", until);
        assertThat(status(
                        "/v1/devices/invitations",
                        by.put("signature", consent.sign(MALLORY).toString())
                                .put("device", "tablet")
                                .build()
                                .toJson()))
                .isEqualTo(422);
        String code = code(
                "tablet",
                JsonObject.builder()
                        .put("operator", "ops")
                        .put("untilMillis", until)
                        .put("signature", consent.sign(ops).toString()));
        assertThat(status("/v1/devices", pairing("tablet", key(7), code))).isEqualTo(201);
    }
}

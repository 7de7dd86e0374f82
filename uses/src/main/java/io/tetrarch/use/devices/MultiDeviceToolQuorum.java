package io.tetrarch.use.devices;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Execution;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.device.DeviceRefused;
import io.tetrarch.node.device.PendingApproval;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.proof.action.Action;
import io.tetrarch.use.Stage;
import io.tetrarch.use.Use;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Four people, a device each, and one tool. Each replica's judge is a person who answers on a paired device; three of
 * four run the tool. A device may be silent, its owner may deny, it may be lost: no one device decides anything.
 */
public final class MultiDeviceToolQuorum implements Use {
    private static final String EXACT = "each device is shown exactly the bytes it signs";
    private static final String THREE = "three of four devices run the tool, once";
    private static final String DISSENT = "the one that denied is on record, with its device's signature";
    private static final String TWO = "two devices that deny keep the tool from running";
    private static final String SILENT = "two silent devices approve nothing, and nothing runs";
    private static final String STRANGER = "one device's signature does not pass for another's";
    private static final String LOST = "what a lost device signs after it was replaced is refused";

    private static final long TIER_MILLIS = 20_000;
    private static final long SHORT_MILLIS = 1_500;

    @Override
    public String name() {
        return "multi-device-tool-quorum";
    }

    @Override
    public String title() {
        return "four people's devices; three of them run the tool";
    }

    @Override
    public List<String> claims() {
        return Stream.concat(Stream.of(EXACT, THREE, DISSENT, STRANGER, TWO, SILENT, LOST), LostPhone.CLAIMS.stream())
                .toList();
    }

    @Override
    public void play(Stage stage) throws Exception {
        SignatureScheme scheme = Ed25519Provider.BEST.load();
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                        .signatures(scheme)
                        .replicas(Household.DEVICES)
                        .charter(charter())
                        .storedIn(stage.folder().resolve("group"))
                        .open();
                GuardedExecutor executor = gate.executor()) {
            Household household = new Household(scheme, gate);
            for (String device : Household.DEVICES) {
                household.pair(device);
            }
            stage.step("paired by one-time codes: " + String.join(", ", Household.DEVICES));
            threeRunTheTool(stage, gate, executor, household);
            twoKeepItFromRunning(stage, gate, executor, household);
            silenceRunsNothing(stage, gate, executor, household);
            aLostDeviceIsReplaced(stage, gate, household);
            new LostPhone(stage, gate, executor, household, scheme).play();
        }
    }

    private static void threeRunTheTool(
            Stage stage, EmbeddedCluster gate, GuardedExecutor executor, Household household) throws Exception {
        Path written = stage.folder().resolve("report.md");
        Action action = write(written, "standard");
        CompletableFuture<Decision> asked = gate.decideAsync(action).toCompletableFuture();
        Questions questions = household.nextQuestions(Household.DEVICES.size());
        stage.step("every device shows " + new String(action.bytes(), StandardCharsets.UTF_8));
        stage.check(
                EXACT,
                questions.all().stream()
                        .allMatch(each -> Household.showsWhatItSigns(each)
                                && each.actionHash().equals(action.hash())),
                "SHA3-256 of what each screen shows is " + action.hash().abbreviated() + "..., the request's");

        stage.check(STRANGER, isRefused(household, questions), "the tablet's answer, signed by the phone, was refused");

        household.answer(questions.of("tablet"), Answer.DENY);
        household.awaitDenialBy("tablet");
        for (String device : List.of("laptop", "phone", "desktop")) {
            household.answer(questions.of(device), Answer.APPROVE);
        }
        Decision decision = asked.get(TIER_MILLIS, TimeUnit.MILLISECONDS);
        Execution<Path> first = executor.run(action, decision.proof(), approved -> Files.writeString(written, "ran\n"));
        Execution<Path> again =
                executor.run(action, decision.proof(), approved -> Files.writeString(written, "twice\n"));
        stage.check(
                THREE,
                first instanceof Execution.Ran<?>
                        && again instanceof Execution.NotRun<?>(Execution.Refusal refusal, String why)
                        && refusal == Execution.Refusal.USED
                        && Files.readString(written).equals("ran\n"),
                decision.outcome() + "; " + written.getFileName()
                        + " holds what the first run wrote, the second was refused");
        VerdictVote dissent = decision.verdicts().stream()
                .filter(vote -> vote.replica() == Household.DEVICES.indexOf("tablet"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the tablet's verdict is not in the entry"));
        stage.check(
                DISSENT,
                dissent.verdict().answer() == Answer.DENY
                        && dissent.verdict().explanation().contains("signature "),
                dissent.verdict().explanation());
    }

    private static void twoKeepItFromRunning(
            Stage stage, EmbeddedCluster gate, GuardedExecutor executor, Household household) throws Exception {
        Path written = stage.folder().resolve("never.md");
        Action action = write(written, "standard");
        CompletableFuture<Decision> asked = gate.decideAsync(action).toCompletableFuture();
        for (PendingApproval pending :
                household.nextQuestions(Household.DEVICES.size()).all()) {
            boolean against = List.of("phone", "tablet").contains(pending.device());
            household.answer(pending, against ? Answer.DENY : Answer.APPROVE);
        }
        Decision decision = asked.get(TIER_MILLIS, TimeUnit.MILLISECONDS);
        Execution<Path> run = executor.run(action, decision.proof(), approved -> Files.writeString(written, "ran\n"));
        stage.check(
                TWO,
                decision.outcome() == Outcome.DENIED && run instanceof Execution.NotRun<?> && !Files.exists(written),
                decision.outcome() + "; the executor refused, and there is no " + written.getFileName());
    }

    private static void silenceRunsNothing(
            Stage stage, EmbeddedCluster gate, GuardedExecutor executor, Household household) throws Exception {
        Path written = stage.folder().resolve("silence.md");
        Action action = write(written, "brief");
        CompletableFuture<Decision> asked = gate.decideAsync(action).toCompletableFuture();
        Questions questions = household.nextQuestions(Household.DEVICES.size());
        household.answer(questions.of("laptop"), Answer.APPROVE);
        household.answer(questions.of("phone"), Answer.APPROVE);
        stage.step("laptop and phone approve; tablet and desktop lie in a drawer");
        Decision decision = asked.get(TIER_MILLIS, TimeUnit.MILLISECONDS);
        Execution<Path> run = executor.run(action, decision.proof(), approved -> Files.writeString(written, "ran\n"));
        stage.check(
                SILENT,
                decision.outcome() != Outcome.APPROVED && run instanceof Execution.NotRun<?> && !Files.exists(written),
                decision.outcome() + " when the time was up; there is no " + written.getFileName());
    }

    private static void aLostDeviceIsReplaced(Stage stage, EmbeddedCluster gate, Household household) throws Exception {
        Action action = write(stage.folder().resolve("lost.md"), "standard");
        CompletableFuture<Decision> asked = gate.decideAsync(action).toCompletableFuture();
        Questions questions = household.nextQuestions(Household.DEVICES.size());
        SigningKey lost = household.key("phone");
        boolean taken = household.mayBeInvited("phone");
        household.remove("phone", "laptop");
        household.pair("phone");
        stage.step("the phone is lost; the laptop signs for its removal, and a new one is paired in its place");
        boolean refused = false;
        try {
            household.answer(questions.of("phone"), Answer.APPROVE, lost);
        } catch (DeviceRefused e) {
            refused = e.reason() == DeviceRefused.Reason.SIGNATURE;
        }
        for (PendingApproval pending : questions.all()) {
            household.answer(pending, Answer.APPROVE);
        }
        Decision decision = asked.get(TIER_MILLIS, TimeUnit.MILLISECONDS);
        stage.check(
                LOST,
                !taken && refused && decision.isApproved(),
                "nobody could be invited in its place before it was removed; the lost phone's signature was refused,"
                        + " the new one's counted: "
                        + decision.outcome());
    }

    private static boolean isRefused(Household household, Questions questions) {
        try {
            household.answer(questions.of("tablet"), Answer.APPROVE, household.key("phone"));
            return false;
        } catch (DeviceRefused e) {
            return e.reason() == DeviceRefused.Reason.SIGNATURE;
        }
    }

    static Action write(Path file, String hurry) throws JsonRejected {
        return Action.parse(("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"" + file + "\",\"hurry\":\""
                        + hurry + "\"}")
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Each judge is a person; what is brief is not waited for long. */
    private static byte[] charter() {
        StringBuilder yaml = new StringBuilder();
        yaml.append("version: 1\ncategories:\n  file_write: [fs_write]\ntiers:\n");
        yaml.append(tier("brief", "has(p.hurry) && p.hurry == 'brief'", SHORT_MILLIS));
        yaml.append(tier("people", "", TIER_MILLIS)).append("judges:\n");
        for (String device : Household.DEVICES) {
            yaml.append("  ").append(device).append(":\n").append(person(device));
        }
        return yaml.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String person(String device) {
        return "    about: Its owner looks at the action.\n    person: {device: " + device + "}\n";
    }

    private static String tier(String name, String when, long millis) {
        return "  - name: " + name + "\n" + (when.isEmpty() ? "" : "    when: \"" + when + "\"\n")
                + "    demand: quorum\n    deadlineMillis: " + millis + "\n    judgeMillis: " + millis + "\n";
    }
}

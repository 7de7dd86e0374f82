package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Execution;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.client.journal.JournalRefusedException;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.embedded.home.Refounding;
import io.tetrarch.embedded.home.Repair;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that are not as far as they were: what was decided there is not decided again, and what ran does not run again. */
class SetBackFolderTest {
    private static final SignatureScheme SCHEME = Ed25519Provider.BEST.load();
    private static final List<String> REPLICAS = List.of("analytical", "creative", "adversarial", "domain_expert");

    @TempDir
    Path folder;

    private static EmbeddedCluster open(Path data) throws IOException, HomeRefused {
        return EmbeddedCluster.builder().storedIn(data).open();
    }

    private static Decision decideOnce(Path data, String path) throws Exception {
        try (EmbeddedCluster gate = open(data)) {
            return gate.decide(DecidingProcess.action(path));
        }
    }

    private static Path store(Path data, String replica) {
        return data.resolve("replicas").resolve(replica);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static String loss(Path data) throws Exception {
        try (Inspection inspection = Inspection.open(data, SCHEME)) {
            return inspection.loss().orElse("none");
        }
    }

    @Test
    void withoutTheNewestLogsOfAllReplicasNothingIsDecided() throws Exception {
        decideOnce(data(), "/tmp/first");
        decideOnce(data(), "/tmp/second");
        for (String replica : REPLICAS) {
            Files.delete(HurtFiles.files(store(data(), replica), ".log").getLast());
        }

        assertThatThrownBy(() -> open(data()))
                .isInstanceOf(HomeRefused.class)
                .hasMessageStartingWith(data() + ": the ledger has had 2 entries, root ")
                .hasMessageContaining(", and the stores have 1 entries, root ")
                .hasMessageContaining("'tetrarch group refound'");
        assertThat(loss(data())).startsWith("the ledger has had 2 entries, root ");
    }

    @Test
    void aWholeFolderOfStoresFromABackupIsNotTakenForTheLatest() throws Exception {
        decideOnce(data(), "/tmp/first");
        HurtFiles.copy(data().resolve("replicas"), folder.resolve("backup"));
        decideOnce(data(), "/tmp/second");
        HurtFiles.delete(data().resolve("replicas"));
        HurtFiles.copy(folder.resolve("backup"), data().resolve("replicas"));

        assertThatThrownBy(() -> open(data()))
                .isInstanceOf(HomeRefused.class)
                .hasMessageContaining("the ledger has had 2 entries");
    }

    @Test
    void aLedgerWithAnotherRootAtThatPlaceIsRefused() throws Exception {
        decideOnce(data(), "/tmp/first");
        Path other = folder.resolve("other");
        HurtFiles.copy(data(), other);
        decideOnce(data(), "/tmp/here");
        decideOnce(other, "/tmp/there");
        HurtFiles.delete(data().resolve("replicas"));
        HurtFiles.copy(other.resolve("replicas"), data().resolve("replicas"));

        assertThatThrownBy(() -> open(data()))
                .isInstanceOf(HomeRefused.class)
                .hasMessageContaining(", and the stores have another, whose first 2 entries have root ");
    }

    @Test
    void whereAllStoresAreGoneNoneIsMadeInTheirPlace() throws Exception {
        decideOnce(data(), "/tmp/first");
        for (String replica : REPLICAS) {
            HurtFiles.delete(store(data(), replica));
        }

        assertThatThrownBy(() -> open(data()))
                .isInstanceOf(HomeRefused.class)
                .hasMessageContaining("(missing: analytical, creative, adversarial, domain_expert)");
        assertThat(loss(data())).endsWith(", and the stores have none of it");
        assertThat(store(data(), "creative")).doesNotExist();
    }

    /** It loses what was executed and not what was voted: that is no loss, though every ledger is shorter. */
    @Test
    void aLossOfPowerThatTookTheLastEntryFromEveryLedgerIsMadeGood() throws Exception {
        decideOnce(data(), "/tmp/first");
        Decision last = decideOnce(data(), "/tmp/second");
        for (String replica : REPLICAS) {
            while (size(data(), replica) > 1) {
                HurtFiles.dropLastRecord(store(data(), replica));
            }
        }

        assertThat(loss(data())).isEqualTo("none");
        try (EmbeddedCluster gate = open(data())) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/third")).ledgerIndex())
                    .isEqualTo(2);
            assertThat(digestAt(gate, 1)).isEqualTo(last.request().digest());
        }
    }

    private static long size(Path data, String replica) throws Exception {
        try (Inspection inspection = Inspection.open(data, SCHEME)) {
            LedgerArchive archive = inspection.ledgers().get(replica);
            return archive == null ? 0 : archive.size();
        }
    }

    private static Digest digestAt(EmbeddedCluster gate, long index) throws IOException {
        return gate.ledger().pieceWith(index).orElseThrow().batches().getLast().entries().stream()
                .map(entry -> (io.tetrarch.pbft.message.DecisionEntry) entry)
                .map(entry -> entry.request().digest())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFolderOfAnEarlierBuildIsMarkedOnceAndSaysSo() throws Exception {
        HurtFiles.unpack("folder-without-a-mark.zip", data());
        assertThat(loss(data())).isEqualTo("none");
        try (EmbeddedCluster gate = open(data())) {
            assertThat(gate.notices())
                    .hasSize(2)
                    .anySatisfy(notice -> assertThat(notice.line())
                            .startsWith(data().resolve("ledger.mark") + " is made, since an earlier build made none")
                            .contains("the ledger has 4 entries"));
            assertThat(gate.decide(DecidingProcess.action("/tmp/more")).ledgerIndex())
                    .isEqualTo(4);
            try (GuardedExecutor executor = gate.executor()) {
                assertThat(executor.receipts().unknownOutcomes()).isEmpty();
            }
        }
        try (EmbeddedCluster gate = open(data())) {
            assertThat(gate.notices()).isEmpty();
        }
        HurtFiles.delete(data().resolve("executor.log"));
        HurtFiles.delete(data().resolve("executor"));
        assertThatThrownBy(() -> open(data())).hasMessageContaining("executor.log is missing, and had used 1 requests");
    }

    @Test
    void aMarkThatIsGoneOrDamagedIsNotTakenForOneThatWasNeverMade() throws Exception {
        decideOnce(data(), "/tmp/first");
        Path mark = data().resolve("ledger.mark");
        String whole = Files.readString(mark);
        Files.writeString(mark, whole.replace("\"entries\": 1", "\"entries\": 0"));
        assertThatThrownBy(() -> open(data()))
                .isInstanceOf(HomeRefused.class)
                .hasMessageStartingWith(mark + ":")
                .hasMessageContaining("the file is damaged");
        Files.delete(mark);
        assertThatThrownBy(() -> open(data()))
                .isInstanceOf(HomeRefused.class)
                .hasMessageStartingWith(mark + " is missing: ")
                .hasMessageContaining("'tetrarch repair --mark'");

        assertThat(new Repair(data(), SCHEME).mark("Ada", 1).entries()).isEqualTo(1);
        assertThat(decideOnce(data(), "/tmp/second").ledgerIndex()).isEqualTo(1);
        assertThatThrownBy(() -> new Repair(data(), SCHEME).mark("Ada", 1)).hasMessageContaining("nothing to repair");
    }

    @Test
    void numbersThatWereSetBackAreRefusedWithTheirCause() throws Exception {
        decideOnce(data(), "/tmp/first");
        Path numbers = data().resolve("gate.numbers");
        String before = Files.readString(numbers);
        long used = decideOnce(data(), "/tmp/second").requestId().number();
        Files.writeString(numbers, before);

        assertThatThrownBy(() -> open(data()))
                .isInstanceOf(HomeRefused.class)
                .hasMessage(numbers + " was set back: it says that no number above " + before.strip()
                        + " is in use, and the ledger has request " + used + " of this client; put it back, or write "
                        + used + " into it");
        Files.writeString(numbers, used + "\n");
        assertThat(decideOnce(data(), "/tmp/third").isApproved()).isTrue();
        Files.delete(numbers);
        assertThatThrownBy(() -> open(data())).isInstanceOf(HomeRefused.class).hasMessageContaining("is missing");
    }

    private static Execution<String> run(EmbeddedCluster gate, Action action, Decision decision) throws Exception {
        try (GuardedExecutor executor = gate.executor()) {
            return executor.run(action, decision.proof(), ran -> "ran");
        }
    }

    @Test
    void anApprovalDoesNotRunAgainForAJournalThatForgotIt() throws Exception {
        Action action = DecidingProcess.action("/tmp/once");
        Decision approval;
        Decision idle;
        Path journal = data().resolve("executor.log");
        Path older = folder.resolve("older");
        try (EmbeddedCluster gate = open(data())) {
            assertThat(run(gate, action, gate.decide(action))).isInstanceOf(Execution.Ran.class);
            Files.copy(journal, older);
            approval = gate.decide(action);
            assertThat(run(gate, action, approval)).isInstanceOf(Execution.Ran.class);
            idle = gate.decide(DecidingProcess.action("/tmp/never-begun"));
        }
        Files.delete(journal);
        Files.copy(older, journal);
        try (EmbeddedCluster gate = open(data())) {
            assertThatThrownBy(gate::executor)
                    .isInstanceOf(JournalRefusedException.class)
                    .hasMessageStartingWith(journal + " has used 1 requests, and had used 2: it was set back; ");
        }
        Repair repair = new Repair(data(), SCHEME);
        HurtFiles.delete(journal);
        HurtFiles.delete(data().resolve("executor"));
        assertThatThrownBy(() -> open(data()))
                .isInstanceOf(HomeRefused.class)
                .hasMessageStartingWith(journal + " is missing, and had used 2 requests; ")
                .hasMessageContaining("'tetrarch repair --journal'");

        repair.journal("Ada", approval.request().request().validity().notBeforeMillis() + 1);

        try (EmbeddedCluster gate = open(data())) {
            for (Decision before : List.of(approval, idle)) {
                assertThat(run(gate, Action.parse(before.request().action().readOnlyArray()), before))
                        .isInstanceOfSatisfying(Execution.NotRun.class, not -> {
                            assertThat(not.refusal()).isEqualTo(Execution.Refusal.USED);
                            assertThat(not.explanation()).contains("was decided before this executor's journal began");
                        });
            }
            assertThat(run(gate, action, gate.decide(action))).isInstanceOf(Execution.Ran.class);
        }
        assertThatThrownBy(() -> repair.journal("Ada", 1)).hasMessageContaining("nothing to repair");
    }

    @Test
    void aJournalOfAnotherGroupIsRefusedAndLeftAsItIs() throws Exception {
        Path other = folder.resolve("other");
        for (Path each : List.of(data(), other)) {
            try (EmbeddedCluster gate = open(each)) {
                gate.executor().close();
            }
        }
        Path journal = data().resolve("executor.log");
        Files.delete(journal);
        Files.copy(other.resolve("executor.log"), journal);
        byte[] bytes = Files.readAllBytes(journal);

        assertThatThrownBy(() -> open(data()))
                .isInstanceOf(HomeRefused.class)
                .hasMessageStartingWith(journal + " is of group ");
        assertThat(journal).hasBinaryContent(bytes);
    }

    @Test
    void aNewGroupIsFoundedInThePlaceOfOneThatLostItsLedger() throws Exception {
        Decision decision = decideOnce(data(), "/tmp/first");
        Digest lost = Digest.ofHex(id(data()));
        for (String replica : REPLICAS) {
            HurtFiles.delete(store(data(), replica));
        }

        Refounding.Founded founded = refound();

        assertThat(founded.aside()).isEqualTo(data().resolve("lost-1"));
        assertThat(founded.group().id()).isNotEqualTo(lost);
        assertThat(data().resolve("lost-1")).isDirectoryContaining("glob:**/{group.json,keys,ledger.mark}");
        assertThat(Files.readString(data().resolve("lost.json")))
                .contains("\"group\": \"" + lost + "\"", "\"entries\": 1", "\"acceptedBy\": \"Ada\"");
        assertThat(new ProofVerifier(founded.group(), SCHEME).verify(decision.proof()))
                .isInstanceOf(Verification.NotAuthentic.class);
        assertThat(decideOnce(data(), "/tmp/new").ledgerIndex()).isZero();
        assertThatThrownBy(this::refound).isInstanceOf(HomeRefused.class).hasMessageContaining("nothing is lost here");
    }

    private Refounding.Founded refound() throws IOException, HomeRefused {
        return new Refounding(data(), SCHEME).found(Passphrase.NONE, "Ada", Instant.EPOCH);
    }

    private static String id(Path data) throws IOException, HomeRefused, JsonRejected {
        return io.tetrarch.proof.group.GroupFile.read(Files.readAllBytes(data.resolve("group.json")), SCHEME)
                .id()
                .toString();
    }

    @Test
    void aRefoundingThatWasCutShortIsTakenUpAndNothingElseIsDoneBefore() throws Exception {
        decideOnce(data(), "/tmp/first");
        HurtFiles.delete(store(data(), "creative"));
        HurtFiles.delete(store(data(), "adversarial"));
        String lost = id(data());
        byte[] intent = "{}\n".getBytes(StandardCharsets.UTF_8);
        Files.write(Files.createDirectory(data().resolve("lost-1")).resolve("refounding.json"), intent);
        for (String moved : List.of("group.json", "keys", "charter.yaml")) {
            Files.move(data().resolve(moved), data().resolve("lost-1").resolve(moved));
        }

        assertThatThrownBy(() -> open(data()))
                .isInstanceOf(HomeRefused.class)
                .hasMessageContaining("'tetrarch group refound' takes it up");
        refound();

        assertThat(id(data())).isNotEqualTo(lost);
        assertThat(id(data().resolve("lost-1"))).isEqualTo(lost);
        assertThat(data().resolve("lost.json")).hasBinaryContent(intent);
        assertThat(data().resolve("lost-1/replicas/analytical")).isDirectory();
        assertThat(decideOnce(data(), "/tmp/new").ledgerIndex()).isZero();
    }

    @Test
    void aProcessThatIsKilledLeavesAMarkThatIsNoFurtherThanItsLedger() throws Exception {
        Process process = DecidingProcess.start(data());
        try (var out = process.inputReader(StandardCharsets.US_ASCII)) {
            for (int i = 0; i < 20; i++) {
                assertThat(out.readLine()).isNotNull();
            }
            process.toHandle().destroyForcibly();
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();

        assertThat(loss(data())).isEqualTo("none");
        assertThat(decideOnce(data(), "/tmp/after").isApproved()).isTrue();
    }
}

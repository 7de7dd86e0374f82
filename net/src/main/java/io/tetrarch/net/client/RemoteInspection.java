package io.tetrarch.net.client;

import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.embedded.journal.ExecutorFiles;
import io.tetrarch.gate.audit.LedgerAudit;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.net.link.Address;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * A group whose replicas run in other processes, by a {@linkplain RemoteLedger copy of its ledger}: epochs, charter and
 * evidence follow from what stands there. What the client's own executor did, its folder knows.
 */
public final class RemoteInspection implements Inspection {
    private static final String LEDGER = "ledger";

    private final ClientFolder home;
    private final SignatureScheme scheme;
    private final RemoteLedger.Copy ledger;
    private final List<Group> groups;
    private final List<Conviction> convictions;
    private final ExecutorFiles.Reading journal;

    private RemoteInspection(
            ClientFolder home, SignatureScheme scheme, RemoteLedger.Copy ledger, List<Group> groups, List<Evidence> all)
            throws IOException {
        this.home = home;
        this.scheme = scheme;
        this.ledger = ledger;
        this.groups = groups;
        List<Conviction> found = new ArrayList<>();
        for (Evidence evidence : all) {
            Conviction conviction = new Conviction(groupOf(evidence), evidence);
            if (found.stream().noneMatch(conviction::isOf)) {
                found.add(conviction);
            }
        }
        this.convictions = List.copyOf(found);
        this.journal = home.openJournalForReading();
    }

    /**
     * Reads all of the ledger.
     *
     * @throws IOException if no replica answers, or what a quorum signed does not hold
     */
    public static RemoteInspection open(ClientFolder home, SignatureScheme scheme, List<Address> addresses)
            throws IOException, InterruptedException {
        List<Evidence> evidence = new ArrayList<>();
        LedgerAudit audit = new LedgerAudit(home.group(), scheme, batch -> note(batch, evidence));
        RemoteLedger.Copy ledger = RemoteLedger.read(home, scheme, addresses, audit);
        if (ledger.broken().isPresent()) {
            throw new IOException("the ledger that a quorum signed does not hold: "
                    + ledger.broken().get().line());
        }
        return new RemoteInspection(home, scheme, ledger, audit.groups(), evidence);
    }

    private static void note(Batch batch, List<Evidence> evidence) {
        batch.entries().forEach(entry -> {
            if (entry instanceof EvidenceEntry accused) {
                evidence.add(accused.evidence());
            }
        });
    }

    /** Evidence does not say which epoch it is of: its signatures are good in no other. */
    private Group groupOf(Evidence evidence) throws IOException {
        return groups.stream()
                .filter(each -> new Authenticator(each.keyring(scheme), each.domain()).isAuthentic(evidence))
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "evidence against replica " + evidence.slot().replica() + " proves nothing in any epoch"));
    }

    /** How far the ledger goes, and by whose word no further, in a line. */
    public String end() {
        return ledger.end();
    }

    /** What replicas sent that proves nothing, a line each. */
    public List<String> notices() {
        return ledger.notices();
    }

    @Override
    public Group group() {
        return home.group();
    }

    @Override
    public List<Group> groups() {
        return groups;
    }

    @Override
    public Charter charter() {
        return home.charter();
    }

    @Override
    public byte[] charterFile() throws IOException {
        return home.charterFile();
    }

    @Override
    public Optional<Path> lostGroup() {
        return Optional.empty();
    }

    /** One, which a quorum signed, whoever kept it. */
    @Override
    public SequencedMap<String, LedgerArchive> ledgers() {
        SequencedMap<String, LedgerArchive> ledgers = new LinkedHashMap<>();
        ledgers.put(LEDGER, ledger.archive());
        return ledgers;
    }

    @Override
    public NavigableMap<String, String> damaged() {
        return new TreeMap<>();
    }

    @Override
    public Optional<String> loss() {
        return Optional.empty();
    }

    /** Those that stand on the ledger. */
    @Override
    public List<Conviction> convictions() {
        return convictions;
    }

    @Override
    public Optional<ExecutionJournal.Run> run(RequestId request) throws IOException {
        return journal.find(request);
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}

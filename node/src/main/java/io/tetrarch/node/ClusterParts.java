package io.tetrarch.node;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.amendment.CharterLibrary;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.QuotaMeter;
import io.tetrarch.gate.group.Group;
import io.tetrarch.gate.proof.DecisionProof;
import io.tetrarch.gate.proof.ProofVerifier;
import io.tetrarch.gate.service.CharterBook;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.node.client.SubmissionDesk;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.executor.Filing;
import io.tetrarch.node.executor.GuardedExecutor;
import io.tetrarch.node.home.Home;
import io.tetrarch.node.home.Plan;
import io.tetrarch.node.replica.ReplicaSet;
import io.tetrarch.node.replica.TimeSource;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.node.store.ReplicaStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a cluster is assembled from. */
final class ClusterParts {
    /** Entries of the ledger that quotas look back on after a start. */
    private static final int REMEMBERED = 4_000;

    private final Home home;
    private final Group group;
    private final Charter charter;
    private final SignatureScheme scheme;
    private final CharterLibrary library;
    private final List<DecisionService> services = new ArrayList<>();
    private final RequestSigner client;
    private final Authenticator clientsAuthenticator;
    private final List<MessageSigner> signers = new ArrayList<>();
    private final List<Authenticator> authenticators = new ArrayList<>();
    private final List<ReplicaStore> stores;
    private final AmendmentProofs amendments;
    private final Approvals approvals;

    ClusterParts(
            Home home, SignatureScheme scheme, CharterLibrary library, List<ReplicaStore> stores, Approvals approvals) {
        this.approvals = approvals;
        this.home = home;
        this.group = home.group();
        this.charter = home.charter();
        this.library = library;
        this.scheme = scheme;
        this.client = new RequestSigner(home.gateKey());
        this.clientsAuthenticator = new Authenticator(group.keyring(scheme), group.domain());
        home.replicaKeys().forEach(key -> {
            signers.add(new MessageSigner(key, group.domain()));
            services.add(group.decisionService());
            authenticators.add(new Authenticator(group.keyring(scheme), group.domain()));
        });
        this.stores = List.copyOf(stores);
        this.amendments = new AmendmentProofs(
                group, this.stores.stream().map(ReplicaStore::archive).toList());
    }

    Approvals approvals() {
        return approvals;
    }

    Home home() {
        return home;
    }

    Group group() {
        return group;
    }

    Charter charter() {
        return charter;
    }

    CharterLibrary library() {
        return library;
    }

    /**
     * The charters as a quorum of the replicas knows them, or newer: a request under the one in force there is not taken
     * for one that comes too early.
     */
    CharterBook charters() {
        return services.stream()
                .map(DecisionService::charters)
                .sorted(Comparator.comparingLong(
                                (CharterBook book) -> book.current().version())
                        .reversed())
                .skip(group.quorum() - 1L)
                .findFirst()
                .orElseThrow();
    }

    /** The longest: a decision is known as soon as one replica has executed it. */
    LedgerArchive ledger() throws IOException {
        LedgerArchive longest = stores.getFirst().archive();
        for (ReplicaStore store : stores) {
            longest = store.archive().size() > longest.size() ? store.archive() : longest;
        }
        return longest;
    }

    SubmissionDesk.Client client() throws IOException {
        return new SubmissionDesk.Client(group.configuration(0), client, clientsAuthenticator, home.requestNumbers());
    }

    /** By the index of their replica. */
    List<DecisionService> services() {
        return List.copyOf(services);
    }

    List<DecisionProof.Amendment> amendments(long version) {
        return amendments.upTo(version, charters().amendments());
    }

    List<ReplicaSet.Seat> seats() {
        List<ReplicaSet.Seat> seats = new ArrayList<>();
        CaseReader cases = new CaseReader(group);
        for (int i = 0; i < stores.size(); i++) {
            DecisionService service = services.get(i);
            seats.add(new ReplicaSet.Seat(
                    group.configuration(i),
                    service,
                    signers.get(i),
                    authenticators.get(i),
                    stores.get(i),
                    new CharterJudge(i, group, service, library, meter(stores.get(i)), cases)));
        }
        return seats;
    }

    private static QuotaMeter meter(ReplicaStore store) {
        return new QuotaMeter(() -> {
            try {
                return store.archive().latestDecisions(REMEMBERED);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    GuardedExecutor executor(Filing filing) throws IOException {
        return new GuardedExecutor(
                Plan.GATE, new ProofVerifier(group, scheme), home.openJournal(), TimeSource.SYSTEM, filing);
    }

    Work work(long messages) {
        List<Authenticator> all = Stream.concat(authenticators.stream(), Stream.of(clientsAuthenticator))
                .toList();
        return new Work(
                messages,
                client.signaturesMade()
                        + signers.stream()
                                .mapToLong(MessageSigner::signaturesMade)
                                .sum(),
                all.stream().mapToLong(Authenticator::signaturesVerified).sum(),
                all.stream().mapToLong(Authenticator::signaturesRemembered).sum());
    }
}

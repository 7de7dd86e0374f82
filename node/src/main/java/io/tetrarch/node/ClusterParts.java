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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What a cluster is assembled from. */
final class ClusterParts {
    private final Home home;
    private final Group group;
    private final Charter charter;
    private final SignatureScheme scheme;
    private final CharterLibrary library;
    private final List<DecisionService> services = new CopyOnWriteArrayList<>();
    private final RequestSigner client;
    private final Authenticator clientsAuthenticator;
    private final List<MessageSigner> signers = new ArrayList<>();
    private final List<Authenticator> authenticators = new ArrayList<>();
    private final List<Optional<ReplicaStore>> stores = new CopyOnWriteArrayList<>();
    private final GroupLedger ledger;
    private final AmendmentProofs amendments;
    private final Approvals approvals;
    private final CaseReader cases;

    ClusterParts(
            Home home, SignatureScheme scheme, CharterLibrary library, List<ReplicaStore> stores, Approvals approvals) {
        this.approvals = approvals;
        this.home = home;
        this.group = home.group();
        this.charter = home.charter();
        this.library = library;
        this.cases = new CaseReader(group);
        this.scheme = scheme;
        this.client = new RequestSigner(home.gateKey());
        this.clientsAuthenticator = new Authenticator(group.keyring(scheme), group.domain());
        home.replicaKeys().forEach(key -> {
            signers.add(new MessageSigner(key, group.domain()));
            services.add(group.decisionService());
            authenticators.add(new Authenticator(group.keyring(scheme), group.domain()));
        });
        stores.forEach(store -> this.stores.add(Optional.of(store)));
        List<GroupLedger.Shelf> shelves = new ArrayList<>();
        for (int i = 0; i < stores.size(); i++) {
            int replica = i;
            shelves.add(() -> this.stores.get(replica).map(ReplicaStore::archive));
        }
        this.ledger = new GroupLedger(shelves);
        this.amendments = new AmendmentProofs(group, ledger);
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

    LedgerArchive ledger() {
        return ledger;
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
        for (int i = 0; i < stores.size(); i++) {
            seats.add(seat(i, services.get(i), stores.get(i).orElseThrow()));
        }
        return seats;
    }

    private ReplicaSet.Seat seat(int replica, DecisionService service, ReplicaStore store) {
        return new ReplicaSet.Seat(
                group.configuration(replica),
                service,
                signers.get(replica),
                authenticators.get(replica),
                store,
                new CharterJudge(replica, group, service, library, new QuotaMeter(service::asked), cases));
    }

    /** The replica's store is about to be closed. */
    void leave(int replica) {
        stores.set(replica, Optional.empty());
    }

    /** A seat for a replica that left its own: it has what its store holds, and nothing else of before. */
    ReplicaSet.Seat seatAgain(int replica) throws IOException {
        DecisionService service = group.decisionService();
        ReplicaSet.Seat seat = seat(replica, service, home.openAgain(replica));
        services.set(replica, service);
        return seat;
    }

    /** The replica is at work again, with this store. */
    void join(int replica, ReplicaStore store) {
        stores.set(replica, Optional.of(store));
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

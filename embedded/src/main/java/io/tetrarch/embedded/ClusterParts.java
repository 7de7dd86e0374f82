package io.tetrarch.embedded;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.client.Decision;
import io.tetrarch.client.Filing;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.client.request.GroupClient;
import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.AskedRequests;
import io.tetrarch.embedded.home.Home;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.LedgerMark;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.embedded.home.ReplicaHome;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.judge.CaseReader;
import io.tetrarch.node.judge.CharterJudge;
import io.tetrarch.node.observe.AgreedState;
import io.tetrarch.node.observe.Work;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.node.replica.RequestJudge;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a cluster is assembled from. */
final class ClusterParts {
    private final Home home;
    private final SignatureScheme scheme;
    private final CharterLibrary library;
    private final LocalSeats seats;
    private final AgreedState agreed;
    private final ClientEpochs epochs;
    private final GroupClient.Client client;
    private final List<Optional<ReplicaStore>> stores = new CopyOnWriteArrayList<>();
    private final GroupLedger ledger;
    private final AmendmentProofs amendments;
    private final Approvals approvals;
    private final AskedRequests asked;
    private final GivenAdvice advice = new GivenAdvice();

    ClusterParts(
            Home home, SignatureScheme scheme, CharterLibrary library, List<ReplicaStore> stores, Approvals approvals)
            throws IOException, HomeRefused {
        this.approvals = approvals;
        this.home = home;
        this.asked = home.askedRequests();
        this.scheme = scheme;
        this.library = library;
        this.client = new GroupClient.Client(new RequestSigner(home.gateKey()), home.requestNumbers());
        stores.forEach(store -> this.stores.add(Optional.of(store)));
        List<GroupLedger.Shelf> shelves = new ArrayList<>();
        for (int i = 0; i < stores.size(); i++) {
            int replica = i;
            shelves.add(() -> this.stores.get(replica).map(ReplicaStore::archive));
        }
        this.ledger = new GroupLedger(shelves);
        this.amendments = new AmendmentProofs(ledger);
        FollowedLineage lineage = new FollowedLineage(home.group(), scheme, home::keep);
        this.seats = new LocalSeats(home, scheme, lineage, this::judge);
        this.agreed = new LocalState(seats::services);
        this.epochs = new ClientEpochs(lineage, scheme);
    }

    private RequestJudge judge(int replica, Group group, DecisionService service, CaseReader cases) {
        return advice.heard(replica, new CharterJudge(replica, group, service, library, cases, scheme));
    }

    /** What was asked for by handles. */
    AskedRequests asked() {
        return asked;
    }

    /** As its asker sees it. */
    Decision decision(DecidedEntry decided) {
        Group then = epochs.group(decided.entry().request().request().domain().epoch());
        Digest request = decided.entry().request().digest();
        return new Decision(
                then, decided, version -> amendments(then, version), replica -> advice.of(request, replica));
    }

    Approvals approvals() {
        return approvals;
    }

    ReplicaHome replicaHome() {
        return home;
    }

    LocalSeats seats() {
        return seats;
    }

    /** What the client goes by. */
    ClientEpochs epochs() {
        return epochs;
    }

    /** In its present epoch. */
    Group group() {
        return epochs.group();
    }

    CharterLibrary library() {
        return library;
    }

    /** What a client may ask the replicas for. */
    AgreedState agreed() {
        return agreed;
    }

    LedgerArchive ledger() {
        return ledger;
    }

    /** For the folder to remember. */
    void executed(Executed executed) {
        home.executed(LedgerMark.after(executed.batches().getLast()));
    }

    /** By the index of their replica; all of them, before the first one leaves. */
    List<ReplicaStore> stores() {
        return stores.stream().map(Optional::orElseThrow).toList();
    }

    GroupClient.Client client() {
        return client;
    }

    /** By the index of their replica. */
    List<DecisionService> services() {
        return seats.services();
    }

    List<DecisionProof.Amendment> amendments(Group then, long version) {
        return amendments.upTo(then, version, agreed.charters().amendments());
    }

    /** The replica's store is about to be closed. */
    void leave(int replica) {
        stores.set(replica, Optional.empty());
    }

    /** Opens the store of a replica that left. */
    ReplicaStore openAgain(int replica) throws IOException {
        ReplicaStore store = home.openAgain(replica);
        stores.set(replica, Optional.of(store));
        return store;
    }

    /** Another one, with the only journal that there is. */
    GuardedExecutor executor(Filing filing) throws IOException {
        return new GuardedExecutor(Plan.GATE, epochs::verifier, home.openJournal(), InstantSource.system(), filing);
    }

    /** Whoever opened a store has closed it by then. */
    void closeHome() throws IOException {
        home.close();
    }

    Work work(long messages) {
        return seats.work()
                .plus(epochs.work())
                .plus(new Work(messages, client.signer().signaturesMade(), 0, 0, 0));
    }
}

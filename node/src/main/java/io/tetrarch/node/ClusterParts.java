package io.tetrarch.node;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.group.Group;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.proof.ProofVerifier;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.node.client.SubmissionDesk;
import io.tetrarch.node.executor.GuardedExecutor;
import io.tetrarch.node.home.Home;
import io.tetrarch.node.home.Plan;
import io.tetrarch.node.replica.ReplicaSet;
import io.tetrarch.node.replica.TimeSource;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.node.store.ReplicaStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a cluster is assembled from. */
final class ClusterParts {
    private final Home home;
    private final Group group;
    private final Charter charter;
    private final SignatureScheme scheme;
    private final Tiers tiers;
    private final RequestSigner client;
    private final Authenticator clientsAuthenticator;
    private final List<MessageSigner> signers = new ArrayList<>();
    private final List<Authenticator> authenticators = new ArrayList<>();
    private final List<ReplicaStore> stores;

    ClusterParts(Home home, SignatureScheme scheme, Tiers tiers) throws IOException {
        this.home = home;
        this.group = home.group();
        this.charter = home.charter();
        this.tiers = tiers;
        this.scheme = scheme;
        this.client = new RequestSigner(home.gateKey());
        this.clientsAuthenticator = new Authenticator(group.keyring(scheme), group.domain());
        home.replicaKeys().forEach(key -> {
            signers.add(new MessageSigner(key, group.domain()));
            authenticators.add(new Authenticator(group.keyring(scheme), group.domain()));
        });
        this.stores = home.openStores();
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

    Tiers tiers() {
        return tiers;
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

    List<ReplicaSet.Seat> seats(List<Judge> judges) {
        List<ReplicaSet.Seat> seats = new ArrayList<>();
        for (int i = 0; i < stores.size(); i++) {
            seats.add(new ReplicaSet.Seat(
                    group.configuration(i),
                    new DecisionService(group.membership(), group.charter().rules()),
                    signers.get(i),
                    authenticators.get(i),
                    stores.get(i),
                    new CharterJudge(judges.get(i), group, charter)));
        }
        return seats;
    }

    GuardedExecutor executor() throws IOException {
        return new GuardedExecutor(
                Plan.GATE, new ProofVerifier(group, scheme), home.openBurnedRequests(), TimeSource.SYSTEM);
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

    void closeStores() throws IOException {
        for (ReplicaStore store : stores) {
            store.close();
        }
    }
}

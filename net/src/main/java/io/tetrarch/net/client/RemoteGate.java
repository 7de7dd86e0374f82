package io.tetrarch.net.client;

import io.tetrarch.client.CharterRefused;
import io.tetrarch.client.DecidedEntry;
import io.tetrarch.client.Decision;
import io.tetrarch.client.DecisionHandle;
import io.tetrarch.client.GateSettings;
import io.tetrarch.client.GovernedGate;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.client.request.Clocks;
import io.tetrarch.client.request.GroupClient;
import io.tetrarch.client.request.Handover;
import io.tetrarch.client.request.Question;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.AskedDesk;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.gate.amendment.Amendments;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.service.ChangeMembership;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.net.link.Address;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.bound.RequestLife;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The gate of a group whose replicas run in other processes. Every decision is believed for its proof, which is checked
 * here; no replica is believed, and any of them may be gone.
 */
public final class RemoteGate implements GovernedGate {
    private static final long TICK_MILLIS = 25;
    private static final long RECEIPT_LIFE_MILLIS = 30_000;

    private final ClientFolder home;
    private final Group group;
    private final Tiers tiers;
    private final ProofVerifier verifier;
    private final GroupLinks links;
    private final GroupClient desk;
    private final ExecutorService workers;
    private final Handover answers;
    private final AskedDesk asked;
    private final CountDownLatch closing = new CountDownLatch(1);

    private RemoteGate(
            ClientFolder home, SignatureScheme scheme, Tiers tiers, List<Address> addresses, GateSettings settings)
            throws IOException {
        this.home = home;
        this.group = home.group();
        this.tiers = tiers;
        this.verifier = new ProofVerifier(group, scheme);
        this.workers = Executors.newFixedThreadPool(
                settings.workers().orElse(1),
                settings.threads()
                        .orElseGet(() -> Thread.ofPlatform()
                                .name("tetrarch-client")
                                .daemon(true)
                                .factory()));
        this.answers = new Handover(Handover.VIRTUAL_THREADS, settings.context(), refusal -> {});
        this.links = new GroupLinks(home, scheme, addresses, (replica, standing) -> {});
        this.desk = new GroupClient(
                new GroupClient.Client(new RequestSigner(home.gateKey()), home.requestNumbers()),
                new GroupClient.Epoch(group.configuration(0), new Authenticator(group.keyring(scheme), group.domain())),
                links::submit,
                workers,
                Clocks.SYSTEM,
                settings);
        this.asked = new AskedDesk(new RemoteAskedPlace(home, home.askedRequests()), desk, answers);
        links.answerTo(desk);
        Thread.ofPlatform().name("tetrarch-ticker").daemon(true).start(this::tick);
    }

    /**
     * Begins to connect, and waits for nobody.
     *
     * @param addresses of replicas; the more of them, the fewer have to be at work
     * @throws HomeRefused if the charter does not compile
     */
    public static RemoteGate open(ClientFolder home, SignatureScheme scheme, List<Address> addresses)
            throws IOException, HomeRefused {
        return open(home, scheme, addresses, GateSettings.DEFAULT);
    }

    /** The same, with these settings. */
    public static RemoteGate open(
            ClientFolder home, SignatureScheme scheme, List<Address> addresses, GateSettings settings)
            throws IOException, HomeRefused {
        try {
            return new RemoteGate(home, scheme, Tiers.of(home.charter()), addresses, settings);
        } catch (PolicyRejected e) {
            throw new HomeRefused(e.in("charter.yaml"), e);
        }
    }

    private void tick() {
        try {
            while (!closing.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                desk.tick();
            }
        } catch (RuntimeException | Error e) {
            desk.close("the client has failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Group group() {
        return group;
    }

    @Override
    public Decision decide(Submission submission) throws InterruptedException {
        try {
            return submit(submission).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UndecidedException undecided) {
                throw undecided;
            }
            throw new IllegalStateException("asking fails in one way only", e);
        }
    }

    @Override
    public CompletionStage<Decision> decideAsync(Submission submission) {
        return answers.of(submit(submission), decision -> decision);
    }

    /**
     * As every gate does. Whom the replicas ask is not known here, so {@link DecisionHandle.Progress.Waiting#asked} is empty;
     * and what was decided while nobody was here, the replicas tell of as long as they remember it.
     */
    @Override
    public DecisionHandle ask(Submission submission) {
        return asked.ask(submission, question(submission));
    }

    @Override
    public Optional<DecisionHandle> resume(RequestId id) {
        return asked.resume(id);
    }

    private CompletableFuture<Decision> submit(Submission submission) {
        try {
            return desk.submit(question(submission))
                    .thenApply(decided -> new Decision(group, decided, version -> List.of()))
                    .exceptionally(this::explained);
        } catch (UndecidedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** @throws UndecidedException if this group lets no request live for so long */
    private Question question(Submission submission) {
        Placement placement = placement(
                submission.action(), submission.executor().orElse(home.self().name()), submission.principal());
        long lifeMillis = submission.life().map(Duration::toMillis).orElse(placement.lifeMillis());
        Optional<String> flaw = RequestLife.tooLong(lifeMillis, group.frame().requestLifeMillis());
        if (flaw.isPresent()) {
            throw new UndecidedException(UndecidedException.Reason.REFUSED, "this group refuses it: " + flaw.get());
        }
        return new Question(
                Bytes.wrap(submission.action().bytes()),
                submission.action().hash(),
                placement.terms(),
                lifeMillis,
                submission.toolDefinition());
    }

    /** With nobody connected, the reason is not the group's. */
    private Decision explained(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof UndecidedException undecided) {
            if (undecided.reason() == UndecidedException.Reason.NO_QUORUM) {
                throw new UndecidedException(undecided.reason(), undecided.getMessage() + "; " + reach(), undecided);
            }
            throw undecided;
        }
        throw new IllegalStateException("asking fails in one way only", failure);
    }

    private String reach() {
        String trouble = links.reach();
        return trouble.isEmpty() ? "all of the replicas asked are connected" : trouble;
    }

    /** By the charter of the founding. */
    @Override
    public Placement placement(Action action, String executor, Optional<Principal> principal) {
        Tier tier = tiers.of(action, executor, home.self().name(), principal);
        return new Placement(
                new Terms(executor, tier.name(), group.charter().rules().version(), principal),
                tier.limits().deadlineMillis());
    }

    @Override
    public Action proposal(byte[] file) throws CharterRefused {
        try {
            return Amendments.propose(
                    file,
                    CharterVersion.founding(
                            group.charter().rules(), group.charter().digest()),
                    group.frame());
        } catch (PolicyRejected e) {
            throw new CharterRefused(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Action removal(String replica) {
        if (group.replica(replica).isEmpty()) {
            throw new IllegalArgumentException("expected a replica of the group ("
                    + String.join(", ", group.replicaNames()) + "), found " + replica);
        }
        return action(new ChangeMembership(group.title().epoch() + 1, replica, Optional.empty()));
    }

    @Override
    public Action joining(ClientMember client) {
        return action(ChangeMembership.joining(group.title().epoch() + 1, client));
    }

    private static Action action(ChangeMembership change) {
        try {
            return Action.parse(JsonWriter.compactBytes(change.json()));
        } catch (JsonRejected e) {
            throw new IllegalStateException("a change of the group is an action", e);
        }
    }

    @Override
    public Action rekeying(String replica) {
        throw new IllegalArgumentException("the key of " + replica + " is made where that replica runs");
    }

    @Override
    public GuardedExecutor executor() throws IOException {
        GuardedExecutor executor = new GuardedExecutor(
                home.self().name(), () -> verifier, home.openJournal(), InstantSource.system(), this::file);
        try {
            executor.receipts().takeUp();
            return executor;
        } catch (IOException | RuntimeException e) {
            executor.close();
            throw e;
        }
    }

    private CompletionStage<Long> file(Receipt receipt) {
        Action action = receipt.toAction();
        Question question = new Question(
                Bytes.wrap(action.bytes()),
                action.hash(),
                new Terms(
                        home.self().name(),
                        Receipt.TIER,
                        group.charter().rules().version()),
                RECEIPT_LIFE_MILLIS,
                Optional.empty());
        return desk.submit(question).thenApply(DecidedEntry::index);
    }

    @Override
    public void close() {
        closing.countDown();
        desk.close("the gate is closed");
        links.close();
        workers.shutdown();
    }
}

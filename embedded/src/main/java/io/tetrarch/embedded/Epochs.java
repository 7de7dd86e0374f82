package io.tetrarch.embedded;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.authentication.Keyring;
import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.embedded.home.Home;
import io.tetrarch.embedded.request.GroupClient;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.node.judge.CaseReader;
import io.tetrarch.node.judge.CharterJudge;
import io.tetrarch.node.record.HaltRecords;
import io.tetrarch.node.replica.Seats;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Lineage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * The epochs of a cluster's group, and what each replica is in the one that it has come to. A replica's own log says
 * which that is; it is believed only as far as quorums have signed it, from the founding on. For any thread.
 */
final class Epochs implements Seats {
    private final Home home;
    private final SignatureScheme scheme;
    private final Judges judges;
    private final PresentGroup present;
    private final Labour labour = new Labour();

    /** Of every epoch there was, by its number: quorums have signed them, so there is one of each. */
    private final ConcurrentSkipListMap<Long, Group> groups = new ConcurrentSkipListMap<>();

    private final Map<Domain, Epoch> begun = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<DecisionService> services;
    private volatile Epoch latest;

    /**
     * What all have in common in an epoch.
     *
     * @param client what the client goes by, who believes no replica
     */
    private record Epoch(
            Group group, Keyring keys, GroupClient.Epoch client, ProofVerifier verifier, CaseReader cases) {}

    /** Makes the judge of a replica. */
    interface Judges {
        CharterJudge of(int replica, Group group, DecisionService service, CaseReader cases);
    }

    /** @param present set to the group of each epoch that begins */
    Epochs(Home home, SignatureScheme scheme, Judges judges, PresentGroup present) {
        this.home = home;
        this.scheme = scheme;
        this.judges = judges;
        this.present = present;
        this.latest = epoch(home.group());
        int replicas = home.group().replicas().size();
        this.services = new AtomicReferenceArray<>(replicas);
        IntStream.range(0, replicas).forEach(i -> services.set(i, DecisionService.of(home.group(), scheme)));
    }

    private Epoch epoch(Group group) {
        groups.put(group.title().epoch(), group);
        Keyring keys = group.keyring(scheme);
        Authenticator authenticator = new Authenticator(keys, group.domain());
        labour.add(authenticator);
        Epoch epoch = new Epoch(
                group,
                keys,
                new GroupClient.Epoch(group.configuration(0), authenticator),
                new ProofVerifier(group, scheme),
                new CaseReader(group));
        begun.put(group.domain(), epoch);
        return epoch;
    }

    @Override
    public Optional<Seats.Seat> of(int replica, List<Succession> lineage) throws IOException {
        Epoch epoch = after(lineage);
        Group group = epoch.group();
        Optional<SigningKey> key = home.replicaKey(group.replicas().get(replica));
        return key.map(own -> {
            DecisionService service = DecisionService.of(group, scheme);
            services.set(replica, service);
            return new Seats.Seat(
                    group.configuration(replica),
                    service,
                    labour.add(replica, new MessageSigner(own, group.domain())),
                    labour.add(replica, new Authenticator(epoch.keys(), group.domain())),
                    judges.of(replica, group, service, epoch.cases()),
                    labour::time);
        });
    }

    @Override
    public HaltRecords records() {
        return new RecordsAtHome(home, this::named);
    }

    private Optional<Group> named(Domain domain) {
        return Optional.ofNullable(begun.get(domain)).map(Epoch::group);
    }

    /** What was followed once is known; the first replica in a new epoch pays for the others. */
    private synchronized Epoch after(List<Succession> lineage) throws IOException {
        Domain domain =
                lineage.isEmpty() ? home.group().domain() : lineage.getLast().next();
        Epoch known = begun.get(domain);
        if (known != null) {
            return known;
        }
        List<Group> followed = follow(lineage);
        followed.forEach(group -> groups.put(group.title().epoch(), group));
        Epoch next = epoch(followed.getLast());
        if (next.group().title().epoch() > latest.group().title().epoch()) {
            begun.keySet().removeIf(old -> old.epoch() < latest.group().title().epoch());
            home.keep(lineage);
            latest = next;
            present.set(next.group());
        }
        return next;
    }

    /** From the last of the groups on the way that is known already; what led to it was checked before. */
    private List<Group> follow(List<Succession> lineage) throws IOException {
        int known = lineage.size() - 1;
        while (known > 0 && group(lineage.get(known).ended()).isEmpty()) {
            known--;
        }
        Group from = group(lineage.get(known).ended()).orElse(home.group());
        try {
            return Lineage.groups(from, lineage.subList(known, lineage.size()), scheme);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "a replica's log leads to a group that no quorum has signed for: " + e.getMessage(), e);
        }
    }

    private Optional<Group> group(Domain domain) {
        return Optional.ofNullable(groups.get(domain.epoch()))
                .filter(group -> group.domain().equals(domain));
    }

    /** Of the latest epoch that a replica here has begun. */
    Group group() {
        return latest.group();
    }

    /** @throws IllegalArgumentException if the group has not come to this epoch */
    Group group(long epoch) {
        Group group = groups.get(epoch);
        if (group == null) {
            throw new IllegalArgumentException("the group has not come to epoch " + epoch);
        }
        return group;
    }

    ProofVerifier verifier() {
        return latest.verifier();
    }

    /** What the client goes by in the epoch that it is in, the latest. */
    GroupClient.Epoch client() {
        return latest.client();
    }

    /** By the index of their replica, each as of the epoch that it is in. */
    List<DecisionService> services() {
        return IntStream.range(0, services.length()).mapToObj(services::get).toList();
    }

    /** What the client goes by in an epoch that a replica has just begun. */
    GroupClient.Epoch clientIn(Domain domain) {
        return Optional.ofNullable(begun.get(domain)).orElse(latest).client();
    }

    Labour labour() {
        return labour;
    }
}

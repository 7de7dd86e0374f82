package io.tetrarch.embedded;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.embedded.home.ReplicaHome;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.node.judge.CaseReader;
import io.tetrarch.node.observe.Work;
import io.tetrarch.node.record.HaltRecords;
import io.tetrarch.node.replica.RequestJudge;
import io.tetrarch.node.replica.Seats;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * What each replica of this process is in the epoch that it has come to. A replica's own log says which that is; it is
 * believed only as far as the lineage can be followed. For any thread.
 */
final class LocalSeats implements Seats {
    private final ReplicaHome home;
    private final SignatureScheme scheme;
    private final FollowedLineage lineage;
    private final Judges judges;
    private final Labour labour = new Labour();
    private final AtomicReferenceArray<DecisionService> services;

    /** What the judges of an epoch have in common. */
    private final Map<Domain, CaseReader> cases = new ConcurrentHashMap<>();

    /** Makes the judge of a replica. */
    interface Judges {
        RequestJudge of(int replica, Group group, DecisionService service, CaseReader cases);
    }

    LocalSeats(ReplicaHome home, SignatureScheme scheme, FollowedLineage lineage, Judges judges) {
        this.home = home;
        this.scheme = scheme;
        this.lineage = lineage;
        this.judges = judges;
        int replicas = home.group().replicas().size();
        this.services = new AtomicReferenceArray<>(replicas);
        IntStream.range(0, replicas).forEach(i -> services.set(i, DecisionService.of(home.group(), scheme)));
    }

    @Override
    public Optional<Seats.Seat> of(int replica, List<Succession> ends) throws IOException {
        FollowedLineage.Epoch epoch = lineage.after(ends);
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
                    judges.of(replica, group, service, cases(group)),
                    labour::time);
        });
    }

    private CaseReader cases(Group group) {
        cases.keySet().removeIf(old -> lineage.begun(old).isEmpty());
        return cases.computeIfAbsent(group.domain(), domain -> new CaseReader(group));
    }

    @Override
    public HaltRecords records() {
        return new RecordsAtHome(home, domain -> lineage.begun(domain).map(FollowedLineage.Epoch::group));
    }

    /** By the index of their replica, each as of the epoch that it is in. */
    List<DecisionService> services() {
        return IntStream.range(0, services.length()).mapToObj(services::get).toList();
    }

    /** The replicas', but for what they sent. */
    Work work() {
        return labour.work();
    }
}

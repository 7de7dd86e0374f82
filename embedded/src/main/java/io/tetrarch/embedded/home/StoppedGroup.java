package io.tetrarch.embedded.home;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.node.record.Halt;
import io.tetrarch.node.replica.ReplicaInspection;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.node.store.DurableStore;
import io.tetrarch.node.store.History;
import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.node.store.StoreRefusedException;
import io.tetrarch.pbft.BrokenInvariant;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.ReplicaReport;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.proof.group.Group;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A group on disk that no process has open, to see what its replicas would be at if they were started: they recover in
 * memory, from stores opened for reading. Nothing in the folder changes, and no key is read.
 */
public final class StoppedGroup {
    /** In the place of signatures: what would be signed at a start goes nowhere. */
    private static final Bytes UNSIGNED = Bytes.wrap(new byte[64]);

    private StoppedGroup() {}

    /**
     * What there is to see of one.
     *
     * @param group in the epoch that the replica is in
     */
    public record Seen(Group group, int replica, ReplicaInspection inspection) {}

    /**
     * All replicas that ever ran, by index; one whose store is damaged has failed.
     *
     * @throws HomeRefused if there is no group, it is in use, or a file is not as it must be
     */
    public static List<Seen> inspect(Path folder, SignatureScheme scheme) throws IOException, HomeRefused {
        if (!Files.exists(folder.resolve(Staging.GROUP))) {
            throw new HomeRefused(folder + ": there is no group here");
        }
        Optional<FolderLock> lock = FolderLock.acquireIfThere(folder);
        try {
            Group founding = HomeFiles.group(folder, scheme);
            List<Group> epochs = HomeFiles.groups(folder, founding, scheme);
            List<Seen> all = new ArrayList<>();
            for (int i = 0; i < founding.replicas().size(); i++) {
                Path store = folder.resolve(Staging.REPLICAS)
                        .resolve(founding.replicas().get(i).name());
                if (Files.isDirectory(store)) {
                    all.add(inspect(store, i, founding, epochs, scheme));
                }
            }
            return all;
        } finally {
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
    }

    static Seen inspect(Path folder, int replica, Group founding, List<Group> epochs, SignatureScheme scheme)
            throws IOException, HomeRefused {
        try {
            return read(folder, replica, founding, epochs, scheme);
        } catch (StoreDamagedException e) {
            ReplicaState failed = new ReplicaState(
                    new Standing(0, false, 0, 0), ReplicaState.Run.FAILED, Optional.of(Halt.whileRecovering(e)));
            return new Seen(
                    epochs.getLast(),
                    replica,
                    new ReplicaInspection(
                            failed, Optional.empty(), Map.of(), OptionalLong.empty(), OptionalLong.empty()));
        } catch (StoreRefusedException e) {
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        }
    }

    private static Seen read(Path folder, int replica, Group founding, List<Group> epochs, SignatureScheme scheme)
            throws IOException, HomeRefused {
        WireLimits limits = WireLimits.of(founding.replicas().size());
        try (DurableStore store = DurableStore.openForReading(folder, founding.domain(), replica, limits)) {
            History history = store.recover();
            Group group = group(Stored.lineage(history.records()), founding, epochs);
            Optional<ReplicaReport> report = report(group, replica, history, scheme);
            ReplicaState state = new ReplicaState(
                    report.map(ReplicaReport::standing).orElse(new Standing(0, false, 0, 0)),
                    group.replicas().get(replica).isVacant() ? ReplicaState.Run.VACANT : ReplicaState.Run.STOPPED,
                    Optional.empty());
            return new Seen(
                    group,
                    replica,
                    new ReplicaInspection(
                            state,
                            report,
                            Map.of(),
                            OptionalLong.of(store.archive().size()),
                            store.bytesOnDisk()));
        }
    }

    private static Group group(List<Succession> lineage, Group founding, List<Group> epochs) throws HomeRefused {
        Domain domain =
                lineage.isEmpty() ? founding.domain() : lineage.getLast().next();
        return epochs.stream()
                .filter(group -> group.domain().equals(domain))
                .findFirst()
                .orElseThrow(() -> new HomeRefused("a replica is in epoch " + domain.epoch()
                        + ", of which the folder has no group file; the next start writes it"));
    }

    private static Optional<ReplicaReport> report(Group group, int replica, History history, SignatureScheme scheme)
            throws HomeRefused {
        if (group.replicas().get(replica).isVacant()) {
            return Optional.empty();
        }
        Replica core =
                new Replica(group.configuration(replica), DecisionService.of(group, scheme), statement -> UNSIGNED);
        try {
            core.step(System.currentTimeMillis(), new Input.Recovered(history.records(), 0));
        } catch (BrokenInvariant e) {
            throw new HomeRefused(group.replicaNames().get(replica) + " would halt when started: " + e.getMessage(), e);
        }
        return Optional.of(core.report());
    }
}

package io.tetrarch.embedded;

import io.tetrarch.client.CharterRefused;
import io.tetrarch.client.Governance;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.gate.amendment.AcceptedJudges;
import io.tetrarch.gate.amendment.Amendments;
import io.tetrarch.gate.charter.CompiledCharter;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.service.ChangeMembership;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.JudgePins;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers in the process that the replicas run in, from what a quorum of them knows. */
final class LocalGovernance implements Governance {
    private final ClusterParts parts;

    LocalGovernance(ClusterParts parts) {
        this.parts = parts;
    }

    @Override
    public Placement placement(Action action, String executor, Optional<Principal> principal) {
        CharterVersion inForce = parts.agreed().charters().current();
        Tier tier = compiled(inForce).tiers().of(action, executor, Plan.GATE, principal);
        return new Placement(
                new Terms(executor, tier.name(), inForce.version(), principal),
                tier.limits().deadlineMillis());
    }

    /** @throws IllegalStateException if a charter that the group agreed to cannot be compiled here */
    CompiledCharter compiled(CharterVersion version) {
        try {
            return parts.library().get(version);
        } catch (PolicyRejected e) {
            throw new IllegalStateException("charter " + version.version() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Action proposal(byte[] file) throws CharterRefused {
        try {
            JudgePins judges = AcceptedJudges.of(
                    parts.library().compile(Bytes.copyOf(file)).judges());
            return Amendments.propose(
                    file, parts.agreed().charters().current(), parts.group().frame(), charter -> judges);
        } catch (PolicyRejected e) {
            throw new CharterRefused(String.valueOf(e.getMessage()));
        }
    }

    /** A line for operators, where the group does not accept judges that sit here; nothing is compiled for it. */
    Optional<String> strangers() {
        CharterVersion inForce = parts.agreed().charters().current();
        List<Judge> judges = parts.library()
                .find(inForce.digest())
                .map(CompiledCharter::judges)
                .orElse(List.of());
        List<String> strangers = new ArrayList<>();
        for (int i = 0; i < judges.size(); i++) {
            if (!inForce.rules().judges().accepts(i, judges.get(i).id())) {
                strangers.add(parts.group().replicaNames().get(i));
            }
        }
        return strangers.isEmpty()
                ? Optional.empty()
                : Optional.of("the group does not accept the judges that this build has for "
                        + String.join(", ", strangers)
                        + ", which abstain: another build decided for it, whose charter must accept these before"
                        + " (docs/operations.md#another-build)");
    }

    @Override
    public Action removal(String replica) {
        return change(replica, Optional.empty());
    }

    @Override
    public Action rekeying(String replica) throws IOException {
        known(replica);
        return change(replica, Optional.of(parts.replicaHome().newReplicaKey(replica)));
    }

    @Override
    public Action joining(ClientMember client) {
        Group group = parts.group();
        boolean isKnown = group.replica(client.name()).isPresent()
                || group.clients().stream().anyMatch(known -> known.name().equals(client.name()));
        if (isKnown || group.client(client.keyId()).isPresent()) {
            throw new IllegalArgumentException(
                    "expected a client that is none of the group yet, found " + client.name());
        }
        return action(ChangeMembership.joining(group.title().epoch() + 1, client));
    }

    private Action change(String replica, Optional<Bytes> key) {
        return action(new ChangeMembership(known(replica).title().epoch() + 1, replica, key));
    }

    private static Action action(ChangeMembership change) {
        try {
            return Action.parse(JsonWriter.compactBytes(change.json()));
        } catch (JsonRejected e) {
            throw new IllegalStateException("a change of the group is an action", e);
        }
    }

    private Group known(String replica) {
        Group group = parts.group();
        if (group.replica(replica).isEmpty()) {
            throw new IllegalArgumentException("expected a replica of the group ("
                    + String.join(", ", group.replicaNames()) + "), found " + replica);
        }
        return group;
    }
}

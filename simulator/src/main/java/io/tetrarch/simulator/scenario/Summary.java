package io.tetrarch.simulator.scenario;

import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Slot;
import io.tetrarch.proof.group.Group;
import io.tetrarch.simulator.scenario.ScenarioResult.Mark;
import io.tetrarch.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Adds a run's events up. */
final class Summary {
    private static final List<Phase> ROWS = List.of(
            Phase.REQUEST,
            Phase.VERDICT,
            Phase.PRE_PREPARE,
            Phase.PREPARE,
            Phase.COMMIT,
            Phase.VIEW_CHANGE,
            Phase.NEW_VIEW,
            Phase.EXECUTE);

    private final ScenarioResult.Title title;
    private final World world;
    private final Recorder recorder;
    private final SignedRequest request;

    /** A header in a slot: what votes are counted for. */
    private record Proposed(Slot slot, String digest) implements Comparable<Proposed> {
        private static final Proposed NONE = new Proposed(Slot.NONE, "");

        @Override
        public int compareTo(Proposed other) {
            int order = slot.compareTo(other.slot);
            return order != 0 ? order : digest.compareTo(other.digest);
        }
    }

    Summary(ScenarioResult.Title title, World world, Recorder recorder, SignedRequest request) {
        this.title = title;
        this.world = world;
        this.recorder = recorder;
        this.request = request;
    }

    ScenarioResult result(Group group, long nanos) {
        List<Integer> byzantine = recorder.evidence().stream()
                .map(evidence -> evidence.slot().replica())
                .distinct()
                .sorted()
                .toList();
        long view = world.tally().viewChanges();
        Optional<Outcome> decision =
                recorder.decided().map(decided -> decided.entry().outcome());
        long lasted = decision.isPresent() ? recorder.decidedAtMillis() : world.now();
        ScenarioResult.Cost cost = new ScenarioResult.Cost(
                nanos / 1_000,
                lasted,
                world.tally().messages() - recorder.swallowed(),
                world.tally().signatures() + 1,
                world.kit().verifications());
        return new ScenarioResult(
                title,
                new ScenarioResult.Setting(group, request.request().actionHash().toString()),
                new ScenarioResult.Verdict(decision, view > 0, view, byzantine, broken()),
                new ScenarioResult.Measured(counts(), cost),
                new ScenarioResult.Trail(
                        List.copyOf(recorder.events()),
                        recorder.flights(),
                        matrix(group.replicas().size(), byzantine),
                        distinct(recorder.evidence())),
                recorder.decided());
    }

    private List<String> broken() {
        return world.violations().stream().map(Object::toString).toList();
    }

    private static List<Evidence> distinct(List<Evidence> evidence) {
        Map<Evidence.Slot, Evidence> bySlot = new TreeMap<>();
        evidence.forEach(each -> bySlot.putIfAbsent(each.slot(), each));
        return List.copyOf(bySlot.values());
    }

    private ScenarioResult.Counts counts() {
        TreeMap<Proposed, SortedSet<Integer>> prepares = new TreeMap<>();
        TreeMap<Proposed, SortedSet<Integer>> commits = new TreeMap<>();
        for (ScenarioEvent event : recorder.events()) {
            if (event.status() != EventStatus.SENT) {
                continue;
            }
            Proposed proposed = new Proposed(new Slot(event.view(), event.sequence()), event.digest());
            if (event.phase() == Phase.PREPARE || event.phase() == Phase.PRE_PREPARE) {
                prepares.computeIfAbsent(proposed, unused -> new TreeSet<>()).add(event.from());
            } else if (event.phase() == Phase.COMMIT) {
                commits.computeIfAbsent(proposed, unused -> new TreeSet<>()).add(event.from());
            }
        }
        Optional<Proposed> deciding = recorder.decided()
                .map(decided -> new Proposed(
                        decided.certificate().commit().slot(),
                        decided.certificate().digest().toString()));
        Proposed decided = deciding.orElseGet(() -> furthest(prepares));
        return new ScenarioResult.Counts(
                prepares.getOrDefault(decided, new TreeSet<>()).size(),
                commits.getOrDefault(decided, new TreeSet<>()).size(),
                2 * world.config().faulty() + 1);
    }

    private static Proposed furthest(TreeMap<Proposed, SortedSet<Integer>> votes) {
        Proposed best = Proposed.NONE;
        int most = 0;
        for (Map.Entry<Proposed, SortedSet<Integer>> each : votes.entrySet()) {
            if (each.getValue().size() > most) {
                best = each.getKey();
                most = each.getValue().size();
            }
        }
        return best;
    }

    private List<ScenarioResult.Row> matrix(int replicas, List<Integer> byzantine) {
        List<ScenarioResult.Row> rows = new ArrayList<>();
        for (Phase phase : ROWS) {
            List<Mark> marks = new ArrayList<>();
            for (int replica = 0; replica < replicas; replica++) {
                marks.add(mark(phase, replica, byzantine));
            }
            rows.add(new ScenarioResult.Row(phase, List.copyOf(marks)));
        }
        return rows;
    }

    private Mark mark(Phase phase, int replica, List<Integer> byzantine) {
        List<ScenarioEvent> own = recorder.events().stream()
                .filter(event -> event.phase() == phase && event.replica() == replica && event.from() == replica)
                .toList();
        boolean onlyLeaders = phase == Phase.PRE_PREPARE || phase == Phase.NEW_VIEW;
        if (own.isEmpty()) {
            boolean nobody = recorder.events().stream().noneMatch(event -> event.phase() == phase);
            return onlyLeaders || nobody || isLeadersPrepare(phase, replica) ? Mark.NOTHING : Mark.SILENT;
        }
        if (byzantine.contains(replica) && contradicts(own)) {
            return Mark.EQUIVOCATED;
        }
        return switch (own.getFirst().reason()) {
            case "DENY" -> Mark.AGAINST;
            case "ABSTAIN" -> Mark.SILENT;
            case String other -> Mark.DONE;
        };
    }

    /** The leader's pre-prepare stands for its prepare. */
    private boolean isLeadersPrepare(Phase phase, int replica) {
        return phase == Phase.PREPARE
                && recorder.events().stream()
                        .anyMatch(event -> event.phase() == Phase.PRE_PREPARE
                                && event.replica() == replica
                                && event.from() == replica);
    }

    private static boolean contradicts(List<ScenarioEvent> own) {
        Map<Slot, Long> digests = own.stream()
                .filter(event -> !event.digest().isEmpty())
                .collect(Collectors.groupingBy(
                        event -> new Slot(event.view(), event.sequence()),
                        TreeMap::new,
                        Collectors.mapping(
                                ScenarioEvent::digest,
                                Collectors.collectingAndThen(Collectors.toSet(), set -> (long) set.size()))));
        return digests.values().stream().anyMatch(count -> count > 1);
    }
}

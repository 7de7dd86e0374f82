package io.tetrarch.simulator.conformance;

import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.simulator.conformance.ModelStep.Chain;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What cores signed that binds them, by view of the model and replica. */
final class Said {
    private final Material material;
    private final SortedMap<Long, SortedMap<Chain, SortedMap<Integer, Signed<Prepare>>>> prepares = new TreeMap<>();
    private final SortedMap<Long, SortedMap<Chain, SortedSet<Integer>>> commits = new TreeMap<>();
    private final SortedMap<Long, SortedMap<Integer, Signed<ViewChange>>> changes = new TreeMap<>();

    Said(Material material) {
        this.material = material;
    }

    void prepare(Signed<Prepare> signed) {
        Prepare vote = signed.message();
        prepares.computeIfAbsent(ofModel(vote.view()), any -> new TreeMap<>())
                .computeIfAbsent(chain(vote.digest(), vote), any -> new TreeMap<>())
                .put(signed.sender(), signed);
    }

    void commit(Signed<Commit> signed) {
        Commit vote = signed.message();
        commits.computeIfAbsent(ofModel(vote.view()), any -> new TreeMap<>())
                .computeIfAbsent(chain(vote.digest(), vote), any -> new TreeSet<>())
                .add(signed.sender());
    }

    /** A replica says the same whenever it says again that it left. */
    void change(Signed<ViewChange> signed) {
        Signed<ViewChange> before = changes.computeIfAbsent(
                        ofModel(signed.message().view()), any -> new TreeMap<>())
                .putIfAbsent(signed.sender(), signed);
        if (before != null) {
            Difference.unless(before, signed, "a second VIEW-CHANGE for one view");
        }
    }

    private Chain chain(Digest digest, Object vote) {
        return material.chain(digest).orElseThrow(() -> new Difference("a vote on what nobody proposed: " + vote));
    }

    private static long ofModel(long view) {
        if (view % Material.REPLICAS != Material.TRAITOR) {
            throw new Difference("something of view " + view + ", which is none of the model's");
        }
        return view / Material.REPLICAS;
    }

    /** Who voted PREPARE, with the votes. */
    SortedMap<Integer, Signed<Prepare>> prepares(long modelView, Chain chain) {
        return prepares.getOrDefault(modelView, new TreeMap<>()).getOrDefault(chain, new TreeMap<>());
    }

    /** Who voted PREPARE. */
    SortedSet<Integer> preparers(long modelView, Chain chain) {
        return new TreeSet<>(prepares(modelView, chain).keySet());
    }

    /** Who voted COMMIT. */
    SortedSet<Integer> committers(long modelView, Chain chain) {
        return commits.getOrDefault(modelView, new TreeMap<>()).getOrDefault(chain, new TreeSet<>());
    }

    /** What a replica voted PREPARE for in a view. */
    SortedSet<Chain> preparedBy(int replica, long modelView) {
        SortedSet<Chain> chains = new TreeSet<>();
        prepares.getOrDefault(modelView, new TreeMap<>()).forEach((chain, votes) -> {
            if (votes.containsKey(replica)) {
                chains.add(chain);
            }
        });
        return chains;
    }

    /** What a replica voted COMMIT for in a view. */
    SortedSet<Chain> committedBy(int replica, long modelView) {
        SortedSet<Chain> chains = new TreeSet<>();
        commits.getOrDefault(modelView, new TreeMap<>()).forEach((chain, voters) -> {
            if (voters.contains(replica)) {
                chains.add(chain);
            }
        });
        return chains;
    }

    /** The VIEW-CHANGEs for a view. */
    SortedMap<Integer, Signed<ViewChange>> changes(long modelView) {
        return changes.getOrDefault(modelView, new TreeMap<>());
    }

    /** Views in which some header was committed, with every help that the traitor can give. */
    List<Long> committedViews() {
        return commits.entrySet().stream()
                .filter(each -> each.getValue().values().stream().anyMatch(voters -> voters.size() >= 2))
                .map(Map.Entry::getKey)
                .toList();
    }
}

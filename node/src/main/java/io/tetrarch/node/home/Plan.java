package io.tetrarch.node.home;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.charter.Demand;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.group.Constants;
import io.tetrarch.gate.service.CharterRules;
import io.tetrarch.gate.service.TierRule;
import io.tetrarch.gate.yaml.PolicyRejected;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a new embedded group is to be.
 *
 * @param replicas their names, 3f+1 of them; a charter's policy goes to the replica of its name
 * @param charterFile the bytes of the charter's file
 */
public record Plan(String name, List<String> replicas, byte[] charterFile, Constants constants) {
    /** The client that a gate asks as, and the executor that it names where its user names none. */
    public static final String GATE = "gate";

    private static final List<String> DEFAULT_REPLICAS =
            List.of("analytical", "creative", "adversarial", "domain_expert");

    public Plan {
        replicas = List.copyOf(replicas);
        charterFile = charterFile.clone();
    }

    /** Four replicas with the charter that comes with the gate. */
    public static Plan standard() {
        return new Plan("embedded", DEFAULT_REPLICAS, defaultCharterFile(), Constants.DEFAULT);
    }

    private static byte[] defaultCharterFile() {
        try (InputStream in = CharterReader.class.getResourceAsStream(CharterReader.DEFAULT_FILE)) {
            if (in == null) {
                throw new IllegalStateException(CharterReader.DEFAULT_FILE + " is missing from the gate's jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] charterFile() {
        return charterFile.clone();
    }

    Charter charter() throws HomeRefused {
        try {
            return CharterReader.read(charterFile);
        } catch (PolicyRejected e) {
            throw new HomeRefused(e.in("charter"), e);
        }
    }

    /** What the replicas must agree on of a charter. */
    static CharterRules rules(Charter charter, List<String> replicas) throws HomeRefused {
        int quorum = 2 * ((replicas.size() - 1) / 3) + 1;
        SortedMap<String, TierRule> tiers = new TreeMap<>();
        for (Tier tier : charter.tiers()) {
            Demand demand = tier.demand();
            TreeSet<Integer> named = new TreeSet<>();
            for (String judge : demand.judges()) {
                int index = replicas.indexOf(judge);
                if (index < 0) {
                    throw new HomeRefused("charter: tier " + tier.name() + " names " + judge
                            + ", which is no replica of this group (" + String.join(", ", replicas) + ")");
                }
                named.add(index);
            }
            tiers.put(tier.name(), new TierRule(demand.approvalsNeeded(replicas.size(), quorum), named));
        }
        return new CharterRules(charter.version(), tiers);
    }
}

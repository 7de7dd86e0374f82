package io.tetrarch.cli.file;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.charter.Demand;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.JudgeSpec;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.proof.action.Action;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A charter that the user named, read and compiled, and what it says of actions. A condition that does not compile is
 * found out here, and not at the first decision.
 */
public record CharterFile(String name, byte[] bytes, Charter charter, Tiers tiers, List<Judge> judges) {
    /** What a reader of YAML takes. */
    private static final int MOST_BYTES = 1024 * 1024;

    private static final String IN_FORCE = "the charter in force";

    /** How a charter is read: as one that may be in force, or as a new one. */
    private interface Reading {
        Charter charter(byte[] utf8) throws PolicyRejected;
    }

    /**
     * The charter in this file, or the default one; a group may have agreed to it already.
     *
     * @throws Failure naming file, line and column if it is not a charter
     */
    public static CharterFile read(@Nullable String file) throws Failure {
        return read(file, CharterReader::read);
    }

    /**
     * The charter in this file, which a group is to agree to.
     *
     * @throws Failure as {@link #read} does
     */
    public static CharterFile readNew(String file) throws Failure {
        return read(file, CharterReader::readNew);
    }

    /**
     * The charter that a group goes by.
     *
     * @throws Failure if it does not compile in this build
     */
    public static CharterFile inForce(byte[] utf8) throws Failure {
        try {
            return compiled(IN_FORCE, utf8, CharterReader.read(utf8));
        } catch (PolicyRejected e) {
            throw Failure.checkFailed(e.in(IN_FORCE));
        }
    }

    private static CharterFile read(@Nullable String file, Reading reading) throws Failure {
        if (file == null) {
            try {
                return compiled(CharterReader.DEFAULT_FILE, new byte[0], CharterReader.defaultCharter());
            } catch (PolicyRejected e) {
                throw new IllegalStateException(e.in(CharterReader.DEFAULT_FILE), e);
            }
        }
        InputFile input = InputFile.read(file, MOST_BYTES);
        try {
            return compiled(input.name(), input.bytes(), reading.charter(input.bytes()));
        } catch (PolicyRejected e) {
            throw Failure.badInput(e.in(input.name()));
        }
    }

    private static CharterFile compiled(String name, byte[] bytes, Charter charter) throws PolicyRejected {
        JudgeFactory factory = JudgeFactory.installed();
        List<Judge> judges = new ArrayList<>();
        for (JudgeSpec spec : charter.judges()) {
            judges.add(charter.judgeOf(spec.name(), judges.size(), factory));
        }
        return new CharterFile(name, bytes, charter, Tiers.of(charter), judges);
    }

    public Tier tierOf(Action action, String client) {
        return tiers.of(action, client, client);
    }

    /**
     * What each judge says, by name. Judges that are asked over a network, and people, are asked only if {@code all}.
     */
    public SequencedMap<String, Optional<Judgement>> judge(Action action, Tier tier, String client, boolean all) {
        SequencedMap<String, Optional<Judgement>> said = new LinkedHashMap<>();
        for (int i = 0; i < judges.size(); i++) {
            JudgeSpec spec = charter.judges().get(i);
            boolean asked = switch (spec.kind()) {
                case POLICY, ALGORITHM -> true;
                case MODEL, HTTP -> all;
                case PERSON, JAVA -> false;
            };
            said.put(
                    spec.name(),
                    asked
                            ? Optional.of(judges.get(i).judge(charter.caseOf(action, tier.name(), client, client)))
                            : Optional.empty());
        }
        return said;
    }

    /** Replicas of the group that the charter is thought for: one per judge where that makes a group, else four. */
    public int replicas() {
        return judges.size() >= 4 && judges.size() % 3 == 1 ? judges.size() : 4;
    }

    /** Whether these answers meet the demand; a judge that was not asked has not approved. */
    public boolean isApproved(Tier tier, SequencedMap<String, Optional<Judgement>> said) {
        Demand demand = tier.demand();
        if (demand.isObserved() || demand.isDenied()) {
            return demand.isObserved();
        }
        int replicas = replicas();
        int approvals = 0;
        for (int i = 0; i < replicas; i++) {
            approvals += approves(said, charter.judges().get(i % judges.size()).name()) ? 1 : 0;
        }
        return approvals >= demand.approvalsNeeded(replicas, new GroupSize(replicas).quorum())
                && demand.judges().stream().allMatch(named -> approves(said, named));
    }

    private static boolean approves(SequencedMap<String, Optional<Judgement>> said, String judge) {
        return said.getOrDefault(judge, Optional.empty())
                .map(judgement -> judgement.answer() == Answer.APPROVE)
                .orElse(false);
    }
}

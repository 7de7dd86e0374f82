package io.tetrarch.embedded.home;

import io.tetrarch.gate.amendment.AcceptedJudges;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.SeatedJudge;
import io.tetrarch.proof.group.Constants;
import io.tetrarch.proof.rule.JudgePins;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a new embedded group is to be.
 *
 * @param replicas their names, 3f+1 of them; a charter's policy goes to the replica of its name
 * @param charterFile the bytes of the charter's file
 * @param judges which judges the group accepts for good, until a change of its charter says otherwise
 */
public record Plan(String name, List<String> replicas, byte[] charterFile, Constants constants, Judges judges) {
    /** The client that a gate asks as, and the executor that it names where its user names none. */
    public static final String GATE = "gate";

    private static final List<String> DEFAULT_REPLICAS =
            List.of("analytical", "creative", "adversarial", "domain_expert");

    /** Which judges a new group accepts. */
    public sealed interface Judges {
        /** Those that this build makes of the charter. */
        record OfCharter() implements Judges {}

        /** Those that are put in the place of the charter's. */
        record Replaced(UnaryOperator<Judge> replacement) implements Judges {}

        /** Any: the group goes on with another build as if nothing had changed, and no proof says whose judges they were. */
        record Any() implements Judges {}
    }

    /** A group that accepts the judges that this build makes of its charter. */
    public Plan(String name, List<String> replicas, byte[] charterFile, Constants constants) {
        this(name, replicas, charterFile, constants, new Judges.OfCharter());
    }

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

    /** The same, but for the judges that are accepted. */
    public Plan with(Judges others) {
        return new Plan(name, replicas, charterFile, constants, others);
    }

    JudgePins pins(Charter charter) throws HomeRefused {
        return switch (judges) {
            case Judges.OfCharter own -> AcceptedJudges.of(charter, replicas, JudgeFactory.installed());
            case Judges.Replaced other -> AcceptedJudges.of(replaced(charter, other.replacement()));
            case Judges.Any any -> JudgePins.NONE;
        };
    }

    private List<Judge> replaced(Charter charter, UnaryOperator<Judge> replacement) throws HomeRefused {
        List<Judge> seated = new ArrayList<>();
        for (int i = 0; i < replicas.size(); i++) {
            String replica = replicas.get(i);
            try {
                seated.add(SeatedJudge.of(
                        replacement.apply(charter.judgeOf(replica, i, JudgeFactory.installed())), replica));
            } catch (PolicyRejected e) {
                throw new HomeRefused(e.in("charter"), e);
            } catch (RuntimeException e) {
                throw new HomeRefused(String.valueOf(e.getMessage()), e);
            }
        }
        return seated;
    }

    Charter charter() throws HomeRefused {
        try {
            return CharterReader.readNew(charterFile);
        } catch (PolicyRejected e) {
            throw new HomeRefused(e.in("charter"), e);
        }
    }
}

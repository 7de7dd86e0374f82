package io.tetrarch.gate.charter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.charter.CharterDiff.Effect;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which way the change from one charter to another goes. */
class CharterDiffTest {
    private static final String JUDGES = """
        judges:
          one: {about: Says yes., policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
          two: {about: Says no., policy: {rules: [], otherwise: {answer: deny, reason: bad, text: Bad.}}}
        """;

    /** @param tiers a name and its demand each; all but the last for a kind of the tier's name */
    private static Charter charter(String... tiers) throws PolicyRejected {
        String listed = Arrays.stream(tiers)
                .map(tier -> {
                    String name = tier.substring(0, tier.indexOf(' '));
                    String demand = tier.substring(tier.indexOf(' ') + 1);
                    String match = tier.equals(tiers[tiers.length - 1]) ? "" : "match: {kind: [" + name + "]}, ";
                    return "  - {name: " + name + ", " + match + "demand: " + demand
                            + ", deadlineMillis: 5000, judgeMillis: 1000}\n";
                })
                .collect(Collectors.joining());
        return CharterReader.read(
                ("version: 1\nacknowledge: correlated-judges\ncategories: {file_read: [fs_read]}\ntiers:\n" + listed
                                + JUDGES)
                        .getBytes(UTF_8));
    }

    private static Effect effect(String what, Charter before, Charter after) {
        return CharterDiff.between(before, after).stream()
                .filter(change -> change.what().equals(what))
                .findFirst()
                .orElseThrow()
                .effect();
    }

    @Test
    void aTierThatIsGoneIsALooseningIfAllBehindItDemandLess() throws PolicyRejected {
        Charter before = charter("reading observe", "deploying unanimous", "paying 4", "rest quorum");

        assertThat(effect("tiers.deploying", before, charter("reading observe", "paying 4", "rest quorum")))
                .isEqualTo(Effect.LOOSENED);
        assertThat(effect("tiers.reading", before, charter("deploying unanimous", "paying 4", "rest quorum")))
                .as("what was let by is judged, but a tier says nothing of how many actions are its own")
                .isEqualTo(Effect.CHANGED);
        assertThat(effect(
                        "tiers.paying",
                        before,
                        charter("reading observe", "deploying unanimous", "spending unanimous", "rest quorum")))
                .as("its actions may be of the new tier")
                .isEqualTo(Effect.CHANGED);
    }

    @Test
    void aTierThatIsNewIsALooseningIfItDemandsLessThanAllThatItsActionsMayHaveBeenOf() throws PolicyRejected {
        Charter before = charter("deploying unanimous", "rest quorum");

        assertThat(effect("tiers.reading", before, charter("deploying unanimous", "reading observe", "rest quorum")))
                .isEqualTo(Effect.LOOSENED);
        assertThat(effect("tiers.paying", before, charter("deploying unanimous", "paying 4", "rest quorum")))
                .isEqualTo(Effect.CHANGED);
    }

    /** Nothing demands more than all, so whatever falls into a tier that demands less is let through more easily. */
    @Test
    void theLossOfAUnanimousTierIsALoosening() throws PolicyRejected {
        Charter before = charter("deploying unanimous", "paying 4", "rest quorum");
        assertThat(effect("tiers.deploying", before, charter("spending unanimous", "paying 4", "rest quorum")))
                .isEqualTo(Effect.LOOSENED);
        assertThat(effect(
                        "tiers.deploying.demand",
                        before,
                        charter("deploying quorum, judges: [one]", "paying 4", "rest quorum")))
                .as("whoever is named was needed before")
                .isEqualTo(Effect.LOOSENED);
    }

    @Test
    void aDemandThatIsLoweredIsALoosening() throws PolicyRejected {
        Charter before = charter("deploying unanimous", "rest quorum");

        assertThat(effect("tiers.deploying.demand", before, charter("deploying 4", "rest quorum")))
                .isEqualTo(Effect.LOOSENED);
        assertThat(effect("tiers.rest.demand", before, charter("deploying unanimous", "rest unanimous")))
                .isEqualTo(Effect.TIGHTENED);
    }
}

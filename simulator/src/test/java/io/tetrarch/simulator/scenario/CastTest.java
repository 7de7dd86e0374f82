package io.tetrarch.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.simulator.world.Opinion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas that behave as wished. */
class CastTest {
    private static final Bytes ACTION = Bytes.wrap("{\"kind\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    private static final Bytes SALT = Bytes.wrap(new byte[] {7});

    private final SignatureScheme scheme = Ed25519Provider.BEST.load();

    private ScenarioResult run(Behaviour... behaviours) {
        List<Part> parts = new ArrayList<>();
        for (Behaviour behaviour : behaviours) {
            parts.add(new Part(behaviour, new Opinion(Answer.APPROVE, "judge", "fine", "It is fine.")));
        }
        return Scenarios.run(parts, ACTION, scheme, SALT);
    }

    private Verification verified(ScenarioResult result) {
        return new ProofVerifier(result.group(), scheme)
                .verify(ProofFile.writeBytes(result.decided().orElseThrow().proof(result.group())));
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void whateverOneBackupDoesTheOthersDecide(Behaviour behaviour) {
        ScenarioResult result = run(Behaviour.HONEST, Behaviour.HONEST, Behaviour.HONEST, behaviour);

        assertThat(result.outcome().decision()).contains(Outcome.APPROVED);
        assertThat(result.outcome().viewChanged()).isFalse();
        assertThat(result.outcome().broken()).isEmpty();
        assertThat(verified(result)).isInstanceOf(Verification.Authentic.class);
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void whateverTheLeaderDoesTheOthersDecide(Behaviour behaviour) {
        ScenarioResult result = run(behaviour, Behaviour.HONEST, Behaviour.HONEST, Behaviour.HONEST);

        boolean leads = behaviour == Behaviour.HONEST || behaviour == Behaviour.DENIES;
        assertThat(result.outcome().decision()).contains(Outcome.APPROVED);
        assertThat(result.outcome().viewChanged()).isEqualTo(!leads);
        assertThat(verified(result)).isInstanceOf(Verification.Authentic.class);
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void theProofOfWhatAScenarioDecidedVerifies(Scenario scenario) {
        ScenarioResult result = Scenarios.run(scenario, ACTION, scheme, SALT);

        if (scenario == Scenario.QUORUM_NOT_REACHED) {
            assertThat(result.decided()).isEmpty();
        } else {
            assertThat(verified(result)).isInstanceOf(Verification.Authentic.class);
        }
    }

    @Test
    void whoVotesTwiceIsConvictedAndWhoLiesOrMisplacesItsVotesIsNotCounted() {
        assertThat(run(Behaviour.HONEST, Behaviour.HONEST, Behaviour.HONEST, Behaviour.EQUIVOCATES)
                        .outcome()
                        .byzantine())
                .containsExactly(3);
        assertThat(run(Behaviour.HONEST, Behaviour.HONEST, Behaviour.HONEST, Behaviour.LIES_ABOUT_HASH)
                        .counts()
                        .commits())
                .isEqualTo(3);
        assertThat(run(Behaviour.HONEST, Behaviour.HONEST, Behaviour.HONEST, Behaviour.STALE_VIEW)
                        .counts()
                        .commits())
                .isEqualTo(3);
    }

    @Test
    void twoThatStayAwayStopTheDecisionAndNothingElse() {
        ScenarioResult result = run(Behaviour.HONEST, Behaviour.HONEST, Behaviour.SILENT, Behaviour.CRASHED);

        assertThat(result.outcome().decision()).isEmpty();
        assertThat(result.outcome().broken()).isEmpty();
    }

    @Test
    void twoDenialsAreADenial() {
        assertThat(run(Behaviour.HONEST, Behaviour.DENIES, Behaviour.HONEST, Behaviour.DENIES)
                        .outcome()
                        .decision())
                .contains(Outcome.DENIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EQUIVOCATES", "LIES_ABOUT_HASH", "STALE_VIEW"})
    void moreTraitorsThanToleratedEndTheRunWithoutAnError(String word) {
        Behaviour behaviour = Behaviour.valueOf(word);

        assertThat(run(behaviour, behaviour, behaviour, behaviour).events()).isNotEmpty();
        assertThat(run(behaviour, behaviour, Behaviour.HONEST, Behaviour.HONEST).events())
                .isNotEmpty();
    }

    @Test
    void everyMessageIsFollowedFromItsSenderToItsReceiver() {
        ScenarioResult result = run(Behaviour.HONEST, Behaviour.HONEST, Behaviour.SILENT, Behaviour.HONEST);

        assertThat(result.flights())
                .as("of a replica that sends nothing")
                .noneMatch(flight -> flight.subject().from() == 2);
        assertThat(result.events()).noneMatch(event -> event.replica() == 2 && event.status() == EventStatus.SENT);
        assertThat(result.flights())
                .filteredOn(flight -> flight.subject().from() == 0 && flight.sentMillis() < 20)
                .isNotEmpty()
                .allMatch(flight -> flight.arrivedMillis().equals(java.util.Optional.of(flight.sentMillis() + 1)));
        assertThat(result.flights())
                .filteredOn(flight -> flight.subject().from() == Recorder.CLIENT)
                .hasSize(4);
    }

    @Test
    void keysFollowFromTheSalt() {
        ScenarioResult one = Scenarios.run(Scenario.DENIED, ACTION, scheme, SALT);
        ScenarioResult other = Scenarios.run(Scenario.DENIED, ACTION, scheme, Bytes.wrap(new byte[] {8}));

        assertThat(one.group().id()).isNotEqualTo(other.group().id());
    }

    @Test
    void threePartsAreNoCast() {
        assertThatThrownBy(() -> run(Behaviour.HONEST, Behaviour.HONEST, Behaviour.HONEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 4 parts, found 3");
    }
}

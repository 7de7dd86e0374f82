package io.tetrarch.proof.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.decision.Permission.NotPermitted;
import io.tetrarch.proof.decision.Permission.Permitted;
import io.tetrarch.proof.decision.Permission.PermittedByShadow;
import io.tetrarch.proof.decision.Permission.Reason;
import io.tetrarch.proof.decision.Verification.Authentic;
import io.tetrarch.proof.decision.Verification.NotAuthentic;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.group.Mode;
import io.tetrarch.proof.receipt.Shadow;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a proof, however authentic, lets run. */
class PermissionTest {
    private static final PermissionCases CASES = new PermissionCases();

    private static Authentic authentic(DecisionProof proof, Group... lineage) {
        Verification result = new ProofVerifier(List.of(lineage), Groups.SCHEME).verify(proof);
        assertThat(result).isInstanceOf(Authentic.class);
        return (Authentic) result;
    }

    private static Authentic authentic(String name) {
        return authentic(CASES.proofs.get(name), CASES.first);
    }

    private static String word(Permission permission) {
        return switch (permission) {
            case Permitted permitted -> "permitted";
            case PermittedByShadow shadow -> "by-shadow";
            case NotPermitted not -> not.reason().word();
        };
    }

    /** At a moment when it is open, by the group file of its epoch alone. */
    @ParameterizedTest
    @CsvSource({
        "approved,permitted",
        "denied,denied",
        "expired,expired",
        "approved-in-shadow,by-shadow",
        "denied-in-shadow,by-shadow",
        "expired-in-shadow,by-shadow",
        "denied-with-one-mark,denied",
        "approved-with-one-mark,permitted",
        "denied-tier-without-shadow,denied",
        "receipt,not-runnable",
        "receipt-denied,denied",
        "receipt-in-another-tier,not-runnable",
        "in-the-tier-of-receipts,not-runnable",
        "receipt-that-says-so-late,not-runnable",
        "swap-charter,not-runnable",
        "set-state,not-runnable",
        "resolve-fork,not-runnable",
        "change-membership,not-runnable",
        "swap-charter-denied,denied",
        "set-state-in-shadow,not-runnable",
        "set-state-that-says-so-late,not-runnable",
        "no-action,not-runnable"
    })
    void whatItsOutcomeAndKindLetRun(String proof, String expected) {
        assertThat(word(authentic(proof).permitsWhomItNames(30_000))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "approved,999,not-yet",
        "approved,1000,permitted",
        "approved,61000,permitted",
        "approved,61001,outdated",
        "denied,61001,denied",
        "denied,0,denied",
        "receipt,61001,not-runnable",
        "denied-in-shadow,999,not-yet",
        "denied-in-shadow,61000,by-shadow",
        "denied-in-shadow,61001,outdated",
        "approved-in-shadow,61001,outdated",
        "expired-in-shadow,61001,by-shadow",
        "expired-in-shadow,121000,by-shadow",
        "expired-in-shadow,121001,outdated",
        "expired,61001,expired"
    })
    void itHoldsFromItsBeginningToItsDeadline(String proof, long atMillis, String expected) {
        assertThat(word(authentic(proof).permitsWhomItNames(atMillis))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "approved,past-epoch",
        "denied,denied",
        "expired,expired",
        "denied-in-shadow,past-epoch",
        "receipt,not-runnable",
        "of-the-second-epoch,permitted"
    })
    void anEpochThatHasEndedLetsNothingRun(String name, String expected) {
        Authentic proof = authentic(CASES.proofs.get(name), CASES.first, CASES.second);
        assertThat(word(proof.permitsWhomItNames(30_000))).isEqualTo(expected);
    }

    /** What a proof is about comes first: a denial of something else says nothing about what was asked. */
    @ParameterizedTest
    @CsvSource({
        "approved,own,agent,permitted",
        "approved,other,agent,other-action",
        "approved,own,gate,other-executor",
        "denied,other,agent,other-action",
        "denied,own,gate,other-executor",
        "denied,own,agent,denied",
        "denied-in-shadow,own,agent,by-shadow",
        "denied-in-shadow,other,agent,other-action",
        "denied-in-shadow,own,gate,other-executor"
    })
    void anotherActionOrExecutorIsNotLetIn(String name, String action, String executor, String expected) {
        String json = action.equals("own") ? PermissionCases.OWN : PermissionCases.OTHER;
        Permission permission = authentic(name).permits(Round.action(json), executor, 30_000);
        assertThat(word(permission)).isEqualTo(expected);
    }

    @Test
    void theReasonIsAClauseForPeople() {
        Authentic approved = authentic("approved");
        String own = Round.action(PermissionCases.OWN).hash().toString();
        String other = Round.action(PermissionCases.OTHER).hash().toString();
        assertThat(approved.permits(Round.action(PermissionCases.OTHER), "agent", 1_000))
                .isEqualTo(new NotPermitted(Reason.OTHER_ACTION, "it is on action " + own + " and not on " + other));
        assertThat(approved.permits(Round.action(), "gate", 1_000))
                .isEqualTo(new NotPermitted(Reason.OTHER_EXECUTOR, "its executor is agent and not gate"));
        assertThat(approved.permitsWhomItNames(500))
                .isEqualTo(new NotPermitted(
                        Reason.NOT_YET, "it holds from 1970-01-01T00:00:01Z on, and it is 1970-01-01T00:00:00.500Z"));
        assertThat(approved.permitsWhomItNames(62_000))
                .isEqualTo(new NotPermitted(
                        Reason.OUTDATED, "it held until 1970-01-01T00:01:01Z, and it is 1970-01-01T00:01:02Z"));
        assertThat(authentic(CASES.proofs.get("approved"), CASES.first, CASES.second)
                        .permitsWhomItNames(1_000))
                .isEqualTo(new NotPermitted(
                        Reason.PAST_EPOCH, "it is of epoch 1, which has ended: the group is in epoch 2"));
        assertThat(authentic("denied-in-shadow").permitsWhomItNames(1_000))
                .isEqualTo(new PermittedByShadow(new Shadow("trial", Outcome.DENIED)));
    }

    @Test
    void aLaterGroupFileAloneCannotTellAndSaysWhatIsMissing() {
        assertThat(new ProofVerifier(CASES.second, Groups.SCHEME).verify(CASES.proofs.get("approved")))
                .isInstanceOfSatisfying(NotAuthentic.class, not -> {
                    assertThat(not.check()).isEqualTo(Check.GROUP);
                    assertThat(not.explanation())
                            .startsWith("the proof is of an earlier epoch of the group, " + CASES.first.id())
                            .endsWith("expected the group file of that epoch, or of the first with the lineage");
                });
    }

    @Test
    void anEpochThatTheLineageDoesNotReachIsNotKnown() {
        DecisionProof later = CASES.proofs.get("of-the-second-epoch");
        assertThat(new ProofVerifier(CASES.first, Groups.SCHEME).verify(later))
                .isInstanceOfSatisfying(
                        NotAuthentic.class, not -> assertThat(not.check()).isEqualTo(Check.GROUP));
        assertThatThrownBy(() -> new ProofVerifier(List.of(), Groups.SCHEME))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDemandThatIsNotMetIsNamed() {
        Authentic denied = authentic("denied");
        Demands none = Demands.NONE;
        assertThat(none.unmet(denied)).isEmpty();
        Optional<String> agent = Optional.of("agent");
        Optional<String> standard = Optional.of("standard");
        assertThat(new Demands(
                                Optional.of(Round.action()),
                                Optional.of(Outcome.DENIED),
                                agent,
                                standard,
                                Optional.of(Mode.EMBEDDED))
                        .unmet(denied))
                .isEmpty();
        assertThat(new Demands(none.action(), Optional.of(Outcome.APPROVED), agent, standard, none.mode())
                        .unmet(denied))
                .contains("its outcome is DENIED and not APPROVED");
        assertThat(new Demands(none.action(), none.outcome(), Optional.of("gate"), standard, none.mode()).unmet(denied))
                .contains("its executor is agent and not gate");
        assertThat(new Demands(none.action(), none.outcome(), agent, Optional.of("critical"), none.mode())
                        .unmet(denied))
                .contains("its tier is standard and not critical");
        assertThat(new Demands(
                                Optional.of(Round.action(PermissionCases.OTHER)),
                                none.outcome(),
                                agent,
                                standard,
                                none.mode())
                        .unmet(denied))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("it is on action 0f64eba1"));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aDemandedModeMustBeReached(Mode mode) {
        Round deployed = new Round(Groups.group(new Group.Title("test", 1, mode), 4));
        Demands none = Demands.NONE;
        Demands distributed =
                new Demands(none.action(), none.outcome(), none.executor(), none.tier(), Optional.of(Mode.DISTRIBUTED));
        Optional<String> unmet = distributed.unmet(authentic(deployed.approved(), deployed.group));
        if (mode == Mode.DISTRIBUTED) {
            assertThat(unmet).isEmpty();
        } else {
            assertThat(unmet).contains("its group is " + mode.word() + " and not at least distributed");
        }
    }
}

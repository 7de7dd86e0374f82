package io.tetrarch.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.rule.WithdrawRequest;
import io.tetrarch.simulator.SeedRun;
import io.tetrarch.simulator.check.Withdrawn;
import io.tetrarch.simulator.key.KeyAuthority;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Clients take back what waits for people: it is withdrawn or decided, and what was withdrawn is never approved. */
class WithdrawalTest {
    private final KeyAuthority notary = new KeyAuthority(Ed25519Provider.PORTABLE.load(), 4, 1);
    private final List<String> found = new ArrayList<>();
    private final Withdrawn checker = new Withdrawn((property, replica, what) -> found.add(property));

    @Test
    void whatWaitsForPeopleIsTakenBackAndStaysSo() {
        int withdrawn = 0;
        for (long seed = 1; seed <= 24; seed++) {
            World world = new SeedRun(seed, 4, Profile.PEOPLE, 0).run(Faults.all(), new Transcript(null));
            assertThat(world.violations()).isEmpty();
            withdrawn += world.checkers().withdrawn();
        }
        assertThat(withdrawn).isGreaterThan(20);
    }

    @Test
    void anApprovalBeforeOrAfterAWithdrawalIsFound() {
        checker.executed(0, execute(withdrawal(1)), 0);
        checker.executed(0, execute(ordinary(2, Outcome.APPROVED)), 0);
        checker.executed(0, execute(ordinary(3, Outcome.DENIED)), 0);
        assertThat(found).isEmpty();
        checker.executed(1, execute(ordinary(1, Outcome.APPROVED)), 0);
        assertThat(found).containsExactly("S9");
        checker.remembered(1, execute(withdrawal(2)), 0);
        assertThat(found).containsExactly("S9", "S9");
        checker.executed(2, execute(withdrawal(3)), 0);
        assertThat(found).hasSize(2);
    }

    private DecisionEntry withdrawal(long number) {
        return entry(number, WithdrawRequest.TIER, new WithdrawRequest(Digest.ZERO).action(), Outcome.APPROVED);
    }

    private DecisionEntry ordinary(long number, Outcome outcome) {
        return entry(number, "standard", Bytes.wrap("{}".getBytes(StandardCharsets.UTF_8)), outcome);
    }

    private DecisionEntry entry(long number, String tier, Bytes action, Outcome outcome) {
        SignedRequest signed = Clients.sign(notary, 0, number, tier, action, new Validity(1, 2));
        return new DecisionEntry(signed, outcome, List.of());
    }

    private static Effect.Execute execute(DecisionEntry entry) {
        Header header = new Header(1, Digest.ZERO, Batch.entriesRoot(List.of(entry)), 1, Digest.ZERO);
        Commit commit = new Commit(0, 1, header.digest());
        return new Effect.Execute(
                List.of(new Batch(header, List.of(entry))),
                new CommitCertificate(commit, new Signatures(new TreeMap<>())));
    }
}

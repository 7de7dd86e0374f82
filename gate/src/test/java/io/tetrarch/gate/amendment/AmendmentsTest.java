package io.tetrarch.gate.amendment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.charter.CompiledCharter;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.group.Frame;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.SwapCharter;
import io.tetrarch.proof.rule.TierRule;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmendmentsTest {
    private static final Frame FRAME = Groups.embedded().frame();
    private static final List<String> REPLICAS = FRAME.replicas();

    private static final String CHARTER = """
        version: 1
        acknowledge: [correlated-judges]
        categories:
          file: [fs_read]
        tiers:
          - name: ordinary
            demand: quorum
            judges: [analytical]
            deadlineMillis: 5000
            judgeMillis: 1000
        judges:
          analytical:
            about: Asks for nothing.
            policy:
              rules:
                - when: kind == 'swap_charter'
                  answer: approve
                  reason: fine
                  text: Fine.
              otherwise: {answer: deny, reason: other, text: Something else.}
        """;

    private final List<String> made = new ArrayList<>();
    private final CharterLibrary library;
    private final CharterBook book;

    AmendmentsTest() throws PolicyRejected {
        Charter charter = CharterReader.read(bytes(CHARTER));
        List<Judge> judges = new ArrayList<>();
        for (int i = 0; i < REPLICAS.size(); i++) {
            judges.add(charter.judgeOf(REPLICAS.get(i), i, JudgeFactory.installed()));
        }
        library = new CharterLibrary(
                FRAME,
                (next, replica, index) -> {
                    made.add(next.version() + " " + replica);
                    return next.judgeOf(replica, index, JudgeFactory.installed());
                },
                new CompiledCharter(charter, Tiers.of(charter), judges));
        book = CharterBook.of(charter.forGroup(REPLICAS).founding());
    }

    @Test
    void aProposalPassesAndIsCompiledOnce() throws Exception {
        Bytes action = proposal(2);
        assertThat(objection(action, 1)).isEmpty();
        assertThat(objection(action, 1)).isEmpty();
        assertThat(made).containsExactly("2 analytical", "2 creative", "2 adversarial", "2 domain_expert");
        SwapCharter swap = SwapCharter.read(action);
        assertThat(library.find(swap.digest())).isPresent();
        assertThat(swap.rules().tiers()).containsOnlyKeys("ordinary");
        assertThat(swap.rules().tiers().get("ordinary").named()).containsExactly(0);
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "9"})
    void aProposalOfAnotherVersionThanTheNextIsNotMade(long version) {
        assertThatThrownBy(() -> proposal(version))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected version 2, which follows the charter in force, found " + version);
    }

    @Test
    void versionsThatDoNotFollowAreDenied() throws Exception {
        SwapCharter good = SwapCharter.read(proposal(2));
        for (long version : new long[] {1, 3}) {
            assertThat(reason(
                            withRules(
                                    good, new CharterRules(version, good.rules().tiers())),
                            1))
                    .isEqualTo("version-not-next");
        }
        assertThat(reason(good, 2)).isEqualTo("stale-terms");
        assertThat(reason(new SwapCharter(Digest.ZERO, good.digest(), good.rules(), good.file()), 1))
                .isEqualTo("stale-parent");
    }

    @Test
    void whatTheActionSaysOfTheCharterMustBeSo() throws Exception {
        SwapCharter good = SwapCharter.read(proposal(2));
        assertThat(reason(new SwapCharter(good.parent(), Digest.ZERO, good.rules(), good.file()), 1))
                .isEqualTo("misstated-charter");
        CharterRules laxer = new CharterRules(2, new TreeMap<>(Map.of("ordinary", TierRule.of(3))));
        assertThat(reason(withRules(good, laxer), 1)).isEqualTo("misstated-charter");
    }

    @Test
    void anInvalidCharterIsDeniedWithItsPlace() throws Exception {
        SwapCharter good = SwapCharter.read(proposal(2));
        SwapCharter broken = new SwapCharter(
                good.parent(), good.digest(), good.rules(), good.file().replace("kind ==", "kin =="));
        assertThat(objection(bytes(broken), 1)).hasValueSatisfying(judgement -> {
            assertThat(judgement.reasonCode()).isEqualTo("invalid-charter");
            assertThat(judgement.explanation()).startsWith("charter:").contains("undeclared reference to 'kin'");
        });
        SwapCharter stranger = new SwapCharter(
                good.parent(), good.digest(), good.rules(), good.file().replace("analytical", "somebody"));
        assertThat(objection(bytes(stranger), 1)).hasValueSatisfying(judgement -> {
            assertThat(judgement.reasonCode()).isEqualTo("invalid-charter");
            assertThat(judgement.explanation()).contains("does not fit the group");
        });
        assertThat(objection(Bytes.wrap(bytes("{\"kind\":\"swap_charter\"}")), 1)
                        .map(Judgement::reasonCode))
                .contains("malformed-swap");
    }

    /** Proposals that come to nothing must not push out what is in use. */
    @Test
    void theFoundingCharterStaysCompiledHoweverManyAreProposed() throws Exception {
        for (int i = 0; i < 20; i++) {
            library.compile(Bytes.wrap(bytes(text(2).replace("Asks for nothing", "Asks for " + i))));
        }
        assertThat(library.find(book.current().digest())).isPresent();
        assertThat(library.get(book.current()).charter().version()).isEqualTo(1);
    }

    private Bytes proposal(long version) throws PolicyRejected {
        return Bytes.wrap(
                Amendments.propose(bytes(text(version)), book.current(), FRAME).bytes());
    }

    private static String text(long version) {
        return CHARTER.replace("version: 1", "version: " + version);
    }

    private static SwapCharter withRules(SwapCharter swap, CharterRules rules) {
        return new SwapCharter(swap.parent(), swap.digest(), rules, swap.file());
    }

    private String reason(SwapCharter swap, long under) throws JsonRejected {
        return objection(bytes(swap), under).map(Judgement::reasonCode).orElse("");
    }

    private Optional<Judgement> objection(Bytes action, long under) {
        Request request = new Request(
                Groups.embedded().domain(),
                new RequestId(Groups.clientKey().verifyingKey().id(), 1),
                Hash.sha3(action.readOnlyArray()),
                new Terms("agent", "ordinary", under),
                new Validity(1_000, 61_000),
                Optional.empty());
        return Amendments.objection(new SignedRequest(request, Bytes.EMPTY, action), book, library);
    }

    private static Bytes bytes(SwapCharter swap) {
        return Bytes.wrap(JsonWriter.compactBytes(swap.json()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

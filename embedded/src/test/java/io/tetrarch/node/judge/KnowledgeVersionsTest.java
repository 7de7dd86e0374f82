package io.tetrarch.node.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.EphemeralHome;
import io.tetrarch.embedded.home.Home;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.charter.CompiledCharter;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.judge.KnownPacks;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Group;
import io.tetrarch.reading.pack.PackReader;
import io.tetrarch.reading.pack.Packs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Replicas of one group whose rule packs are of two adjacent versions: what they decide together, and what not. */
final class KnowledgeVersionsTest {
    private static final SignatureScheme SCHEME = Ed25519Provider.BEST.load();

    private static final String MORE = """
        pack: brewing
        about: The brew house's command line.
        tools:
          "brewctl":
            effect: reads
            subcommands:
              "kettle list": reads
              "kettle drain": {effect: "destroys, irreversible", says: The batch is poured away.}
        """;
    private static final KnownPacks OLD = KnownPacks.bundled();
    private static final KnownPacks NEW = newer();

    private static KnownPacks newer() {
        try {
            return KnownPacks.of(
                    Packs.bundled().with(PackReader.read(MORE.getBytes(UTF_8))), Hash.sha3(MORE.getBytes(UTF_8)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatBothKnowAlikeIsApprovedByAllHoweverManyAreNewer() throws Exception {
        for (List<KnownPacks> group :
                List.of(List.of(OLD, OLD, OLD, NEW), List.of(OLD, OLD, NEW, NEW), List.of(NEW, NEW, NEW, NEW))) {
            assertThat(answers(Optional.empty(), "git status", "ordinary", group))
                    .extracting(Judgement::answer)
                    .containsOnly(Answer.APPROVE);
        }
    }

    @Test
    void whatOnlyTheNewerKnowToBeHarmIsApprovedByTooFewWhicheverTierIsAskedFor() throws Exception {
        for (String tier : List.of("ordinary", "no-way-back")) {
            assertThat(approvals(answers(Optional.empty(), "brewctl kettle drain", tier, List.of(OLD, OLD, NEW, NEW))))
                    .as(tier)
                    .isLessThan(3);
        }
        assertThat(answers(Optional.empty(), "brewctl kettle drain", "no-way-back", List.of(NEW, NEW, NEW, NEW)))
                .extracting(Judgement::answer)
                .containsOnly(Answer.DENY);
    }

    @Test
    void whereTheCharterNamesTheKnowledgeOneReplicaOfOtherPacksStopsNothing() throws Exception {
        Optional<KnownPacks> named = Optional.of(OLD);

        List<Judgement> one = answers(named, "git status", "ordinary", List.of(OLD, OLD, OLD, NEW));
        assertThat(approvals(one)).isEqualTo(3);
        assertThat(one.getLast().reasonCode()).isEqualTo("wrong-tier");
        // two are a majority of nothing: new packs are taken up by an amendment, not one replica after the other
        assertThat(approvals(answers(named, "git status", "ordinary", List.of(OLD, OLD, NEW, NEW))))
                .isEqualTo(2);
        assertThat(approvals(answers(Optional.of(NEW), "git status", "ordinary", List.of(OLD, NEW, NEW, NEW))))
                .isEqualTo(3);
    }

    private static long approvals(List<Judgement> answers) {
        return answers.stream()
                .filter(answer -> answer.answer() == Answer.APPROVE)
                .count();
    }

    /**
     * @param named the knowledge that the charter names
     * @param known by each replica
     */
    private static List<Judgement> answers(
            Optional<KnownPacks> named, String command, String tier, List<KnownPacks> known) throws Exception {
        try (Home home = EphemeralHome.found(plan(named), SCHEME)) {
            Group group = home.group();
            Charter charter = home.charter();
            List<Judge> judges = new ArrayList<>();
            for (int i = 0; i < known.size(); i++) {
                judges.add(charter.judgeOf(group.replicaNames().get(i), i, JudgeFactory.installed()));
            }
            CharterLibrary library = new CharterLibrary(
                    group.frame(),
                    (next, name, index) -> next.judgeOf(name, index, JudgeFactory.installed()),
                    new CompiledCharter(charter, Tiers.of(charter), judges));
            SignedRequest request = request(group, charter, command, tier);
            List<Judgement> answers = new ArrayList<>();
            for (int i = 0; i < known.size(); i++) {
                DecisionService service =
                        new DecisionService(group.membership(), group.charter().founding(), SCHEME);
                answers.add(new CharterJudge(i, group, service, library, new CaseReader(group, known.get(i)), SCHEME)
                        .open(request)
                        .judge()
                        .judgement());
            }
            return answers;
        }
    }

    private static Plan plan(Optional<KnownPacks> named) {
        Plan standard = Plan.standard();
        String charter = new String(standard.charterFile(), UTF_8);
        String text = named.map(packs -> charter.replaceFirst("version: 1", "version: 1\nknowledge: " + packs.digest()))
                .orElse(charter);
        return new Plan("embedded", standard.replicas(), text.getBytes(UTF_8), standard.constants());
    }

    private static SignedRequest request(Group group, Charter charter, String command, String tier) throws Exception {
        Action action = Action.parse(
                ("{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"" + command + "\"}").getBytes(UTF_8));
        Request request = new Request(
                group.domain(),
                new RequestId(group.clients().getFirst().keyId(), 1),
                action.hash(),
                new Terms(Plan.GATE, tier, charter.version()),
                new Validity(0, 1000),
                Optional.empty());
        return new SignedRequest(request, Bytes.EMPTY, Bytes.wrap(action.bytes()));
    }
}

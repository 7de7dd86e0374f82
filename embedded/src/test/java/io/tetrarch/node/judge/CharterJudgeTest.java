package io.tetrarch.node.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.EphemeralHome;
import io.tetrarch.embedded.home.Home;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.gate.amendment.Amendments;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.charter.CompiledCharter;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.node.replica.Hearing;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.rule.CharterVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a replica's judge is asked, and what is answered before it is asked at all. */
class CharterJudgeTest {
    private static final SignatureScheme SCHEME = Ed25519Provider.BEST.load();

    private static final String DELETE =
            "{\"kind\":\"delete_database\",\"tool\":\"delete_database\",\"name\":\"orders\"}";
    private static final String WRITE =
            "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/a\",\"bytes\":1}";

    @Test
    void aClientCannotChooseATierThatDemandsLess() throws Exception {
        Judgement judgement = judge(DELETE, "ordinary");

        assertThat(judgement.answer()).isEqualTo(Answer.DENY);
        assertThat(judgement.reasonCode()).isEqualTo("wrong-tier");
    }

    @Test
    void theChartersOwnTierIsJudged() throws Exception {
        assertThat(judge(WRITE, "ordinary").answer()).isEqualTo(Answer.APPROVE);
        assertThat(judge(WRITE, "irreversible").reasonCode()).isEqualTo("wrong-tier");
    }

    /** Or whoever may ask could run anything on the strength of its being denied. */
    @Test
    void inShadowModeOnlyAReplicaThatFindsTheActionOfThatTierSaysSo() throws Exception {
        byte[] shadow = charter()
                .replace("- name: ordinary", "- name: ordinary\n    shadow: true")
                .getBytes(StandardCharsets.UTF_8);
        Plan plan = new Plan(
                "embedded", Plan.standard().replicas(), shadow, Plan.standard().constants());
        assertThat(ruling(plan, WRITE, "ordinary", 0).judge()).startsWith("shadow/analytical@");
        assertThat(ruling(plan, DELETE, "ordinary", 0))
                .extracting(
                        ruling -> ruling.judge(), ruling -> ruling.judgement().reasonCode())
                .containsExactly("built-in/charter", "wrong-tier");
        assertThat(ruling(plan, DELETE, "no-way-back", 0).judge()).startsWith("analytical@");
        assertThat(ruling(Plan.standard(), WRITE, "ordinary", 0).judge()).startsWith("analytical@");
    }

    @Test
    void underTheDefaultCharterASwapThatDemandsMoreIsApprovedByAll() throws Exception {
        String tightened =
                next().replace("demand: quorum\n    deadlineMillis: 30000", "demand: 4\n    deadlineMillis: 30000");
        assertThat(tightened).isNotEqualTo(next());
        for (int replica = 0; replica < 4; replica++) {
            assertThat(judge(swap(tightened), "governance", replica))
                    .extracting(Judgement::answer, Judgement::reasonCode)
                    .containsExactly(Answer.APPROVE, "valid-amendment");
        }
    }

    /** Or whoever may ask for decisions could ask for a charter that approves everything. */
    @Test
    void underTheDefaultCharterASwapThatMayLoosenIsApprovedByNone() throws Exception {
        for (String loosened : List.of(
                next().replace("- name: ordinary", "- name: ordinary\n    shadow: true"),
                next().replace("  shell: [shell,", "  shell: [launch_missiles, shell,"),
                next().replace("demand: unanimous", "demand: quorum"))) {
            assertThat(loosened).isNotEqualTo(next());
            for (int replica = 0; replica < 4; replica++) {
                assertThat(judge(swap(loosened), "governance", replica))
                        .extracting(Judgement::answer, Judgement::reasonCode)
                        .containsExactly(Answer.ABSTAIN, "may-loosen-charter");
            }
        }
    }

    @Test
    void anInvalidSwapIsDeniedAndAnUncheckedChangeNotApproved() throws Exception {
        String stale = swap(next()).replaceFirst("\"parent\":\"[0-9a-f]{4}", "\"parent\":\"0000");
        assertThat(judge(stale, "governance"))
                .extracting(Judgement::answer, Judgement::reasonCode)
                .containsExactly(Answer.DENY, "stale-parent");
        assertThat(judge("{\"kind\":\"change_membership\",\"seat\":1}", "governance"))
                .extracting(Judgement::answer, Judgement::reasonCode)
                .containsExactly(Answer.DENY, "malformed-change");
        assertThat(judge("{\"kind\":\"execute_tool\",\"tool\":\"swap_charter\"}", "governance"))
                .extracting(Judgement::answer, Judgement::reasonCode)
                .containsExactly(Answer.ABSTAIN, "unchecked-amendment");
    }

    /** The default charter's text as version 2. */
    private static String next() throws IOException {
        return charter().replace("version: 1", "version: 2");
    }

    private static String charter() throws IOException {
        try (InputStream in = CharterReader.class.getResourceAsStream(CharterReader.DEFAULT_FILE)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String swap(String charter) throws Exception {
        try (Home home = EphemeralHome.found(Plan.standard(), SCHEME)) {
            CharterVersion inForce = new DecisionService(
                            home.group().membership(), home.group().charter().founding(), SCHEME)
                    .charters()
                    .current();
            return Amendments.propose(
                            charter.getBytes(StandardCharsets.UTF_8),
                            inForce,
                            home.group().frame())
                    .json()
                    .toJson();
        }
    }

    private static Judgement judge(String json, String tier) throws Exception {
        return judge(json, tier, 0);
    }

    private static Judgement judge(String json, String tier, int replica) throws Exception {
        return ruling(Plan.standard(), json, tier, replica).judgement();
    }

    private static Hearing.Ruling ruling(Plan plan, String json, String tier, int replica) throws Exception {
        try (Home home = EphemeralHome.found(plan, SCHEME)) {
            Group group = home.group();
            Charter charter = home.charter();
            List<Judge> judges = new ArrayList<>();
            for (int i = 0; i < group.replicas().size(); i++) {
                judges.add(charter.judgeOf(group.replicaNames().get(i), i, JudgeFactory.installed()));
            }
            CharterLibrary library = new CharterLibrary(
                    group.frame(),
                    (next, name, index) -> next.judgeOf(name, index, JudgeFactory.installed()),
                    new CompiledCharter(charter, Tiers.of(charter), judges));
            DecisionService service =
                    new DecisionService(group.membership(), group.charter().founding(), SCHEME);
            Action action = Action.parse(json.getBytes(StandardCharsets.UTF_8));
            Request request = new Request(
                    group.domain(),
                    new RequestId(group.clients().getFirst().keyId(), 1),
                    action.hash(),
                    new Terms(Plan.GATE, tier, charter.version()),
                    new Validity(0, 1000),
                    Optional.empty());
            return new CharterJudge(replica, group, service, library, new CaseReader(group), SCHEME)
                    .open(new SignedRequest(request, Bytes.EMPTY, Bytes.wrap(action.bytes())))
                    .judge();
        }
    }
}

package io.tetrarch.gate.charter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.service.Asked;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.action.Action;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For whom clients may ask, and what follows from it. */
class PrincipalSectionTest {
    private static final String SECTION = "principals: [{clients: [hook, proxy], names: ['agent-*', alice]}]\n";
    private static final String CHARTER = """
        version: 1
        quotas: [{decisions: 2, window: 1m}]
        categories:
          file: [fs_read]
        tiers:
          - name: trusted
            match: {principal: 'agent-*'}
            demand: quorum
            deadlineMillis: 5000
            judgeMillis: 1000
          - name: hers
            when: behalf == 'alice' && session.startsWith('s')
            demand: quorum
            deadlineMillis: 5000
            judgeMillis: 1000
          - name: rest
            demand: unanimous
            deadlineMillis: 5000
            judgeMillis: 1000
        judges:
          analytical: {about: A, algorithm: analytical}
          boss: {about: B, person: {device: alice}}
        """;

    private static final Principal AGENT = Principal.of("agent-1");
    private static final Principal HERS = new Principal("alice", Optional.of("alice"), Optional.of("s7"));

    private final Charter with = read(CHARTER + SECTION);
    private final Charter without = read(CHARTER);

    private static Charter read(String text) {
        try {
            return CharterReader.read(text.getBytes(UTF_8));
        } catch (PolicyRejected e) {
            throw new AssertionError(e);
        }
    }

    private static Request request(long number, Principal principal) {
        return new Request(
                new Domain(Hash.sha3(new byte[] {9}), 1),
                new RequestId(Hash.sha3(new byte[] {1}), number),
                Hash.sha3(new byte[0]),
                new Terms("hook", "rest", 1, Optional.of(principal)),
                new Validity(1_000, 6_000),
                Optional.empty());
    }

    private static String tier(Charter charter, Principal principal) throws Exception {
        Action action = Action.parse("{\"kind\":\"execute_tool\",\"tool\":\"fs_read\"}".getBytes(UTF_8));
        return Tiers.of(charter)
                .of(action, "hook", "hook", Optional.of(principal))
                .name();
    }

    @Test
    void tiersGoByWhomTheCharterTakesTheClientsWordFor() throws Exception {
        assertThat(tier(with, AGENT)).isEqualTo("trusted");
        assertThat(tier(with, HERS)).isEqualTo("hers");
        assertThat(tier(without, AGENT)).isEqualTo("rest");
        assertThat(tier(without, HERS)).isEqualTo("rest");
    }

    private static Optional<String> ruling(Charter charter, Principal principal, String client) {
        QuotaMeter meter = new QuotaMeter((digest, who) -> Asked.NOTHING);
        return new Admission(charter)
                .ruling(request(1, principal), charter.tiers().getLast(), client, meter)
                .map(Judgement::reasonCode);
    }

    @ParameterizedTest
    @CsvSource({
        "agent-7, '', hook, ''",
        "agent-7, alice, proxy, ''",
        "agent-7, bob, hook, principal-not-permitted",
        "root, '', hook, principal-not-permitted",
        "xagent-7, '', hook, principal-not-permitted",
        "agent-7, '', other, principal-not-permitted",
    })
    void aClientSpeaksForThoseOnlyThatTheCharterNames(String name, String behalf, String client, String reason) {
        Principal principal =
                new Principal(name, Optional.of(behalf).filter(text -> !text.isEmpty()), Optional.empty());
        assertThat(ruling(with, principal, client).orElse("")).isEqualTo(reason);
        assertThat(ruling(without, principal, client)).isEmpty();
    }

    @Test
    void aQuotaIsThePrincipalsWhereTheCharterGoesByThemAndElseTheClients() {
        assertThat(third(with, Principal.of("agent-2"))).isEmpty();
        assertThat(third(with, AGENT)).contains("quota-exceeded");
        assertThat(third(without, Principal.of("agent-2"))).contains("quota-exceeded");
    }

    private static Optional<String> third(Charter charter, Principal principal) {
        Admission admission = new Admission(charter);
        QuotaMeter meter = new QuotaMeter((digest, who) -> Asked.NOTHING);
        Tier tier = charter.tiers().getLast();
        for (int i = 1; i <= 2; i++) {
            assertThat(admission.ruling(request(i, AGENT), tier, "hook", meter)).isEmpty();
        }
        return admission.ruling(request(3, principal), tier, "hook", meter).map(Judgement::reasonCode);
    }

    @Test
    void nobodyApprovesWhatTheyAskForThemselves() {
        JudgeSpec boss = with.specOf("boss", 1);
        Request own = request(1, new Principal("agent-1", Optional.of("Alice"), Optional.empty()));
        assertThat(new Admission(with).ownRequest(own, boss).map(Judgement::reasonCode))
                .contains("own-request");
        assertThat(new Admission(with).ownRequest(request(1, AGENT), boss)).isEmpty();
        assertThat(new Admission(without).ownRequest(own, boss)).isEmpty();
        assertThat(new Admission(with).ownRequest(own, with.specOf("analytical", 0)))
                .isEmpty();
    }

    @Test
    void theSectionIsPartOfTheDigestAndCharactersThatNoNameHasAreRefused() {
        assertThat(with.digest()).isNotEqualTo(without.digest());
        assertThatThrownBy(() -> Principal.of("two\nlines")).hasMessageContaining("expected 1 to 128 characters");
        assertThatThrownBy(() -> Principal.of("half \uD83D")).hasMessageContaining("expected 1 to 128 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "principals: []|expected at least one element with clients and names",
                "principals: [{clients: hook}]|names",
                "principals: [{clients: hook, names: []}]|expected at least one name of a principal",
                "principals: [{clients: [], names: a}]|expected at least one name of a client",
            })
    void whatCannotBeMeantIsRefused(String section, String message) {
        assertThatThrownBy(() -> CharterReader.read((CHARTER + section + "\n").getBytes(UTF_8)))
                .isInstanceOf(PolicyRejected.class)
                .hasMessageContaining(message);
    }
}

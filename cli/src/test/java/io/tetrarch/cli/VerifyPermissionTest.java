package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code verify p && run} may rely on: 0 is for what may run now, and for nothing else that is authentic. */
final class VerifyPermissionTest {
    private static final Path VECTORS =
            Path.of("..", "proof", "src", "test", "resources", "vectors", "permission.json");

    @TempDir
    static Path folder;

    private static JsonCursor vectors;

    @BeforeAll
    static void unpack() throws IOException, JsonRejected {
        vectors = JsonCursor.parse(Files.readAllBytes(VECTORS), JsonLimits.FILE);
        unpack("groups");
        unpack("proofs");
        Files.writeString(
                folder.resolve("lineage.json"),
                vectors.member("lineage").value().toJson());
    }

    private static void unpack(String name) throws IOException, JsonRejected {
        for (Map.Entry<String, JsonValue> each :
                vectors.member(name).object().members().entrySet()) {
            Files.writeString(
                    folder.resolve(each.getKey() + ".json"), each.getValue().toJson());
        }
    }

    private static String file(String name) {
        return folder.resolve(name + ".json").toString();
    }

    private static Invocation verify(String proof, String... more) {
        List<String> all = new ArrayList<>(List.of("verify", file(proof), "--group", file("first")));
        all.addAll(List.of(more));
        return Invocation.of(all.toArray(String[]::new));
    }

    private static Invocation at30(String proof, String... more) {
        List<String> all = new ArrayList<>(List.of("--at", "30000"));
        all.addAll(List.of(more));
        return verify(proof, all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "approved|0|may run, unless used already, as of epoch 1: APPROVED: action",
                "denied|3|may not run, since it was denied: DENIED: action",
                "expired|4|may not run, since it expired: EXPIRED: action",
                "approved-in-shadow|5|may not run, since its tier is in shadow mode, and --allow-shadow is not given:"
                        + " APPROVED in shadow mode: action",
                "denied-in-shadow|3|may not run, since its tier is in shadow mode, and --allow-shadow is not given:"
                        + " DENIED in shadow mode: action",
                "expired-in-shadow|4|may not run, since its tier is in shadow mode, and --allow-shadow is not given:"
                        + " EXPIRED in shadow mode: action",
                "denied-with-one-mark|3|may not run, since it was denied: DENIED: action",
                "receipt|5|may not run, since a receipt tells of a run and allows none: APPROVED: action",
                "receipt-denied|3|may not run, since it was denied: DENIED: action",
                "swap-charter|5|may not run, since it puts another charter into force, which the replicas carry out"
                        + " themselves and no executor runs: APPROVED: action",
                "set-state|5|may not run, since it changes a named value, which the replicas carry out themselves and"
                        + " no executor runs: APPROVED: action",
                "resolve-fork|5|may not run, since it names the branch of an audit trail that goes on, which the"
                        + " replicas carry out themselves and no executor runs: APPROVED: action",
                "change-membership|5|may not run, since it changes who is in the group, which the replicas carry out"
                        + " themselves and no executor runs: APPROVED: action",
                "swap-charter-denied|3|may not run, since it was denied: DENIED: action",
                "no-action|5|may not run, since what was decided on is no action: APPROVED: action",
                "forged|1|not authentic: check 6, signatures: the signature of replica analytical is bad",
                "of-the-second-epoch|1|not authentic: check 2, group: the proof is of group f20b05da"
            })
    void oneLineAndTheCodeSayWhetherItMayRunNow(String proof, int code, String line) {
        assertThat(at30(proof).endedQuietlyWith(code).out()).hasLineCount(1).startsWith(line);
    }

    @Test
    void theLineIsWhole() {
        assertThat(at30("approved").endedQuietlyWith(0).out())
                .matches("may run, unless used already, as of epoch 1: APPROVED: action 0f64eba1[0-9a-f]{56}, request"
                        + " [0-9a-f]{8}/1, executor agent, tier standard, until 1970-01-01T00:01:01Z; ledger entry 0,"
                        + " committed at sequence 1 by analytical, creative, domain_expert; group test, epoch 1,"
                        + " embedded; judges not pinned\\R");
    }

    @ParameterizedTest
    @CsvSource({"approved-in-shadow,0", "denied-in-shadow,0", "expired-in-shadow,0", "denied,3", "expired,4"})
    void whoeverGoesAlongWithShadowModeSaysSo(String proof, int code) {
        at30(proof, "--allow-shadow").endedQuietlyWith(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "approved|999|5|since it holds from 1970-01-01T00:00:01Z on, and it is 1970-01-01T00:00:00.999Z:"
                        + " APPROVED",
                "approved|1000|0|unless used already, as of epoch 1: APPROVED",
                "approved|1970-01-01T00:01:01Z|0|unless used already",
                "approved|1970-01-01t01:01:01.000+01:00|0|unless used already",
                "approved|1970-01-01T00:01:01.001Z|5|since it held until 1970-01-01T00:01:01Z, and it is"
                        + " 1970-01-01T00:01:01.001Z: APPROVED",
                "denied-in-shadow|61001|3|since it held until 1970-01-01T00:01:01Z",
                "denied|61001|3|since it was denied"
            })
    void aTimeMayBeGiven(String proof, String time, int code, String says) {
        assertThat(verify(proof, "--at", time).endedQuietlyWith(code).out()).contains(", " + says);
    }

    @Test
    void withoutATimeItIsNow() {
        assertThat(verify("approved").endedQuietlyWith(5).out())
                .startsWith("may not run, since it held until 1970-01-01T00:01:01Z, and it is 20");
    }

    @Test
    void anEpochThatHasEndedLetsNothingRun() {
        assertThat(at30("approved", "--lineage", file("lineage"))
                        .endedQuietlyWith(5)
                        .out())
                .startsWith("may not run, since it is of epoch 1, which has ended: the group is in epoch 2: APPROVED");
        assertThat(at30("of-the-second-epoch", "--lineage", file("lineage"))
                        .endedQuietlyWith(0)
                        .out())
                .startsWith("may run, unless used already, as of epoch 2: APPROVED");
        assertThat(at30("denied", "--lineage", file("lineage"))
                        .endedQuietlyWith(3)
                        .out())
                .startsWith("may not run, since it was denied");
        assertThat(Invocation.of("verify", file("approved"), "--group", file("second"), "--at", "30000")
                        .endedQuietlyWith(1)
                        .out())
                .startsWith("not authentic: check 2, group: the proof is of an earlier epoch of the group, ");
    }

    @ParameterizedTest
    @CsvSource({
        "approved,--outcome,APPROVED,0,",
        "denied,--outcome,APPROVED,5,its outcome is DENIED and not APPROVED",
        "denied,--outcome,DENIED,3,",
        "approved,--executor,agent,0,",
        "approved,--executor,gate,5,its executor is agent and not gate",
        "denied,--executor,gate,5,its executor is agent and not gate",
        "approved,--tier,standard,0,",
        "approved,--tier,critical,5,its tier is standard and not critical",
        "approved,--require-mode,embedded,0,",
        "approved,--require-mode,distributed,5,its group is embedded and not at least distributed"
    })
    void whatIsDemandedHasToBeSo(String proof, String option, String value, int code, String says) {
        Invocation run = at30(proof, option, value);
        assertThat(run.endedQuietlyWith(code).out()).hasLineCount(1);
        if (says != null) {
            assertThat(run.out()).startsWith("may not run, since it is not as demanded: " + says + ": ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"approved", "denied", "expired", "denied-in-shadow", "receipt", "swap-charter"})
    void whoeverAsksOnlyWhetherItIsAuthenticIsToldThatAndNoMore(String proof) {
        assertThat(verify(proof, "--authentic").endedQuietlyWith(0).out())
                .hasLineCount(1)
                .startsWith("authentic: ")
                .doesNotContain("may run");
    }

    @Test
    void whatIsAskedToBeAuthenticMayBeDemandedToBeMore() {
        verify("denied", "--authentic", "--outcome", "DENIED").endedQuietlyWith(0);
        assertThat(verify("denied", "--authentic", "--outcome", "APPROVED")
                        .endedQuietlyWith(5)
                        .out())
                .startsWith("authentic, but not as demanded: its outcome is DENIED and not APPROVED: DENIED: action");
        assertThat(at30("approved", "--require-pinned-judges")
                        .endedQuietlyWith(5)
                        .out())
                .startsWith("may not run, since it is not as demanded: its group does not say which judges it accepts");
        verify("forged", "--authentic").endedQuietlyWith(1);
    }

    @Test
    void forMachinesThePermissionIsOneMember() throws JsonRejected {
        JsonCursor denied =
                at30("denied-in-shadow", "--json").endedQuietlyWith(3).json();
        assertThat(denied.object().members().keySet())
                .containsExactly(
                        "authentic",
                        "permits",
                        "reason",
                        "explanation",
                        "at",
                        "outcome",
                        "tier",
                        "shadow",
                        "executor",
                        "notBefore",
                        "deadline",
                        "actionHash",
                        "requestId",
                        "group",
                        "epoch",
                        "latestEpoch",
                        "mode",
                        "view",
                        "sequence",
                        "ledgerIndex",
                        "judgesPinned",
                        "otherJudges",
                        "signers");
        assertThat(denied.member("authentic").bool()).isTrue();
        assertThat(denied.member("permits").bool()).isFalse();
        assertThat(denied.member("reason").string()).isEqualTo("in-shadow-mode");
        assertThat(denied.member("outcome").string()).isEqualTo("DENIED");
        assertThat(denied.member("tier").string()).isEqualTo("trial");
        assertThat(denied.member("shadow").bool()).isTrue();
        assertThat(denied.member("executor").string()).isEqualTo("agent");
        assertThat(denied.member("at").string()).isEqualTo("1970-01-01T00:00:30Z");
        assertThat(denied.member("notBefore").string()).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(denied.member("deadline").string()).isEqualTo("1970-01-01T00:01:01Z");
        assertThat(denied.member("epoch").integer(1, 1)).isEqualTo(1);
        JsonObject approved =
                at30("approved", "--json").endedQuietlyWith(0).json().object();
        assertThat(approved.members()).doesNotContainKeys("reason", "explanation");
        JsonCursor forged = at30("forged", "--json").endedQuietlyWith(1).json();
        assertThat(forged.member("permits").bool()).isFalse();
        assertThat(forged.member("reason").string()).isEqualTo("not-authentic");
    }

    /** The command line, the executor and the browser go by one rule, and these are its answers. */
    @Test
    void theCommandLineSaysWhatTheVectorsSay() throws JsonRejected {
        int asked = 0;
        for (JsonCursor each : vectors.member("cases").elements()) {
            if (each.optional("action") != null) {
                continue; // another action or executor is a demand here, which comes first
            }
            List<String> more =
                    new ArrayList<>(List.of("--at", each.member("at").value().toJson(), "--allow-shadow", "--json"));
            boolean lineage = each.member("group").string().equals("first")
                    && each.member("latestEpoch").integer(1, 2) == 2;
            if (lineage) {
                more.addAll(List.of("--lineage", file("lineage")));
            }
            List<String> all = new ArrayList<>(List.of(
                    "verify",
                    file(each.member("proof").string()),
                    "--group",
                    file(each.member("group").string())));
            all.addAll(more);
            Invocation run = Invocation.of(all.toArray(String[]::new));
            JsonCursor answer = run.json();
            String line = each.value().toJson();
            assertThat(answer.member("authentic").bool())
                    .as(line)
                    .isEqualTo(each.member("authentic").bool());
            boolean permits = !each.member("permits").string().equals("no");
            assertThat(answer.member("permits").bool()).as(line).isEqualTo(permits);
            assertThat(run.exitCode() == 0).as(line).isEqualTo(permits);
            JsonCursor reason = each.optional("reason");
            if (reason != null) {
                assertThat(answer.member("reason").string()).as(line).isEqualTo(reason.string());
            }
            asked++;
        }
        assertThat(asked).isGreaterThan(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--at|yesterday|expected a time such as 2026-01-31T12:00:00Z, or milliseconds of Unix time",
                "--at|-1|expected a time such as 2026-01-31T12:00:00Z, or milliseconds of Unix time",
                "--at|2026-02-30T12:00:00Z|expected a time such as 2026-01-31T12:00:00Z, or milliseconds of Unix time",
                "--at|2026-01-31T12:00:00|expected a time such as 2026-01-31T12:00:00Z, or milliseconds of Unix time",
                "--at|9999999999999999|expected a time such as 2026-01-31T12:00:00Z, or milliseconds of Unix time",
                "--outcome|approved|expected APPROVED, DENIED or EXPIRED",
                "--tier|' '|expected a name",
                "--executor|' '|expected a name",
                "--require-mode|cloud|expected embedded, processes or distributed"
            })
    void aValueThatIsNoneIsRefused(String option, String value, String expected) {
        Invocation.of("verify", file("approved"), "--group", file("first"), option, value)
                .refusedWith(option + ": " + expected + ", found '" + value + "'");
    }
}

package io.tetrarch.proof.decision;

import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.proof.decision.VectorCase.Edit;
import io.tetrarch.proof.group.Constants;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupCharter;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.group.Mode;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.TierRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Proofs that are authentic. */
final class GoodVectors {
    private static final List<String> STANDARD = List.of(
            "AAAA APPROVED",
            "AA-A APPROVED",
            "-AAA APPROVED",
            "AAAD APPROVED",
            "AAAN APPROVED",
            "DD-- DENIED",
            "-D-D DENIED",
            "DDAA DENIED",
            "NN-- DENIED",
            "A-NN DENIED",
            "DN-- DENIED",
            "DDDD DENIED",
            "---- EXPIRED",
            "A--- EXPIRED",
            "AA-- EXPIRED",
            "AAD- EXPIRED",
            "AAN- EXPIRED",
            "D--- EXPIRED");
    private static final List<String> CRITICAL = List.of(
            "AAA- APPROVED",
            "-AAA APPROVED",
            "DAAA APPROVED",
            "AA-A EXPIRED",
            "AADA DENIED",
            "--D- DENIED",
            "--N- DENIED");
    private static final List<String> UNANIMOUS =
            List.of("AAAA APPROVED", "AAA- EXPIRED", "AAAN DENIED", "D--- DENIED", "---- EXPIRED");

    private final Vectors vectors;

    private GoodVectors(Vectors vectors) {
        this.vectors = vectors;
    }

    static void add(Vectors vectors) {
        GoodVectors good = new GoodVectors(vectors);
        good.outcomes();
        good.fields();
        good.groups();
        good.layouts();
    }

    private void outcomes() {
        vectors.walked(Vectors.PLAIN, Vectors.PLAIN, draft -> {});
        for (Map.Entry<String, List<String>> tier :
                new TreeMap<>(Map.of("standard", STANDARD, "critical", CRITICAL, "unanimous", UNANIMOUS)).entrySet()) {
            for (String each : tier.getValue()) {
                String answers = each.substring(0, 4);
                Outcome outcome = Outcome.valueOf(each.substring(5));
                boolean walks = tier.getKey().equals("standard") && outcome == Outcome.APPROVED;
                String name = tier.getKey() + "-" + answers.replace('-', 'o');
                if (walks) {
                    vectors.walked(name, Vectors.PLAIN, draft -> draft.answers = answers);
                } else {
                    vectors.good(name, Vectors.PLAIN, draft -> set(draft, tier.getKey(), answers, outcome));
                }
            }
        }
        for (String tier : List.of("receipt", "built-in/device", "built-in/withdrawal")) {
            vectors.good("tier-" + tier.replace('/', '-'), Vectors.PLAIN, draft -> draft.tier = tier);
        }
        vectors.good("verdict-of-another-charter", Vectors.PLAIN, draft -> {
            set(draft, "standard", "DDAA", Outcome.DENIED);
            draft.verdict = each -> each.answer().name().equals("APPROVE") ? judgedBy(each, 2) : each;
        });
    }

    static void set(Draft draft, String tier, String answers, Outcome outcome) {
        draft.tier = tier;
        draft.answers = answers;
        draft.outcome = outcome;
    }

    private static Verdict judgedBy(Verdict each, long charter) {
        return new Verdict(each.request(), each.answer(), each.judge(), charter, each.reasonCode(), each.explanation());
    }

    private void fields() {
        vectors.walked("four-signatures", Vectors.PLAIN, draft -> draft.signers = new int[] {0, 1, 2, 3});
        vectors.walked("signatures-in-another-order", Vectors.PLAIN, draft -> draft.signers = new int[] {3, 0, 2});
        vectors.walked("first-batch-of-view-0", Vectors.PLAIN, draft -> {
            draft.view = 0;
            draft.sequence = 1;
        });
        vectors.walked("with-a-tool", Vectors.PLAIN, draft -> draft.tool = Optional.of(Hash.sha3(new byte[] {1})));
        for (int[] place : new int[][] {{0, 1}, {1, 0}, {4, 0}, {4, 2}, {5, 6}, {63, 37}}) {
            vectors.walked("entry-" + place[0] + "-of-" + (place[0] + place[1] + 1), Vectors.PLAIN, draft -> {
                draft.index = place[0];
                draft.behind = place[1];
            });
        }
        vectors.good("highest-request-number", Vectors.PLAIN, draft -> draft.number = Long.MAX_VALUE);
        vectors.good("request-number-above-2-53", Vectors.PLAIN, draft -> draft.number = 1L << 53);
        vectors.good("last-exact-request-number", Vectors.PLAIN, draft -> draft.number = (1L << 53) - 1);
        vectors.good(
                "latest-deadline",
                Vectors.PLAIN,
                draft -> draft.validity = new Validity(Long.MAX_VALUE - 60_000, Long.MAX_VALUE));
        vectors.good(
                "longest-life",
                Vectors.PLAIN,
                draft -> draft.validity = new Validity(0, Constants.DEFAULT.requestLifeMillis()));
        vectors.good("action-that-is-no-json", Vectors.PLAIN, draft -> draft.action = Draft.bytes("rm -rf \u00fc"));
        vectors.good("empty-action", Vectors.PLAIN, draft -> draft.action = Draft.bytes(""));
        vectors.good(
                "texts-with-all-characters",
                Vectors.PLAIN,
                draft -> draft.verdict = each -> new Verdict(
                        each.request(),
                        each.answer(),
                        "\u00fc@\"\\",
                        1,
                        "\u0001\u2028\ud83d\ude00",
                        "line\nline\t\u007f"));
        vectors.good(
                "longest-text",
                Vectors.PLAIN,
                draft -> draft.verdict = each ->
                        new Verdict(each.request(), each.answer(), each.judge(), 1, "r", "\u00e9".repeat(2048)));
        vectors.good("signed-together", Vectors.PLAIN, Round.embedded().approved(), Outcome.APPROVED, true);
    }

    private void groups() {
        for (Mode mode : List.of(Mode.PROCESSES, Mode.DISTRIBUTED)) {
            vectors.addGroup(mode.word(), Groups.group(new Group.Title("test", 1, mode), 4));
            vectors.walked("mode-" + mode.word(), mode.word(), draft -> {});
        }
        vectors.addGroup("seven", Groups.group(new Group.Title("seven", 1, Mode.EMBEDDED), 7));
        vectors.walked("seven-approve", "seven", draft -> {
            draft.answers = "AAA-AAD";
            draft.answers = "AAADAAD";
            draft.signers = new int[] {0, 2, 3, 5, 6};
        });
        vectors.good("seven-deny", "seven", draft -> {
            set(draft, "standard", "DDD----", Outcome.DENIED);
            draft.signers = new int[] {0, 2, 3, 5, 6};
        });
        vectors.good("seven-expire", "seven", draft -> {
            set(draft, "standard", "DD-AA--", Outcome.EXPIRED);
            draft.signers = new int[] {0, 2, 3, 5, 6};
        });
        laterGroups();
    }

    private void laterGroups() {
        Group second = vectors.addGroup("second-epoch", LaterEpochProofTest.second(Groups.embedded()));
        vectors.walked("in-the-second-epoch", "second-epoch", draft -> draft.answers = "AA-A");
        vectors.good(
                "vacant-seat-that-is-needed", "second-epoch", draft -> set(draft, "unanimous", "----", Outcome.DENIED));
        vectors.good(
                "vacant-seat-that-is-named", "second-epoch", draft -> set(draft, "critical", "AA-A", Outcome.DENIED));
        Round pinned = PinnedJudgesTest.pinnedRound();
        vectors.addGroup("pinned", pinned.group);
        vectors.good(
                "judges-as-pinned",
                "pinned",
                PinnedJudgesTest.proof(pinned, Outcome.APPROVED, 0, 0, 0, 0),
                Outcome.APPROVED,
                true);
        vectors.good(
                "one-judge-not-accepted",
                "pinned",
                PinnedJudgesTest.proof(PinnedJudgesTest.pinnedRound(), Outcome.APPROVED, 0, 1, 0, 0),
                Outcome.APPROVED,
                true);
        vectors.good(
                "two-judges-not-accepted",
                "pinned",
                PinnedJudgesTest.proof(PinnedJudgesTest.pinnedRound(), Outcome.DENIED, 1, 1, 0, 0),
                Outcome.DENIED,
                false);
        PermissionCases shadow = new PermissionCases();
        vectors.addGroup("shadow", shadow.first);
        for (String name : List.of("approved-in-shadow", "denied-in-shadow", "expired-in-shadow")) {
            Outcome outcome =
                    Outcome.valueOf(name.substring(0, name.indexOf('-')).toUpperCase(java.util.Locale.ROOT));
            vectors.good(name, "shadow", shadow.proofs.get(name), outcome, false);
        }
        vectors.addGroup("odd-names", odd(second));
        vectors.good("tier-of-odd-name", "odd-names", draft -> {
            draft.tier = "";
            draft.charter = 9;
            draft.answers = "AA-A";
        });
        vectors.good("tier-of-umlauts", "odd-names", draft -> {
            draft.tier = "\u00fc\ud83d\ude00\uffff";
            draft.charter = 9;
            draft.answers = "AA-A";
        });
    }

    /** Tiers may have any names; in UTF-16, a surrogate stands before U+FFFF. */
    private static Group odd(Group group) {
        CharterRules rules = new CharterRules(
                9,
                new TreeMap<>(Map.of(
                        "", TierRule.of(3),
                        "\u00fc\ud83d\ude00\uffff", TierRule.of(3),
                        "\u00fc\uffff", new TierRule(3, new TreeSet<>(List.of(0, 1, 3))),
                        "a\"\\\n\u0001", TierRule.of(4))));
        return new Group(
                group.title(),
                group.replicas(),
                group.clients(),
                new GroupCharter(group.charter().digest(), rules),
                group.constants(),
                group.descent());
    }

    /** Other layouts of the same files. */
    private void layouts() {
        String proof = vectors.proofFiles.get(Vectors.PLAIN);
        String group = vectors.groupFiles.get(Vectors.PLAIN);
        layout("compact-proof", Edit.proof(0, proof.length(), compact(proof)));
        layout("compact-group", Edit.group(0, group.length(), compact(group)));
        layout("proof-with-crlf", Edit.proof(0, proof.length(), proof.replace("\n", "\r\n\t")));
        layout("white-space-around", Edit.proof(0, 0, " \t\r\n"), Edit.proof(proof.length() + 4, 0, "\n \n"));
        int outcome = proof.indexOf("\"APPROVED\"");
        layout("escapes-in-a-shown-text", Edit.proof(outcome + 1, 8, "\\u0041PPRO\\u0056ED"));
        int format = proof.indexOf("  \"format\"");
        int end = proof.indexOf('\n', format) + 1;
        String line = proof.substring(format, end).replace(",\n", "\n");
        int last = proof.lastIndexOf("\n}");
        layout("format-as-the-last-member", Edit.proof(last, 0, ",\n" + line), Edit.proof(format, end - format, ""));
        int base64 = proof.indexOf("\"action\": \"") + 11;
        layout("solidus-escaped-in-base64", Edit.proof(base64, 1, "\\u00" + Integer.toHexString(proof.charAt(base64))));
        int epoch = group.indexOf("  \"epoch\"");
        layout("members-of-the-group-in-another-order", Edit.group(epoch, 14, ""), Edit.group(2, 0, "\"epoch\": 1,"));
        int roles = group.indexOf("\"submit\"");
        int execute = group.indexOf("\"execute\"");
        layout("roles-in-another-order", Edit.group(execute, 9, "\"submit\""), Edit.group(roles, 8, "\"execute\""));
    }

    private void layout(String name, Edit... edits) {
        vectors.cases.add(VectorCase.good(name, Vectors.PLAIN, Vectors.PLAIN, "APPROVED", false, edits));
    }

    private static String compact(String json) {
        try {
            return JsonParser.parseObject(json.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE)
                    .toJson();
        } catch (JsonRejected e) {
            throw new AssertionError(e);
        }
    }
}

package io.tetrarch.proof.decision;

import io.tetrarch.proof.decision.JsonSites.Site;
import io.tetrarch.proof.decision.VectorCase.Edit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Files that have not the form of a proof, or of a group file. */
final class FormVectors {
    private static final int GROUP_FILE = 0;
    private static final int FORMAT = Check.FORMAT.number();
    private static final int ENTRY = Check.ENTRY.number();
    private static final Pattern SHOWN = Pattern.compile("entry\\.(request|outcome|verdicts)([.\\[].*)?");
    /** Members that a group file may have or not. */
    private static final Pattern OPTIONAL =
            Pattern.compile("replicas.*key|replicas.*address|.*shadow|.*judges|descent");
    /** Elements of lists that are alike are changed once. */
    private static final Pattern LATER = Pattern.compile(".*\\[[1-9][0-9]*\\].*");

    private final Vectors vectors;
    private final Set<String> names = new HashSet<>();

    private FormVectors(Vectors vectors) {
        this.vectors = vectors;
    }

    static void add(Vectors vectors) {
        FormVectors form = new FormVectors(vectors);
        form.sites("with-a-tool", Vectors.PLAIN, false);
        form.sites("in-the-second-epoch", "second-epoch", true);
        form.sites("judges-as-pinned", "pinned", true);
        form.sites("mode-distributed", "distributed", true);
        form.spellings();
        form.texts();
    }

    private void sites(String proof, String group, boolean ofGroup) {
        String text = ofGroup ? vectors.groupFiles.get(group) : vectors.proofFiles.get(proof);
        for (Site site : JsonSites.of(text)) {
            if (LATER.matcher(site.path()).matches() || !names.add(ofGroup + site.path())) {
                continue;
            }
            int check = ofGroup ? GROUP_FILE : FORMAT;
            boolean shown = !ofGroup && SHOWN.matcher(site.path()).matches();
            boolean within = shown
                    && !Set.of("entry.request", "entry.outcome", "entry.verdicts")
                            .contains(site.path());
            String value = text.substring(site.value(), site.to());
            String name = (ofGroup ? "group-" : "") + site.path();
            if (site.isMember()) {
                if (!ofGroup || !OPTIONAL.matcher(site.path()).matches()) {
                    Edit without = without(text, site, ofGroup);
                    add(name + "-is-absent", group, proof, within ? ENTRY : check, without);
                }
                add(
                        name + "-is-there-twice",
                        group,
                        proof,
                        check,
                        put(ofGroup, site.from(), 0, text.substring(site.from(), site.to()) + ", "));
                add(
                        name + "-has-another-name",
                        group,
                        proof,
                        within ? ENTRY : check,
                        put(ofGroup, site.from() + 1, 0, "x"));
            }
            add(name + "-is-null", group, proof, shown ? ENTRY : check, value(site, ofGroup, "null"));
            add(name + "-is-in-an-array", group, proof, shown ? ENTRY : check, value(site, ofGroup, "[" + value + "]"));
            kinds(name, group, proof, site, new Numbers(value, check, shown ? ENTRY : check, ofGroup));
        }
    }

    /** A value of another kind in its place. */
    private void kinds(String name, String group, String proof, Site site, Numbers of) {
        String value = of.value();
        boolean ofGroup = of.ofGroup();
        int check = of.value2();
        if (value.startsWith("\"")) {
            add(name + "-is-a-number", group, proof, check, value(site, ofGroup, "7"));
            add(
                    name + "-is-empty",
                    group,
                    proof,
                    check == ENTRY ? ENTRY : empty(site.path(), of.spelling()),
                    value(site, ofGroup, "\"\""));
        } else if (Character.isDigit(value.charAt(0))) {
            add(name + "-is-a-text", group, proof, check, value(site, ofGroup, "\"" + value + "\""));
            numbers(name, group, proof, site, of);
        } else {
            add(name + "-is-a-text", group, proof, check, value(site, ofGroup, "\"x\""));
        }
    }

    /** Where an empty text has the form, it is wrong further on. */
    private static int empty(String path, int check) {
        return switch (path) {
            case "charter.tiers[0].name", "group.name" -> Check.GROUP.number();
            case "group.operators[0]" -> Check.MODE.number();
            case "entry.canonical" -> Check.INCLUSION.number();
            case "action" -> Check.ACTION.number();
            case "commit.payloadType", "commit.payload" -> Check.HEADER.number();
            case "commit.signatures[0].sig" -> Check.SIGNATURES.number();
            default -> check;
        };
    }

    private record Numbers(String value, int spelling, int value2, boolean ofGroup) {}

    private void numbers(String name, String group, String proof, Site site, Numbers numbers) {
        String value = numbers.value();
        for (String bad : List.of(
                value + ".0",
                value + "e0",
                value + "E+0",
                "0" + value,
                "+" + value,
                value + ".0000000000000000000001",
                "9007199254740992",
                "-0",
                "0x" + value)) {
            add(name + "-is-" + bad, group, proof, numbers.spelling(), value(site, numbers.ofGroup(), bad));
        }
        add(name + "-is-negative", group, proof, numbers.value2(), value(site, numbers.ofGroup(), "-1"));
    }

    private static Edit without(String text, Site site, boolean ofGroup) {
        int comma = text.startsWith(",", site.to()) ? -1 : text.lastIndexOf(',', site.from());
        boolean isAlone = comma >= 0 && text.substring(comma, site.from()).indexOf('{') >= 0;
        return comma < 0 || isAlone
                ? put(ofGroup, site.from(), site.to() + (comma < 0 ? 1 : 0) - site.from(), "")
                : put(ofGroup, comma, site.to() - comma, "");
    }

    private static Edit value(Site site, boolean ofGroup, String value) {
        return put(ofGroup, site.value(), site.to() - site.value(), value);
    }

    private static Edit put(boolean ofGroup, int at, int drop, String put) {
        return ofGroup ? Edit.group(at, drop, put) : Edit.proof(at, drop, put);
    }

    private void add(String name, String group, String proof, int check, Edit edit) {
        vectors.cases.add(VectorCase.bad(name, group, proof, check, edit));
    }

    /** Second spellings of hex and base64. */
    private void spellings() {
        String text = vectors.proofFiles.get(Vectors.PLAIN);
        Set<String> seen = new HashSet<>();
        for (Site site : JsonSites.of(text)) {
            String value = text.substring(site.value(), site.to());
            if (SHOWN.matcher(site.path()).matches()) {
                continue;
            }
            if (value.matches("\"[0-9a-f]{64}\"") && seen.add(site.path())) {
                plain(
                        site.path() + "-in-upper-case",
                        site,
                        value.toUpperCase(java.util.Locale.ROOT).replaceFirst("[0-9]", "A"));
                plain(site.path() + "-of-63-digits", site, value.substring(0, 64) + "\"");
                plain(site.path() + "-with-a-space", site, "\" " + value.substring(1));
                plain(site.path() + "-with-another-letter", site, "\"g" + value.substring(2));
            } else if (value.matches("\"[A-Za-z0-9+/=]{60,}\"") && seen.add(site.path())) {
                plain(site.path() + "-with-a-line-break", site, value.substring(0, 9) + "\\n" + value.substring(9));
                plain(site.path() + "-with-a-sign-of-urls", site, value.substring(0, 9) + "-" + value.substring(10));
                plain(site.path() + "-with-padding-too-much", site, value.substring(0, value.length() - 1) + "=\"");
                plain(
                        site.path() + "-cut",
                        site,
                        value.substring(0, value.length() - (value.endsWith("=\"") ? 2 : 3)) + "\"");
            }
        }
        int sig = text.indexOf("\"sig\": \"") + 8;
        int padding = text.indexOf("==\"", sig);
        char spare = (char) (text.charAt(padding - 1) + 1);
        add(
                "spare-bits-in-base64",
                Vectors.PLAIN,
                Vectors.PLAIN,
                FORMAT,
                Edit.proof(padding - 1, 1, String.valueOf(spare)));
    }

    private void plain(String name, Site site, String value) {
        add(name, Vectors.PLAIN, Vectors.PLAIN, FORMAT, value(site, false, value));
    }

    private void texts() {
        for (boolean ofGroup : new boolean[] {false, true}) {
            String text = ofGroup ? vectors.groupFiles.get(Vectors.PLAIN) : vectors.proofFiles.get(Vectors.PLAIN);
            int end = text.length();
            int name = text.indexOf("\"test\"") + 1;
            text(ofGroup, "byte-order-mark", put(ofGroup, 0, 0, "\ufeff"));
            text(ofGroup, "empty-file", put(ofGroup, 0, end, ""));
            text(ofGroup, "null-for-the-file", put(ofGroup, 0, end, "null"));
            text(ofGroup, "array-for-the-file", put(ofGroup, 0, end, "[" + text + "]"));
            text(ofGroup, "cut-file", put(ofGroup, end - 3, 3, ""));
            text(ofGroup, "text-behind", put(ofGroup, end, 0, "{}"));
            text(ofGroup, "nul-behind", put(ofGroup, end, 0, "\u0000"));
            text(ofGroup, "comma-before-the-end", put(ofGroup, end - 3, 0, ","));
            text(ofGroup, "comment", put(ofGroup, 1, 0, "/* */"));
            text(ofGroup, "single-quotes", put(ofGroup, name - 1, 6, "'test'"));
            text(ofGroup, "raw-control-character", put(ofGroup, name, 0, "\t"));
            text(ofGroup, "no-escape", put(ofGroup, name, 0, "\\x41"));
            text(ofGroup, "lone-high-surrogate", put(ofGroup, name, 0, "\\ud800"));
            text(ofGroup, "lone-low-surrogate", put(ofGroup, name, 0, "\\udc00"));
            text(ofGroup, "surrogates-in-the-wrong-order", put(ofGroup, name, 0, "\\udc00\\ud800"));
            text(ofGroup, "no-break-space", put(ofGroup, 1, 0, "\u00a0"));
            text(ofGroup, "form-feed", put(ofGroup, 1, 0, "\f"));
            text(ofGroup, "malformed-utf-8", new Edit(ofGroup, name, 1, new byte[] {(byte) 0xc3, 0x28}));
            text(ofGroup, "overlong-utf-8", new Edit(ofGroup, name, 1, new byte[] {(byte) 0xc1, (byte) 0xb4}));
            text(ofGroup, "surrogate-in-utf-8", new Edit(ofGroup, name, 1, new byte[] {
                (byte) 0xed, (byte) 0xa0, (byte) 0x80
            }));
            text(ofGroup, "latin-1", new Edit(ofGroup, name, 1, new byte[] {(byte) 0xfc}));
            text(
                    ofGroup,
                    "name-twice-by-an-escape",
                    put(ofGroup, text.indexOf("\"mode\""), 0, "\"m\\u006fde\": \"embedded\", "));
        }
        String deep = "[".repeat(65) + "]".repeat(65);
        String text = vectors.proofFiles.get(Vectors.PLAIN);
        int outcome = text.indexOf("\"APPROVED\"");
        text(false, "nested-too-deeply", Edit.proof(outcome, 10, deep));
    }

    private void text(boolean ofGroup, String name, Edit edit) {
        add((ofGroup ? "group-" : "") + name, Vectors.PLAIN, Vectors.PLAIN, ofGroup ? GROUP_FILE : FORMAT, edit);
    }
}

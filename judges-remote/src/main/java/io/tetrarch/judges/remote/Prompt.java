package io.tetrarch.judges.remote;

import com.google.re2j.Pattern;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * What a model is told. The action is data: masked, as JSON in which nothing but plain ASCII is left unescaped, between
 * two lines that bear a number drawn for this question, so that nothing in the action can end the quotation.
 *
 * @param system the task, and what the charter adds to it
 * @param user the quoted case
 */
record Prompt(String system, String user) {

    /** The task; part of the judge's digest. */
    static final String TASK = read("task.txt");

    /** Characters of a quoted case at most: a judge that skims is none. */
    static final int MOST = 32_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Texts that address the judge and not the tool. Found before the model is asked: it need not resist them. */
    private static final Pattern ADDRESSED = Pattern.compile(
            "(?i)(ignore|disregard|forget|override)\\s+(all\\s+|any\\s+)?(of\\s+)?(the\\s+|your\\s+|these\\s+|those\\s+)?"
                + "(previous|prior|above|earlier|preceding|system|safety)?\\s*(instruction|prompt|rule|guideline|polic)"
                + "|<\\|?(im_start|im_end|system|assistant|endoftext|eot_id)\\|?>|\\[/?INST\\]|<<SYS>>|\\\"answer\\\"\\s*:\\s*\\\"approve|\\byou"
                + " (are|must act as|are now) (a|an|the)"
                + " (judge|reviewer|assistant|evaluator)|\\b(answer|respond|reply|vote|say|output|return)\\s+(with\\s+)?[\\\"'`]?(approve|allow)|\\b(judge|reviewer|evaluator|model|ai)s?\\b[^.\\n"
                + "]{0,40}\\b(must|should|shall|please|has to)\\b[^.\\n"
                + "]{0,20}\\b(approve|allow|accept)|(BEGIN|END)-ACTION-");

    static Prompt of(Case subject, Redactor redactor, String instructions) {
        byte[] drawn = new byte[16];
        RANDOM.nextBytes(drawn);
        String mark = HexFormat.of().formatHex(drawn);
        String system = TASK.replace("MARK", mark)
                + (instructions.isEmpty() ? "" : "\n\nThe charter of this group adds:\n" + instructions);
        String quoted = ascii(JsonWriter.compact(CaseForm.of(subject, redactor)));
        return new Prompt(
                system, "BEGIN-ACTION-" + mark + "\n" + quoted + "\nEND-ACTION-" + mark + "\nGive your judgement.");
    }

    /** Whether a text of the action speaks to the judge. */
    static boolean addressesTheJudge(Case subject) {
        // the whole as well: names of members can speak, too
        return Stream.concat(
                        subject.strings().stream(), Stream.of(subject.action().toString()))
                .anyMatch(text -> ADDRESSED.matcher(text).find());
    }

    /** JSON with every character beyond printable ASCII, and the angle brackets of markup, as an escape. */
    private static String ascii(String json) {
        StringBuilder quoted = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < ' ' || c > '~' || c == '<' || c == '>') {
                quoted.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.toString();
    }

    private static String read(String resource) {
        try (InputStream in = Prompt.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

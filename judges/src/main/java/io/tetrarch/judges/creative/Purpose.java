package io.tetrarch.judges.creative;

import io.tetrarch.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** What an action says it is for, and whether its effect fits. */
final class Purpose {

    private static final List<String> NAMES = List.of(
            "purpose", "reason", "intent", "description", "explanation", "goal", "why", "justification", "rationale");

    /** Words behind which a looking purpose ends: "check and delete". */
    private static final List<String> TURNS = List.of(
            " and delete", " and remove", " then delete", " and clean", " and deploy", " and fix", " and update");

    private final Lexicon lexicon;
    private final String text;

    Purpose(Lexicon lexicon, JsonObject parameters) {
        this.lexicon = lexicon;
        StringBuilder said = new StringBuilder();
        for (String name : NAMES) {
            String value = parameters.string(name);
            if (value != null) {
                said.append(value, 0, Math.min(value.length(), 1_000)).append(". ");
            }
        }
        this.text = said.toString().strip();
    }

    boolean isStated() {
        return !text.isEmpty();
    }

    /** Whether it is to look at something: its first words say so, and no later ones take it back. */
    boolean isToLook() {
        String lower = text.toLowerCase(Locale.ROOT);
        if (TURNS.stream().anyMatch(lower::contains)) {
            return false;
        }
        List<String> words = List.of(lower.replaceAll("[^a-z]+", " ").strip().split(" ", -1));
        return words.stream()
                .filter(word -> !List.of(
                                "just", "only", "please", "to", "i", "want", "we", "need", "let", "me", "quickly",
                                "simply")
                        .contains(word))
                .findFirst()
                .filter(word -> lexicon.isIn("purpose-looks", word)
                        || word.endsWith("ing") && lexicon.isIn("purpose-looks", word.substring(0, word.length() - 3)))
                .isPresent();
    }

    /** Whether it promises that nothing is lost or changed. */
    boolean promisesToKeep() {
        return isStated() && lexicon.speaksOf("purpose-keeps", text);
    }

    /** Whether it speaks of an environment that is none that people depend on. */
    boolean isAboutTests() {
        return isStated() && lexicon.speaksOf("purpose-test", text);
    }
}

package io.tetrarch.judges.creative;

import io.tetrarch.reading.pack.Factor;
import io.tetrarch.reading.pack.Glob;
import io.tetrarch.reading.pack.Pack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What words mean whatever the tool: the pack {@code purposes}. */
final class Lexicon {

    private static final int MOST_ARGUMENTS = 200;
    private static final int LONGEST = 256;

    /** @param rest what must be among the arguments */
    private record Phrase(String factor, List<Glob> rest) {}

    private final Pack pack;
    private final Map<String, String> words = new HashMap<>();
    private final Map<Glob, String> wildcards = new HashMap<>();
    private final Map<String, List<Phrase>> phrases = new HashMap<>();
    private final Map<String, Set<String>> lists = new HashMap<>();

    Lexicon(Pack pack) {
        this.pack = pack;
        pack.surroundings()
                .factors()
                .keySet()
                .forEach(factor -> pack.list(factor).forEach(text -> known(factor, text)));
        pack.lists().forEach((name, texts) -> lists.put(name, new HashSet<>(texts)));
    }

    private void known(String factor, String text) {
        List<String> parts = List.of(text.split(" ", -1));
        if (parts.size() > 1) {
            phrases.computeIfAbsent(parts.getFirst(), program -> new ArrayList<>())
                    .add(new Phrase(
                            factor,
                            parts.subList(1, parts.size()).stream()
                                    .map(Glob::new)
                                    .toList()));
        } else if (text.indexOf('*') >= 0) {
            wildcards.put(new Glob(text), factor);
        } else {
            words.put(text, factor);
        }
    }

    /** The factor that a word stands for, or null. */
    @Nullable
    String factor(String word) {
        String factor = words.get(word);
        if (factor == null) {
            for (Map.Entry<Glob, String> wildcard : wildcards.entrySet()) {
                if (wildcard.getKey().matches(word)) {
                    return wildcard.getValue();
                }
            }
        }
        return factor;
    }

    /** The factors of the phrases that a command line holds. */
    Set<String> phrases(String program, List<String> args) {
        Set<String> found = new HashSet<>();
        for (Phrase phrase : phrases.getOrDefault(program, List.of())) {
            if (phrase.rest().stream().allMatch(part -> isAmong(part, args))) {
                found.add(phrase.factor());
            }
        }
        return found;
    }

    private static boolean isAmong(Glob part, List<String> args) {
        String wanted = part.pattern();
        boolean letter = wanted.length() == 2 && wanted.charAt(0) == '-' && wanted.charAt(1) != '-';
        for (String arg : args.subList(0, Math.min(args.size(), MOST_ARGUMENTS))) {
            if (arg.length() <= LONGEST && part.matches(arg)) {
                return true;
            }
            if (letter
                    && arg.length() > 2
                    && arg.length() <= 8
                    && arg.charAt(0) == '-'
                    && arg.charAt(1) != '-'
                    && arg.indexOf(wanted.charAt(1)) > 0) {
                return true;
            }
        }
        return false;
    }

    boolean isIn(String list, String text) {
        return lists.getOrDefault(list, Set.of()).contains(text);
    }

    boolean isLike(String list, String text) {
        return text.length() <= LONGEST
                && pack.list(list).stream().anyMatch(pattern -> new Glob(pattern).matches(text));
    }

    /** Whether a text, however long, matches one of the list's patterns. */
    boolean mentions(String list, String text) {
        return pack.list(list).stream().anyMatch(pattern -> new Glob(pattern).matches(text));
    }

    /** Whether a sentence holds one of the list's words or phrases. */
    boolean speaksOf(String list, String sentence) {
        String padded = " " + sentence.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9'/-]+", " ") + " ";
        return pack.list(list).stream().anyMatch(word -> padded.contains(" " + word + " "));
    }

    Factor weighing(String factor) {
        Factor known = pack.surroundings().factors().get(factor);
        if (known == null) {
            throw new IllegalArgumentException("the pack purposes has no factor " + factor);
        }
        return known;
    }

    /** A safer way for what this program is used for, empty if none is known. */
    String instead(String program) {
        List<String> texts = pack.list("instead:" + program);
        return texts.isEmpty() ? "" : texts.getFirst();
    }
}

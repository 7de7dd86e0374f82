package io.tetrarch.reading.pack;

import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.reading.yaml.YamlCursor;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what something means: an effect alone, or a mapping with severity, reason and words. */
final class MeaningReader {

    static final Set<String> KEYS = Set.of("effect", "severity", "reason", "says", "instead");

    private MeaningReader() {}

    /** From a scalar, which lists effects, or from the keys of a mapping, whose other keys are left alone. */
    static Meaning read(YamlCursor cursor) throws PolicyRejected {
        if (cursor.isText()) {
            return of(effects(cursor), null, null, "", "");
        }
        YamlCursor effect = cursor.get("effect");
        YamlCursor severity = cursor.optional("severity");
        YamlCursor reason = cursor.optional("reason");
        Meaning meaning = of(
                effects(effect),
                severity == null ? null : severity(severity),
                reason == null ? null : reason(reason),
                text(cursor, "says"),
                text(cursor, "instead"));
        if (meaning.severity().atLeast(Severity.MEDIUM) && meaning.says().isEmpty()) {
            throw cursor.rejected("expected the key says, for what is not harmless is to be explained");
        }
        return meaning;
    }

    private static Meaning of(
            EnumSet<Effect> effects,
            @Nullable Severity severity,
            @Nullable String reason,
            String says,
            String instead) {
        Effect worst = Effect.READS;
        for (Effect effect : effects) {
            worst = effect.usual().atLeast(worst.usual()) ? effect : worst;
        }
        return new Meaning(
                effects,
                severity == null ? worst.usual() : severity,
                reason == null ? worst.word() : reason,
                says,
                instead);
    }

    private static EnumSet<Effect> effects(YamlCursor cursor) throws PolicyRejected {
        EnumSet<Effect> effects = EnumSet.noneOf(Effect.class);
        for (String word : Names.of(cursor)) {
            effects.add(effect(cursor, word));
        }
        return effects;
    }

    static Effect effect(YamlCursor cursor, String word) throws PolicyRejected {
        Optional<Effect> effect = Effect.of(word);
        if (effect.isEmpty()) {
            TreeSet<String> words = new TreeSet<>();
            for (Effect known : Effect.values()) {
                words.add(known.word());
            }
            throw cursor.rejected("expected an effect (" + String.join(", ", words) + "), found " + word);
        }
        return effect.get();
    }

    static Severity severity(YamlCursor cursor) throws PolicyRejected {
        Optional<Severity> severity = Severity.of(cursor.text());
        if (severity.isEmpty()) {
            throw cursor.rejected("expected none, low, medium, high or critical, found " + cursor.text());
        }
        return severity.get();
    }

    private static String reason(YamlCursor cursor) throws PolicyRejected {
        if (!ReasonCode.is(cursor.text())) {
            throw cursor.rejected("expected a reason code such as work-would-be-lost");
        }
        return cursor.text();
    }

    private static String text(YamlCursor cursor, String key) throws PolicyRejected {
        YamlCursor text = cursor.optional(key);
        return text == null ? "" : text.text();
    }
}

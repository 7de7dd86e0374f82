package io.tetrarch.reading.pack;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What something means, as a pack says it.
 *
 * @param reason a stable kebab-case code, for machines
 * @param says one sentence, for people; may be empty where the severity is low
 * @param instead a safer way to the same end, or empty
 */
public record Meaning(Set<Effect> effects, Severity severity, String reason, String says, String instead) {

    /** Looks, and changes nothing. */
    public static final Meaning READS = of(Effect.READS);

    public Meaning {
        effects = effects.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(effects));
    }

    /** An effect with its usual severity and no words. */
    public static Meaning of(Effect effect) {
        return new Meaning(EnumSet.of(effect), effect.usual(), effect.word(), "", "");
    }

    /** One effect, said in one sentence. */
    public static Meaning of(Effect effect, Severity severity, String reason, String says) {
        return new Meaning(EnumSet.of(effect), severity, reason, says, "");
    }

    /** No effect that has a name, but a reason to look closer. */
    public static Meaning doubt(String reason, String says) {
        return new Meaning(Set.of(), Severity.MEDIUM, reason, says, "");
    }

    public Meaning instead(String saferWay) {
        return new Meaning(effects, severity, reason, says, saferWay);
    }

    public boolean has(Effect effect) {
        return effects.contains(effect);
    }

    public Meaning withSeverity(Severity other) {
        return new Meaning(effects, other, reason, says, instead);
    }
}

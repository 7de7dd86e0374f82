package io.tetrarch.console.decision;

import io.tetrarch.gate.redaction.Redaction;
import io.tetrarch.gate.redaction.Redactor;
import java.util.function.Supplier;

/** The redactor of the charter in force, compiled when the charter changes and not before. For any thread. */
final class Masks implements Supplier<Redactor> {
    private final Supplier<Redaction> inForce;
    private volatile Compiled latest = new Compiled(Redaction.none(), Redactor.standard());

    private record Compiled(Redaction redaction, Redactor redactor) {}

    Masks(Supplier<Redaction> inForce) {
        this.inForce = inForce;
    }

    @Override
    public Redactor get() {
        Redaction redaction = inForce.get();
        Compiled compiled = latest;
        if (!compiled.redaction.equals(redaction)) {
            compiled = new Compiled(redaction, Redactor.of(redaction));
            latest = compiled;
        }
        return compiled.redactor;
    }
}

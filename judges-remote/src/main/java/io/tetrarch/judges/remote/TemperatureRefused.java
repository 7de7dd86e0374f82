package io.tetrarch.judges.remote;

/** A service refused a question for the temperature that it names, as those of models do that have but one. */
final class TemperatureRefused extends ServiceFailed {

    private static final long serialVersionUID = 1L;

    TemperatureRefused() {
        super(ERROR, "The model's service refuses the temperature asked for; the charter can say 'temperature: none'.");
    }
}

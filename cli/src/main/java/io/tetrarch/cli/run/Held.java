package io.tetrarch.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Signals on their way to a command: those that come before there is one are held until there is. */
final class Held implements Consumer<String> {
    private final List<String> early = new ArrayList<>();
    private Optional<Consumer<String>> command = Optional.empty();

    @Override
    public synchronized void accept(String signal) {
        if (command.isPresent()) {
            command.get().accept(signal);
        } else {
            early.add(signal);
        }
    }

    /** Hands over what is held, and whatever comes from now on. */
    synchronized void release(Consumer<String> to) {
        command = Optional.of(to);
        early.forEach(to);
        early.clear();
    }
}

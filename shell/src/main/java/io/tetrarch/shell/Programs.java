package io.tetrarch.shell;

import java.util.List;
import java.util.Optional;

/**
 * What the words of a command line name that stand where programs are named.
 *
 * @param unresolved the words of which it cannot be told beforehand
 */
public record Programs(List<NamedProgram> named, List<String> unresolved) {

    public Programs {
        named = List.copyOf(named);
        unresolved = List.copyOf(unresolved);
    }

    /** What is no longer as it is here, in words; empty if nothing is. */
    public Optional<String> difference(Programs now) {
        if (equals(now)) {
            return Optional.empty();
        }
        for (NamedProgram before : named) {
            Optional<NamedProgram> after = now.named.stream()
                    .filter(program -> program.word().equals(before.word()))
                    .findFirst();
            if (after.isEmpty()) {
                return Optional.of(before.word() + " no longer names " + before.path());
            }
            if (!after.get().path().equals(before.path())) {
                return Optional.of(before.word() + " no longer names " + before.path() + " but "
                        + after.get().path());
            }
            if (!after.get().equals(before)) {
                return Optional.of(before.path() + " is no longer what it was when it was decided on");
            }
        }
        return Optional.of("a word that named no program names one now");
    }
}

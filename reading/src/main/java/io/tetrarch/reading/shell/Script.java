package io.tetrarch.reading.shell;

import java.util.List;
import java.util.Optional;

/**
 * Everything a shell text would run. Immutable.
 *
 * @param commands in the order of the text, what a command runs itself behind it
 * @param code texts in other languages
 * @param unclear why some of it could not be read; empty if all of it was
 */
public record Script(List<SimpleCommand> commands, List<InlineCode> code, List<String> unclear) {

    /** No text at all. */
    public static final Script EMPTY = new Script(List.of(), List.of(), List.of());

    public Script {
        commands = List.copyOf(commands);
        code = List.copyOf(code);
        unclear = List.copyOf(unclear);
    }

    /** The command whose output this one gets through a pipe. */
    public Optional<SimpleCommand> before(SimpleCommand command) {
        return neighbour(command, -1);
    }

    /** The command that gets this one's output through a pipe. */
    public Optional<SimpleCommand> after(SimpleCommand command) {
        return neighbour(command, 1);
    }

    private Optional<SimpleCommand> neighbour(SimpleCommand command, int step) {
        Standing standing = command.standing();
        return commands.stream()
                .filter(other -> other.standing().pipeline() == standing.pipeline()
                        && other.standing().position() == standing.position() + step)
                .reduce((first, second) -> second);
    }
}

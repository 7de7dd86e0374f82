package io.tetrarch.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing without one of those that hang under it, and then says which there are. */
public abstract class CommandFamily implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public final Integer call() {
        List<String> names = new ArrayList<>();
        for (CommandLine command : spec.subcommands().values()) {
            names.add(command.getCommandName());
        }
        String last = names.removeLast();
        throw new ParameterException(
                spec.commandLine(),
                "expected a command: " + (names.isEmpty() ? last : String.join(", ", names) + " or " + last));
    }
}

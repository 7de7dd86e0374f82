package io.tetrarch.cli.up;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines by which this very program is started in a process of its own. */
public final class GateCommand {
    private GateCommand() {}

    /**
     * Serves a group.
     *
     * @param arguments of {@code up}
     */
    public static List<String> of(List<String> arguments) {
        List<String> command = new ArrayList<>(self());
        command.add("up");
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /** The program without arguments. */
    public static List<String> self() {
        List<String> command = new ArrayList<>(java());
        command.add("io.tetrarch.cli.Main");
        return List.copyOf(command);
    }

    /** Its JVM, with its classes and options; the name of a class is to follow. */
    public static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        return List.copyOf(command);
    }
}

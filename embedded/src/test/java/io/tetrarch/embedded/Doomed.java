package io.tetrarch.embedded;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes that are there to be killed, and the lines by which they tell how far they have come. */
final class Doomed {
    private Doomed() {}

    /** @param main whose main method takes the data folder */
    static Process start(Class<?> main, Path data) throws IOException {
        return start(List.of(), main, data.toString());
    }

    /** @param options of the virtual machine's */
    static Process start(List<String> options, Class<?> main, String... arguments) throws IOException {
        return start(command(options, main, arguments));
    }

    /** From now on no file of the process may grow beyond this. */
    static void limitFiles(Process process, long bytes) throws IOException, InterruptedException {
        Process limiting = new ProcessBuilder(
                        "prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes + ":" + bytes)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (limiting.waitFor() != 0) {
            throw new IOException("the files of " + process.pid() + " cannot be limited");
        }
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<String> command(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** In the process, which ends when one of its threads fails: each line is out when it is printed. */
    static PrintStream reports() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            System.getLogger(Doomed.class.getName()).log(System.Logger.Level.ERROR, "it ends by itself", failure);
            Runtime.getRuntime().halt(1);
        });
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
    }
}

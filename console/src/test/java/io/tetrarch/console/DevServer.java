package io.tetrarch.console;

import io.tetrarch.console.access.Access;
import io.tetrarch.console.access.OneTimeSecret;
import io.tetrarch.embedded.EmbeddedCluster;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Serves the pages straight from the source folder, over a cluster in memory, for whoever works on them. */
final class DevServer {
    private DevServer() {}

    /** @param arguments the port, and where the console's sources are if not in {@code console} */
    public static void main(String[] arguments) throws Exception {
        Path sources = Path.of(arguments.length > 1 ? arguments[1] : "console", "src/main/resources/web");
        ConsoleOptions options =
                ConsoleOptions.local(Integer.parseInt(arguments[0])).withPages(sources.toAbsolutePath());
        try (StopSignal signal = StopSignal.install();
                EmbeddedCluster cluster = EmbeddedCluster.builder().open()) {
            Access access = options.access()
                    .withSecret(OneTimeSecret.shownOn(
                            new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
                                    ::println,
                            System::nanoTime));
            Console console = Console.start(options.withAccess(access), cluster, cluster);
            signal.await();
            console.close();
        }
    }
}

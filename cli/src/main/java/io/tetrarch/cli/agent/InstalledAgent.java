package io.tetrarch.cli.agent;

import io.tetrarch.agents.trial.AgentProgram;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An agent that is there.
 *
 * @param version as it says itself
 */
public record InstalledAgent(AgentProgram agent, Path program, String version) {
    private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)+");
    private static final Duration INSTALLATION = Duration.ofMinutes(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /**
     * Installs agents by npm, in the versions that were tried.
     *
     * @param folder that they go to; others of the machine's are not touched
     */
    public static void install(List<AgentProgram> agents, Path folder)
            throws Failure, IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("npm", "install", "--prefix", folder.toString(), "--no-audit", "--no-fund", "--silent"));
        agents.forEach(each -> command.add(each.pack() + "@" + each.version()));
        Path said = Files.createTempFile("tetrarch", ".npm");
        try {
            Process npm = started(command, said);
            if (!npm.waitFor(INSTALLATION.toSeconds(), TimeUnit.SECONDS)) {
                npm.destroyForcibly();
                throw Failure.badInput(
                        "npm did not install the agents within " + INSTALLATION.toMinutes() + " minutes");
            }
            if (npm.exitValue() != 0) {
                throw Failure.badInput("npm could not install the agents: "
                        + Files.readString(said).strip().lines().findFirst().orElse("it does not say why"));
            }
        } finally {
            Files.delete(said);
        }
    }

    private static Process started(List<String> command, Path said) throws Failure {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            throw Failure.badInput("npm is not there: install Node.js 20 or newer, or name a folder by --agents");
        }
    }

    /**
     * The one that npm put into a folder.
     *
     * @throws Failure if it is not there
     */
    public static InstalledAgent in(Path folder, AgentProgram agent) throws Failure, IOException, InterruptedException {
        Path program = folder.resolve("node_modules/.bin").resolve(agent.command());
        if (!Files.isExecutable(program)) {
            throw Failure.badInput("--agents: there is no " + program);
        }
        return of(agent, program);
    }

    /** The one that a user would start, by the search path. */
    public static Optional<InstalledAgent> found(AgentProgram agent, String path)
            throws IOException, InterruptedException {
        for (String each : path.split(":", -1)) {
            Path program = Path.of(each.isEmpty() ? "." : each).resolve(agent.command());
            if (Files.isRegularFile(program) && Files.isExecutable(program)) {
                return Optional.of(of(agent, program.toAbsolutePath()));
            }
        }
        return Optional.empty();
    }

    /** @param program that starts it */
    public static InstalledAgent of(AgentProgram agent, Path program) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("tetrarch");
        try {
            ProcessBuilder builder = new ProcessBuilder(program.toString(), "--version")
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true);
            builder.environment().put("HOME", home.toString());
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(ANSWER.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            String last = said.lines()
                    .filter(line -> VERSION.matcher(line).find())
                    .findFirst()
                    .orElse("");
            Matcher version = VERSION.matcher(last);
            return new InstalledAgent(agent, program, version.find() ? version.group() : "unknown");
        } finally {
            Scratch.delete(home);
        }
    }
}

package io.tetrarch.cli.doctor;

import io.tetrarch.agents.trial.AgentHome;
import io.tetrarch.agents.trial.AgentRun;
import io.tetrarch.cli.agent.InstalledAgent;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Scratch;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Starts an agent as it is set up for a user, and has its model ask for what the gate denies. */
public final class Examination {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path user;

    /** @param user whose settings count; read only */
    public Examination(Path user) {
        this.user = user;
    }

    /** @throws Failure if the agent's settings cannot be read */
    Finding of(InstalledAgent agent) throws Failure, IOException, InterruptedException {
        Path place = Files.createTempDirectory("tetrarch").toRealPath();
        try {
            Path home = Files.createDirectory(place.resolve("home"));
            Path work = Files.createDirectory(place.resolve("work"));
            AgentHome.like(user, agent.agent().host(), home);
            AgentRun run = new AgentRun(agent.agent(), agent.program(), home, work, false);
            return Finding.of(agent, run.run(AgentRun.Wish.FORBIDDEN, 1, PATIENCE));
        } catch (JsonRejected e) {
            throw Failure.badInput("the settings of " + agent.agent().host().title(), e);
        } finally {
            Scratch.delete(place);
        }
    }
}

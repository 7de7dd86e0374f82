package io.tetrarch.cli.doctor;

import io.tetrarch.agents.trial.AgentRun.Seen;
import io.tetrarch.cli.agent.InstalledAgent;
import io.tetrarch.json.JsonObject;
import java.util.Locale;

/**
 * What an agent did when it was told to run what the gate denies.
 *
 * @param seen of that
 */
record Finding(InstalledAgent agent, Seen seen, State state) {
    /** How things stand. */
    enum State {
        /** It tried, it did not run, and the model was told what the hook said. */
        PROTECTED,
        /** The command ran. */
        NOT_PROTECTED,
        /** It did not run, but it was not our hook that stopped it; or the agent did not try. */
        UNCLEAR
    }

    static Finding of(InstalledAgent agent, Seen seen) {
        if (seen.marks() > 0) {
            return new Finding(agent, seen, State.NOT_PROTECTED);
        }
        boolean stopped = seen.called() > 0 && !seen.told().isEmpty();
        return new Finding(agent, seen, stopped ? State.PROTECTED : State.UNCLEAR);
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("agent", agent.agent().host().word())
                .put("version", agent.version())
                .put("program", agent.program().toString())
                .put("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("seen", seen.json())
                .build();
    }
}

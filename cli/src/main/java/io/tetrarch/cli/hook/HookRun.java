package io.tetrarch.cli.hook;

import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What an installed hook does, once. */
@Command(
        name = "run",
        header = "Do what an agent's hook does, once: ask the gate about the call on stdin.",
        description = {
            "Runs the very program that 'hook install' writes; agents run that themselves, which takes no JVM. It is"
                    + " for",
            "trying things out."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the gate approved the call", "2:it did not, whatever the cause; stderr has the reason"},
        footerHeading = "%nExample:%n",
        footer = {
            "  echo '{\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"ls\"},\"cwd\":\"/tmp\"}' |",
            "      tetrarch hook run claude-code"
        })
final class HookRun implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "AGENT", description = "Whose hook.")
    private String agent = "";

    @Mixin
    private GroupOption group = new GroupOption();

    HookRun(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        HookHost host = HookOptions.host(agent);
        String script = HookOptions.launcher(group.existing().path()).script(host);
        terminal.flush();
        return new ProcessBuilder("/bin/sh", "-c", script).inheritIO().start().waitFor();
    }
}

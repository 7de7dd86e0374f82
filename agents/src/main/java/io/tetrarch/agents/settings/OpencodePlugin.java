package io.tetrarch.agents.settings;

/** opencode asks no program before a tool call, but the plugins in its own process; this one asks the launcher. */
final class OpencodePlugin {
    private OpencodePlugin() {}

    /** @param launcher its path, of plain characters */
    static String text(String launcher) {
        return """
            // Asks the gate about every tool call, and throws unless it approves: opencode then does not make the call.
            // Written by 'tetrarch hook install opencode'.
            import { spawn } from "node:child_process"

            const ask = (call) =>
              new Promise((resolve, reject) => {
                const child = spawn("%s", [], { stdio: ["pipe", "ignore", "pipe"] })
                let said = ""
                child.stderr.on("data", (text) => (said += text))
                child.stdin.on("error", () => {})
                child.on("error", () => reject(new Error("tetrarch: denied: the hook's program cannot be started")))
                child.on("close", (code) =>
                  code === 0 ? resolve() : reject(new Error(said.trim() || "tetrarch: denied: the hook did not answer")))
                child.stdin.end(JSON.stringify(call))
              })

            export const Tetrarch = async ({ directory }) => ({
              "tool.execute.before": async (input, output) => {
                await ask({ tool: input.tool, args: output.args ?? {}, cwd: directory })
              },
            })
            """.formatted(launcher);
    }
}

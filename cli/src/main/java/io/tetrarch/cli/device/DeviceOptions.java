package io.tetrarch.cli.device;

import io.tetrarch.cli.exit.Failure;
import picocli.CommandLine.Option;

/** Where the gate is. */
final class DeviceOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "Where the gate is (default: ${DEFAULT-VALUE}); a bearer token is taken from $TETRARCH_TOKEN.")
    private String server = "http://127.0.0.1:7400";

    GateServer server() throws Failure {
        return new GateServer(server, GateServer.tokenOfEnvironment());
    }
}

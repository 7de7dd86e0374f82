package io.tetrarch.agents.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.modern.McpSchema;
import io.modelcontextprotocol.modern.McpSchema.CallToolOutcome;
import io.modelcontextprotocol.modern.McpSchema.CallToolResult;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.McpSyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import io.modelcontextprotocol.modern.server.transport.HttpServletMcpTransport;
import io.modelcontextprotocol.modern.server.transport.StdioMcpTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A server of the official library that speaks 2026-07-28 alone: {@code echo}, which tells of its progress. */
final class ModernServer implements AutoCloseable {
    private final Server jetty;

    private ModernServer(Server jetty) {
        this.jetty = jetty;
    }

    /** By stdio, until its input ends. */
    public static void main(String[] arguments) {
        new StdioMcpTransport(server(), McpJsonDefaults.getMapper()).start().block();
    }

    /** The command that starts it in a process of its own. */
    static List<String> command() {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ModernServer.class.getName());
    }

    /** By HTTP, at a free port of this machine. */
    static ModernServer serve() throws Exception {
        Server jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder = new ServletHolder(
                HttpServletMcpTransport.builder(server()).endpoint("/peer").build());
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/peer");
        jetty.setHandler(context);
        jetty.start();
        return new ModernServer(jetty);
    }

    URI url() {
        int port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
        return URI.create("http://127.0.0.1:" + port + "/peer");
    }

    private static McpServer server() {
        McpSyncTool echo = McpSyncTool.of(
                Tool.builder("echo", Map.of("type", "object", "properties", Map.of("text", Map.of("type", "string"))))
                        .description("For tests.")
                        .build(),
                (context, call) -> McpSyncResponse.<CallToolOutcome>streaming(notifier -> {
                    if (context.progressToken() != null) {
                        notifier.progress(0.5, null, null);
                    }
                    return CallToolResult.builder()
                            .addContent(McpSchema.TextContent.builder(
                                            String.valueOf(call.arguments().get("text")))
                                    .build())
                            .build();
                }));
        return McpServer.builder()
                .serverInfo(McpSchema.Implementation.builder("peer", "1").build())
                .feature(ToolsFeature.ofSync(new McpSyncToolRepository() {
                    @Override
                    public ToolsPage list(McpRequestContext context, String cursor) {
                        return ToolsPage.of(List.of(echo.definition()));
                    }

                    @Override
                    public McpSyncTool find(McpRequestContext context, String name) {
                        return echo;
                    }
                }))
                .build();
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

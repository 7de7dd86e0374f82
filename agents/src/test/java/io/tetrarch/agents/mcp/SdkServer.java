package io.tetrarch.agents.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A server of the official library: {@code echo}, which tells of its progress, and {@code end}, which ends its process. */
final class SdkServer implements AutoCloseable {
    private final Server jetty;
    private final McpSyncServer server;

    private SdkServer(Server jetty, McpSyncServer server) {
        this.jetty = jetty;
        this.server = server;
    }

    /** By stdio, until its input ends. */
    public static void main(String[] arguments) {
        McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
                .serverInfo("peer", "1")
                .capabilities(McpSchema.ServerCapabilities.builder().tools(true).build())
                .tools(tools())
                .build();
    }

    /** The command that starts it in a process of its own. */
    static List<String> command() {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SdkServer.class.getName());
    }

    /** By Streamable HTTP, at a free port of this machine. */
    static SdkServer serve() throws Exception {
        HttpServletStreamableServerTransportProvider transport = HttpServletStreamableServerTransportProvider.builder()
                .mcpEndpoint("/peer")
                .build();
        McpSyncServer server = McpServer.sync(transport)
                .serverInfo("peer", "1")
                .capabilities(McpSchema.ServerCapabilities.builder().tools(true).build())
                .tools(tools())
                .build();
        Server jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder = new ServletHolder(transport);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/peer");
        jetty.setHandler(context);
        jetty.start();
        return new SdkServer(jetty, server);
    }

    URI url() {
        int port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
        return URI.create("http://127.0.0.1:" + port + "/peer");
    }

    private static List<SyncToolSpecification> tools() {
        List<SyncToolSpecification> tools = new ArrayList<>();
        tools.add(SyncToolSpecification.builder()
                .tool(tool("echo"))
                .callHandler(SdkServer::echo)
                .build());
        tools.add(SyncToolSpecification.builder()
                .tool(tool("end"))
                .callHandler((exchange, call) -> {
                    Runtime.getRuntime().halt(0);
                    return CallToolResult.builder().build();
                })
                .build());
        return tools;
    }

    private static CallToolResult echo(McpSyncServerExchange exchange, CallToolRequest call) {
        Object token = call.meta() == null ? null : call.meta().get("progressToken");
        if (token != null) {
            exchange.progressNotification(
                    ProgressNotification.builder(token, 0.5).build());
        }
        return CallToolResult.builder()
                .addTextContent(String.valueOf(call.arguments().get("text")))
                .build();
    }

    private static Tool tool(String name) {
        return Tool.builder(name, Map.of("type", "object", "properties", Map.of("text", Map.of("type", "string"))))
                .description("For tests.")
                .build();
    }

    @Override
    public void close() {
        server.close();
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.tetrarch.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of the Model Context Protocol that does nothing: it answers every request by stdio at once, with an empty result. */
public final class EchoServer {
    private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");

    private EchoServer() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Matcher id = ID.matcher(line);
            if (id.find()) {
                out.print("{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ",\"result\":{\"content\":[]}}\n");
                out.flush();
            }
        }
    }
}

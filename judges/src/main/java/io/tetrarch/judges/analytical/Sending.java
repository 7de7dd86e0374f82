package io.tetrarch.judges.analytical;

import io.tetrarch.reading.shell.Script;
import io.tetrarch.reading.shell.SimpleCommand;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells what leaves the machine. */
final class Sending {

    private static final Set<String> UPLOADS = Set.of(
            "-T",
            "--upload-file",
            "-F",
            "--form",
            "--post-file",
            "--body-file",
            "--post-data",
            "--body-data",
            "--data-binary",
            "--data-raw",
            "-d",
            "--data",
            "--data-ascii",
            "--data-urlencode");
    private static final Set<String> SOCKETS = Set.of(
            "nc", "ncat", "netcat", "socat", "telnet", "cryptcat", "ftp", "tftp", "lftp", "sftp", "nc.traditional");
    private static final Set<String> SERVERS =
            Set.of("http.server", "SimpleHTTPServer", "pyftpdlib", "smtpd", "CGIHTTPServer", "http-server", "httpd");

    private Sending() {}

    /** What a command sends that is not written out in the command itself. */
    static Optional<String> of(SimpleCommand command, Script script) {
        return switch (command.program()) {
            case "curl", "wget", "http", "https", "xh" -> upload(command, script);
            case "scp", "rsync" -> remoteTarget(command);
            case "rclone", "gsutil", "s3cmd", "azcopy", "croc", "wormhole", "magic-wormhole" -> cloud(command);
            case "ssh" -> script.before(command).isPresent() ? Optional.of("what is piped into it") : Optional.empty();
            case "python", "python2", "python3", "php", "ruby", "busybox", "npx" -> serves(command);
            case "dig", "nslookup", "host", "ping" -> named(command);
            case "mail", "mailx", "sendmail", "mutt", "swaks", "sendEmail" -> Optional.of("mail");
            default -> SOCKETS.contains(command.program()) ? socket(command) : device(command);
        };
    }

    private static Optional<String> upload(SimpleCommand command, Script script) {
        List<String> texts = command.texts();
        boolean wget = command.program().equals("wget");
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            int equals = text.startsWith("--") ? text.indexOf('=') : -1;
            String option = equals > 0 ? text.substring(0, equals) : text;
            if (!UPLOADS.contains(option) || wget && !option.startsWith("--") || equals < 0 && i + 1 == texts.size()) {
                continue;
            }
            String value = equals > 0 ? text.substring(equals + 1) : texts.get(i + 1);
            boolean named = value.contains("@") && !value.equals("@-") && value.matches("(?s)(.*=)?[@<].*");
            boolean piped = value.equals("@-")
                    && script.before(command).isPresent()
                    && command.input().isEmpty();
            boolean computed = value.contains("$");
            if (named || piped || computed || wget || option.equals("-T") || option.equals("--upload-file")) {
                return Optional.of(piped ? "what is piped into it" : value);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> remoteTarget(SimpleCommand command) {
        List<String> operands = command.operands();
        if (operands.size() < 2) {
            return Optional.empty();
        }
        String target = operands.getLast();
        boolean remote = target.indexOf(':') > 0 && !target.startsWith("/") && !target.startsWith(".");
        return remote ? Optional.of(operands.getFirst()) : Optional.empty();
    }

    private static Optional<String> cloud(SimpleCommand command) {
        boolean moves = command.operands().stream()
                .anyMatch(word -> Set.of("copy", "copyto", "sync", "move", "moveto", "put", "cp", "mv", "rsync", "send")
                        .contains(word));
        return moves ? Optional.of(command.program()) : Optional.empty();
    }

    private static Optional<String> serves(SimpleCommand command) {
        List<String> texts = command.texts();
        boolean server = texts.stream().anyMatch(SERVERS::contains)
                || command.program().equals("php") && texts.contains("-S")
                || command.program().equals("ruby") && texts.contains("-run");
        return server ? Optional.of("the folder it serves") : Optional.empty();
    }

    /** Data put into a name that is looked up travels to whoever answers for the name. */
    private static Optional<String> named(SimpleCommand command) {
        return command.operands().stream()
                .filter(word -> word.contains("$(") || word.matches(".*\\$[A-Za-z_{].*\\..*"))
                .findFirst();
    }

    private static Optional<String> socket(SimpleCommand command) {
        boolean scans = command.flags().contains("z") || command.flags().contains("h");
        return scans || command.args().isEmpty() ? Optional.empty() : Optional.of("what is fed to it");
    }

    private static Optional<String> device(SimpleCommand command) {
        return command.redirections().stream()
                .map(redirection -> redirection.target().text())
                .filter(target -> target.startsWith("/dev/tcp/") || target.startsWith("/dev/udp/"))
                .findFirst();
    }
}

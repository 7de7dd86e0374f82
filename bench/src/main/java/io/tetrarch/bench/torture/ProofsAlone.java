package io.tetrarch.bench.torture;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process of its own that verifies proofs with the module {@code proof} and what that needs, and has nothing else on its class
 * path: a proof a line on standard input, and at their end how many were good, with a line for each that was not.
 */
public final class ProofsAlone {
    private ProofsAlone() {}

    /** @param arguments the group file */
    public static void main(String... arguments) throws IOException, JsonRejected {
        SignatureScheme scheme = Ed25519Provider.PORTABLE.load();
        Group group = GroupFile.read(Files.readAllBytes(Path.of(arguments[0])), scheme);
        ProofVerifier verifier = new ProofVerifier(group, scheme);
        long good = 0;
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String flaw = flaw(verifier, line);
                if (flaw.isEmpty()) {
                    good++;
                } else {
                    said.append("bad ").append(flaw).append('\n');
                }
            }
        }
        said.append("good ").append(good).append('\n');
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(said.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String flaw(ProofVerifier verifier, String proof) {
        try {
            return switch (verifier.verify(ProofFile.read(proof.getBytes(StandardCharsets.UTF_8)))) {
                case Verification.Authentic authentic -> "";
                case Verification.NotAuthentic not -> not.explanation();
            };
        } catch (JsonRejected e) {
            return String.valueOf(e.getMessage());
        }
    }
}

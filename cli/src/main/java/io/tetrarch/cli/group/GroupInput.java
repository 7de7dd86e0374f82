package io.tetrarch.cli.group;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;

/** Reads a group file that the user named. */
public final class GroupInput {
    private GroupInput() {}

    /** @throws Failure unless the file is a group file */
    public static Group read(String file, SignatureScheme scheme) throws Failure {
        InputFile input = InputFile.read(file, JsonLimits.FILE.maxBytes());
        try {
            return GroupFile.read(input.bytes(), scheme);
        } catch (JsonRejected e) {
            throw Failure.badInput(input.name(), e);
        }
    }
}

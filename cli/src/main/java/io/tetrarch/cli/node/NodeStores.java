package io.tetrarch.cli.node;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Folder;
import io.tetrarch.cli.node.NodeSettings.Setting;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.NodeStore;
import java.io.IOException;
import java.nio.file.Path;

/** The store of the replica that settings speak of. */
public final class NodeStores {
    private NodeStores() {}

    /** @throws Failure if group, name or folder are not given, or do not fit */
    public static NodeStore of(NodeSettings settings, SignatureScheme scheme) throws Failure, IOException {
        try {
            return NodeStore.of(
                    Path.of(settings.required(Setting.GROUP)),
                    settings.required(Setting.ID),
                    Folder.path(settings.required(Setting.DATA)),
                    scheme);
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }
}

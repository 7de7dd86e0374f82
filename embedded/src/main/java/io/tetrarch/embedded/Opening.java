package io.tetrarch.embedded;

import io.tetrarch.client.journal.JournalRefusedException;
import io.tetrarch.embedded.home.ClientHome;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.node.device.DeviceRefused;
import io.tetrarch.node.replica.ReplicaState;
import java.io.IOException;
import java.util.List;

/** What is noted, and taken over from earlier builds, when a cluster is opened. */
final class Opening {
    private Opening() {}

    static void noteDamage(EmbeddedCluster cluster) {
        List<ReplicaState> states = cluster.replicas();
        for (int i = 0; i < states.size(); i++) {
            String name = cluster.group().replicaNames().get(i);
            states.get(i)
                    .halt()
                    .ifPresent(halt -> cluster.note(new Notice(
                            "stores",
                            "replica " + name + " is out of work, and the others go on: " + halt.because()
                                    + "; once nothing runs here, 'tetrarch repair " + name
                                    + "' moves its store aside, and it heals")));
        }
    }

    static void takeOver(ClientHome home, EmbeddedCluster cluster) throws IOException, HomeRefused {
        try {
            home.takeOverJournal().ifPresent(line -> cluster.note(new Notice("runs", line)));
            home.deviceFile()
                    .takeOver(cluster.deviceLedger())
                    .ifPresent(line -> cluster.note(new Notice("devices", line)));
        } catch (DeviceRefused e) {
            cluster.close();
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        } catch (JournalRefusedException e) {
            cluster.close();
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        } catch (IOException | RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }
}

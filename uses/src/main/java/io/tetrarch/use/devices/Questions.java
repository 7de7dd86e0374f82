package io.tetrarch.use.devices;

import io.tetrarch.node.device.PendingApproval;
import java.util.List;

/** What the devices are asked about one request. */
record Questions(List<PendingApproval> all) {
    Questions {
        all = List.copyOf(all);
    }

    /** What this device is asked. */
    PendingApproval of(String device) {
        return all.stream()
                .filter(each -> each.device().equals(device))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(device + " was not asked"));
    }
}

package io.tetrarch.embedded;

import io.tetrarch.proof.group.Group;

/** A cluster's group in the latest epoch that a replica here has begun. For any thread. */
final class PresentGroup {
    private volatile Group group;

    PresentGroup(Group founding) {
        this.group = founding;
    }

    Group get() {
        return group;
    }

    void set(Group next) {
        group = next;
    }
}

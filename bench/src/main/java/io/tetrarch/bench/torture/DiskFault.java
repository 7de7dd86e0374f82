package io.tetrarch.bench.torture;

/** What is done to what replicas keep. Votes are lost by the one that lies alone, since whoever loses them counts as faulty. */
public enum DiskFault implements Fault {
    /** No room is left, not even what the store's logs had set aside, and then there is again. */
    DISK_FULL(Victim.WITH_SMALL_DISK),
    /** No room is left but what the store's logs have set aside. */
    DISK_FILLED(Victim.WITH_SMALL_DISK),
    /** No room is left while it begins. */
    DISK_FULL_AT_START(Victim.WITH_SMALL_DISK),
    /** A byte of its store is another. */
    CORRUPTED(Victim.LIAR),
    /** All of its store is gone. */
    WIPED(Victim.LIAR);

    private final Victim victim;

    DiskFault(Victim victim) {
        this.victim = victim;
    }

    @Override
    public Victim victim() {
        return victim;
    }
}

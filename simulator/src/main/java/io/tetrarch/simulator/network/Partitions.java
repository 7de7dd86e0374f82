package io.tetrarch.simulator.network;

import java.util.Arrays;

/** Which links carry nothing at present. Each direction of a link counts its own cuts, so that cuts may overlap. */
public final class Partitions {
    private final int instances;
    private final int[] cuts;
    private int cutLinks;

    public Partitions(int instances) {
        this.instances = instances;
        this.cuts = new int[instances * instances];
    }

    public boolean isCut(int from, int to) {
        return cutLinks > 0 && cuts[from * instances + to] > 0;
    }

    /** Cuts every link from a member of one set to a member of the other; sets are bit masks of instances. */
    public void cut(long from, long to) {
        change(from, to, 1);
    }

    /** Undoes one earlier {@link #cut}. */
    public void mend(long from, long to) {
        change(from, to, -1);
    }

    public void mendAll() {
        Arrays.fill(cuts, 0);
        cutLinks = 0;
    }

    private void change(long from, long to, int by) {
        for (int a = 0; a < instances; a++) {
            for (int b = 0; b < instances; b++) {
                if (a != b && (from >>> a & 1) == 1 && (to >>> b & 1) == 1 && cuts[a * instances + b] + by >= 0) {
                    cuts[a * instances + b] += by;
                    cutLinks += by;
                }
            }
        }
    }
}

package cn.anju;

import java.util.Random;

/**
 * Seeds of the property tests: the same in every ordinary run, so that a red build can be trusted.
 *
 * <p>{@code -Danju.seed=random} looks further, {@code -Danju.seed=123} repeats what such a run found.
 */
public final class Seed {

    private Seed() {}

    /** The seed of one property test; belongs into its failure message. */
    public static long next() {
        var asked = System.getProperty("anju.seed", "20261121");
        return asked.equals("random") ? new Random().nextLong() : Long.parseLong(asked);
    }
}

package cn.anju.register;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 一本台账的定义，某一版。
 *
 * @param id of the register, the same in all versions
 * @param offered a later version that came with the program and is not in force
 */
record Definition(long id, String key, int version, Origin origin, Paper paper, boolean isCurrent, boolean isRetired, @Nullable Integer offered, String madeName, Instant madeAt) {

    /** 随程序来的，还是自己改的。 */
    enum Origin {
        SHIPPED("随程序"), OWN("自定");

        private final String label;

        Origin(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}

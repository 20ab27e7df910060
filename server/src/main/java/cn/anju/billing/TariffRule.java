package cn.anju.billing;

import java.util.Arrays;
import java.util.Optional;

/** 计费方式。 */
enum TariffRule {
    BY_AREA("按面积"), FIXED("固定"), METERED("按表"), SHARED("公摊");

    private final String label;

    TariffRule(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** 看表：总是整月，水电暖一类。 */
    boolean isMetered() {
        return this == METERED || this == SHARED;
    }

    static Optional<TariffRule> byLabel(String label) {
        return Arrays.stream(values()).filter(rule -> rule.label.equals(label)).findFirst();
    }
}

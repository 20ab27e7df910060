package cn.anju.billing.calculation;

import java.math.BigDecimal;

/** 公摊依据：按面积，或每户一份。 */
public enum ShareBasis {
    AREA("面积"), HOUSEHOLD("户");

    private final String label;

    ShareBasis(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    BigDecimal weight(RoomFacts room) {
        return this == AREA ? room.area() : BigDecimal.ONE;
    }
}

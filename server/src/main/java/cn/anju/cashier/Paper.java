package cn.anju.cashier;

import cn.anju.kernel.Problem;
import java.util.Arrays;

/** 收据打印的纸。 */
enum Paper {
    A5("A5", "210mm", "148mm"),
    ROLL("80MM", "80mm", "auto"),
    CONTINUOUS("241", "241mm", "279.4mm"),
    CONTINUOUS_HALF("241-1/2", "241mm", "139.7mm"),
    CONTINUOUS_THIRD("241-1/3", "241mm", "93.1mm"),
    FORM("FORM", "241mm", "93.1mm");

    final String code;
    final String width;
    final String height;

    Paper(String code, String width, String height) {
        this.code = code;
        this.width = width;
        this.height = height;
    }

    static Paper of(String code) {
        return Arrays.stream(values()).filter(paper -> paper.code.equals(code)).findFirst()
            .orElseThrow(() -> Problem.invalid("paper-unknown", "没有「%s」这种纸", code));
    }
}

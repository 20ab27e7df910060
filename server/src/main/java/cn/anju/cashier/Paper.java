package cn.anju.cashier;

import cn.anju.kernel.Problem;
import java.util.Arrays;

/** 收据打印的纸：多大，印得下几行。 */
enum Paper {
    A5("A5", "210mm", "148mm", 11),
    ROLL("80MM", "80mm", "auto", 100),
    CONTINUOUS("241", "241mm", "279.4mm", 30),
    CONTINUOUS_HALF("241-1/2", "241mm", "139.7mm", 10),
    CONTINUOUS_THIRD("241-1/3", "241mm", "93.1mm", 6),
    FORM("FORM", "241mm", "93.1mm", 5);

    final String code;
    final String width;
    final String height;
    final int lines;

    Paper(String code, String width, String height, int lines) {
        this.code = code;
        this.width = width;
        this.height = height;
        this.lines = lines;
    }

    static Paper of(String code) {
        return Arrays.stream(values()).filter(paper -> paper.code.equals(code)).findFirst()
            .orElseThrow(() -> Problem.invalid("paper-unknown", "没有「%s」这种纸", code));
    }
}

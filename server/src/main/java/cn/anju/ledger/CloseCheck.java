package cn.anju.ledger;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** 结账前要绿的一项；由管它的模块实现成 bean，总账结账时逐项问。 */
public interface CloseCheck {

    /**
     * 查的结果。
     *
     * @param text what was found, in one sentence
     * @param link the page of the desk where it is put right, below the community
     */
    record Finding(boolean isGreen, String text, @Nullable String link) {

        public static Finding green(String text) {
            return new Finding(true, text, null);
        }

        public static Finding red(String text, String link) {
            return new Finding(false, text, link);
        }
    }

    /** What people call it, e.g. 班次全部交清. */
    String label();

    /** Asked within the transaction that closes the month. */
    Finding check(long community, YearMonth month);
}

package cn.anju.reporting;

import cn.anju.kernel.CurrentUser;
import java.util.List;

/** 今日页最上面的红字：有事不对，须马上看。谁有要报的，做成 Spring bean 即可。 */
public interface Alarm {

    /**
     * 一条红字。
     *
     * @param text what is wrong, in words with its figure
     * @param link the page inside the community where it is shown
     */
    record Line(String text, String link) {}

    /** Empty when all is well or it is none of this person's business. */
    List<Line> lines(CurrentUser user);
}

package cn.anju.kernel;

import java.util.List;

/** 今日页上等着办的事的一个来源；哪个模块有，做成 Spring bean 即可。 */
public interface ToDoSource {

    /**
     * 等着这个人办的一类事。
     *
     * @param label what waits, in words with its figure
     * @param link the page inside the community where it is done
     * @param isOverdue its day has passed
     */
    record Waiting(String label, String link, boolean isOverdue) {}

    /** Empty when nothing waits or it is none of this person's business. Runs in a transaction of the community. */
    List<Waiting> waiting(long community, CurrentUser user);
}

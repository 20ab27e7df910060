package cn.anju.collection;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 要上门的一类事由；管它的模块实现，走访一次把一户的事都办了。 */
public interface VisitReason {

    /** 一户的一件事。 @param refId the row of the implementing module */
    record Item(long roomId, long refId, String label) {}

    /**
     * 上门见到了人。
     *
     * @param person who was met
     * @param answer what he said
     * @param contactId the contact that was recorded
     * @param satisfaction what he said when asked; there where {@link #asksSatisfaction} of one of the matters
     */
    record Met(long contactId, String person, String answer, @Nullable Satisfaction satisfaction, LocalDate on) {}

    /** 满意不满意，问了才记，不从话里猜。 */
    enum Satisfaction { SATISFIED, FAIR, DISSATISFIED }

    /** Stable key, e.g. {@code debt}. */
    String key();

    /** 给人看的名字，如「欠费」。 */
    String label();

    /** Whether the household must be asked if it is satisfied. */
    default boolean asksSatisfaction() {
        return false;
    }

    /** 现在要上门的，整个小区。Runs in a transaction of the community. */
    List<Item> open(long community);

    /** 上门办过了；在登记走访的事务里。 */
    void met(long community, long refId, Met met);
}

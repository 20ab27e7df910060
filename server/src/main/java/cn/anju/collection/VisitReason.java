package cn.anju.collection;

import java.time.LocalDate;
import java.util.List;

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
     */
    record Met(long contactId, String person, String answer, LocalDate on) {}

    /** Stable key, e.g. {@code debt}. */
    String key();

    /** 给人看的名字，如「欠费」。 */
    String label();

    /** 现在要上门的，整个小区。Runs in a transaction of the community. */
    List<Item> open(long community);

    /** 上门办过了；在登记走访的事务里。 */
    void met(long community, long refId, Met met);
}

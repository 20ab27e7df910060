package cn.anju.collection;

import cn.anju.kernel.Money;
import java.util.List;

/** 钱以外让一户排到前面的事：不满意的回访、没办结的投诉、要照顾的人；管它的模块实现成 bean。 */
public interface Concern {

    /** 一户的一件事。 @param weight how far it moves the household up, as if so much money were at risk */
    record Item(long roomId, String label, Money weight) {}

    /** 现在有的，整个小区。Runs in a transaction of the community. */
    List<Item> open(long community);
}

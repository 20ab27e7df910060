package cn.anju.kernel;

import java.util.List;
import java.util.Map;

/** 有哪些小区；由房产模块实现，供权限与范围使用。 */
public interface CommunityDirectory {

    boolean exists(long community);

    List<Long> all();

    /** Names by id, in the order in which people list them. */
    Map<Long, String> names();
}

package cn.anju.notification;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** 发到哪里；由住户模块实现，发的时候才查，消息里不存号码。 */
public interface AddressBook {

    Optional<String> addressOf(long community, long person, Channel.Kind channel);

    /** What these people are called. */
    Map<Long, String> names(long community, Collection<Long> people);
}

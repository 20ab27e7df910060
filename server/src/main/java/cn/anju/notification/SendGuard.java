package cn.anju.notification;

import java.util.Optional;

/** 临发之前再问一次：这件事还要不要说（刚交了钱的人不该收到催费）。 */
public interface SendGuard {

    /** The {@link Message#subjectType} it knows about. */
    String subjectType();

    /** Why the message must not go any more; empty when it may. Runs in a transaction of the community. */
    Optional<String> reasonNotToSend(long community, long subjectId);
}

package cn.anju.notification;

import org.jspecify.annotations.Nullable;

/**
 * 要发给一位住户的话。
 *
 * @param subjectType what it is about, for {@link SendGuard}, e.g. {@code dunning}
 * @param onceKey a message with this key goes out once
 */
public record Message(Channel.Kind channel, long person, @Nullable Long room, String topic, String body,
                      String subjectType, long subjectId, @Nullable String onceKey) {}

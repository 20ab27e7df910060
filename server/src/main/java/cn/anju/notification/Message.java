package cn.anju.notification;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 要发给一位住户的话。
 *
 * @param channel null: the cheapest that reaches him, see {@link Reachability}
 * @param subjectType what it is about, for {@link SendGuard}, e.g. {@code dunning}
 * @param onceKey a message with this key goes out once
 * @param variables what templates of the topic may name; the body counts where there is no template
 * @param isUrgent goes out in quiet hours, too: water, gas, fire
 */
public record Message(Channel.@Nullable Kind channel, long person, @Nullable Long room, Topic topic, String body,
                      String subjectType, long subjectId, @Nullable String onceKey, Map<Variable, String> variables, boolean isUrgent) {}

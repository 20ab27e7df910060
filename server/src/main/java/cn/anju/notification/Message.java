package cn.anju.notification;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 要发给一位住户的话。
 *
 * @param subjectType what it is about, for {@link SendGuard}, e.g. {@code dunning}
 * @param onceKey a message with this key goes out once
 * @param variables what the community's own template of the topic may name; the body counts where there is no template
 * @param isUrgent goes out in quiet hours, too: water, gas, fire
 */
public record Message(Channel.Kind channel, long person, @Nullable Long room, String topic, String body,
                      String subjectType, long subjectId, @Nullable String onceKey, Map<String, String> variables, boolean isUrgent) {

    public Message(Channel.Kind channel, long person, @Nullable Long room, String topic, String body, String subjectType, long subjectId, @Nullable String onceKey) {
        this(channel, person, room, topic, body, subjectType, subjectId, onceKey, Map.of(), false);
    }
}

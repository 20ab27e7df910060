package cn.anju.notification;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 一条发往外面的路：短信、微信或邮件。没有接通的路没有实现，消息说明原因后留给人办。 */
public interface Channel {

    /** 哪一种路。 */
    enum Kind {
        SMS("短信"), WECHAT("微信"), EMAIL("邮件");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /**
     * 要发的一条。
     *
     * @param number our own number of it, the same at every try
     * @param address a phone, the follower's id or a mail address, in clear; kept nowhere
     * @param topic what it is about, the subject of a mail
     * @param template the provider's number of the template; none for a channel that takes free text
     * @param variables what the template leaves open, by the provider's names for it
     */
    record Outgoing(String number, String address, String topic, String body, @Nullable String template, Map<String, String> variables) {}

    /** 对方怎么说。 */
    sealed interface Answer {
        record Accepted() implements Answer {}

        /** Final: another try would not help. */
        record Refused(String why) implements Answer {}

        /** Busy or broken, certainly not taken: worth another try. */
        record Unavailable(String why) implements Answer {}

        /** No answer came: it may have been taken. */
        record Unknown(String why) implements Answer {}
    }

    Kind kind();

    /** Whether the other side takes approved templates only. */
    default boolean needsTemplate() {
        return false;
    }

    /** Called without a transaction and without a connection in hand. */
    Answer send(Outgoing message);

    /** What became of a message whose answer never arrived; empty when the other side has not seen it. */
    Optional<Answer> find(Outgoing message);
}

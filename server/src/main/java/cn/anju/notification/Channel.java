package cn.anju.notification;

import java.util.Optional;

/** 一条发往外面的路：短信或微信。没有接通的路没有实现，消息说明原因后留给人办。 */
public interface Channel {

    /** 哪一种路。 */
    enum Kind {
        SMS("短信"), WECHAT("微信");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /**
     * 要发的一条。
     *
     * @param number our own number of it, the same at every try
     * @param address a phone or the follower's id, in clear; kept nowhere
     */
    record Outgoing(String number, String address, String body) {}

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

    /** Called without a transaction and without a connection in hand. */
    Answer send(Outgoing message);

    /** What became of a message whose answer never arrived; empty when the other side has not seen it. */
    Optional<Answer> find(String number);
}

package cn.anju.notification;

import org.jspecify.annotations.Nullable;

/**
 * 告诉同事的一件事。
 *
 * @param topic what it is about, in a word or two (审批 现金 对账)
 * @param link the page of the desk that shows it, below the community ({@code approvals/7})
 * @param onceKey who was told under this key is not told again
 */
public record Notice(String topic, String title, @Nullable String detail, @Nullable String link, @Nullable String onceKey) {}

package cn.anju.job;

import org.jspecify.annotations.Nullable;

/**
 * 预览里的一处变动：哪一行、哪一栏、从什么变成什么。
 *
 * @param toConfirm a person must confirm it with a date before it is applied (change of owner): the date arrives in
 *     {@link ImportOptions#decisions} under {@code subject}
 */
public record ImportChange(int row, String subject, String column, @Nullable String before, @Nullable String after,
                           boolean toConfirm) {}

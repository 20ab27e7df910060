package cn.anju.estate;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * 时间线上的一件事。
 *
 * @param kind what sort of thing, for filter and icon, e.g. {@code ROOM_CHANGE}, {@code PAYMENT}
 * @param text one sentence for people
 * @param link a path of the desk inside the community, e.g. {@code people/17}
 */
public record StoryItem(OffsetDateTime at, String kind, String text, @Nullable String actor, @Nullable String link) {}

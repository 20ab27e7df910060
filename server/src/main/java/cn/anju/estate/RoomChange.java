package cn.anju.estate;

import org.jspecify.annotations.Nullable;

/** 房屋登记的一处改动：哪一栏，从什么，变成什么。 */
public record RoomChange(String field, @Nullable String before, @Nullable String after) {}

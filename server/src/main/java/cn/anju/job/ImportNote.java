package cn.anju.job;

import org.jspecify.annotations.Nullable;

/**
 * 对一行的一句话：为什么没收，或者收了但要留意。
 *
 * @param row the row's number in Excel, from 1
 * @param code stable, kebab-case
 * @param column the column it is about
 * @param message the sentence for people
 * @param subject the room code or meter number
 */
public record ImportNote(int row, String code, @Nullable String column, String message, @Nullable String subject) {}

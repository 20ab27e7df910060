package cn.anju.job;

/**
 * 导入会写的一张表；写了哪些行都记下，好撤销。
 *
 * @param table such as {@code estate.room}; it has {@code community_id} and {@code id}
 * @param label what people call its rows
 * @param name the column by which people know a row
 */
public record ImportTrace(String table, String label, String name) {}

package cn.anju.kernel;

import java.util.List;

/**
 * 列表的一页。
 *
 * @param items the rows of this page
 * @param total how many rows there are on all pages
 */
public record Page<T>(List<T> items, long total) {}

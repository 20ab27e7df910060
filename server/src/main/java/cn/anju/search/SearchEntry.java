package cn.anju.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 一条可被搜到的东西。
 *
 * @param refId its id in its own module; one entry per kind and id
 * @param title what the result shows first, e.g. {@code 3-2-1201}
 * @param subtitle what tells it from others, e.g. {@code 张三 · 住宅 89.50㎡}; no unmasked phone or ID number
 * @param link where a click leads, a path of the desk inside the community, e.g. {@code rooms/17}
 * @param terms what it is found by
 */
public record SearchEntry(SearchKind kind, long refId, String title, @Nullable String subtitle, String link,
                          List<SearchTerm> terms) {}

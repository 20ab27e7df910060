package cn.anju.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** 找到的，按种类分组。 */
record SearchResult(List<Group> groups) {

    /** @param hasMore whether there are more of this kind than shown */
    record Group(SearchKind kind, String label, List<Hit> hits, boolean hasMore) {}

    /**
     * @param link the desk's path inside the community
     * @param why what matched, e.g. 房号, 拼音, 电话
     */
    record Hit(SearchKind kind, long refId, String title, @Nullable String subtitle, String link, String why) {}
}

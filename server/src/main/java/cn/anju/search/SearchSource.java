package cn.anju.search;

import cn.anju.kernel.CurrentUser;
import java.util.List;

/** 为数不多的东西（如台账、知识），不进目录，搜的时候问；做成 Spring bean 即可。 */
public interface SearchSource {

    /** What this person may find here; a term counts wherever the typed word stands in it. */
    List<SearchEntry> entries(long community, CurrentUser user);
}

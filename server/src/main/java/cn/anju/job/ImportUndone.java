package cn.anju.job;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** 一次撤销动了哪些行，按表。 @param removed made by the import, now gone @param restored as they were before it */
public record ImportUndone(Map<String, List<Long>> removed, Map<String, List<Long>> restored) {

    public Collection<Long> removed(String table) {
        return removed.getOrDefault(table, List.of());
    }

    public Collection<Long> restored(String table) {
        return restored.getOrDefault(table, List.of());
    }
}

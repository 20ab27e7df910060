package cn.anju.search;

import cn.anju.kernel.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 搜索目录的不变量：没有外键看着的词和条目，由核对来看。 */
@Configuration(proxyBeanMethods = false)
public class SearchInvariants {

    @Bean
    Invariant searchTermsHaveEntries() {
        return Invariant.of("搜索的每个词都有它的条目", """
            select format('小区 %s 词「%s」（%s 条目 %s）没有条目', t.community_id, t.term, t.kind, t.entry_id)
              from search.term t
             where not exists (select from search.entry e where e.community_id = t.community_id and e.id = t.entry_id and e.kind = t.kind)
             order by 1 limit 100
            """);
    }

    /**
     * 找得到的东西都还在；谁登记的，由谁说它的表。
     *
     * @param table with its schema; its rows are the things, by {@code community_id} and {@code id}
     */
    public static Invariant entriesHaveRows(SearchKind kind, String table) {
        return Invariant.of("搜索的%s条目都有它的记录".formatted(kind.label), """
            select format('小区 %%s %s「%%s」已经不在了', e.community_id, e.title)
              from search.entry e
             where e.kind = '%s' and not exists (select from %s r where r.community_id = e.community_id and r.id = e.ref_id)
             order by 1 limit 100
            """.formatted(kind.label, kind.name(), table));
    }
}

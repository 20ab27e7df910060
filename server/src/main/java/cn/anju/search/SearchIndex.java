package cn.anju.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 搜索的目录：谁存了东西谁来登记，随调用者的事务。 */
@Service
public class SearchIndex {

    private static final int AT_ONCE = 10_000;

    private record Key(SearchKind kind, long refId) {}

    private record Term(long entryId, SearchKind kind, String term, String why) {}

    /** The index grows page by page instead of all over. */
    private static final Comparator<Term> IN_INDEX_ORDER = Comparator.comparing(Term::term).thenComparing(Term::entryId);

    private final JdbcClient jdbc;

    SearchIndex(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 登记或改登一条；旧词作废。 */
    @Transactional
    public void put(long community, SearchEntry entry) {
        putAll(community, List.of(entry));
    }

    /** 整批登记，几千条一次写完。 */
    @Transactional
    public void putAll(long community, Collection<SearchEntry> entries) {
        var byKey = new LinkedHashMap<Key, SearchEntry>();   // the same thing twice: the later one counts
        entries.forEach(entry -> byKey.put(new Key(entry.kind(), entry.refId()), entry));
        var all = List.copyOf(byKey.values());
        for (var from = 0; from < all.size(); from += AT_ONCE) write(community, all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }

    @Transactional
    public void remove(long community, SearchKind kind, long refId) {
        removeAll(community, kind, List.of(refId));
    }

    /** 整批除名。The entries first: whoever is just writing one of them is waited for, and then its terms are seen. */
    @Transactional
    public void removeAll(long community, SearchKind kind, Collection<Long> refIds) {
        if (refIds.isEmpty()) return;
        var ids = jdbc.sql("delete from search.entry where community_id = :community and kind = :kind and ref_id = any (:refs) returning id")
            .param("community", community).param("kind", kind.name()).param("refs", refIds.toArray(Long[]::new)).query(Long.class).list();
        removeTerms(community, ids);
    }

    private void removeTerms(long community, Collection<Long> entries) {
        jdbc.sql("delete from search.term where community_id = :community and entry_id = any (:ids)")
            .param("community", community).param("ids", entries.toArray(Long[]::new)).update();
    }

    /**
     * Arrays instead of joins: a join under row-level security is only as fast as the planner's guess. Whoever writes an
     * entry holds its row until the end, so that two who index the same thing take turns and no term is there twice.
     */
    private void write(long community, List<SearchEntry> entries) {
        var known = new ArrayList<Long>();
        var ids = writeEntries(community, entries, known);
        if (!known.isEmpty()) removeTerms(community, known);
        var terms = entries.stream().flatMap(entry -> terms(entry, ids.get(new Key(entry.kind(), entry.refId()))))
            .sorted(IN_INDEX_ORDER).toList();
        jdbc.sql("""
            insert into search.term (community_id, term, entry_id, kind, why)
            select :community, t.term, t.entry_id, t.kind, t.why
              from unnest(:entries::bigint[], :kinds::text[], :terms::text[], :whys::text[]) as t(entry_id, kind, term, why)
            """)
            .param("community", community).param("entries", terms.stream().map(Term::entryId).toArray(Long[]::new))
            .param("kinds", terms.stream().map(term -> term.kind().name()).toArray(String[]::new))
            .param("terms", terms.stream().map(Term::term).toArray(String[]::new))
            .param("whys", terms.stream().map(Term::why).toArray(String[]::new)).update();
    }

    /** Each word once, whatever it stands for first. */
    private static Stream<Term> terms(SearchEntry entry, long id) {
        var seen = new HashSet<String>();
        return entry.terms().stream().filter(term -> seen.add(term.term())).map(term -> new Term(id, entry.kind(), term.term(), term.why().name()));
    }

    /** @param known gets the ids of those that were there before: only they have terms (a row just inserted has no xmax) */
    private Map<Key, Long> writeEntries(long community, List<SearchEntry> entries, List<Long> known) {
        var ids = new HashMap<Key, Long>();
        jdbc.sql("""
            insert into search.entry (community_id, kind, ref_id, title, subtitle, link)
            select :community, e.kind, e.ref_id, e.title, e.subtitle, e.link
              from unnest(:kinds::text[], :refs::bigint[], :titles::text[], :subtitles::text[], :links::text[])
                   as e(kind, ref_id, title, subtitle, link)
                on conflict (community_id, kind, ref_id)
                do update set title = excluded.title, subtitle = excluded.subtitle, link = excluded.link
            returning kind, ref_id, id, xmax <> 0
            """)
            .param("community", community).param("kinds", texts(entries, entry -> entry.kind().name()))
            .param("refs", entries.stream().map(SearchEntry::refId).toArray(Long[]::new))
            .param("titles", texts(entries, SearchEntry::title)).param("subtitles", texts(entries, SearchEntry::subtitle))
            .param("links", texts(entries, SearchEntry::link))
            .query(row -> {
                ids.put(new Key(SearchKind.valueOf(row.getString(1)), row.getLong(2)), row.getLong(3));
                if (row.getBoolean(4)) known.add(row.getLong(3));
            });
        return ids;
    }

    private static @Nullable String[] texts(List<SearchEntry> entries, Function<SearchEntry, @Nullable String> text) {
        return entries.stream().map(text).toArray(String[]::new);
    }
}

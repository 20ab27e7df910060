package cn.anju.search;

import cn.anju.kernel.CurrentUser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 按打的字找：整个对上的在前，开头对上的在后。 */
@Component
@Transactional(readOnly = true)
class Search {

    /**
     * Only {@code =} and ranges: other operators could not use the index under row-level security. The terms are cut off
     * before the entries are joined, or the planner would join all of a wide range first.
     */
    static final String QUERY = """
        select e.kind, e.ref_id, e.title, e.subtitle, e.link, t.why, t.term
          from (select community_id, term, entry_id, why
                  from search.term
                 where community_id = :community and term >= :from and term < :to and kind = any (:kinds)
                 order by term
                 limit :limit) t
          join search.entry e on e.community_id = t.community_id and e.id = t.entry_id
         where e.community_id = :community
         order by t.term
        """;

    private static final int LOOKED_AT = 100;
    private static final int SHOWN = 8;
    /** Sorts behind every other character, byte by byte. */
    private static final String LAST = "\uDBFF\uDFFF";

    private record Match(SearchKind kind, long refId, String title, @Nullable String subtitle, String link, SearchTerm.Why why, String term) {}

    private final JdbcClient jdbc;
    private final ObjectProvider<SearchSource> sources;

    Search(JdbcClient jdbc, ObjectProvider<SearchSource> sources) {
        this.jdbc = jdbc;
        this.sources = sources;
    }

    SearchResult find(long community, String query) {
        var user = CurrentUser.get();
        var kinds = Arrays.stream(SearchKind.values()).filter(kind -> user.may(community, kind.permission)).map(SearchKind::name).toArray(String[]::new);
        var typed = SearchSpelling.typed(query);
        var matches = new ArrayList<Match>();
        for (var word : typed) matches.addAll(startingWith(community, word, kinds));
        sources.stream().flatMap(source -> source.entries(community, user).stream()).filter(entry -> user.may(community, entry.kind().permission))
            .forEach(entry -> matches.addAll(containing(entry, typed)));
        matches.sort(Comparator.comparing((Match match) -> !typed.contains(match.term))
            .thenComparing(match -> match.term.length()).thenComparing(Match::title));
        return new SearchResult(grouped(matches));
    }

    private List<Match> startingWith(long community, String word, String[] kinds) {
        return jdbc.sql(QUERY).param("community", community).param("from", word).param("to", word + LAST)
            .param("kinds", kinds).param("limit", LOOKED_AT)
            .query((row, i) -> new Match(SearchKind.valueOf(row.getString(1)), row.getLong(2), row.getString(3), row.getString(4), row.getString(5),
                SearchTerm.Why.valueOf(row.getString(6)), row.getString(7))).list();
    }

    private static List<Match> containing(SearchEntry entry, Collection<String> typed) {
        return entry.terms().stream().filter(term -> typed.stream().anyMatch(term.term()::contains))
            .map(term -> new Match(entry.kind(), entry.refId(), entry.title(), entry.subtitle(), entry.link(), term.why(), term.term())).toList();
    }

    private static List<SearchResult.Group> grouped(List<Match> matches) {
        var hits = new LinkedHashMap<String, SearchResult.Hit>();
        for (var match : matches)
            hits.putIfAbsent(match.kind + "/" + match.refId, new SearchResult.Hit(match.kind, match.refId, match.title, match.subtitle, match.link, match.why.label));
        return Arrays.stream(SearchKind.values()).map(kind -> group(kind, hits.values().stream().filter(hit -> hit.kind() == kind).toList()))
            .filter(group -> !group.hits().isEmpty()).toList();
    }

    private static SearchResult.Group group(SearchKind kind, List<SearchResult.Hit> hits) {
        return new SearchResult.Group(kind, kind.label, hits.stream().limit(SHOWN).toList(), hits.size() > SHOWN);
    }
}

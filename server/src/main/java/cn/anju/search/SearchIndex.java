package cn.anju.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 搜索的目录：谁存了东西谁来登记，随调用者的事务。 */
@Service
public class SearchIndex {

    private static final int AT_ONCE = 5_000;

    private record Row(String kind, long refId, String title, @Nullable String subtitle, String link) {}

    private record Term(String kind, long refId, String term, String why) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SearchIndex(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** 登记或改登一条；旧词作废。 */
    @Transactional
    public void put(long community, SearchEntry entry) {
        putAll(community, List.of(entry));
    }

    /** 整批登记，几千条一次写完。 */
    @Transactional
    public void putAll(long community, Collection<SearchEntry> entries) {
        var all = new ArrayList<>(entries);
        for (var from = 0; from < all.size(); from += AT_ONCE) write(community, all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }

    @Transactional
    public void remove(long community, SearchKind kind, long refId) {
        jdbc.sql("delete from search.entry where community_id = :community and kind = :kind and ref_id = :ref")
            .param("community", community).param("kind", kind.name()).param("ref", refId).update();
    }

    private void write(long community, List<SearchEntry> entries) {
        var rows = json.writeValueAsString(entries.stream().map(entry ->
            new Row(entry.kind().name(), entry.refId(), entry.title(), entry.subtitle(), entry.link())).toList());
        jdbc.sql("""
            insert into search.entry (community_id, kind, ref_id, title, subtitle, link)
            select :community, e.kind, e."refId", e.title, e.subtitle, e.link
              from jsonb_to_recordset(:rows::jsonb) as e(kind text, "refId" bigint, title text, subtitle text, link text)
                on conflict (community_id, kind, ref_id)
                do update set title = excluded.title, subtitle = excluded.subtitle, link = excluded.link
            """)
            .param("community", community).param("rows", rows).update();
        jdbc.sql("""
            delete from search.term t
             using search.entry e, jsonb_to_recordset(:rows::jsonb) as r(kind text, "refId" bigint)
             where e.community_id = :community and e.kind = r.kind and e.ref_id = r."refId"
               and t.community_id = e.community_id and t.entry_id = e.id
            """)
            .param("community", community).param("rows", rows).update();
        var terms = entries.stream().flatMap(entry -> entry.terms().stream()
            .map(term -> new Term(entry.kind().name(), entry.refId(), term.term(), term.why().name()))).toList();
        jdbc.sql("""
            insert into search.term (community_id, term, entry_id, why)
            select e.community_id, t.term, e.id, t.why
              from jsonb_to_recordset(:terms::jsonb) as t(kind text, "refId" bigint, term text, why text)
              join search.entry e on e.community_id = :community and e.kind = t.kind and e.ref_id = t."refId"
                on conflict (community_id, term, entry_id) do nothing
            """)
            .param("community", community).param("terms", json.writeValueAsString(terms)).update();
    }
}

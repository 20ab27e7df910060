package cn.anju.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.kernel.Scope;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Story
class SearchTest {

    @Autowired Office office;
    @Autowired SearchIndex index;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    private long community;

    @BeforeEach
    void prepare() throws Exception {
        community = office.newCommunity("搜索小区", "2026-07-01");
        put(entry(SearchKind.ROOM, 1, "3-2-1201", SearchTerm.room("3-2-1201")), entry(SearchKind.ROOM, 2, "3-1-1201", SearchTerm.room("3-1-1201")),
            entry(SearchKind.PERSON, 1, "张三", Stream.concat(SearchTerm.name("张三").stream(), SearchTerm.phone("13812341201").stream()).toList()),
            entry(SearchKind.VEHICLE, 1, "京A12345", SearchTerm.plate("京A12345")));
    }

    @Test void 按种类分组_说明凭什么找到() {
        var found = find("1201");
        assertThat(found.json().at("/groups").findValuesAsString("label")).containsExactly("房屋", "住户");
        assertThat(found.at("/groups/0/hits/0/why") + found.at("/groups/1/hits/0/why")).isEqualTo("房号电话");
        assertThat(find("32-1201").json().findValuesAsString("title")).containsExactly("3-2-1201");
        assertThat(find("3栋2单元1201").json().findValuesAsString("title")).containsExactly("3-2-1201");
        assertThat(find("zs").at("/groups/0/hits/0/title")).isEqualTo("张三");
        assertThat(find("12345").at("/groups/0/hits/0/link")).isEqualTo("VEHICLE/1");
        assertThat(find("  ").json().at("/groups")).isEmpty();
        assertThat(find("%_'\\").json().at("/groups")).isEmpty();
    }

    @Test void 改登以后旧词作废_删了就找不到() throws Exception {
        put(entry(SearchKind.PERSON, 1, "李四", SearchTerm.name("李四")));
        assertThat(find("zs").json().findValuesAsString("label")).as("registers of these initials may be there").doesNotContain("住户");
        assertThat(find("ls").at("/groups/0/hits/0/title")).isEqualTo("李四");
        Scope.of(community).run(() -> index.remove(community, SearchKind.PERSON, 1));
        assertThat(find("ls").json().findValuesAsString("label")).doesNotContain("住户");
    }

    @Test void 别的小区找不到() {
        var other = office.newCommunity("别的小区", "2026-07-01");
        assertThat(office.get("/api/communities/" + other + "/search?q=1201").expect(200).json().at("/groups")).isEmpty();
    }

    @Test void 行级安全之下仍走索引() throws Exception {
        put(LongStream.range(100, 20_100).mapToObj(i -> entry(SearchKind.PERSON, i, "人" + i, List.of(new SearchTerm("person" + i, SearchTerm.Why.NAME)))).toArray(SearchEntry[]::new));
        try (var owner = StoryDatabase.shared().connectAsOwner(); var statement = owner.createStatement()) {
            statement.execute("analyze search.term");
            statement.execute("analyze search.entry");
        }
        List<String> lines = Scope.of(community).call(() -> transaction.execute(status -> jdbc.sql("explain " + Search.QUERY)
            .param("community", community).param("from", "person199").param("to", "person199\uDBFF\uDFFF").param("kinds", new String[] {"PERSON"}).param("limit", 200)
            .query(String.class).list()));
        var plan = String.join("\n", lines);
        assertThat(plan).containsPattern("Index (Only )?Scan using term_pkey|Bitmap Index Scan on term_pkey").doesNotContain("Seq Scan on term");
        assertThat(plan).containsPattern("Index Cond: .*community_id = .*term >= .*term <");
        assertThat(find("person199").at("/groups/0/hasMore")).isEqualTo("true");
    }

    private Office.Answer find(String query) {
        return office.get("/api/communities/" + community + "/search?q=" + Office.encoded(query)).expect(200);
    }

    private void put(SearchEntry... entries) throws Exception {
        Scope.of(community).run(() -> index.putAll(community, List.of(entries)));
    }

    private static SearchEntry entry(SearchKind kind, long id, String title, List<SearchTerm> terms) {
        return new SearchEntry(kind, id, title, null, kind + "/" + id, terms);
    }
}

package cn.anju.servicedesk.knowledge;

import cn.anju.kernel.CurrentUser;
import cn.anju.search.SearchEntry;
import cn.anju.search.SearchKind;
import cn.anju.search.SearchSource;
import cn.anju.search.SearchTerm;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 知识库现行的各条按标题和别的叫法搜得到，拼音也行；还没施行的、停用的搜不到。
 *
 * <p>Asked at every search instead of kept in the index: what counts changes with the day, and a community has some hundred articles.
 */
@Component
class ArticleSearch implements SearchSource {

    private static final Pattern COMMA = Pattern.compile("[,，]");
    private static final int KEPT = 20_000;

    /** Pinyin is dear: worked out once for each text. */
    private final Map<String, List<SearchTerm>> terms = new ConcurrentHashMap<>();
    private final Knowledge knowledge;

    ArticleSearch(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    @Transactional(readOnly = true)
    public List<SearchEntry> entries(long community, CurrentUser user) {
        if (!user.may(community, "servicedesk.read")) return List.of();
        if (terms.size() > KEPT) terms.clear();
        return knowledge.titles(community).stream().map(each -> new SearchEntry(SearchKind.ARTICLE, each.articleId(), each.title(),
            each.kind().label() + " · " + each.category(), "articles/" + each.articleId(), terms(each.title(), each.keywords()))).toList();
    }

    private List<SearchTerm> terms(String title, @Nullable String keywords) {
        return Stream.concat(Stream.of(title), keywords == null ? Stream.of() : COMMA.splitAsStream(keywords).map(String::strip)).filter(text -> !text.isBlank())
            .flatMap(text -> terms.computeIfAbsent(text, SearchTerm::title).stream()).toList();
    }
}

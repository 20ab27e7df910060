package cn.anju.register;

import cn.anju.kernel.CurrentUser;
import cn.anju.search.SearchEntry;
import cn.anju.search.SearchKind;
import cn.anju.search.SearchSource;
import cn.anju.search.SearchTerm;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 台账按名称搜得到，拼音也行。 */
@Component
class RegisterSearch implements SearchSource {

    private final Map<String, List<SearchTerm>> terms = new ConcurrentHashMap<>();
    private final Definitions definitions;
    private final RegisterAccess access;

    RegisterSearch(Definitions definitions, RegisterAccess access) {
        this.definitions = definitions;
        this.access = access;
    }

    @Override
    @Transactional(readOnly = true)
    public List<SearchEntry> entries(long community, CurrentUser user) {
        var rights = access.of(user, community);
        return definitions.all(false).stream().filter(each -> rights.mayRead(each.paper())).map(each -> new SearchEntry(SearchKind.REGISTER, each.id(), each.paper().title(),
            each.paper().business().label(), "registers/" + each.key(), terms.computeIfAbsent(each.paper().title(), SearchTerm::title))).toList();
    }
}

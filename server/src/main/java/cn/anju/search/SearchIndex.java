package cn.anju.search;

import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;

/** 搜索的目录：谁存了东西谁来登记，随调用者的事务。 */
@Service
public class SearchIndex {

    /** 登记或改登一条；旧词作废。 */
    public void put(long community, SearchEntry entry) {
        putAll(community, List.of(entry));
    }

    /** 整批登记，一次写完。 */
    public void putAll(long community, Collection<SearchEntry> entries) {
        throw new UnsupportedOperationException();
    }

    public void remove(long community, SearchKind kind, long refId) {
        throw new UnsupportedOperationException();
    }
}

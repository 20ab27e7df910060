package cn.anju.metering;

import cn.anju.search.SearchEntry;
import cn.anju.search.SearchIndex;
import cn.anju.search.SearchKind;
import cn.anju.search.SearchTerm;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** 仪表在搜索里的登记。 */
@Component
class MeterIndex {

    private final Meters meters;
    private final SearchIndex search;

    MeterIndex(Meters meters, SearchIndex search) {
        this.meters = meters;
        this.search = search;
    }

    void refresh(long community, Collection<Long> ids) {
        if (!ids.isEmpty()) search.putAll(community, meters.byIds(community, ids).stream().map(MeterIndex::entry).toList());
    }

    void remove(long community, long id) {
        search.remove(community, SearchKind.METER, id);
    }

    void removeAll(long community, Collection<Long> ids) {
        search.removeAll(community, SearchKind.METER, ids);
    }

    private static SearchEntry entry(Meter meter) {
        return new SearchEntry(SearchKind.METER, meter.id(), meter.number(), meter.kind() + "表 · " + meter.place(), "meters/" + meter.id(),
            SearchTerm.number(meter.number()));
    }
}

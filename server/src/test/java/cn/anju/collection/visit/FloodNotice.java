package cn.anju.collection.visit;

import cn.anju.collection.VisitReason;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** 测试用的走访事由：停水通知要当面告知。Found by the component scan, so that all stories share it. */
@Component
class FloodNotice implements VisitReason {

    final Map<Long, Long> rooms = new ConcurrentHashMap<>();
    final Map<Long, Met> met = new ConcurrentHashMap<>();

    @Override
    public String key() {
        return "flood";
    }

    @Override
    public String label() {
        return "告知";
    }

    @Override
    public List<Item> open(long community) {
        return rooms.containsKey(community) ? List.of(new Item(rooms.get(community), 7, "水管检修告知")) : List.of();
    }

    @Override
    public void met(long community, long refId, Met met) {
        this.met.put(community, met);
    }
}

package cn.anju.servicedesk;

import cn.anju.servicedesk.roster.Trade;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** 谁眼下不能派哪一类活、为什么；管它的模块实现，派工和提议都来问。 */
public interface WorkClearance {

    /**
     * Runs in a transaction of the community.
     *
     * @param trade a key of {@link #trades}
     * @return person → why not, as it follows his name in a sentence; who may is left out
     */
    Map<Long, String> barred(long community, String trade, List<Long> people, LocalDate on);

    /** 各类活：键和给人看的名字。 */
    static Map<String, String> trades() {
        var trades = new LinkedHashMap<String, String>();
        Arrays.stream(Trade.values()).forEach(each -> trades.put(each.name(), each.label()));
        return trades;
    }
}

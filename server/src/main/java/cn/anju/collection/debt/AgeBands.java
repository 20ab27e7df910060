package cn.anju.collection.debt;

import java.util.ArrayList;
import java.util.List;

/**
 * 账龄的分段。
 *
 * @param upTo the last day of each band but the open one, ascending
 */
record AgeBands(List<Integer> upTo) {

    /** 每段的名字，最后一段不封顶。 */
    List<String> labels() {
        var labels = new ArrayList<String>();
        for (var i = 0; i < upTo.size(); i++) labels.add((i == 0 ? 1 : upTo.get(i - 1) + 1) + "–" + upTo.get(i) + " 天");
        labels.add(upTo.getLast() + " 天以上");
        return labels;
    }

    /** The first day of each band, for {@code width_bucket}: 0 is not due yet, 1 the first band. */
    Integer[] starts() {
        var starts = new ArrayList<Integer>(List.of(1));
        upTo.forEach(day -> starts.add(day + 1));
        return starts.toArray(Integer[]::new);
    }
}

package cn.anju.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 合并的格子：往下合并的，每一行都算有这个值；横着合并、整行只有这一格的，是标题。
 *
 * <p>Lines must be asked for from top to bottom.
 */
final class Merges {

    /** All from 0, inclusive. */
    record Area(int top, int left, int bottom, int right) {}

    private record Filling(Area area, @Nullable Object value) {}

    private static final int TITLE_WIDTH = 3;

    private final List<Area> waiting;
    private final List<Filling> open = new ArrayList<>();
    private int next;

    Merges(List<Area> areas) {
        waiting = areas.stream().sorted(Comparator.comparingInt(Area::top)).toList();
    }

    static Merges none() {
        return new Merges(List.of());
    }

    boolean isTitle(TableReader.Line line) {
        var row = line.number() - 1;
        var filled = new ArrayList<Integer>();
        for (var place = 0; place < line.cells().length; place++) if (line.cells()[place] != null) filled.add(place);
        return filled.size() == 1 && waiting.stream().anyMatch(area -> area.top() <= row && row <= area.bottom()
            && area.left() == filled.getFirst() && area.right() - area.left() + 1 >= TITLE_WIDTH);
    }

    @Nullable Object[] filled(TableReader.Line line) {
        var row = line.number() - 1;
        var cells = line.cells();
        open.removeIf(filling -> filling.area.bottom() < row);
        for (; next < waiting.size() && waiting.get(next).top() <= row; next++) {
            var area = waiting.get(next);
            if (area.top() == row && area.bottom() > row && area.left() < cells.length)
                open.add(new Filling(area, cells[area.left()]));
        }
        for (var filling : open) {
            var place = filling.area.left();
            if (place >= cells.length) cells = Arrays.copyOf(cells, place + 1);
            if (cells[place] == null) cells[place] = filling.value;
        }
        return cells;
    }
}

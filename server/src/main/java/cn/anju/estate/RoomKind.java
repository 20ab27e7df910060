package cn.anju.estate;

import java.util.Arrays;
import java.util.Optional;

/** 房屋类型。 */
public enum RoomKind {
    HOUSE("住宅"), SHOP("商铺"), OFFICE("办公"), PARKING("车位"), STORAGE("储藏间");

    private final String label;

    RoomKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<RoomKind> byLabel(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
}

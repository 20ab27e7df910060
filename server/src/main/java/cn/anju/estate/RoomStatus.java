package cn.anju.estate;

import java.util.Arrays;
import java.util.Optional;

/** 房屋状态；出账时按当时的状态计。 */
public enum RoomStatus {
    SELF_USED("自住"), RENTED("出租"), VACANT("空置"), UNDELIVERED("未交付"), RENOVATING("装修中");

    private final String label;

    RoomStatus(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<RoomStatus> byLabel(String label) {
        return Arrays.stream(values()).filter(status -> status.label.equals(label)).findFirst();
    }
}

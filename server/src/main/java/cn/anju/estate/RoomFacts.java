package cn.anju.estate;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 一间房登记的内容。
 *
 * @param building any spelling; {@link #tidied} makes the parts normal
 * @param entrance none or empty for a room without one
 */
public record RoomFacts(
    @NotBlank(message = "请填楼栋") @Size(max = 40, message = "楼栋最多 40 字") String building,
    @Nullable @Size(max = 40, message = "单元最多 40 字") String entrance,
    @NotBlank(message = "请填房号") @Size(max = 40, message = "房号最多 40 字") String number,
    @Nullable Integer floor,
    @NotNull(message = "请选房屋类型") RoomKind kind,
    @NotNull(message = "请填建筑面积") @DecimalMin(value = "0", inclusive = false, message = "建筑面积要大于 0")
    @Digits(integer = 8, fraction = 4, message = "建筑面积最多四位小数") BigDecimal grossArea,
    @Nullable @DecimalMin(value = "0", inclusive = false, message = "套内面积要大于 0")
    @Digits(integer = 8, fraction = 4, message = "套内面积最多四位小数") BigDecimal netArea,
    @NotNull(message = "请选房屋状态") RoomStatus status,
    @Nullable LocalDate handoverOn,
    @Nullable @Size(max = 60, message = "户型最多 60 字") String layout,
    @Nullable @Size(max = 2000, message = "备注最多 2000 字") String note) {

    /** The parts in their normal spelling, blank texts as none. */
    public RoomFacts tidied() {
        var bareEntrance = RoomCode.entrance(entrance);
        return new RoomFacts(RoomCode.building(building), bareEntrance.isEmpty() ? null : bareEntrance, RoomCode.number(number),
            floor, kind, grossArea, netArea, status, handoverOn, blankAsNone(layout), blankAsNone(note));
    }

    /** 房号。Only of {@link #tidied} facts. */
    public String code() {
        return RoomCode.of(building, entrance, number);
    }

    /** 与已登记的相比有哪些不同。 */
    public List<RoomChange> changesFrom(Room room) {
        var changes = new ArrayList<RoomChange>();
        compare(changes, "房号", room.code(), code());
        compare(changes, "楼层", room.floor(), floor);
        compare(changes, "房屋类型", room.kind().label(), kind.label());
        compare(changes, "建筑面积", plain(room.grossArea()), plain(grossArea));
        compare(changes, "套内面积", plain(room.netArea()), plain(netArea));
        compare(changes, "房屋状态", room.status().label(), status.label());
        compare(changes, "交房日期", room.handoverOn(), handoverOn);
        compare(changes, "户型", room.layout(), layout);
        compare(changes, "备注", room.note(), note);
        return changes;
    }

    /** What the room says now, to change single facts of it. */
    public static RoomFacts of(Room room) {
        return new RoomFacts(room.building(), room.entrance(), room.number(), room.floor(), room.kind(), room.grossArea(), room.netArea(),
            room.status(), room.handoverOn(), room.layout(), room.note());
    }

    private static void compare(List<RoomChange> changes, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after))
            changes.add(new RoomChange(field, before == null ? null : before.toString(), after == null ? null : after.toString()));
    }

    private static @Nullable String plain(@Nullable BigDecimal area) {
        return area == null ? null : area.stripTrailingZeros().toPlainString();
    }

    private static @Nullable String blankAsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}

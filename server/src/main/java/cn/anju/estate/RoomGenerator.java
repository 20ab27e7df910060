package cn.anju.estate;

import cn.anju.kernel.Problem;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * 按规律成批建房，如「1–12 栋 × 2 单元 × 18 层 × 4 户」。
 *
 * @param buildings which, e.g. {@code 1-12} or {@code 1,2,A}
 * @param entrances how many in each building; 0 for none
 * @param fromFloor the lowest floor; there is no floor 0
 * @param roomsPerFloor rooms on one floor of one entrance, numbered 01, 02, …
 */
record RoomGenerator(
    @NotBlank(message = "请填楼栋，如 1-12") String buildings,
    @Min(value = 0, message = "单元数从 0 起") @Max(value = 20, message = "单元最多 20 个") int entrances,
    @Min(value = -9, message = "最低到负 9 层") int fromFloor,
    @Max(value = 150, message = "最高 150 层") int toFloor,
    @Min(value = 1, message = "每层至少 1 户") @Max(value = 99, message = "每层最多 99 户") int roomsPerFloor,
    @NotNull(message = "请选房屋类型") RoomKind kind,
    @NotNull(message = "请填建筑面积") @DecimalMin(value = "0", inclusive = false, message = "建筑面积要大于 0")
    @Digits(integer = 8, fraction = 4, message = "建筑面积最多四位小数") BigDecimal grossArea,
    @NotNull(message = "请选房屋状态") RoomStatus status,
    @Nullable LocalDate handoverOn) {

    private static final int MOST = 20_000;

    /** @throws Problem 400 {@code buildings-invalid}, {@code floors-invalid}, {@code too-many-rooms} */
    List<RoomFacts> rooms() {
        if (fromFloor > toFloor) throw Problem.invalid("floors-invalid", "最低楼层不能高于最高楼层");
        var names = buildingNames();
        var floors = IntStream.rangeClosed(fromFloor, toFloor).filter(floor -> floor != 0).boxed().toList();
        var total = (long) names.size() * Math.max(1, entrances) * floors.size() * roomsPerFloor;
        if (total > MOST) throw Problem.invalid("too-many-rooms", "一次最多生成 %d 间，现在是 %d 间，请分几次", MOST, total);
        var rooms = new ArrayList<RoomFacts>((int) total);
        for (var building : names)
            for (var entrance = entrances == 0 ? 0 : 1; entrance <= entrances; entrance++)
                for (var floor : floors)
                    for (var place = 1; place <= roomsPerFloor; place++)
                        rooms.add(new RoomFacts(building, entrance == 0 ? null : String.valueOf(entrance), number(floor, place), floor,
                            kind, grossArea, null, status, handoverOn, null, null));
        return rooms;
    }

    private static String number(int floor, int place) {
        return (floor < 0 ? "B" + -floor : String.valueOf(floor)) + "%02d".formatted(place);
    }

    private List<String> buildingNames() {
        var names = new ArrayList<String>();
        for (var part : RoomCode.bare(buildings).replace('–', '-').replace('—', '-').replace('~', '-').split("[,、;]")) {
            var range = part.matches("(\\d{1,3})-(\\d{1,3})[^\\d]*") ? part.replaceAll("[^\\d-]", "").split("-") : null;
            if (range == null) names.add(RoomCode.building(part));
            else IntStream.rangeClosed(Integer.parseInt(range[0]), Integer.parseInt(range[1])).mapToObj(String::valueOf).forEach(names::add);
        }
        if (names.isEmpty() || names.stream().anyMatch(name -> name.isEmpty() || name.length() > 40) || names.stream().distinct().count() < names.size())
            throw Problem.invalid("buildings-invalid", "楼栋的写法不对：可写 1-12，也可写 1,2,A，不要重复");
        return names;
    }
}

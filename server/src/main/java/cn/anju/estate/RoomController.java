package cn.anju.estate;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 房屋：列表、导出、一间一间地建和改、按楼成批生成。 */
@RestController
@RequestMapping("/api/communities/{community}")
class RoomController {

    static final List<Column<Room>> COLUMNS = List.of(
        Column.text("房号", 16, Room::code), Column.text("楼栋", 8, Room::building), Column.text("单元", 8, Room::entrance),
        Column.text("楼层", 6, room -> room.floor() == null ? null : room.floor().toString()), Column.text("房屋类型", 10, room -> room.kind().label()),
        Column.number("建筑面积(㎡)", 12, Room::grossArea).withSum(), Column.number("套内面积(㎡)", 12, Room::netArea),
        Column.text("房屋状态", 10, room -> room.status().label()), Column.date("交房日期", 12, Room::handoverOn),
        Column.text("户型", 12, Room::layout), Column.text("备注", 30, Room::note));

    private final RoomList list;
    private final RoomDesk desk;

    RoomController(RoomList list, RoomDesk desk) {
        this.list = list;
        this.desk = desk;
    }

    @GetMapping("/rooms")
    @Needs("estate.read")
    Page<Room> rooms(@PathVariable long community, @ParameterObject RoomList.Filter filter, @ParameterObject Paging paging) {
        return list.page(community, filter, paging);
    }

    @GetMapping("/rooms/totals")
    @Needs("estate.read")
    RoomList.Totals totals(@PathVariable long community, @ParameterObject RoomList.Filter filter) {
        return list.totals(community, filter);
    }

    @GetMapping("/rooms.xlsx")
    @Needs("estate.read")
    ResponseEntity<byte[]> export(@PathVariable long community, @ParameterObject RoomList.Filter filter, @ParameterObject Paging paging) {
        var rows = list.page(community, filter, Paging.all(paging.sort())).items();
        return ListSheet.of("房屋", COLUMNS, rows);
    }

    @PostMapping("/rooms")
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.CREATED)
    Room add(@PathVariable long community, @RequestBody @Valid RoomFacts facts) {
        return desk.add(community, facts);
    }

    @PutMapping("/rooms/{room}")
    @Needs("estate.edit")
    Room change(@PathVariable long community, @PathVariable long room, @RequestBody @Valid RoomDesk.Change change) {
        return desk.change(community, room, change);
    }

    @DeleteMapping("/rooms/{room}")
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long community, @PathVariable long room) {
        desk.remove(community, room);
    }

    @PostMapping("/rooms/generation-preview")
    @Needs("estate.edit")
    RoomDesk.GenerationPreview preview(@PathVariable long community, @RequestBody @Valid RoomGenerator generator) {
        return desk.preview(community, generator);
    }

    @PostMapping("/rooms/generations")
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.CREATED)
    RoomDesk.Generated generate(@PathVariable long community, @RequestBody @Valid RoomGenerator generator) {
        return desk.generate(community, generator);
    }
}

package cn.anju.resident;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 人与房的关系、过户、车辆、合并重复。 */
@RestController
@RequestMapping("/api/communities/{community}")
class HoldingController {

    private static final List<Column<PersonView.Vehicle>> VEHICLES = List.of(
        Column.text("车牌", 14, PersonView.Vehicle::plate), Column.text("车主", 14, PersonView.Vehicle::owner), Column.text("房号", 16, PersonView.Vehicle::roomCode),
        Column.text("车型", 14, PersonView.Vehicle::model), Column.text("颜色", 8, PersonView.Vehicle::colour), Column.text("备注", 30, PersonView.Vehicle::note));

    private final HoldingDesk holdings;
    private final VehicleDesk vehicles;
    private final PersonMerge merge;

    HoldingController(HoldingDesk holdings, VehicleDesk vehicles, PersonMerge merge) {
        this.holdings = holdings;
        this.vehicles = vehicles;
        this.merge = merge;
    }

    @PostMapping("/rooms/{room}/holdings")
    @Needs("resident.edit")
    @ResponseStatus(HttpStatus.CREATED)
    HoldingDesk.HoldingRow addHolding(@PathVariable long community, @PathVariable long room, @RequestBody @Valid HoldingDesk.NewHolding holding) {
        return holdings.add(community, room, holding);
    }

    @PutMapping("/holdings/{holding}")
    @Needs("resident.edit")
    HoldingDesk.HoldingRow changeHolding(@PathVariable long community, @PathVariable long holding, @RequestBody @Valid HoldingDesk.HoldingEdit edit) {
        return holdings.change(community, holding, edit);
    }

    @DeleteMapping("/holdings/{holding}")
    @Needs("resident.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeHolding(@PathVariable long community, @PathVariable long holding) {
        holdings.remove(community, holding);
    }

    @PostMapping("/rooms/{room}/ownership-transfers")
    @Needs("resident.edit")
    List<HoldingDesk.HoldingRow> transfer(@PathVariable long community, @PathVariable long room, @RequestBody @Valid HoldingDesk.Transfer transfer) {
        return holdings.transfer(community, room, transfer);
    }

    @GetMapping("/vehicles")
    @Needs("resident.read")
    Page<PersonView.Vehicle> vehicles(@PathVariable long community, @Valid @ParameterObject VehicleDesk.Filter filter, @ParameterObject Paging paging) {
        return vehicles.page(community, filter, paging);
    }

    @GetMapping("/vehicles.xlsx")
    @Needs("resident.read")
    ResponseEntity<byte[]> exportVehicles(@PathVariable long community, @Valid @ParameterObject VehicleDesk.Filter filter, @ParameterObject Paging paging) {
        var rows = vehicles.page(community, filter, Paging.all(paging.sort())).items();
        return ListSheet.of("车辆", VEHICLES, rows);
    }

    @PostMapping("/vehicles")
    @Needs("resident.edit")
    @ResponseStatus(HttpStatus.CREATED)
    VehicleDesk.Saved addVehicle(@PathVariable long community, @RequestBody @Valid VehicleDesk.VehicleFacts facts) {
        return vehicles.add(community, facts);
    }

    @PutMapping("/vehicles/{vehicle}")
    @Needs("resident.edit")
    VehicleDesk.Saved changeVehicle(@PathVariable long community, @PathVariable long vehicle, @RequestBody @Valid VehicleDesk.VehicleFacts facts) {
        return vehicles.change(community, vehicle, facts);
    }

    @DeleteMapping("/vehicles/{vehicle}")
    @Needs("resident.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeVehicle(@PathVariable long community, @PathVariable long vehicle) {
        vehicles.remove(community, vehicle);
    }

    @GetMapping("/people/duplicates")
    @Needs("resident.merge")
    List<PersonMerge.Duplicate> duplicates(@PathVariable long community) {
        return merge.duplicates(community);
    }

    @GetMapping("/people/{person}/merges/{other}/preview")
    @Needs("resident.merge")
    PersonMerge.Preview preview(@PathVariable long community, @PathVariable long person, @PathVariable long other) {
        return merge.preview(community, person, other);
    }

    /** {@code person} stays, {@code other} is merged into it. */
    @PostMapping("/people/{person}/merges/{other}")
    @Needs("resident.merge")
    PersonView merge(@PathVariable long community, @PathVariable long person, @PathVariable long other) {
        return merge.merge(community, person, other);
    }

    @GetMapping("/people/{person}/merges")
    @Needs("resident.read")
    List<PersonMerge.MergeRow> merges(@PathVariable long community, @PathVariable long person) {
        return merge.merges(community, person);
    }

    @PostMapping("/merges/{merge}/undo")
    @Needs("resident.merge")
    PersonView undo(@PathVariable long community, @PathVariable("merge") long id) {
        return merge.undo(community, id);
    }
}

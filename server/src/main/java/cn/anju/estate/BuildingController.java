package cn.anju.estate;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 楼栋、单元与房态图。 */
@RestController
@RequestMapping("/api/communities/{community}/buildings")
class BuildingController {

    private final Buildings buildings;
    private final BuildingChart chart;

    BuildingController(Buildings buildings, BuildingChart chart) {
        this.buildings = buildings;
        this.chart = chart;
    }

    @GetMapping
    @Needs("estate.read")
    List<BuildingChart.BuildingRow> list(@PathVariable long community) {
        return chart.list(community);
    }

    @PostMapping
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.CREATED)
    Buildings.Building add(@PathVariable long community, @RequestBody @Valid Buildings.BuildingFacts facts) {
        return buildings.add(community, facts);
    }

    @GetMapping("/{building}")
    @Needs("estate.read")
    Buildings.Building get(@PathVariable long community, @PathVariable long building) {
        return buildings.get(community, building);
    }

    @PutMapping("/{building}")
    @Needs("estate.edit")
    Buildings.Building change(@PathVariable long community, @PathVariable long building, @RequestBody @Valid Buildings.BuildingFacts facts) {
        return buildings.change(community, building, facts);
    }

    @DeleteMapping("/{building}")
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long community, @PathVariable long building) {
        buildings.remove(community, building);
    }

    @GetMapping("/charts")
    @Needs("estate.read")
    List<BuildingChart.Chart> charts(@PathVariable long community) {
        return chart.all(community);
    }

    @GetMapping("/{building}/chart")
    @Needs("estate.read")
    BuildingChart.Chart chart(@PathVariable long community, @PathVariable long building) {
        return chart.of(community, building);
    }

    @PostMapping("/{building}/entrances")
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.CREATED)
    Buildings.Building addEntrance(@PathVariable long community, @PathVariable long building, @RequestBody @Valid Buildings.EntranceFacts facts) {
        return buildings.addEntrance(community, building, facts);
    }

    @PutMapping("/{building}/entrances/{entrance}")
    @Needs("estate.edit")
    Buildings.Building changeEntrance(@PathVariable long community, @PathVariable long building, @PathVariable long entrance,
                                      @RequestBody @Valid Buildings.EntranceFacts facts) {
        return buildings.changeEntrance(community, building, entrance, facts);
    }

    @DeleteMapping("/{building}/entrances/{entrance}")
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeEntrance(@PathVariable long community, @PathVariable long building, @PathVariable long entrance) {
        buildings.removeEntrance(community, building, entrance);
    }
}

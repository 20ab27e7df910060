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

/** 公共区域与管家片区。 */
@RestController
@RequestMapping("/api/communities/{community}")
class AreaController {

    private final CommonAreas commonAreas;
    private final StewardAreas stewardAreas;

    AreaController(CommonAreas commonAreas, StewardAreas stewardAreas) {
        this.commonAreas = commonAreas;
        this.stewardAreas = stewardAreas;
    }

    @GetMapping("/common-areas")
    @Needs("estate.read")
    List<CommonAreas.CommonArea> commonAreas(@PathVariable long community) {
        return commonAreas.list(community);
    }

    @PostMapping("/common-areas")
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.CREATED)
    CommonAreas.CommonArea addCommonArea(@PathVariable long community, @RequestBody @Valid CommonAreas.AreaFacts facts) {
        return commonAreas.add(community, facts);
    }

    @PutMapping("/common-areas/{area}")
    @Needs("estate.edit")
    CommonAreas.CommonArea changeCommonArea(@PathVariable long community, @PathVariable long area, @RequestBody @Valid CommonAreas.AreaFacts facts) {
        return commonAreas.change(community, area, facts);
    }

    @DeleteMapping("/common-areas/{area}")
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeCommonArea(@PathVariable long community, @PathVariable long area) {
        commonAreas.remove(community, area);
    }

    @GetMapping("/steward-areas")
    @Needs("estate.read")
    List<StewardAreas.Area> stewardAreas(@PathVariable long community) {
        return stewardAreas.list(community);
    }

    @GetMapping("/steward-areas/candidates")
    @Needs("estate.edit")
    List<StewardAreas.Candidate> candidates(@PathVariable long community) {
        return stewardAreas.candidates();
    }

    @PostMapping("/steward-areas")
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.CREATED)
    StewardAreas.Area addStewardArea(@PathVariable long community, @RequestBody @Valid StewardAreas.AreaFacts facts) {
        return stewardAreas.add(community, facts);
    }

    @PutMapping("/steward-areas/{area}")
    @Needs("estate.edit")
    StewardAreas.Area changeStewardArea(@PathVariable long community, @PathVariable long area, @RequestBody @Valid StewardAreas.AreaFacts facts) {
        return stewardAreas.change(community, area, facts);
    }

    @DeleteMapping("/steward-areas/{area}")
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeStewardArea(@PathVariable long community, @PathVariable long area) {
        stewardAreas.remove(community, area);
    }
}

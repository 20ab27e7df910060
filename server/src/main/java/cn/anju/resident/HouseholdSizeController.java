package cn.anju.resident;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 户籍人口。 */
@RestController
@RequestMapping("/api/communities/{community}/rooms/{room}/household-sizes")
class HouseholdSizeController {

    private final HouseholdSizes sizes;

    HouseholdSizeController(HouseholdSizes sizes) {
        this.sizes = sizes;
    }

    @GetMapping
    @Needs("resident.read")
    List<HouseholdSizes.Row> list(@PathVariable long community, @PathVariable long room) {
        return sizes.list(community, room);
    }

    @PutMapping
    @Needs("resident.edit")
    List<HouseholdSizes.Row> put(@PathVariable long community, @PathVariable long room, @RequestBody @Valid HouseholdSizes.HouseholdSize size) {
        return sizes.put(community, room, size);
    }
}

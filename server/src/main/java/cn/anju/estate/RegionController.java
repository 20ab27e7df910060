package cn.anju.estate;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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

/** 区域，公司自己的，不属于哪个小区。 */
@RestController
@RequestMapping("/api/regions")
class RegionController {

    record RegionName(@NotBlank(message = "请填区域名称") @Size(max = 60, message = "区域名称最多 60 字") String name) {}

    private final Regions regions;

    RegionController(Regions regions) {
        this.regions = regions;
    }

    @GetMapping
    @Needs(Needs.SIGNED_IN)
    List<Regions.Region> regions() {
        return regions.list();
    }

    @PostMapping
    @Needs("estate.create")
    @ResponseStatus(HttpStatus.CREATED)
    Regions.Region add(@RequestBody @Valid RegionName region) {
        return regions.add(region.name());
    }

    @PutMapping("/{region}")
    @Needs("estate.create")
    Regions.Region rename(@PathVariable long region, @RequestBody @Valid RegionName name) {
        return regions.rename(region, name.name());
    }

    @DeleteMapping("/{region}")
    @Needs("estate.create")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long region) {
        regions.remove(region);
    }
}

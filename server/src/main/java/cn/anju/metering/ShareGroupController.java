package cn.anju.metering;

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

/** 公摊组：有哪些，各有哪些房屋和公共表。 */
@RestController
@RequestMapping("/api/communities/{community}/metering/share-groups")
class ShareGroupController {

    private final ShareGroups groups;

    ShareGroupController(ShareGroups groups) {
        this.groups = groups;
    }

    @GetMapping
    @Needs("metering.read")
    List<ShareGroups.Line> all(@PathVariable long community) {
        return groups.all(community);
    }

    @GetMapping("/{group}")
    @Needs("metering.read")
    ShareGroups.Group get(@PathVariable long community, @PathVariable long group) {
        return groups.get(community, group);
    }

    @PostMapping
    @Needs("metering.edit")
    @ResponseStatus(HttpStatus.CREATED)
    ShareGroups.Group add(@PathVariable long community, @RequestBody @Valid ShareGroups.Facts facts) {
        return groups.add(community, facts);
    }

    @PutMapping("/{group}")
    @Needs("metering.edit")
    ShareGroups.Group change(@PathVariable long community, @PathVariable long group, @RequestBody @Valid ShareGroups.Facts facts) {
        return groups.change(community, group, facts);
    }

    @DeleteMapping("/{group}")
    @Needs("metering.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long community, @PathVariable long group) {
        groups.remove(community, group);
    }
}

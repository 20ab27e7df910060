package cn.anju.servicedesk.desk;

import cn.anju.kernel.Needs;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 受理台。 */
@RestController
class ReceptionController {

    private final ReceptionStory stories;

    ReceptionController(ReceptionStory stories) {
        this.stories = stories;
    }

    @GetMapping("/api/communities/{community}/desk/household")
    @Needs("servicedesk.read")
    ReceptionStory.Story of(@PathVariable long community, @RequestParam String room) {
        return stories.of(community, room);
    }
}

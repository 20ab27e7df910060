package cn.anju.servicedesk.escalation;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 催办的梯子。 */
@RestController
@RequestMapping("/api/communities/{community}")
class LadderController {

    private final Ladders ladders;
    private final Escalations escalations;

    LadderController(Ladders ladders, Escalations escalations) {
        this.ladders = ladders;
        this.escalations = escalations;
    }

    @GetMapping("/escalation-ladders")
    @Needs("servicedesk.read")
    List<Rung> list(@PathVariable long community) {
        return ladders.list(community);
    }

    @PutMapping("/escalation-ladders")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.manage")
    void set(@PathVariable long community, @Valid @RequestBody Ladders.NewLadder ladder) {
        ladders.set(community, ladder);
    }

    @GetMapping("/tickets/{ticket}/ladder")
    @Needs("servicedesk.read")
    Escalations.Ladder of(@PathVariable long community, @PathVariable long ticket) {
        return escalations.of(community, ticket);
    }
}

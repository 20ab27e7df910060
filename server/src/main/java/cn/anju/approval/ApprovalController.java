package cn.anju.approval;

import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}")
class ApprovalController {

    /** 顶栏上的数：等我批的几件，没看的消息几条。 */
    record Waiting(long approvals) {}

    private final ApprovalList list;
    private final Approvals approvals;
    private final Decisions decisions;
    private final Chains chains;

    ApprovalController(ApprovalList list, Approvals approvals, Decisions decisions, Chains chains) {
        this.list = list;
        this.approvals = approvals;
        this.decisions = decisions;
        this.chains = chains;
    }

    @GetMapping("/approvals")
    @Needs(Needs.SIGNED_IN)
    Page<ApprovalList.Row> list(@PathVariable long community, @ParameterObject ApprovalList.Filter filter, @ParameterObject Paging paging) {
        return list.page(community, filter, paging);
    }

    @GetMapping("/approvals/waiting")
    @Needs(Needs.SIGNED_IN)
    Waiting waiting(@PathVariable long community) {
        return new Waiting(list.waiting(community));
    }

    @GetMapping("/approvals/{id}")
    @Needs(Needs.SIGNED_IN)
    ApprovalList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @PostMapping("/approvals/{id}/decisions")
    @Needs(Needs.SIGNED_IN)
    ApprovalList.Detail decide(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Decisions.Decision decision) {
        decisions.decide(community, id, decision);
        return list.get(community, id);
    }

    @PostMapping("/approvals/{id}/withdrawal")
    @Needs(Needs.SIGNED_IN)
    ApprovalList.Detail withdraw(@PathVariable long community, @PathVariable long id) {
        approvals.withdraw(community, id);
        return list.get(community, id);
    }

    @GetMapping("/approval-chains")
    @Needs("approval.read")
    List<Chains.Chain> chains(@PathVariable long community) {
        return chains.list(community);
    }

    @GetMapping("/approval-roles")
    @Needs("approval.read")
    List<Chains.RoleName> roles(@PathVariable long community) {
        return chains.roles();
    }

    @PutMapping("/approval-chains/{kind}")
    @Needs("approval.chain")
    List<Chains.Chain> replace(@PathVariable long community, @PathVariable String kind, @Valid @RequestBody Chains.NewChain chain) {
        chains.replace(community, kind, chain);
        return chains.list(community);
    }
}

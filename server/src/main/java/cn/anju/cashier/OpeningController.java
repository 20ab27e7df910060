package cn.anju.cashier;

import cn.anju.cashier.OpeningLine.Kind;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}/opening-balances")
class OpeningController {

    private final Openings openings;
    private final OpeningStore store;

    OpeningController(Openings openings, OpeningStore store) {
        this.openings = openings;
        this.store = store;
    }

    @GetMapping
    @Needs("cashier.read")
    List<OpeningStore.Batch> list(@PathVariable long community) {
        return store.list(community);
    }

    @GetMapping("/{id}/lines")
    @Needs("cashier.read")
    Page<OpeningStore.Row> lines(@PathVariable long community, @PathVariable long id,
                                 @RequestParam(required = false) @Nullable Kind kind, @ParameterObject Paging paging) {
        return store.page(community, id, kind, paging);
    }

    @PostMapping("/{id}/confirm")
    @Needs("cashier.opening-confirm")
    void confirm(@PathVariable long community, @PathVariable long id, @Valid @RequestBody OpeningLine.Totals totals) {
        openings.confirm(community, id, totals);
    }

    @PostMapping("/{id}/discard")
    @Needs("cashier.opening")
    void discard(@PathVariable long community, @PathVariable long id) {
        openings.discard(community, id);
    }
}

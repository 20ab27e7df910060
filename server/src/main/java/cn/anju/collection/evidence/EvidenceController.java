package cn.anju.collection.evidence;

import cn.anju.kernel.Download;
import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 证据卷宗。 */
@RestController
@RequestMapping("/api/communities/{community}/collection/evidence")
class EvidenceController {

    record Wanted(@NotNull(message = "请选房屋") Long roomId) {}

    private final EvidencePacks packs;

    EvidenceController(EvidencePacks packs) {
        this.packs = packs;
    }

    @GetMapping
    @Needs("collection.read")
    List<EvidencePacks.Pack> list(@PathVariable long community, @RequestParam @Nullable Long room) {
        return packs.list(community, room);
    }

    @PostMapping
    @Needs("collection.plan")
    @ResponseStatus(HttpStatus.CREATED)
    EvidencePacks.Pack make(@PathVariable long community, @Valid @RequestBody Wanted wanted) {
        return packs.make(community, wanted.roomId());
    }

    @GetMapping(path = "/{id}.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Needs("collection.read")
    ResponseEntity<byte[]> read(@PathVariable long community, @PathVariable long id) {
        return Download.file("证据卷宗-%d.pdf".formatted(id), MediaType.APPLICATION_PDF, packs.read(community, id));
    }

    @GetMapping("/{id}/verification")
    @Needs("collection.read")
    EvidencePacks.Check verify(@PathVariable long community, @PathVariable long id) {
        return packs.verify(community, id);
    }
}

package cn.anju.estate;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 小区。 */
@RestController
class CommunityController {

    private final CommunityBook book;
    private final Communities communities;
    private final CommunityOverview overview;

    CommunityController(CommunityBook book, Communities communities, CommunityOverview overview) {
        this.book = book;
        this.communities = communities;
        this.overview = overview;
    }

    @PostMapping("/api/communities")
    @Needs("estate.create")
    @ResponseStatus(HttpStatus.CREATED)
    Communities.Community add(@RequestBody @Valid CommunityBook.NewCommunity command) {
        return book.add(command);
    }

    @GetMapping("/api/communities")
    @Needs(Needs.SIGNED_IN)
    List<Communities.Community> visible() {
        return communities.visible();
    }

    @GetMapping("/api/communities/{community}")
    @Needs("estate.read")
    CommunityBook.Detail detail(@PathVariable long community) {
        return book.detail(community);
    }

    @PutMapping("/api/communities/{community}")
    @Needs("estate.edit")
    CommunityBook.Detail change(@PathVariable long community, @RequestBody @Valid CommunityBook.Edit edit) {
        return book.change(community, edit);
    }

    @GetMapping("/api/communities/{community}/overview")
    @Needs("estate.read")
    CommunityOverview.Counts overview(@PathVariable long community) {
        return overview.counts(community);
    }
}

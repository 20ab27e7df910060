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

/** 项目资料；文件先传到附件，再登记在小区名下。 */
@RestController
@RequestMapping("/api/communities/{community}/papers")
class CommunityPaperController {

    private final CommunityPapers papers;

    CommunityPaperController(CommunityPapers papers) {
        this.papers = papers;
    }

    @GetMapping
    @Needs("estate.read")
    List<CommunityPapers.Paper> list(@PathVariable long community) {
        return papers.list(community);
    }

    @PostMapping
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.CREATED)
    CommunityPapers.Paper add(@PathVariable long community, @RequestBody @Valid CommunityPapers.PaperFacts facts) {
        return papers.add(community, facts);
    }

    @PutMapping("/{paper}")
    @Needs("estate.edit")
    CommunityPapers.Paper change(@PathVariable long community, @PathVariable long paper, @RequestBody @Valid CommunityPapers.PaperFacts facts) {
        return papers.change(community, paper, facts);
    }

    @DeleteMapping("/{paper}")
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long community, @PathVariable long paper) {
        papers.remove(community, paper);
    }
}

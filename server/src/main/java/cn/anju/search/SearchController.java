package cn.anju.search;

import cn.anju.kernel.Needs;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}/search")
class SearchController {

    private final Search search;

    SearchController(Search search) {
        this.search = search;
    }

    @Needs("search.use")
    @GetMapping
    SearchResult find(@PathVariable long community, @RequestParam String q) {
        return search.find(community, q);
    }
}

package cn.anju.servicedesk.knowledge;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
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

/** 知识库：问答、口径、规约、手册。 */
@RestController
@RequestMapping("/api/communities/{community}")
class ArticleController {

    private static final List<Column<Articles.Row>> COLUMNS = List.of(
        Column.text("类别", 12, row -> row.kind().label()), Column.text("分类", 12, Articles.Row::category), Column.text("标题", 40, Articles.Row::title),
        Column.text("别的叫法", 30, Articles.Row::keywords), Column.count("第几版", 8, row -> (long) row.version()), Column.date("施行", 12, Articles.Row::validFrom),
        Column.text("编写", 12, Articles.Row::madeName), Column.count("引用次数", 10, Articles.Row::cited));

    private final Articles articles;
    private final Knowledge knowledge;
    private final Communities communities;

    ArticleController(Articles articles, Knowledge knowledge, Communities communities) {
        this.articles = articles;
        this.knowledge = knowledge;
        this.communities = communities;
    }

    @GetMapping("/articles")
    @Needs("servicedesk.read")
    Page<Articles.Row> list(@PathVariable long community, @ParameterObject Articles.Filter filter, @ParameterObject Paging paging) {
        return articles.list(community, filter, paging);
    }

    @GetMapping("/articles.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject Articles.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("知识库", COLUMNS, articles.list(community, filter, Paging.all(paging.sort())).items());
    }

    /** What counts today, the closest to what was said first. */
    @GetMapping("/articles/answers")
    @Needs("servicedesk.read")
    List<Knowledge.Answer> answers(@PathVariable long community, @RequestParam String said, @RequestParam(required = false) @Nullable ArticleKind kind) {
        return said.isBlank() ? List.of() : knowledge.find(community, said, kind);
    }

    @GetMapping("/articles/{article}")
    @Needs("servicedesk.read")
    Articles.Detail one(@PathVariable long community, @PathVariable long article) {
        return articles.one(community, article);
    }

    @GetMapping(value = "/articles/{article}/print", produces = MediaType.TEXT_HTML_VALUE)
    @Needs("servicedesk.read")
    String print(@PathVariable long community, @PathVariable long article, @RequestParam(required = false) @Nullable Integer version) {
        var found = articles.one(community, article);
        var wanted = version == null ? found.current() : version;
        var text = found.versions().stream().filter(each -> wanted == null || each.version() == wanted).findFirst()
            .orElseThrow(() -> Problem.notFound("article-not-found", "没有这一版"));
        return KnowledgePage.article(communities.name(community), found, text);
    }

    @PostMapping("/articles")
    @Needs("servicedesk.knowledge")
    @ResponseStatus(HttpStatus.CREATED)
    Articles.Detail add(@PathVariable long community, @RequestBody @Valid Articles.NewArticle article) {
        return articles.add(community, article);
    }

    @PostMapping("/articles/{article}/versions")
    @Needs("servicedesk.knowledge")
    @ResponseStatus(HttpStatus.CREATED)
    Articles.Detail revise(@PathVariable long community, @PathVariable long article, @RequestBody @Valid Articles.Text text) {
        return articles.revise(community, article, text);
    }

    @PostMapping("/articles/{article}/citations")
    @Needs("servicedesk.register")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cite(@PathVariable long community, @PathVariable long article, @RequestBody @Valid Articles.Told told) {
        articles.cite(community, article, told);
    }

    @PostMapping("/articles/{article}/retirement")
    @Needs("servicedesk.knowledge")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retire(@PathVariable long community, @PathVariable long article) {
        articles.retire(community, article, true);
    }

    @PostMapping("/articles/{article}/revival")
    @Needs("servicedesk.knowledge")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revive(@PathVariable long community, @PathVariable long article) {
        articles.retire(community, article, false);
    }
}

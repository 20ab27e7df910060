package cn.anju.workforce.post;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 岗位说明、班前会与讲评、员工谈话。 */
@RestController
@RequestMapping("/api/communities/{community}")
class PostController {

    private final PostProfiles profiles;
    private final Briefings briefings;
    private final Talks talks;
    private final Communities communities;
    private final Clock clock;

    PostController(PostProfiles profiles, Briefings briefings, Talks talks, Communities communities, Clock clock) {
        this.profiles = profiles;
        this.briefings = briefings;
        this.talks = talks;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/post-profiles")
    @Needs("workforce.attend")
    Page<PostProfiles.Row> profiles(@PathVariable long community, @ParameterObject PostProfiles.Filter filter, @ParameterObject Paging paging) {
        return profiles.list(community, filter, paging);
    }

    @GetMapping("/post-profiles.xlsx")
    @Needs("workforce.attend")
    ResponseEntity<byte[]> profileSheet(@PathVariable long community, @ParameterObject PostProfiles.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<PostProfiles.Row>>of(Column.text("岗位", 16, PostProfiles.Row::post), Column.text("编号", 18, PostProfiles.Row::number),
            Column.text("版本", 8, row -> row.version() == null ? null : String.valueOf(row.version())), Column.text("上级", 16, PostProfiles.Row::superior), Column.text("下级", 24, PostProfiles.Row::subordinates),
            Column.text("晋升与轮换", 24, PostProfiles.Row::promotion), Column.text("编制", 8, row -> row.headcount() == null ? null : String.valueOf(row.headcount())), Column.count("在岗", 8, PostProfiles.Row::actual),
            Column.text("任职条件", 40, PostProfiles.Row::requirements), Column.text("协作", 30, PostProfiles.Row::cooperation), Column.text("谁写的", 12, PostProfiles.Row::madeName));
        return ListSheet.of("岗位说明", columns, profiles.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/post-profiles/versions")
    @Needs("workforce.attend")
    List<PostProfiles.Row> versions(@PathVariable long community, @RequestParam String post) {
        return profiles.versions(community, post);
    }

    @GetMapping(path = "/post-profiles/print.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.attend")
    String printProfiles(@PathVariable long community, @ParameterObject PostProfiles.Filter filter, @ParameterObject Paging paging) {
        return PostPaper.profiles(communities.name(community), profiles.list(community, filter, paging).items(), clock.getZone());
    }

    @PostMapping("/post-profiles")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.personnel")
    PostProfiles.Made write(@PathVariable long community, @Valid @RequestBody PostProfiles.NewProfile profile) {
        return profiles.write(community, profile);
    }

    @GetMapping("/briefings")
    @Needs("workforce.team")
    Page<Briefings.Row> briefings(@PathVariable long community, @ParameterObject Briefings.Filter filter, @ParameterObject Paging paging) {
        return briefings.list(community, filter, paging);
    }

    @GetMapping("/briefings.xlsx")
    @Needs("workforce.team")
    ResponseEntity<byte[]> briefingSheet(@PathVariable long community, @ParameterObject Briefings.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<Briefings.Row>>of(Column.text("编号", 18, Briefings.Row::number), Column.text("哪一种", 10, row -> row.kind().label), Column.date("哪天", 12, Briefings.Row::day),
            Column.text("班次", 8, row -> row.shift().label), Column.count("应到", 8, Briefings.Row::expected), Column.count("实到", 8, Briefings.Row::present), Column.count("着装不合格", 10, Briefings.Row::untidy),
            Column.text("注意事项、讲评", 50, Briefings.Row::attention), Column.text("谁写的", 12, Briefings.Row::madeName));
        return ListSheet.of("班前会与讲评", columns, briefings.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/briefings/{id}")
    @Needs("workforce.team")
    Briefings.Detail briefing(@PathVariable long community, @PathVariable long id) {
        return briefings.get(community, id);
    }

    @GetMapping(path = "/briefings/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.team")
    String printBriefing(@PathVariable long community, @PathVariable long id) {
        return PostPaper.briefing(communities.name(community), briefings.get(community, id), clock.getZone());
    }

    @PostMapping("/briefings")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.team")
    Briefings.Made brief(@PathVariable long community, @Valid @RequestBody Briefings.NewBriefing briefing) {
        return briefings.write(community, briefing);
    }

    @GetMapping("/staff-talks")
    @Needs("workforce.team")
    Page<Talks.Row> talks(@PathVariable long community, @ParameterObject Talks.Filter filter, @ParameterObject Paging paging) {
        return talks.list(community, filter, paging);
    }

    @GetMapping("/staff-talks.xlsx")
    @Needs("workforce.team")
    ResponseEntity<byte[]> talkSheet(@PathVariable long community, @ParameterObject Talks.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<Talks.Row>>of(Column.text("编号", 18, Talks.Row::number), Column.text("和谁", 12, Talks.Row::staffName), Column.date("哪天", 12, Talks.Row::talkedOn), Column.text("谈什么", 8, row -> row.topic().label),
            Column.text("内容", 50, Talks.Row::content), Column.date("跟进", 12, Talks.Row::followUpOn), Column.text("跟进得怎样", 40, Talks.Row::outcome), Column.text("谁谈的", 12, Talks.Row::madeName));
        return ListSheet.of("员工谈话", columns, talks.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping(path = "/staff-talks/print.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.team")
    String printTalks(@PathVariable long community, @ParameterObject Talks.Filter filter, @ParameterObject Paging paging) {
        return PostPaper.talks(communities.name(community), talks.list(community, filter, paging).items(), clock.getZone());
    }

    @PostMapping("/staff-talks")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.team")
    Talks.Made talk(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, @Valid @RequestBody Talks.NewTalk talk) {
        return talks.add(community, key, talk);
    }

    @PostMapping("/staff-talks/{id}/follow-up")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.team")
    void follow(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Talks.FollowUp follow) {
        talks.follow(community, id, follow);
    }
}

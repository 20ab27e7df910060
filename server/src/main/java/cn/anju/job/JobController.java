package cn.anju.job;

import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}/jobs")
class JobController {

    private final JobList jobs;
    private final JobStop stop;

    JobController(JobList jobs, JobStop stop) {
        this.jobs = jobs;
        this.stop = stop;
    }

    @Needs("job.read")
    @GetMapping
    Page<JobView> list(@PathVariable long community, @RequestParam(required = false) JobView.@Nullable State state,
                       @ParameterObject Paging paging) {
        return jobs.page(community, state == null ? null : state.name(), paging);
    }

    @Needs("job.read")
    @GetMapping("/{id}")
    JobView get(@PathVariable long community, @PathVariable long id) {
        return jobs.get(community, id);
    }

    @Needs("job.read")
    @PostMapping("/{id}/stop")
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobView stop(@PathVariable long community, @PathVariable long id) {
        stop.ask(community, id);
        return jobs.get(community, id);
    }
}

package cn.anju.access;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/deputies")
class DeputyController {

    /** 新行的号码。 */
    record Id(long id) {}

    private final Deputies deputies;

    DeputyController(Deputies deputies) {
        this.deputies = deputies;
    }

    @GetMapping
    @Needs("access.manage")
    List<Deputies.Row> list() {
        return deputies.list();
    }

    @PostMapping
    @Needs("access.manage")
    @ResponseStatus(HttpStatus.CREATED)
    Id appoint(@Valid @RequestBody Deputies.NewDeputy deputy) {
        return new Id(deputies.appoint(deputy));
    }

    @DeleteMapping("/{id}")
    @Needs("access.manage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable long id) {
        deputies.end(id);
    }
}

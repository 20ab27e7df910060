package cn.anju.access;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 首次启动的链接落在这里。 */
@RestController
class SetupController {

    record Setup(@NotBlank(message = "链接不完整") String token, @NotBlank(message = "请填密码") String password) {}

    private final FirstStart first;

    SetupController(FirstStart first) {
        this.first = first;
    }

    @PostMapping("/api/setup")
    @Needs(Needs.PUBLIC)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setUp(@Valid @RequestBody Setup setup) {
        first.use(setup.token(), setup.password());
    }
}

package cn.anju.register;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 台账的定义，全公司一份。 */
@RestController
@RequestMapping("/api/register-definitions")
class DefinitionController {

    record Made(String key) {}

    record Version(int version) {}

    /** @param basedOn the version the page showed */
    record NewVersion(int basedOn, @NotNull @Valid Paper paper) {}

    record Decision(boolean isAccepted) {}

    record Retirement(boolean isRetired) {}

    private final Designer designer;

    DefinitionController(Designer designer) {
        this.designer = designer;
    }

    @GetMapping
    @Needs("register.design")
    List<Definition> all() {
        return designer.all();
    }

    /** All versions, the newest first. */
    @GetMapping("/{register}")
    @Needs("register.design")
    List<Definition> versions(@PathVariable String register) {
        return designer.versions(register);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("register.design")
    Made add(@Valid @RequestBody Paper paper) {
        return new Made(designer.add(paper));
    }

    @PutMapping("/{register}")
    @Needs("register.design")
    Version change(@PathVariable String register, @Valid @RequestBody NewVersion version) {
        return new Version(designer.change(register, version.basedOn(), version.paper()));
    }

    @PostMapping("/{register}/offer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("register.design")
    void settle(@PathVariable String register, @Valid @RequestBody Decision decision) {
        designer.settleOffer(register, decision.isAccepted());
    }

    @PostMapping("/{register}/retirement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("register.design")
    void retire(@PathVariable String register, @Valid @RequestBody Retirement retirement) {
        designer.retire(register, retirement.isRetired());
    }
}

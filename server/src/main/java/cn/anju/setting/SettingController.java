package cn.anju.setting;

import cn.anju.kernel.Needs;
import cn.anju.kernel.Scope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 设置页，公司的与小区的。 */
@RestController
class SettingController {

    private static final String EDIT = "setting.edit";
    private static final String COMPANY = "/api/settings";
    private static final String COMMUNITY = "/api/communities/{community}/settings";

    record Value(@NotNull(message = "请填值") @Size(max = 2000, message = "太长") String value) {}

    private final Settings settings;
    private final SettingList list;

    SettingController(Settings settings, SettingList list) {
        this.settings = settings;
        this.list = list;
    }

    @GetMapping(COMPANY)
    @Needs(EDIT)
    List<SettingList.Group> ofCompany() {
        return list.of(Scope.COMPANY);
    }

    @PutMapping(COMPANY + "/{key}")
    @Needs(EDIT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setForCompany(@PathVariable String key, @Valid @RequestBody Value value) {
        settings.set(Scope.COMPANY, key, value.value());
    }

    @DeleteMapping(COMPANY + "/{key}")
    @Needs(EDIT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resetForCompany(@PathVariable String key) {
        settings.set(Scope.COMPANY, key, null);
    }

    @GetMapping(COMPANY + "/{key}/history")
    @Needs(EDIT)
    List<Settings.Change> historyOfCompany(@PathVariable String key) {
        return settings.history(Scope.COMPANY, key);
    }

    @GetMapping(COMMUNITY)
    @Needs(EDIT)
    List<SettingList.Group> list(@PathVariable long community) {
        return list.of(community);
    }

    @PutMapping(COMMUNITY + "/{key}")
    @Needs(EDIT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@PathVariable long community, @PathVariable String key, @Valid @RequestBody Value value) {
        settings.set(community, key, value.value());
    }

    @DeleteMapping(COMMUNITY + "/{key}")
    @Needs(EDIT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@PathVariable long community, @PathVariable String key) {
        settings.set(community, key, null);
    }

    @GetMapping(COMMUNITY + "/{key}/history")
    @Needs(EDIT)
    List<Settings.Change> history(@PathVariable long community, @PathVariable String key) {
        return settings.history(community, key);
    }
}

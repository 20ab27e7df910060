package cn.anju.setting;

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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 列表视图，各人各的。 */
@RestController
@RequestMapping("/api/views")
class SavedViewController {

    private final SavedViews views;

    SavedViewController(SavedViews views) {
        this.views = views;
    }

    @GetMapping
    @Needs(Needs.SIGNED_IN)
    List<SavedViews.View> views(@RequestParam String page) {
        return views.of(page);
    }

    @PostMapping
    @Needs(Needs.SIGNED_IN)
    @ResponseStatus(HttpStatus.CREATED)
    List<SavedViews.View> save(@RequestBody @Valid SavedViews.NewView view) {
        return views.save(view);
    }

    @DeleteMapping("/{view}")
    @Needs(Needs.SIGNED_IN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long view) {
        views.remove(view);
    }
}

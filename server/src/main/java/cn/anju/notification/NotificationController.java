package cn.anju.notification;

import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}")
class NotificationController {

    /** @param ids null for all */
    record Seen(@Nullable @Size(max = 200) List<Long> ids) {}

    private final Notices notices;
    private final MessageList messages;
    private final Templates templates;
    private final Unsubscribing refusals;
    private final Clock clock;

    NotificationController(Notices notices, MessageList messages, Templates templates, Unsubscribing refusals, Clock clock) {
        this.notices = notices;
        this.messages = messages;
        this.templates = templates;
        this.refusals = refusals;
        this.clock = clock;
    }

    @GetMapping("/notices")
    @Needs(Needs.SIGNED_IN)
    Page<Notices.Row> mine(@PathVariable long community, @RequestParam(required = false) @Nullable Boolean unread, @ParameterObject Paging paging) {
        return notices.mine(community, unread, paging);
    }

    @PostMapping("/notices/read")
    @Needs(Needs.SIGNED_IN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable long community, @Valid @RequestBody Seen seen) {
        notices.read(community, seen.ids());
    }

    @GetMapping("/messages")
    @Needs("notification.read")
    Page<MessageList.Row> messages(@PathVariable long community, @ParameterObject MessageList.Filter filter, @ParameterObject Paging paging) {
        return messages.page(community, filter, paging);
    }

    @GetMapping("/messages.xlsx")
    @Needs("notification.read")
    ResponseEntity<byte[]> export(@PathVariable long community, @ParameterObject MessageList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("发出的消息", MessageList.columns(clock.getZone()), messages.page(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/message-topics")
    @Needs("notification.read")
    List<Templates.Kind> topics(@PathVariable long community) {
        return Templates.kinds();
    }

    @GetMapping("/message-templates")
    @Needs("notification.read")
    List<Templates.Row> templates(@PathVariable long community) {
        return templates.list(community);
    }

    @PutMapping("/message-templates")
    @Needs("notification.template")
    List<Templates.Row> setTemplate(@PathVariable long community, @Valid @RequestBody Templates.Facts facts) {
        return templates.set(community, facts);
    }

    @DeleteMapping("/message-templates/{template}")
    @Needs("notification.template")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeTemplate(@PathVariable long community, @PathVariable long template) {
        templates.remove(community, template);
    }

    @PostMapping("/message-templates/preview")
    @Needs("notification.template")
    Templates.Preview preview(@PathVariable long community, @Valid @RequestBody Templates.Sample sample) {
        return Templates.preview(sample);
    }

    @GetMapping("/people/{person}/message-refusals")
    @Needs("notification.read")
    Unsubscribing.View refusals(@PathVariable long community, @PathVariable long person) {
        return refusals.of(community, person);
    }

    @PutMapping("/people/{person}/message-refusals")
    @Needs("resident.edit")
    Unsubscribing.View refuse(@PathVariable long community, @PathVariable long person, @Valid @RequestBody Unsubscribing.Wanted wanted) {
        return refusals.set(community, person, wanted);
    }
}

package cn.anju.estate;

import cn.anju.kernel.Needs;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 房屋页的时间线：各模块的事按时间排在一起，最近的在前。 */
@RestController
class RoomTimeline {

    private static final int MOST = 300;

    private final ObjectProvider<RoomStory> stories;
    private final Rooms rooms;

    RoomTimeline(ObjectProvider<RoomStory> stories, Rooms rooms) {
        this.stories = stories;
        this.rooms = rooms;
    }

    @GetMapping("/api/communities/{community}/rooms/{room}/timeline")
    @Needs("estate.read")
    List<StoryItem> timeline(@PathVariable long community, @PathVariable long room, @RequestParam @Nullable String kind) {
        rooms.byId(community, room);
        return stories.stream().flatMap(story -> story.of(community, room).stream()).filter(item -> kind == null || item.kind().equals(kind))
            .sorted(Comparator.comparing(StoryItem::at).reversed()).limit(MOST).toList();
    }
}

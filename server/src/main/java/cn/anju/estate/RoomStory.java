package cn.anju.estate;

import java.util.List;

/** 房屋页时间线的一个来源；后面的模块各自实现，做成 Spring bean 即可。 */
public interface RoomStory {

    /** The latest items of this room, at most some two hundred, in any order; no unmasked personal data. */
    List<StoryItem> of(long community, long room);
}

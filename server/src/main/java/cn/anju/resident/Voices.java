package cn.anju.resident;

import java.time.LocalDate;
import java.util.List;

/** 住户最近有没有出过声：后面的模块（服务台、催缴）各自实现，做成 Spring bean 即可。 */
public interface Voices {

    /**
     * 一间房在这段日子里。
     *
     * @param complaints how many complaints came from it
     * @param lastOn when it was last heard from
     */
    record Heard(long roomId, long complaints, LocalDate lastOn) {}

    /** Rooms that were heard from on this day or later; in a transaction of the community. */
    List<Heard> heard(long community, LocalDate since);
}
